"""The fields that people enter of a paper, and what a value of each must look like. Pure.

Law: ND-30-2020/8, TT-01-2023-VPCP/9.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from motcua.records.digitisation.errors import FieldsRefused

from .keying import UNREADABLE, as_written


class FieldKind(StrEnum):
    WORDS = "words"
    LONG = "long"
    DAY = "day"
    DIGITS = "digits"


@dataclass(frozen=True)
class Field:
    """`label` as it stands beside the box; `is_needed`: a paper without it is told so."""

    name: str
    label: str
    kind: FieldKind = FieldKind.WORDS
    is_needed: bool = False


FIELDS: Final[Mapping[str, Field]] = MappingProxyType(
    {
        field.name: field
        for field in (
            Field("superior_agency", "Cơ quan chủ quản"),
            Field("issuing_agency", "Cơ quan ban hành", is_needed=True),
            Field("number", "Số", FieldKind.DIGITS),
            Field("symbol", "Ký hiệu"),
            Field("type", "Tên loại", is_needed=True),
            Field("place", "Địa danh"),
            Field("issued_on", "Ngày ban hành", FieldKind.DAY, is_needed=True),
            Field("abstract", "Trích yếu", FieldKind.LONG),
            Field("signing_power", "Quyền hạn ký"),
            Field("signer_title", "Chức vụ người ký"),
            Field("signer", "Người ký"),
            Field("recipients", "Nơi nhận", FieldKind.LONG),
            Field("owner", "Chủ giấy tờ"),
            Field("owner_number", "Số định danh, mã số thuế của chủ", FieldKind.DIGITS),
            Field("subject", "Nội dung được cấp", FieldKind.LONG),
            Field("valid_from", "Có giá trị từ", FieldKind.DAY),
            Field("valid_until", "Có giá trị đến", FieldKind.DAY),
        )
    }
)
USUAL_FIELDS: Final = (
    "issuing_agency", "number", "symbol", "type", "issued_on", "abstract", "signer", "owner", "owner_number",
)  # fmt: skip
_WRITTEN_DAY: Final = re.compile(r"(?:(?P<d>\d{1,2})[/.\- ])?(?:(?P<m>\d{1,2})[/.\- ])?(?P<y>\d{4})")
_ISO_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_OWNER_NUMBER: Final = re.compile(r"\d{9}|\d{12}|(?P<tax>\d{10})(?:-?(?P<branch>\d{3}))?")
MOST_CHARACTERS: Final = 2_000


def check_fields(names: Sequence[str]) -> None:
    """Known ones, each once, and those that storing a paper needs.

    Raises: FieldsRefused.
    """
    if unknown := [name for name in names if name not in FIELDS]:
        raise FieldsRefused(f"Không có trường “{unknown[0]}”.")
    if len(set(names)) != len(names):
        raise FieldsRefused("Mỗi trường chỉ nhập một lần.")
    if lacking := [field.label for field in FIELDS.values() if field.is_needed and field.name not in names]:
        raise FieldsRefused(f"Thiếu trường “{lacking[0]}”.")


def entered(raw: Mapping[str, str], *, fields: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values as they are kept, and by field a sentence for each that cannot be right.

    A day is written `3/4/2018`, `4/2018` or `2018` and kept as `2018-04-03`, `2018-04` or `2018`, since old
    papers often say no more.
    """
    values: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name in fields:
        value = as_written(str(raw.get(name, "")))[:MOST_CHARACTERS]
        kind = FIELDS[name].kind
        if value and value != UNREADABLE:
            if kind is FieldKind.DAY:
                day = as_day(value)
                if day is None:
                    wrong[name] = "Ghi ngày như 3/4/2018, 4/2018 hoặc 2018."
                value = day or value
            elif name == "owner_number":
                number = as_owner_number(value)
                if number is None:
                    wrong[name] = "Số định danh có 12 số (CMND cũ 9 số), mã số thuế có 10 hoặc 13 số."
                value = number or value
        values[name] = value
    return values, wrong


def as_owner_number(written: str) -> str | None:
    """The number as kept, a branch's as `0100109106-001`; None when it has another length."""
    found = _OWNER_NUMBER.fullmatch(written.replace(" ", "").replace(".", ""))
    if found is None:
        return None
    return f"{found['tax']}-{found['branch']}" if found["branch"] else found[0]


def as_day(written: str) -> str | None:
    """The day as kept; None when there is no such day."""
    if _ISO_DAY.fullmatch(written):
        parts = [int(part) for part in written.split("-")]
        year, month, day = [*parts, 0, 0][:3]
    elif found := _WRITTEN_DAY.fullmatch(written):
        year, month, day = int(found["y"]), int(found["m"] or 0), int(found["d"] or 0)
        if found["d"] and not found["m"]:
            month, day = day, 0
    else:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if year < 1900:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def shown_day(kept: str) -> str:
    """`2018-04-03` as people write it: 03/4/2018; days below ten and the first two months have two digits."""
    parts = kept.split("-")
    if not _ISO_DAY.fullmatch(kept):
        return kept
    year = parts[0]
    month = f"{parts[1] if int(parts[1]) < 3 else int(parts[1])}/" if len(parts) > 1 else ""
    day = f"{parts[2]}/" if len(parts) > 2 else ""
    return f"{day}{month}{year}"


def machine_values(read: Mapping[str, Any]) -> dict[str, str]:
    """What the machine read, as plain values of fields; nothing for what it did not find."""
    found = {}
    for name in FIELDS:
        one = read.get(name)
        if one is None:
            continue
        value = one["value"]
        found[name] = "; ".join(value) if isinstance(value, list) else str(value)
    return found


def lacking(values: Mapping[str, str]) -> tuple[str, ...]:
    """Labels of needed fields that nobody could read."""
    return tuple(
        field.label
        for field in FIELDS.values()
        if field.is_needed and values.get(field.name, "") in ("", UNREADABLE)
    )
