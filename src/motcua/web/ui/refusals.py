"""A refusal of an act, shown at the field that it is about instead of on a page of its own; and what of
refusals a request met, for the one place that keeps them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.forms import Form
from django.http import HttpRequest, QueryDict

from motcua.foundation.kernel.errors import Refused

NOWHERE_ELSE: Final[Mapping[type[Refused], str]] = {}
_met: ContextVar[list[str] | None] = ContextVar("refusals_met", default=None)


@contextmanager
def gathered() -> Iterator[list[str]]:
    """The reasons of all refusals that are noted inside, by the names of their errors."""
    reasons: list[str] = []
    token = _met.set(reasons)
    try:
        yield reasons
    finally:
        _met.reset(token)


def note(reason: str) -> None:
    """Says that this request was refused for that reason; outside of a request it is forgotten."""
    if (reasons := _met.get()) is not None:
        reasons.append(reason)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is made with: what was sent, even nothing; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


@contextmanager
def shown_at(
    form: Form, field: str | None, *, others: Mapping[type[Refused], str] = NOWHERE_ELSE
) -> Iterator[None]:
    """Runs an act; if it is refused, its sentence becomes the field's error (None: the whole form's), or that
    of the field which `others` names for such refusals.

    The act's own transaction has undone everything by then. What is forbidden or missing still is a page, and
    so is a refusal that says how to be answered itself, such as too many attempts.
    """
    try:
        yield
    except Refused as refusal:
        if getattr(refusal, "retry_after_seconds", None) is not None:
            raise
        note(type(refusal).__name__)
        place = next((at for kind, at in others.items() if isinstance(refusal, kind)), field)
        form.add_error(place, refusal.sentence)
