"""The columns that a list of dossiers may show, and how each shows its value.

Made as text, not by a template for each cell: a list of fifty rows is what officers open all day, and cells
are a third of its work. Everything that a person wrote is escaped here.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from motcua.casework.dossiers.queries.desk import WorklistRow
from motcua.web.ui.templatetags.ui import day, icon, moment, tone_icon

Words = Callable[[WorklistRow], str]


@dataclass(frozen=True)
class Column:
    """`words` is what the export writes and, clipped, what the list shows."""

    slug: str
    label: str
    words: Words


COLUMNS: Final = (
    Column("procedure", "Thủ tục", lambda row: row.procedure_name),
    Column("procedure_code", "Mã thủ tục", lambda row: row.procedure_code),
    Column("owner", "Chủ hồ sơ", lambda row: row.owner_name),
    Column("phone", "Điện thoại", lambda row: row.owner_phone),
    Column("channel", "Kênh nộp", lambda row: row.channel),
    Column("step", "Bước", lambda row: row.step),
    Column("priority", "Ưu tiên", lambda row: row.priority),
    Column("holder", "Đang giữ", lambda row: row.holder_name),
    Column("unit", "Đơn vị giữ", lambda row: row.unit_name),
    Column("desk", "Nơi tiếp nhận", lambda row: row.desk_name),
    Column("submitted", "Ngày nộp", lambda row: moment(row.submitted_at)),
    Column("due", "Hẹn trả", lambda row: day(row.due_at)),
    Column("ended", "Ngày kết thúc", lambda row: moment(row.ended_at)),
)
UNREAD: Final = {"new": "Mới", "changed": "Có thay đổi", "named": "Nhắc đến anh/chị"}
ANY_CODE: Final = "CODE"
"""Stands for the code in the address of a dossier, found once for a list."""
READ: Final = ' class="is-read"'
USUAL: Final = ("procedure", "owner")
USUAL_MIXED: Final = ("procedure", "owner", "step", "holder")


def chosen(slugs: Collection[str], *, is_mixed: bool) -> list[Column]:
    """The columns of these names, in our order; the usual ones for none."""
    wanted = slugs or (USUAL_MIXED if is_mixed else USUAL)
    return [column for column in COLUMNS if column.slug in wanted]


@dataclass(frozen=True)
class Look:
    """What beside the row decides how it is shown: stand-ins, whether rows are picked."""

    stood_in_for: Collection[int] = ()
    can_pick: bool = False


def lines(rows: Sequence[WorklistRow], columns: Sequence[Column], look: Look) -> SafeString:
    """The rows of a list, each with its code, the chosen columns and how the time stands."""
    address = reverse("desk:dossier", args=[ANY_CODE])
    return mark_safe("".join(_line(row, columns, look, address) for row in rows))


def _line(row: WorklistRow, columns: Sequence[Column], look: Look, address: str) -> str:
    code = escape(row.code)
    pick = (
        f'<td class="pick"><label><input type="checkbox" name="code" value="{code}">'
        f'<span class="visually-hidden">Chọn {code}</span></label></td>'
        if look.can_pick
        else ""
    )
    beside = "" if row.is_online else f' <span class="muted small">{escape(row.channel)}</span>'
    if row.priority:
        beside += f' <span class="tag tag--attention">{tone_icon("attention")} {escape(row.priority)}</span>'
    if row.mark:
        beside += f' <span class="unread">{UNREAD[row.mark]}</span>'
    if row.holder_id in look.stood_in_for:
        beside += f' <span class="muted small">thay {escape(row.holder_name)}</span>'
    cells = "".join(
        f'<td class="worklist__{column.slug}"><span class="clip">{escape(column.words(row))}</span></td>'
        for column in columns
    )
    return (
        f"<tr data-mc-row{'' if row.mark else READ}>{pick}"
        f'<td class="code"><a href="{address.replace(ANY_CODE, code)}">{code}</a>{beside}</td>'
        f'{cells}<td class="worklist__time">{_time(row)}</td></tr>\n'
    )


def _time(row: WorklistRow) -> str:
    sign = icon("clock") if row.tone == "neutral" else tone_icon(row.tone)
    chip = (
        f'<span class="due due--{row.tone}">{sign} <span class="due__word">{escape(row.word)}</span></span>'
        if row.word
        else ""
    )
    until = (
        f' <time class="small muted" datetime="{row.until.isoformat()}">{moment(row.until)}</time>'
        if row.until
        else ""
    )
    return chip + until + _ask_by(row)


def _ask_by(row: WorklistRow) -> str:
    """The last day on which the law wants a dossier back that is not eligible yet."""
    if row.ask_by is None:
        return ""
    said = "quá hạn yêu cầu bổ sung" if row.is_late_to_ask else "yêu cầu bổ sung trước hết ngày"
    return f'<br><span class="small muted">{said} {day(row.ask_by)}</span>'
