"""What licences and certificates say beyond the layout of every document: whose, for what, until when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .pages import Line
from .values import Value, from_lines

_KINDS = ("Giấy phép", "Giấy chứng nhận", "Giấy xác nhận", "Chứng chỉ")
_OWNER = re.compile(
    r"\b(?:cap cho(?: ong/ba| to chuc| co so)?|cho phep|chung nhan(?: rang)?(?: ong/ba)?"
    r"|ten (?:co so|to chuc|doanh nghiep)|ho va ten|ong/ba|don vi duoc cap phep|to chuc, ca nhan)"
    r"\s*(?:\([^)]*\)\s*)?:\s*(?P<it>.+)",
    re.IGNORECASE,
)
_OWNER_NUMBER = re.compile(
    r"(?:ma so thue|ma so doanh nghiep|so dinh danh(?: ca nhan)?|so cccd|can cuoc(?: cong dan)?(?: so)?"
    r"|so cmnd|cmnd(?: so)?)\s*:?\s*(?P<it>\d{9,13}(?:-\d{3})?)\b",
    re.IGNORECASE,
)
_DAY = (
    r"(?:ngay\s*)?(?P<{0}d>\d{{1,2}})\s*(?:/|-|\.|thang)\s*"
    r"(?P<{0}m>\d{{1,2}})\s*(?:/|-|\.|nam)\s*(?P<{0}y>\d{{4}})"
)
_FROM_TO = re.compile(
    rf"(?:hieu luc|gia tri|thoi han)[^.\d]{{0,40}}(?:tu|ke tu)\s*{_DAY.format('a')}"
    rf"[^.\d]{{0,20}}den\s*(?:het\s*)?{_DAY.format('b')}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"(?:hieu luc|gia tri|thoi han|co hieu luc|het han)[^.\d]{{0,40}}den\s*(?:het\s*)?{_DAY.format('b')}",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:hieu luc|gia tri|thoi han)[^.\d]{0,30}(?P<n>\d{1,2})\s*(?:\([^)]*\)\s*)?(?P<unit>nam|thang)"
    r"[^.\d]{0,12}ke tu ngay\s*(?:ky|cap|ban hanh)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:duoc (?:phep )?(?:tien hanh|thuc hien|hoat dong)|noi dung|linh vuc(?: hoat dong)?|pham vi"
    r"|cong viec buc xa|doi tuong)[^:]{0,40}:\s*(?P<it>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Licence:
    """`valid_for` is a span from the day of issue, such as `36 tháng`, where no day is written."""

    owner: Value | None
    owner_number: Value | None
    subject: Value | None
    valid_from: Value | None
    valid_until: Value | None
    valid_for: Value | None


def find_licence(lines: Sequence[Line], kind: str) -> Licence | None:
    """None for papers that are no licence and no certificate."""
    if kind not in _KINDS:
        return None
    both = _search(lines, _FROM_TO)
    until = both or _search(lines, _UNTIL)
    return Licence(
        owner=_said(lines, _OWNER),
        owner_number=_said(lines, _OWNER_NUMBER),
        subject=_said(lines, _SUBJECT),
        valid_from=_day(both, "a"),
        valid_until=_day(until, "b"),
        valid_for=_span(lines),
    )


_Found = tuple[Line, re.Match[str]]


def _search(lines: Sequence[Line], pattern: re.Pattern[str]) -> _Found | None:
    for line in lines:
        if match := pattern.search(line.folded):
            return line, match
    return None


def _said(lines: Sequence[Line], pattern: re.Pattern[str]) -> Value | None:
    found = _search(lines, pattern)
    if found is None:
        return None
    line, match = found
    start, end = match.span("it")
    raw = line.text[start:end].strip(" .;…_")
    return (
        from_lines(raw, [line.part(start, end)], sure=0.85, raw=raw) if any(map(str.isalnum, raw)) else None
    )


def _day(found: _Found | None, which: str) -> Value | None:
    if found is None:
        return None
    line, match = found
    try:
        value = date(*(int(match[f"{which}{part}"]) for part in "ymd"))
    except ValueError:
        return None
    start, end = match.start(f"{which}d"), match.end(f"{which}y")
    part = line.part(start, end)
    return from_lines(value.isoformat(), [part], sure=0.95, raw=line.text[start:end], precision="day")


def _span(lines: Sequence[Line]) -> Value | None:
    found = _search(lines, _SPAN)
    if found is None:
        return None
    line, match = found
    unit = "năm" if match["unit"].lower() == "nam" else "tháng"
    start, end = match.start("n"), match.end("unit")
    return from_lines(
        f"{int(match['n'])} {unit}", [line.part(start, end)], sure=0.9, raw=line.text[start:end]
    )
