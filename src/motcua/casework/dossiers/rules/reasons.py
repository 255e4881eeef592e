"""Coded reasons: how a code and a sentence look, and which reasons are common enough to be told. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from motcua.casework.dossiers.enums import ReasonAbout, ReasonAct
from motcua.casework.dossiers.errors.reasons import ReasonUnusable

DAYS: Final = 365
MOST: Final = 5
LEAST_DOSSIERS: Final = 5
LEAST_OWNERS: Final = 3
LEAST_OFFICERS: Final = 2
"""Below these a count could be one officer's slip, or say something of one person: then nothing is told."""

PLACES: Final = ("paper", "field")
WHOLE: Final = "other"
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
_NUMBERS_LONG_ENOUGH_TO_NAME_SOMEBODY = re.compile(r"\d[\d .-]{7,}\d|\S+@\S+\.\S+")


@dataclass(frozen=True)
class Place:
    """Where a reason was given: a paper, a field, or the whole dossier."""

    kind: str
    slug: str


@dataclass(frozen=True)
class Given:
    """One coded reason in one act, in opaque numbers."""

    place: Place
    reason: int
    dossier: int
    owner: str
    officer: int


@dataclass(frozen=True)
class Common:
    place: Place
    reason: int
    dossiers: int


def checked_code(typed: str) -> str:
    """The code as it is kept. Raises ReasonUnusable."""
    code = typed.strip().upper()
    if not _CODE.fullmatch(code):
        raise ReasonUnusable(
            "Mã lý do gồm 2 đến 20 chữ cái không dấu, chữ số hoặc dấu gạch ngang, ví dụ BS01."
        )
    return code


def checked_sentence(typed: str) -> str:
    """The sentence as it is kept: everybody may read it, so no number or address of a person stands in it.

    Raises: ReasonUnusable.
    """
    sentence = " ".join(typed.split())
    if not sentence or len(sentence) > 600:
        raise ReasonUnusable("Ghi câu nêu lý do, nhiều nhất 600 ký tự.")
    if _NUMBERS_LONG_ENOUGH_TO_NAME_SOMEBODY.search(sentence):
        raise ReasonUnusable(
            "Câu này được hiện cho mọi người nộp hồ sơ: bỏ số định danh, số điện thoại, địa chỉ thư điện tử."
        )
    return sentence


def fits(*, act: str, about: str, kind: str, wanted: str) -> bool:
    """Whether a reason may be given in an act of that kind at such a place."""
    if act != wanted:
        return False
    return act == ReasonAct.REFUSAL or about in (ReasonAbout.ANY, kind)


def commonest(given: Iterable[Given]) -> list[Common]:
    """The five commonest of one publication at papers and fields, and five for dossiers as a whole.

    Counted in dossiers, each once; the rarer of two that are even comes later by its number.
    """
    seen: Mapping[tuple[Place, int], tuple[set[int], set[str], set[int]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for one in given:
        dossiers, owners, officers = seen[one.place, one.reason]
        dossiers.add(one.dossier)
        owners.add(one.owner)
        officers.add(one.officer)
    told = [
        Common(place, reason, len(dossiers))
        for (place, reason), (dossiers, owners, officers) in seen.items()
        if len(dossiers) >= LEAST_DOSSIERS and len(owners) >= LEAST_OWNERS and len(officers) >= LEAST_OFFICERS
    ]
    told.sort(key=lambda one: (-one.dossiers, one.reason, one.place.kind, one.place.slug))
    placed = [one for one in told if one.place.kind in PLACES][:MOST]
    return placed + [one for one in told if one.place.kind == WHOLE][:MOST]
