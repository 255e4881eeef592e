"""A dossier under the wrong procedure, the right one for it, and the act that puts it there."""

from datetime import date
from typing import Any

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.canonical import content_hash
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.models import FeeVersion, Field, Procedure, Publication, Version
from motcua.reference.forms.models import FormVersion
from tests.factories.accounts import an_agency, officer_view
from tests.factories.dossiers import CONTENT, FEE, FILED, FORM, an_authority, later

AT = later(FILED, 600)
RIGHT = "2.000333"


def the_right_one(
    *, fee_vnd: int | None = None, fields: Any = None, starts: str = "valid_papers", **content: Any
) -> Publication:
    """Another procedure: the purpose under another name of field, the old licence under another slug, 9 days."""
    field = Field.objects.get(code="an-toan-buc-xa")
    procedure = Procedure.objects.create(code=RIGHT, name="Cấp lại", name_norm="cap lai", field=field)
    publication = Publication.objects.create(
        full_code=the_right_code(), short_code=f"{RIGHT}.H50", procedure=procedure, agency=an_agency()
    )
    asked = fields or [
        {"name": "muc_dich", "kind": "short_text", "label": {"vi": "MỤC ĐÍCH"}, "required": True}
    ]
    form = FORM | {"code": "don-dung", "sections": [FORM["sections"][0] | {"fields": asked}]}  # type: ignore[index]
    kept = {"content": form, "content_hash": content_hash(form), "kept_at": FILED}
    fee = None
    if fee_vnd is not None:
        stated = FEE | {"lines": [FEE["lines"][0] | {"amount_vnd": fee_vnd}]}  # type: ignore[index]
        fee = FeeVersion.objects.create(
            code="phi-dung", number=1, content=stated, content_hash=content_hash(stated), kept_at=FILED
        )
    paper = {"slug": "giay-phep", "name": {"vi": "Giấy phép đã cấp"}, "source": "luat", "required": False}
    facts = CONTENT | {
        "papers": [CONTENT["papers"][0], paper],  # type: ignore[index]
        "time": CONTENT["time"] | {"amount": 9, "starts": starts},  # type: ignore[operator]
    } | content  # fmt: skip
    Version.objects.create(
        publication=publication, number=1, content=facts, content_hash=content_hash(facts), sources=[],
        form_version=FormVersion.objects.create(code="don-dung", number=1, **kept), fee_version=fee,
        valid_from=date(2018, 1, 1), published_at=FILED,
    )  # fmt: skip
    return publication


NEW_PAPER = {"slug": "so-do", "name": {"vi": "Sơ đồ"}, "source": "luat", "required": True}


def the_right_code() -> str:
    return f"{RIGHT}.000.00.00.H50"


def by(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def change(
    dossier: Dossier, *, who: str = "receptionist", to: Publication | None = None, **given: Any
) -> Dossier:
    given = {"reason": "Thuộc thủ tục cấp lại.", "case_slug": "", "at": AT} | given
    code = (to or the_right_one()).full_code
    return dossiers.change_procedure(by=by(who), code=dossier.code, publication_code=code, **given)


def receipts(dossier: Dossier) -> list[tuple[str, str]]:
    found = Letter.objects.filter(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)
    return list(found.order_by("pk").values_list("code", "state"))
