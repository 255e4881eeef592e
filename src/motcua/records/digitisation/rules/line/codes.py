"""The code of a digitised result, by a template that an authority may change. Pure.

Separators and order of its parts are not verified, so a code is never taken apart again.

Law: TT-01-2023-VPCP/10.
"""

import re
from dataclasses import asdict, dataclass
from typing import Final

from motcua.records.digitisation.errors import CodeTemplateRefused

USUAL_TEMPLATE: Final = "{ma_dinh_danh}.{ma_loai_giay_to}.{stt}"
_PART: Final = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class CodeParts:
    """Kept as columns beside the code. `ma_dinh_danh` is empty where the owner has no number."""

    ma_dinh_danh: str
    ma_loai_giay_to: str
    stt: int
    nam: int
    ma_co_quan: str


_KNOWN: Final = frozenset(CodeParts.__dataclass_fields__)


def check_template(template: str) -> None:
    """Known parts only, and the running number among them, else codes would repeat.

    Raises: CodeTemplateRefused.
    """
    parts = set(_PART.findall(template))
    if unknown := sorted(parts - _KNOWN):
        raise CodeTemplateRefused(f"Không có thành phần “{unknown[0]}”.")
    if "stt" not in parts:
        raise CodeTemplateRefused("Phải có số thứ tự {stt}, nếu không các mã sẽ trùng nhau.")
    if re.search(r"[^A-Za-z0-9._/\-]", _PART.sub("", template)):
        raise CodeTemplateRefused("Giữa các thành phần chỉ dùng chữ, số và các dấu . _ / -")


def code_of(parts: CodeParts, *, template: str = USUAL_TEMPLATE) -> str:
    """The code; an empty first part stays empty (TT-01-2023-VPCP/10)."""
    values = asdict(parts)
    return _PART.sub(lambda found: str(values[found[1]]), template)
