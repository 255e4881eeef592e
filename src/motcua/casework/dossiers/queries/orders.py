"""In which order a list is walked, and where its next page begins."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from motcua.casework.dossiers.models import TURN, DossierQuerySet


@dataclass(frozen=True)
class Cursor:
    """The place of the last row shown; written into the address of the next page."""

    values: tuple[Any, ...]

    def __str__(self) -> str:
        return "_".join(
            f"{one.timestamp():.6f}" if isinstance(one, datetime) else str(one) for one in self.values
        )


@dataclass(frozen=True)
class Order:
    """An order that has an index of its own; the last field tells equal rows apart."""

    slug: str
    label: str
    fields: tuple[str, ...]
    kinds: tuple[type, ...]
    is_falling: bool = False
    is_for_ended: bool = False

    def walked(self, found: DossierQuerySet, after: Cursor | None) -> DossierQuerySet:
        """The rows after a place, in this order."""
        if after is not None:
            found = found.filter(self._behind(after))
        return found.order_by(*(f"-{field}" if self.is_falling else field for field in self.fields))

    def _behind(self, after: Cursor) -> Q:
        place = Tuple(*(F(field) for field in self.fields))
        if len(self.fields) == 1:
            return Q(**{f"{self.fields[0]}__{'lt' if self.is_falling else 'gt'}": after.values[0]})
        lookup = TupleLessThan if self.is_falling else TupleGreaterThan
        return Q(lookup(place, after.values))

    def cursor_from(self, text: str) -> Cursor | None:
        """The cursor written in an address; None for nothing or for something else."""
        parts = text.split("_")
        if not text or len(parts) != len(self.fields):
            return None
        try:
            return Cursor(tuple(_read(kind, part) for kind, part in zip(self.kinds, parts, strict=True)))
        except (ValueError, OverflowError, OSError):
            return None


def _read(kind: type, part: str) -> Any:
    if kind is datetime:
        return datetime.fromtimestamp(float(part), tz=UTC)
    if kind is int and abs(int(part)) >= 2**63:
        raise OverflowError
    return kind(part)


BY_DAY: Final = (("submitted_at", "id"), (datetime, int))
ORDERS: Final = (
    Order("due", "Trực tuyến trước, rồi ưu tiên và đến hạn", TURN, (int, int, datetime, int)),
    Order("oldest", "Nộp trước lên đầu", *BY_DAY, is_for_ended=True),
    Order("newest", "Nộp sau lên đầu", *BY_DAY, is_falling=True, is_for_ended=True),
    Order("code", "Mã hồ sơ", ("code",), (str,)),
)


def orders(*, is_open: bool) -> list[Order]:
    """The orders that a list offers, the usual one first."""
    return list(ORDERS) if is_open else [one for one in reversed(ORDERS) if one.is_for_ended]


def order_of(slug: str, *, is_open: bool) -> Order:
    """The order of this name, or the usual one."""
    offered = orders(is_open=is_open)
    return next((one for one in offered if one.slug == slug), offered[0])
