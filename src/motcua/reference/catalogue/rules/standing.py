"""Which of several versions of a procedure is shown on a day, and which is filed under. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.reference.catalogue.enums import StatusKind
from motcua.reference.catalogue.errors import (
    ContentIncomplete,
    LawHasEnded,
    LawNotVerified,
    LawNotYetInForce,
    NoContentPublished,
)

from .content import status_on


@dataclass(frozen=True)
class Span:
    """A version that nobody has withdrawn, as far as days go. `key` is its id."""

    key: int
    number: int
    valid_from: date
    valid_to: date | None = None
    is_verified: bool = True
    is_incomplete: bool = False

    def status(self, on: date) -> StatusKind:
        return status_on(
            valid_from=self.valid_from, valid_to=self.valid_to, in_force_verified=self.is_verified, on=on
        )


def shown_on(spans: Sequence[Span], on: date) -> Span | None:
    """The version in force on that day, else the newest that was, else the first to come.

    Of several with the same first day the newest stands for all: it mends the others.
    """
    mended = {span.valid_from: span for span in sorted(spans, key=lambda span: span.number)}
    in_order = sorted(mended.values(), key=lambda span: span.valid_from)
    begun = [span for span in in_order if span.valid_from <= on]
    standing = [span for span in begun if span.valid_to is None or span.valid_to >= on]
    choice = standing or begun or in_order[:1]
    return choice[-1] if choice else None


def filed_under(spans: Sequence[Span], on: date, *, demo: bool) -> Span:
    """The version in force on that day, if it is complete and somebody has checked that it holds.

    A demo also files under law that has ended or that nobody has checked; where the version in force is
    incomplete, under the newest complete one before it.

    Raises: NoContentPublished, LawNotYetInForce, ContentIncomplete, LawHasEnded, LawNotVerified.
    """
    span = shown_on(spans, on)
    if span is None:
        raise NoContentPublished
    if span.valid_from > on:
        raise LawNotYetInForce(span.valid_from)
    if demo:
        complete = [one for one in spans if not one.is_incomplete and one.valid_from <= on]
        span = span if not span.is_incomplete else shown_on(complete, on)
        if span is None:
            raise ContentIncomplete
        return span
    match span.status(on):
        case StatusKind.ENDED:
            raise LawHasEnded(span.valid_to or on)
        case _ if span.is_incomplete:
            raise ContentIncomplete
        case StatusKind.UNVERIFIED:
            raise LawNotVerified
    return span
