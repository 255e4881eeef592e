"""Kept texts with placeholders: which there are, and how they are filled. Pure."""

import re
from collections.abc import Mapping
from typing import Final

from motcua.casework.dossiers.errors.phrases import PhraseUnusable

LONGEST: Final = 2000
MOST: Final = 100
PLACEHOLDERS: Final = {
    "mã hồ sơ": "mã của hồ sơ",
    "xưng hô": "cách gọi chủ hồ sơ, có họ tên: “ông Lê Văn Minh”",
    "thủ tục": "tên thủ tục",
    "ngày hẹn": "ngày hẹn trả kết quả",
}
NO_DAY: Final = "ngày sẽ báo sau"
_HOLE = re.compile(r"\{([^{}]*)\}")
FORMS_OF_ADDRESS: Final = {"male": "ông", "female": "bà"}


def checked(*, name: str, text: str) -> tuple[str, str]:
    """Name and text as they are kept. Raises PhraseUnusable, also for a placeholder that nothing fills."""
    named, said = " ".join(name.split())[:80], text.strip()
    if not named or not said:
        raise PhraseUnusable("Ghi tên và nội dung của mẫu câu.")
    if len(said) > LONGEST:
        raise PhraseUnusable(f"Mẫu câu dài nhất {LONGEST} ký tự.")
    check_placeholders(said)
    return named, said


def check_placeholders(text: str) -> None:
    """Raises PhraseUnusable for one that nothing fills."""
    unknown = [hole for hole in _HOLE.findall(text) if _plain(hole) not in PLACEHOLDERS]
    if unknown:
        known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
        raise PhraseUnusable(f"Không có chỗ trống nào tên là “{unknown[0]}”. Dùng được: {known}.")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what the dossier says; what is no placeholder stays as it was written."""
    return _HOLE.sub(lambda hole: values.get(_plain(hole[1]), hole[0]), text)


def address(*, name: str, sex: str, is_organisation: bool) -> str:
    """How the owner is addressed; nobody's sex is guessed from a name."""
    if is_organisation:
        return name
    return f"{FORMS_OF_ADDRESS.get(sex, 'ông/bà')} {name}"


def _plain(hole: str) -> str:
    return " ".join(hole.lower().split())
