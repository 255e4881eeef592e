"""What an act is as a page."""

from collections.abc import Callable
from dataclasses import dataclass

from motcua.web.desk import act_forms as forms


@dataclass(frozen=True)
class ActPage:
    """An act as a page: its form, its operation and its words. `preview` names the paper to look at first;
    `refused_at` the control at which a refusal is shown, beside what was typed, not on a page of its own;
    `then` the page of the dossier that comes after it.
    """

    title: str
    button: str
    says: str
    done: str
    do: Callable[..., object]
    form: type[forms.ActForm] = forms.PlainForm
    template: str = "desk/dossiers/act.html"
    preview: str = ""
    tone: str = "primary"
    refused_at: str = ""
    then: str = "desk:dossier"
