"""Every act on a dossier as it is done on its page: who, from which state, with what typed, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.kernel.clock import local_date
from motcua.ops.demo.fill import specimens
from tests.factories.accounts import applicant_view, minh, officer_view
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
    signed,
)

GRANT_TYPED = {"outcome": "grant"} | {f"result-{name}": value for name, value in GRANT.items()}


def today() -> str:
    return f"{local_date(timezone.now()):%d/%m/%Y}"


def just_now(bring: Callable[..., Dossier], **more: object) -> Dossier:
    return bring(at=timezone.now() - timedelta(seconds=55), **more)


def with_fee_due(**filing: object) -> Dossier:
    """An accepted dossier of a procedure whose time starts by the fee."""
    publication = a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee")
    return accepted(publication=publication, **filing)


PAUSE_TYPED = {"reason": "measuring", "detail": "Chờ đo", "basis": "Điều 9", "until": "04/01/2100"}
TAKEN_TYPED = {
    "taken_by": "filer", "taken_name": "Trần Văn Minh", "paper_seen": "vneid", "is_signed": "on",
}  # fmt: skip
WRONG_TYPED = {"reason": "Sai tên cơ sở", "until": "04/01/2100"}
STOP_TYPED = {"stop_code": "other", "reason": "Cơ sở đã giải thể", "basis": "Điều 1"}
APOLOGY_TYPED = {"reason": "Chờ cơ quan phối hợp", "new_day": "04/01/2100"}  # a Monday


def paused(**filing: object) -> Dossier:
    dossier = assigned(**filing)
    return dossiers.pause(
        by=officer_view(an_authority()["specialist"]), code=dossier.code, reason="other", detail="Chờ",
        basis="Điều 1", until=date(2100, 1, 4), at=later(dossier.submitted_at, 30),
    )  # fmt: skip


def asked_to_stop(**filing: object) -> Dossier:
    dossier = assigned(**filing)
    dossiers.ask_to_stop(
        by=applicant_view(minh()),
        code=dossier.code,
        reason="Không cần nữa",
        at=later(dossier.submitted_at, 30),
    )
    return dossier


def meant_to_refuse(**filing: object) -> Dossier:
    """A notice of an intended refusal lies before the leader, who names its last day."""
    dossier = assigned(publication=a_publication("2.000444", time={"refusal_notice": True}), **filing)
    dossiers.propose(
        by=officer_view(an_authority()["specialist"]), code=dossier.code, outcome="intend", opinion="",
        data={"reason": "Chưa đủ điều kiện", "basis": "Điều 1"}, at=later(dossier.submitted_at, 30),
    )  # fmt: skip
    dossier.refresh_from_db()
    return dossier


def returned(**filing: object) -> Dossier:
    dossier = numbered(**filing)
    specimens.lay_out(f"dossier:{dossier.code}", at=dossier.submitted_at)
    return dossiers.return_result(
        by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=later(dossier.submitted_at, 53)
    )


@dataclass
class Case:
    """An act, who does it, from which state, with what, and what comes of it."""

    slug: str
    role: str
    bring: Callable[..., Dossier]
    typed: dict[str, object] = field(default_factory=dict)
    becomes: str = ""


CASES = [
    Case("accept", "receptionist", filed, {}, "waiting_assignment"),
    Case(
        "supplement",
        "receptionist",
        filed,
        {"ask-paper-giay-cu": "on", "say-paper-giay-cu": "Nộp bản rõ hơn"},
        "waiting_supplement",
    ),
    Case("refuse", "receptionist", filed, {"reason": "Không đúng cơ quan", "basis": "Điều 1"}, "ended"),
    Case("undo", "receptionist", accepted, {"reason": "Nhận nhầm"}, "waiting_reception"),
    Case(
        "payment",
        "cashier",
        with_fee_due,
        {"amount_vnd": "3000000", "way": "cash", "number": "BL-01", "paid_on": today()},
        "waiting_assignment",
    ),
    Case("assign", "division_head", accepted, {"officer_code": "qt-specialist"}, "appraising"),
    Case("reassign", "division_head", assigned, {"officer_code": "qt-division-head"}, "appraising"),
    Case(
        "priority",
        "leader",
        filed,
        {"priority": "1", "reason": "Giấy phép sắp hết hạn"},
        "waiting_reception",
    ),
    Case("note", "receptionist", filed, {"text": "Đã gọi cho người nộp"}, "waiting_reception"),
    Case(
        "appraisal-supplement",
        "specialist",
        assigned,
        {"ask-field-purpose": "on", "say-field-purpose": "Ghi rõ mục đích"},
        "waiting_supplement",
    ),
    Case("propose", "specialist", assigned, GRANT_TYPED, "waiting_leader"),
    Case("approve", "leader", proposed, {}, "waiting_number"),
    Case("send-back", "leader", proposed, {"reason": "Sửa trích yếu"}, "appraising"),
    Case("intend", "leader", meant_to_refuse, {"answer_on": "04/01/2100"}, "waiting_supplement"),
    Case("number", "clerk", signed, {}, "waiting_return"),
    Case("pause", "specialist", assigned, PAUSE_TYPED, "paused"),
    Case("resume", "specialist", paused, {"reason": "Đã có kết quả đo"}, "appraising"),
    Case("apology", "specialist", assigned, APOLOGY_TYPED, "appraising"),
    Case("apologise", "leader", assigned, APOLOGY_TYPED, "appraising"),
    Case("originals", "receptionist", assigned, TAKEN_TYPED | {"count-giay-cu": "1"}, "appraising"),
    Case(
        "lost",
        "leader",
        assigned,
        {"slugs": ["giay-cu"], "what_happened": "Thất lạc khi luân chuyển"},
        "appraising",
    ),
    Case("replace-lost", "receptionist", missing_papers, {"slugs": ["giay-cu"]}, "appraising"),
    Case("correct", "leader", returned, WRONG_TYPED, "ended"),
    Case("stop", "leader", assigned, STOP_TYPED, "ended"),
    Case("go-on", "leader", asked_to_stop, {"reason": "Kết quả sắp có"}, "appraising"),
]
