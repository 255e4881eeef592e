"""How queues stand: which are shown, in what order, under which name, with which columns and order. Pure.

It changes what the left column offers and how a list opens; what somebody may see stays as permissions say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from motcua.casework.dossiers.errors.arranging import ArrangementUnusable

LONGEST_NAME: Final = 40
_BEHIND: Final = 1000
Key = tuple[int, str]
"""A unit's id and a role's code."""


class Rule(Protocol):
    """What this reads of a queue."""

    @property
    def slug(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def permission(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One queue in an arrangement; an empty name, order or list of columns is the product's."""

    slug: str
    name: str = ""
    is_shown: bool = True
    columns: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True)
class Stand:
    """How one queue stands for an officer."""

    slug: str
    label: str
    place: int
    is_shown: bool = True
    columns: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True)
class Holding:
    """A post as this sees it: where, as what, with which permissions."""

    key: Key
    permissions: frozenset[str]


def checked(lines: Sequence[Line], *, sorts: Mapping[str, frozenset[str]]) -> list[Line]:
    """The lines as they are kept; `sorts` are the queues of the role with the orders that each has.

    Raises ArrangementUnusable.
    """
    kept = [
        Line(one.slug, " ".join(one.name.split()), one.is_shown, tuple(one.columns), one.sort)
        for one in lines
    ]
    slugs = [one.slug for one in kept]
    if sorted(slugs) != sorted(sorts):
        raise ArrangementUnusable("Danh sách mục không khớp với quyền của vai trò. Tải lại trang rồi sửa.")
    if not any(one.is_shown for one in kept):
        raise ArrangementUnusable("Phải để hiện ít nhất một mục.")
    if any(len(one.name) > LONGEST_NAME for one in kept):
        raise ArrangementUnusable(f"Tên mục dài nhất {LONGEST_NAME} ký tự.")
    names = [one.name.casefold() for one in kept if one.name]
    if len(names) != len(set(names)):
        raise ArrangementUnusable("Hai mục trùng tên. Đặt tên khác để người dùng phân biệt được.")
    if any(one.sort and one.sort not in sorts[one.slug] for one in kept):
        raise ArrangementUnusable("Có mục không xếp được theo cách đã chọn. Chọn cách xếp khác.")
    return kept


def as_data(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "shown": one.is_shown,
            "cols": list(one.columns),
            "sort": one.sort,
        }
        for one in lines
    ]


def from_data(data: Iterable[Mapping[str, Any]]) -> list[Line]:
    return [Line(one["slug"], one["name"], one["shown"], tuple(one["cols"]), one["sort"]) for one in data]


def arranged(
    rules: Sequence[Rule], kept: Mapping[Key, Sequence[Line]], holdings: Sequence[Holding]
) -> list[Stand]:
    """How the queues of an officer stand, over all posts, the first one that says something first.

    A queue is hidden only where every post that gives it hides it; a queue that an arrangement does not know
    stands behind. If nothing were left, everything is shown.
    """
    placed = {key: {one.slug: (place, one) for place, one in enumerate(lines)} for key, lines in kept.items()}
    stands = [_stand(rule, number, placed, holdings) for number, rule in enumerate(rules)]
    if not any(one.is_shown for one in stands):
        stands = [Stand(one.slug, one.label, one.place, True, one.columns, one.sort) for one in stands]
    return sorted(stands, key=lambda one: one.place)


def _stand(
    rule: Rule, number: int, placed: Mapping[Key, Mapping[str, tuple[int, Line]]], holdings: Sequence[Holding]
) -> Stand:
    giving = [one for one in holdings if rule.permission in one.permissions]
    said = [placed.get(one.key, {}).get(rule.slug) for one in giving]
    first = next((one for one in said if one is not None), None)
    if first is None:
        return Stand(rule.slug, rule.label, _BEHIND + number)
    place, line = first
    return Stand(
        slug=rule.slug,
        label=line.name or rule.label,
        place=place,
        is_shown=any(one is None or one[1].is_shown for one in said),
        columns=line.columns,
        sort=line.sort,
    )
