"""A refusal of an act, shown at the field that it is about instead of on a page of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form
from django.http import HttpRequest, QueryDict

from motcua.foundation.kernel.errors import Refused


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is made with: what was sent, even nothing; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


@contextmanager
def shown_at(form: Form, field: str | None) -> Iterator[None]:
    """Runs an act; if it is refused, its sentence becomes the field's error (None: the whole form's).

    The act's own transaction has undone everything by then. What is forbidden or missing still is a page, and
    so is a refusal that says how to be answered itself, such as too many attempts.
    """
    try:
        yield
    except Refused as refusal:
        if getattr(refusal, "retry_after_seconds", None) is not None:
            raise
        form.add_error(field, refusal.sentence)
