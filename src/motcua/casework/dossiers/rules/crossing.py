"""What a move to another version touches, and which dossiers may move. Pure."""

from typing import Any, Final

from motcua.casework.dossiers.enums import Business, SubStatus
from motcua.casework.dossiers.replaying import Outcome

MOVABLE: Final = frozenset(
    {
        (Business.SUBMITTED, SubStatus.WAITING_RECEPTION),
        (Business.ACCEPTED, SubStatus.WAITING_ASSIGNMENT),
        (Business.PROCESSING, SubStatus.APPRAISING),
        (Business.AWAITING_PAYMENT, SubStatus.WAITING_PAYMENT),
    }
)
"""Where another version still makes sense: nothing is asked of the applicant under the old one, and nobody
has laid a result before the leader."""

ENDED, SUPPLEMENT, PAUSED, DECIDED = "ended", "supplement", "paused", "decided"
CASE_GONE, NO_TIME = "case_gone", "no_time"

WHY_LEFT: Final = {
    ENDED: "Hồ sơ đã kết thúc",
    SUPPLEMENT: "Đang chờ người nộp bổ sung theo phiên bản cũ",
    PAUSED: "Thời hạn đang tạm dừng tính theo phiên bản cũ",
    DECIDED: "Kết quả đã trình hoặc đã ký",
    CASE_GONE: "Phiên bản mới không còn trường hợp này",
    NO_TIME: "Phiên bản mới chưa có thời hạn giải quyết",
}


def why_left(*, business: str, sub_status: str, case_is_known: bool, has_time: bool) -> str:
    """Why a dossier does not move; empty when it may."""
    if (business, sub_status) not in MOVABLE:
        if business in (Business.AWAITING_SUPPLEMENT,):
            return SUPPLEMENT
        if sub_status == SubStatus.PAUSED:
            return PAUSED
        still_open = business in (Business.PROCESSING, Business.DECIDED)
        return DECIDED if still_open else ENDED
    if not case_is_known:
        return CASE_GONE
    return "" if has_time else NO_TIME


def changes_anything(touched: dict[str, Any]) -> bool:
    """Whether the applicant would notice a move: other questions, papers, fee or day."""
    asks_otherwise = any(touched[one] for one in ("lost", "missing", "papers_more", "papers_less"))
    fee = touched["fee_before_vnd"] != touched["fee_after_vnd"]
    before, after = touched["due_before"], touched["due_after"]
    return asks_otherwise or fee or bool(before and after and before != after)


def touched(
    before: Outcome, after: Outcome, *, is_accepted: bool, is_paid: bool, due_at: Any
) -> dict[str, Any]:
    """What a move changes, as codes: pages say it in the words of both versions.

    On an issued receipt neither the day nor the fee changes: `due_kept`, `fee_kept` say so, beside what they
    would be.
    """
    known = {(one.check, one.field) for one in before.failures}
    due_after = after.due.due_at.isoformat() if after.due else ""
    would_be_due = before.due.due_at.isoformat() if before.due else ""
    return {
        "lost": [name for name in after.lost if name not in before.lost],
        "missing": [
            one.field
            for one in after.failures
            if one.check == "answers" and (one.check, one.field) not in known
        ],
        "papers_more": [place for place in after.papers if place not in before.papers],
        "papers_less": [place for place in before.papers if place not in after.papers],
        "fee_before_vnd": before.total_vnd,
        "fee_after_vnd": after.total_vnd,
        "fee_kept": is_accepted or is_paid,
        "due_before": due_at.isoformat() if due_at else would_be_due,
        "due_after": due_after,
        "due_kept": is_accepted,
    }
