"""How the desk says where a dossier stands; the desk speaks Vietnamese only. Pure: values in, words out."""

from datetime import datetime, timedelta
from typing import Final

from motcua.casework.dossiers.enums import Business, Channel, HolderKind, Priority
from motcua.casework.dossiers.enums import SubStatus as Sub
from motcua.casework.dossiers.rules.course import in_time_until
from motcua.foundation.kernel.clock import local, local_date

DAY: Final = timedelta(hours=24)

STEP_WORDS: Final[dict[str, str]] = {
    Sub.WAITING_RECEPTION: "Chờ tiếp nhận",
    Sub.WAITING_SUPPLEMENT: "Chờ người nộp bổ sung",
    Sub.WAITING_PAYMENT: "Chờ nộp phí, lệ phí",
    Sub.WAITING_ASSIGNMENT: "Chờ phân công",
    Sub.APPRAISING: "Đang thẩm định",
    Sub.PAUSED: "Tạm dừng tính thời hạn",
    Sub.WAITING_LEADER: "Chờ lãnh đạo ký",
    Sub.WAITING_NUMBER: "Chờ cấp số, đóng dấu",
    Sub.WAITING_RETURN: "Chờ trả kết quả",
    Sub.ENDED: "Đã kết thúc",
}
END_WORDS: Final[dict[str, str]] = {
    Business.REFUSED: "Không được tiếp nhận",
    Business.WITHDRAWN: "Người nộp đã rút",
    Business.STOPPED: "Đã dừng giải quyết",
    Business.RETURNED: "Đã trả kết quả",
}
CHANNEL_WORDS: Final[dict[str, str]] = {
    Channel.ONLINE: "Trực tuyến",
    Channel.COUNTER: "Trực tiếp",
    Channel.POST: "Bưu chính",
    Channel.KIOSK: "Ki-ốt",
}


REPLY: Final = "reply"
"""In filters: a step of its own, though the state is that of a supplement."""
REPLY_WORDS: Final = "Chờ ý kiến về dự định từ chối"


def step_words(sub_status: str, business: str, *, waits_for_reply: bool = False) -> str:
    """`waits_for_reply`: an intended refusal was told, and the applicant may say something to it."""
    if waits_for_reply and sub_status == Sub.WAITING_SUPPLEMENT:
        return REPLY_WORDS
    return END_WORDS.get(business, STEP_WORDS[sub_status])


def holder_words(kind: str, officer_name: str | None, unit_name: str | None) -> str:
    if kind == HolderKind.APPLICANT:
        return "Người nộp"
    return officer_name or unit_name or ""


def desk_words(name: str, agency_name: str, *, is_elsewhere: bool) -> str:
    """Where a dossier was received; with its agency where that is not the one that decides."""
    return f"{name}, {agency_name}" if is_elsewhere else name


def priority_words(priority: int, *, is_open: bool) -> str:
    """Empty for what has no priority, or no turn left to wait for."""
    return str(Priority(priority).label) if is_open and priority != Priority.NORMAL else ""


def due_words(
    *,
    holder_kind: str,
    until: datetime | None,
    due_at: datetime | None,
    legal_due_at: datetime | None,
    business: str,
    at: datetime,
    soon_until: datetime,
) -> tuple[str, str]:
    """Tone and word of the due chip; what ends by `soon_until` asks for attention.

    Lateness is judged by the holder's deadline, which lasts to 24:00 where it is the appointment, and by
    24:00 of the legal day; an applicant is never "late".
    """
    if business in END_WORDS or until is None:
        return ("good" if business == Business.RETURNED else "neutral"), END_WORDS.get(business, "")
    if holder_kind == HolderKind.APPLICANT:
        return ("attention", "Quá hẹn của người nộp") if until < at else ("neutral", "Chờ người nộp")
    own = in_time_until(until, due_at=due_at, legal_due_at=legal_due_at)
    nearest = min(until, legal_due_at or until)
    if min(own, legal_due_at or own) < at:
        return "late", f"Quá hạn {_span(at - nearest, _days_between(nearest, at))}"
    tone = "attention" if nearest <= soon_until else "neutral"
    end = until if until >= at else own
    return tone, f"Còn {_span(end - at, _days_between(at, end))}"


def _span(length: timedelta, days: int) -> str:
    """Hours below a day, calendar days above; never zero."""
    if length < DAY:
        hours = int(length.total_seconds() // 3600)
        return f"{hours} giờ" if hours else f"{max(1, int(length.total_seconds() // 60))} phút"
    return f"{days} ngày"


def _days_between(start: datetime, end: datetime) -> int:
    return (local_date(end) - local_date(start)).days


def moment_words(at: datetime) -> str:
    """`17:00 ngày 28/11/2026`."""
    return local(at).strftime("%H:%M ngày %d/%m/%Y")
