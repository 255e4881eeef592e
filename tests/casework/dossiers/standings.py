"""Every state in which a dossier can stand, reached by the acts that lead there, and everybody who may come."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.models import Officer, Unit
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.kernel.actors import SYSTEM
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents import operations as documents
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.reference.workflow.models import ProcessVersion
from tests.factories.accounts import (
    a_post,
    a_unit,
    an_agency,
    an_officer,
    applicant_view,
    hoa,
    minh,
    officer_view,
)
from tests.factories.dossiers import (
    GRANT,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    missing_papers,
    numbered,
    proposed,
    reload,
    signed,
)
from tests.factories.places import hue, papers_on_the_way, papers_there, received_elsewhere

NEXT = timedelta(minutes=5)
PAUSE: dict[str, Any] = {
    "reason": "measuring",
    "detail": "Chờ kết quả đo.",
    "basis": "Điều 1 Luật thử",
    "until": date(2030, 1, 2),
}
APOLOGY: dict[str, Any] = {"reason": "Chờ kết quả thẩm định.", "new_day": date(2026, 12, 1)}  # a working day
ADJOURN: dict[str, Any] = {
    "reason": "Nhiều bản cần đối chiếu.",
    "basis": "Điều 1 Luật thử",
    "new_day": date(2026, 11, 25),
}
WRONG: dict[str, Any] = {"reason": "Sai tên cơ sở.", "until": date(2030, 1, 2)}
TAKING = Taking(by="filer", name="Trần Văn Minh", paper_seen="identity_card", is_signed=True)
ON_PAPER: dict[str, Any] = {"way": "counter", "taking": TAKING}
STOP: dict[str, Any] = {"stop_code": "other", "reason": "Cơ sở đã giải thể.", "basis": "Điều 1 Luật thử"}
PRODUCING: list[dict[str, Any]] = [
    {"slug": "xet", "name": "Thẩm định", "unit": "Phòng", "role": "specialist", "hours": 32,
     "must": ["verdicts", "opinion", "report", "draft"]},
    {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 8},
]  # fmt: skip
WITH_A_PART: list[dict[str, Any]] = [
    {"slug": "xet", "name": "Thẩm định", "unit": "Phòng", "role": "specialist", "hours": 16},
    {"slug": "dat", "name": "Xác nhận đất", "unit": "Phòng Đất đai", "role": "partner", "hours": 16},
    {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 8},
]  # fmt: skip
ASKED = [AskedDefect("paper", "giay-cu", "Tệp mờ, không đọc được.")]


def by_role(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


# States


def asked_at_reception() -> Dossier:
    dossier = filed()
    return dossiers.request_supplement(
        by=by_role("receptionist"), code=dossier.code, defects=ASKED, at=later(dossier.submitted_at)
    )


def asked_in_appraisal() -> Dossier:
    dossier = assigned()
    return dossiers.request_supplement(
        by=by_role("specialist"), code=dossier.code, defects=ASKED, at=later(dossier.submitted_at, 30)
    )


AT_ONCE: dict[str, Any] = {"amount": 0, "unit": "working_day", "at_once": True}


def at_once() -> Dossier:
    """Filed under a procedure that is settled while the applicant waits."""
    return filed(publication=a_publication("2.000555", time=AT_ONCE))


def at_once_accepted() -> Dossier:
    dossier = at_once()
    return dossiers.accept(by=by_role("receptionist"), code=dossier.code, at=later(dossier.submitted_at))


def adjourned() -> Dossier:
    dossier = at_once()
    return dossiers.adjourn(
        by=by_role("receptionist"), code=dossier.code, at=later(dossier.submitted_at), **ADJOURN
    )


def all_in_one() -> OfficerView:
    """An officer of the one-stop desk who is authorised to decide what is settled at once."""
    places = {
        "specialist": "qt-chuyen-mon",
        "division_head": "qt-chuyen-mon",
        "leader": "qt-lanh-dao",
        "clerk": "qt-van-phong",
    }
    an_authority()
    found = Officer.objects.filter(code="qt-mot-nguoi").first()
    if found is None:
        found = an_officer("receptionist", code="qt-mot-nguoi")
        for role, unit in places.items():
            a_post(found, role=role, unit=Unit.objects.get(code=unit))
    return officer_view(found)


def under(steps: list[dict[str, Any]], *, decision: str = "12/QĐ-SKHCN") -> Dossier:
    """Assigned under a process of these steps; without a decision it is a sample."""
    dossier = assigned()
    process = ProcessVersion.objects.create(
        procedure_code="2.000086", agency=an_agency(), number=1, steps=steps, content_hash="x",
        kept_at=dossier.submitted_at, decision=decision,
    )  # fmt: skip
    Dossier.objects.filter(pk=dossier.pk).update(process=process)
    return reload(dossier)


def must_produce() -> Dossier:
    """At a step that must produce all that a process can name; nothing of it is there."""
    return under(PRODUCING)


def must_open() -> Dossier:
    """Before a sub-dossier that the process names and that nobody opened."""
    return under(WITH_A_PART)


def paused() -> Dossier:
    dossier = assigned()
    return dossiers.pause(
        by=by_role("specialist"), code=dossier.code, at=later(dossier.submitted_at, 30), **PAUSE
    )


WINDOW = {"refusal_notice": True, "refusal_reply": {"amount": 2, "unit": "working_day"}}


def meant_to_refuse() -> Dossier:
    """The notice of an intended refusal lies before the leader."""
    dossier = assigned(publication=a_publication("2.000444", time=WINDOW))
    dossiers.propose(
        by=by_role("specialist"), code=dossier.code, outcome="intend", opinion="",
        data={"reason": "Chưa đủ điều kiện.", "basis": "Điều 1 Luật thử"}, at=later(dossier.submitted_at, 30),
    )  # fmt: skip
    return reload(dossier)


def told_of_refusal() -> Dossier:
    dossier = meant_to_refuse()
    dossiers.tell_intended_refusal(
        by=by_role("leader"), code=dossier.code, at=later(dossier.submitted_at, 40)
    )
    return reload(dossier)


def waiting_for_the_fee() -> Dossier:
    return accepted(publication=a_publication(with_fee=True, starts="valid_papers_and_fee"))


def asked_to_stop() -> Dossier:
    dossier = assigned()
    dossiers.ask_to_stop(
        by=applicant_view(minh()),
        code=dossier.code,
        reason="Không cần nữa.",
        at=later(dossier.submitted_at, 30),
    )
    return dossier


def stopped() -> Dossier:
    dossier = assigned()
    return dossiers.stop(by=by_role("leader"), code=dossier.code, at=later(dossier.submitted_at, 30), **STOP)


def refused() -> Dossier:
    dossier = filed()
    return dossiers.refuse(
        by=by_role("receptionist"), code=dossier.code, reason="Không thuộc thẩm quyền.", basis="Điều 1 Luật thử",
        at=later(dossier.submitted_at),
    )  # fmt: skip


def withdrawn() -> Dossier:
    dossier = filed()
    return dossiers.withdraw(by=applicant_view(minh()), code=dossier.code, at=later(dossier.submitted_at))


def made() -> Dossier:
    dossier = numbered()
    lay_out(dossier)
    return dossier


def lay_out(dossier: Dossier) -> None:
    """What the worker makes."""
    for letter in Letter.objects.filter(made_at=None):
        paper = documents.keep(
            content=sample_pdf(letter.code), name="giay.pdf", by=SYSTEM, at=dossier.submitted_at
        )
        Letter.objects.filter(pk=letter.pk).update(
            document=paper, state=LetterState.MADE, made_at=dossier.submitted_at
        )


def returned(**how: Any) -> Dossier:
    dossier = made()
    return dossiers.return_result(
        by=by_role("receptionist"), code=dossier.code, at=later(dossier.submitted_at, 60), **how
    )


def correcting(**how: Any) -> Dossier:
    """A right result waits for its draft."""
    dossier = returned(**how)
    dossiers.open_correction(
        by=by_role("leader"), code=dossier.code, at=later(dossier.submitted_at, 70), **WRONG
    )
    return dossier


def correction_drafted(**how: Any) -> Dossier:
    dossier = correcting(**how)
    dossiers.draft_correction(
        by=by_role("specialist"), code=dossier.code, outcome="grant", data=GRANT, opinion="Đã sửa tên.",
        at=later(dossier.submitted_at, 75),
    )  # fmt: skip
    return dossier


def corrected(**how: Any) -> Dossier:
    """Signed, and waits for its number."""
    dossier = correction_drafted(**how)
    dossiers.sign_correction(by=by_role("leader"), code=dossier.code, at=later(dossier.submitted_at, 80))
    return dossier


def correction_numbered(**how: Any) -> Dossier:
    """The right result waits at the counter, as the wrong one did."""
    dossier = corrected(**(how or ON_PAPER))
    dossiers.number_correction(by=by_role("clerk"), code=dossier.code, at=later(dossier.submitted_at, 85))
    lay_out(dossier)
    return dossier


STATES: dict[str, Callable[[], Dossier]] = {
    "filed": filed,
    "at_once": at_once,
    "at_once_accepted": at_once_accepted,
    "adjourned": adjourned,
    "asked_at_reception": asked_at_reception,
    "waiting_for_the_fee": waiting_for_the_fee,
    "accepted": accepted,
    "assigned": assigned,
    "asked_in_appraisal": asked_in_appraisal,
    "must_produce": must_produce,
    "must_open": must_open,
    "paused": paused,
    "meant_to_refuse": meant_to_refuse,
    "told_of_refusal": told_of_refusal,
    "proposed": proposed,
    "signed": signed,
    "numbered": numbered,
    "made": made,
    "returned": returned,
    "correcting": correcting,
    "correction_drafted": correction_drafted,
    "corrected": corrected,
    "missing_papers": missing_papers,
    "correction_numbered": correction_numbered,
    "asked_to_stop": asked_to_stop,
    "stopped": stopped,
    "refused": refused,
    "withdrawn": withdrawn,
    "received_elsewhere": received_elsewhere,
    "papers_on_the_way": papers_on_the_way,
    "papers_there": papers_there,
}


# Who


def everybody() -> dict[str, OfficerView | ApplicantView]:
    elsewhere = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    division = an_authority()["specialist"].posts.get().unit
    return {role: officer_view(officer) for role, officer in an_authority().items()} | {
        "another_specialist": officer_view(
            an_officer("specialist", unit=division, code="qt-chuyen-vien-hai")
        ),
        "another_agency": officer_view(an_officer(unit=elsewhere, code="bg-tiep-nhan")),
        "centre": hue(),
        "filer": applicant_view(minh()),
        "stranger": applicant_view(hoa()),
    }
