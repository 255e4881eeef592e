"""Which known procedure a row without a code may be: proposals for an editor, never a decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from motcua.foundation.kernel.text import normalise

LIKELY = 72
"""Below this score (of 100) two names are not proposed as the same procedure."""
MOST_PROPOSALS = 3
SHORTEST_PART, PART_SCORE = 4, 75

_OPENINGS = ("thu tuc ", "tiep nhan ho so ", "dang ky ")


@dataclass(frozen=True)
class Proposal:
    """`key` names the known procedure; `score` is 0 to 100."""

    key: str
    score: int


def bare_name(name: str) -> str:
    """The name as compared: no diacritics, without the words that lists put in front."""
    bare = normalise(name)
    for opening in _OPENINGS:
        bare = bare.removeprefix(opening)
    return bare.replace("kh&cn", "khoa hoc va cong nghe")


def proposals(name: str, known: Mapping[str, str]) -> list[Proposal]:
    """The known procedures (key → `bare_name`) that the name is like, best first, at most three."""
    bare = bare_name(name)
    scored = [Proposal(key, _score(bare, other)) for key, other in known.items()]
    likely = sorted((one for one in scored if one.score >= LIKELY), key=lambda one: (-one.score, one.key))
    return likely[:MOST_PROPOSALS]


def _score(name: str, other: str) -> int:
    """By words in any order; a short name whose words all stand in the longer one is likely too."""
    whole = fuzz.token_sort_ratio(name, other)
    is_part = len(name.split()) >= SHORTEST_PART and set(name.split()) <= set(other.split())
    return round(max(whole, PART_SCORE if is_part else 0))
