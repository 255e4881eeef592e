"""What the address of a list may ask: filters, order, columns. The address says what is shown, but for
the words that are searched for: those are kept, and it has their code."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from typing import Any, Protocol
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from motcua.casework.dossiers.enums import Channel, SittingEnd
from motcua.casework.dossiers.queries import orders, words
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.offered import AtWork, place_words
from motcua.casework.dossiers.queries.queues import QueueRule
from motcua.web.desk.columns import COLUMNS, Column, chosen
from motcua.web.desk.kept_words import KeptWords

ANY = [("", "Tất cả")]
FILTERS = ("words", "field", "procedure", "channel", "due", "step", "unit", "officer", "desk", "sitting")


@dataclass(frozen=True)
class Select:
    """One choice of the filters, its options as HTML."""

    name: str
    label: str
    options: SafeString


class Stands(Protocol):
    """How the queue stands for the officer's role: what is shown where nothing is chosen."""

    @property
    def label(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def sort(self) -> str: ...


class Offered(forms.Field):
    """One of what is offered, by its value. Not Django's own field for choices: that puts every choice into
    form anew, hundreds of procedures on each page.
    """

    choices: Sequence[tuple[str, str]] = ()

    def to_python(self, value: Any) -> str:
        return str(value or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and all(value != offered for offered, _label in self.choices):
            raise forms.ValidationError("not offered", code="invalid_choice")


class Place(Offered):
    """One of what is offered, or any other code: what has no dossier now filters to nothing, and is never
    taken for no filter.
    """

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\0", "")[:60]

    def validate(self, value: str) -> None:
        forms.Field.validate(self, value)


@lru_cache(maxsize=4096)
def _option(value: str, label: str, mark: str = "") -> str:
    return f'<option value="{escape(value)}"{mark}>{escape(label)}</option>'


class FilterForm(forms.Form):
    """What may be asked of a list; anything else in the address is ignored. `unheld` says in words which
    places are asked for where nothing lies.
    """

    words = forms.CharField(max_length=120, required=False)
    field = Place(label="Lĩnh vực", required=False)
    procedure = Place(label="Thủ tục", required=False)
    step = Offered(label="Bước", required=False)
    channel = Offered(label="Kênh nộp", required=False)
    due = Offered(label="Hạn", required=False)
    unit = forms.SlugField(max_length=60, required=False)
    officer = forms.SlugField(max_length=60, required=False)
    desk = Place(label="Nơi tiếp nhận", required=False)
    sitting = Offered(label="Giải quyết ngay", required=False)
    sort = Offered(label="Sắp xếp", required=False)
    cols = forms.MultipleChoiceField(required=False, choices=[(one.slug, one.label) for one in COLUMNS])

    def __init__(self, asked: QueryDict, *, kept: KeptWords, at_work: AtWork, queue: QueueRule) -> None:
        super().__init__(kept.read(asked, "words"))
        self.queue, self.kept, self.at_work = queue, kept, at_work
        self.stands: Stands | None = None
        self.unheld: list[str] = []
        fields = sorted(
            {(one.field_code, one.field_name) for one in at_work.procedures}, key=lambda one: one[1]
        )
        self._place("field", fields)
        self._place("procedure", [(one.code, one.name) for one in at_work.procedures])
        self._place("desk", at_work.desks)
        self._offer("channel", [(str(one), words.CHANNEL_WORDS[one]) for one in Channel])
        steps = [(str(step), word) for step, word in words.STEP_WORDS.items() if step != "ended"]
        self._offer("step", [*steps[:2], (words.REPLY, words.REPLY_WORDS), *steps[2:]])
        self._offer("due", [("late", "Quá hạn"), ("soon", "Sắp đến hạn")])
        self._offer("sitting", [(str(one), str(one.label)) for one in SittingEnd])
        self._offer("sort", [(one.slug, one.label) for one in orders.orders(is_open=queue.is_open)], any=[])

    def _offer(
        self, name: str, choices: Sequence[tuple[str, str]], any: Sequence[tuple[str, str]] = ANY
    ) -> None:
        self.fields[name].choices = [*any, *choices]  # type: ignore[attr-defined]

    def _place(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """What lists hold; what is asked for beside it is shown as chosen, in its own words."""
        asked = str(self.fields[name].to_python(self.data.get(name)))
        is_offered = not asked or any(asked == code for code, _label in choices)
        beside = [] if is_offered else [(asked, place_words(name, asked))]
        self.unheld += [f"{self.fields[name].label} “{words}”" for _code, words in beside]
        self._offer(name, [*choices, *beside])

    def selects(self) -> list[Select]:
        names = ["procedure", "channel", "sort"]
        if self.queue.is_open:
            names[1:1] = ["step"] if self.queue.shows_steps else []
            names[-1:-1] = [] if self.queue.due else ["due"]
        if self._is_choice("field"):
            names.insert(0, "field")
        if self._is_choice("desk"):
            names.insert(-1, "desk")
        if self.queue.has_sittings and (self.at_work.has_sittings or self.data.get("sitting")):
            names.insert(-1, "sitting")
        return [Select(name, str(self.fields[name].label), self._options(name)) for name in names]

    def _is_choice(self, name: str) -> bool:
        return len(self.fields[name].choices) > 2 or bool(self.data.get(name))  # type: ignore[attr-defined]

    def _options(self, name: str) -> SafeString:
        """Made as text, each once: hundreds of procedures are a large part of the page."""
        usual = self.stands.sort if self.stands and name == "sort" else ""
        chosen, choices = self.data.get(name) or usual, self.fields[name].choices  # type: ignore[attr-defined]
        marked = {chosen: " selected"}
        return mark_safe("".join(_option(value, label, marked.get(value, "")) for value, label in choices))

    def filters(self) -> WorklistFilters:
        self.is_valid()
        return WorklistFilters(**{name: self.cleaned_data.get(name, "") or "" for name in FILTERS})

    def order(self) -> orders.Order:
        self.is_valid()
        usual = self.stands.sort if self.stands else ""
        return orders.order_of(self.cleaned_data.get("sort") or usual, is_open=self.queue.is_open)

    def columns(self) -> list[Column]:
        self.is_valid()
        usual = self.stands.columns if self.stands else ()
        return chosen(self.cleaned_data.get("cols") or usual, is_mixed=self.queue.shows_steps)

    @property
    def is_usual(self) -> bool:
        """Whether the columns are those that nobody chose."""
        return not self.cleaned_data.get("cols") and not (self.stands and self.stands.columns)

    @property
    def label(self) -> str:
        """The queue under the name that it has for the officer."""
        return self.stands.label if self.stands else self.queue.label

    def column_choices(self) -> list[tuple[Column, bool]]:
        shown = self.columns()
        return [(one, one in shown) for one in COLUMNS]

    def address(self, **more: str) -> str:
        """The address of this list, with what was understood of it and nothing else; never the words."""
        asked = self._asked()
        words = self.kept.in_address("words", asked.pop("words", ""))
        return _written(words | asked | {name: value for name, value in more.items() if value})

    def in_words(self) -> str:
        """The same with the words themselves, to be kept in a row of the officer's own."""
        return _written(self._asked())

    def _asked(self) -> dict[str, Any]:
        kept: dict[str, Any] = {name: value for name, value in asdict(self.filters()).items() if value}
        if self.cleaned_data.get("sort"):
            kept["sort"] = self.cleaned_data["sort"]
        if self.cleaned_data.get("cols"):
            kept["cols"] = self.cleaned_data["cols"]
        return kept


def _written(asked: dict[str, Any]) -> str:
    return "?" + urlencode(asked, doseq=True)
