"""A small authority with an officer of every role, a small procedure, and dossiers brought on by real acts.

Times: filed FILED (Monday 09:00 in Vietnam), each later act some seconds after.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Officer, Person
from motcua.foundation.kernel.canonical import content_hash
from motcua.reference.catalogue.models import FeeVersion, Field, Procedure, Publication, Version
from motcua.reference.forms.models import FormVersion

from .accounts import (
    MONDAY,
    a_unit,
    an_agency,
    an_identifier,
    applicant_view,
    lan,
    minh,
    officer_view,
    officers,
)

FILED = MONDAY
FORM = {
    "code": "don-thu",
    "title": {"vi": "Đơn đề nghị"},
    "sections": [
        {
            "slug": "noi-dung",
            "title": {"vi": "Nội dung đề nghị"},
            "fields": [
                {"name": "purpose", "kind": "short_text", "label": {"vi": "Mục đích"}, "required": True},
                {"name": "remark", "kind": "long_text", "label": {"vi": "Ghi thêm"}},
            ],
        }
    ],
}
FEE = {
    "source": "tt-phi",
    "lines": [
        {
            "slug": "tham-dinh",
            "label": {"vi": "Phí thẩm định", "en": "Appraisal fee"},
            "kind": "fee",
            "method": "fixed",
            "amount_vnd": 3_000_000,
        }
    ],
}
CONTENT = {
    "name": {"vi": "Cấp giấy phép"},
    "cases": [],
    "papers": [
        {
            "slug": "don",
            "name": {"vi": "Đơn đề nghị"},
            "by_form": True,
            "originals": 1,
            "source": "luat",
            "verified": False,
        },
        {
            "slug": "giay-cu",
            "name": {"vi": "Giấy phép đã cấp"},
            "required": False,
            "copies": 1,
            "source": "luat",
            "verified": False,
        },
    ],
    "upload": {"types": ["pdf", "jpg", "png"], "max_bytes": 20_000_000},
    "time": {
        "amount": 5,
        "unit": "working_day",
        "starts": "valid_papers",
        "text": {"vi": "05 ngày làm việc"},
        "source": "luat",
        "verified": False,
    },
    "result": {"text": {"vi": "Giấy phép"}, "source": "luat", "verified": False},
    "sources": [{"key": "luat", "text": "Luật thử"}],
    "legal_basis": [],
    "in_force_verified": True,
}


PLACES = {
    "cashier": UnitKind.ONE_STOP,
    "specialist": UnitKind.DIVISION,
    "division_head": UnitKind.DIVISION,
    "leader": UnitKind.LEADERSHIP,
    "clerk": UnitKind.OFFICE,
    "editor": UnitKind.OFFICE,
    "administrator": UnitKind.OFFICE,
}
OFFICERS = {"receptionist": "lan"} | {role: f"qt-{role.replace('_', '-')}" for role in PLACES}


def an_authority() -> dict[str, Officer]:
    """The first agency with its four kinds of units; officers by role. One query once it is there."""
    found = Officer.objects.select_related("account").in_bulk(OFFICERS.values(), field_name="code")
    if len(found) == len(OFFICERS):
        return {role: found[code] for role, code in OFFICERS.items()}
    agency = an_agency()
    an_identifier(agency)
    an_identifier(agency, "H50.15")
    units = {
        UnitKind.ONE_STOP: a_unit(),
        UnitKind.DIVISION: a_unit("qt-chuyen-mon", kind=UnitKind.DIVISION),
        UnitKind.LEADERSHIP: a_unit("qt-lanh-dao", kind=UnitKind.LEADERSHIP),
        UnitKind.OFFICE: a_unit("qt-van-phong", kind=UnitKind.OFFICE),
    }
    known = {role: found[code] for role, code in OFFICERS.items() if code in found}
    missing = {
        role: (OFFICERS[role], units[kind]) for role, kind in PLACES.items() if OFFICERS[role] not in found
    }
    return {"receptionist": lan()} | known | officers(missing)


def a_publication(
    code: str = "2.000086",
    *,
    with_fee: bool = False,
    starts: str = "valid_papers",
    time: Mapping[str, Any] | None = None,
) -> Publication:
    """A small procedure, published with a form of two fields; the same code gives the same publication."""
    agency = an_agency()
    field, _ = Field.objects.get_or_create(code="an-toan-buc-xa", defaults={"name_vi": "An toàn bức xạ"})
    procedure, _ = Procedure.objects.get_or_create(
        code=code,
        defaults={"name": f"Cấp giấy phép {code}", "name_norm": f"cap giay phep {code}", "field": field},
    )
    full_code = f"{code}.000.00.00.H50"
    publication, is_new = Publication.objects.get_or_create(
        full_code=full_code, defaults={"procedure": procedure, "agency": agency, "short_code": f"{code}.H50"}
    )
    if is_new:
        content = CONTENT | {"time": CONTENT["time"] | {"starts": starts} | dict(time or {})}
        Version.objects.create(
            publication=publication,
            number=1,
            content=content,
            content_hash=content_hash(content),
            sources=content["sources"],
            form_version=_form(),
            fee_version=_fee() if with_fee else None,
            valid_from=date(2018, 1, 1),
            published_at=FILED,
        )
    return publication


def _form() -> FormVersion:
    kept = {"content": FORM, "content_hash": content_hash(FORM), "kept_at": FILED}
    return FormVersion.objects.get_or_create(code=FORM["code"], number=1, defaults=kept)[0]


def _fee() -> FeeVersion:
    kept = {"content": FEE, "content_hash": content_hash(FEE), "kept_at": FILED}
    return FeeVersion.objects.get_or_create(code="phi-thu", number=1, defaults=kept)[0]


def a_draft(
    *,
    by: Person | None = None,
    publication: Publication | None = None,
    at: datetime = FILED,
    paper: bytes = b"",
) -> str:
    """The code of a complete draft."""
    filer = applicant_view(by or minh())
    code = (publication or a_publication()).full_code
    draft = dossiers.start_draft(by=filer, publication_code=code, at=at)
    draft = dossiers.save_answers(
        by=filer, draft_code=draft.code, revision=draft.revision, raw={"purpose": ["Chẩn đoán y tế"]}, at=at
    )
    if paper:
        dossiers.add_paper(
            by=filer, beside=draft.code, slug="giay-cu", stream=BytesIO(paper), name="giay-cu.pdf", at=at
        )
    return str(draft.code)


def filed(
    *,
    by: Person | None = None,
    publication: Publication | None = None,
    at: datetime = FILED,
    paper: bytes = b"",
) -> Dossier:
    """A dossier that waits at the one-stop desk."""
    an_authority()
    code = a_draft(by=by, publication=publication, at=at, paper=paper)
    return dossiers.submit(by=applicant_view(by or minh()), draft_code=code, at=at)


def later(at: datetime, seconds: int = 10) -> datetime:
    return at + timedelta(seconds=seconds)


def accepted(**filing: object) -> Dossier:
    dossier = filed(**filing)  # type: ignore[arg-type]
    officers = an_authority()
    at = later(dossier.submitted_at)
    return dossiers.accept(by=officer_view(officers["receptionist"]), code=dossier.code, at=at)


def assigned(**filing: object) -> Dossier:
    dossier = accepted(**filing)
    officers = an_authority()
    return dossiers.assign(
        by=officer_view(officers["division_head"]),
        code=dossier.code,
        officer_code=officers["specialist"].code,
        at=later(dossier.submitted_at, 20),
    )


def missing_papers(**filing: object) -> Dossier:
    """The agency lost a paper of which it keeps no file, and asks for it again."""
    dossier = assigned(**filing)
    dossiers.record_loss(
        by=officer_view(an_authority()["leader"]),
        code=dossier.code,
        slugs=["giay-cu"],
        what_happened="Kiểm kê tủ hồ sơ không còn giấy này.",
        at=later(dossier.submitted_at, 30),
    )
    return reload(dossier)


GRANT = {"title": "Giấy phép tiến hành công việc bức xạ", "content": "Cho phép theo đơn.", "validity": ""}


def proposed(outcome: str = "grant", **filing: object) -> Dossier:
    dossier = assigned(**filing)
    data = GRANT if outcome == "grant" else {"reason": "Chưa đủ điều kiện.", "basis": "Điều 1 Luật thử"}
    dossiers.propose(
        by=officer_view(an_authority()["specialist"]),
        code=dossier.code,
        outcome=outcome,
        data=data,
        opinion="Đủ điều kiện.",
        at=later(dossier.submitted_at, 30),
    )
    return reload(dossier)


def signed(**filing: object) -> Dossier:
    dossier = proposed(**filing)  # type: ignore[arg-type]
    dossiers.approve_and_sign(
        by=officer_view(an_authority()["leader"]), code=dossier.code, at=later(dossier.submitted_at, 40)
    )
    return reload(dossier)


def numbered(**filing: object) -> Dossier:
    dossier = signed(**filing)
    dossiers.number_and_seal(
        by=officer_view(an_authority()["clerk"]), code=dossier.code, at=later(dossier.submitted_at, 50)
    )
    return reload(dossier)


def reload(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)
