"""Putting a kept text into a form: at once with scripts, else by a button that sends the page back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from motcua.casework.dossiers.queries.phrases import Filled

INSERT = "_insert"
CHOSEN = "_phrase"


def is_asked(request: HttpRequest) -> bool:
    """Whether the button “Chèn” was pressed, so that nothing is to be done yet."""
    return request.method == "POST" and INSERT in request.POST


def put_in(form: forms.Form, posted: QueryDict, target: str, phrases: Sequence[Filled]) -> None:
    """Lay what was typed into an unsent form, with the chosen text behind it."""
    typed: dict[str, Any] = {name: posted.get(name, "") for name in form.fields}
    chosen = next((one.text for one in phrases if str(one.number) == posted.get(CHOSEN)), "")
    typed[target] = "\n".join(filter(None, [typed.get(target, "").rstrip(), chosen]))
    form.initial.update(typed)
