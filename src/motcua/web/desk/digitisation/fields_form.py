"""The fields of a paper as a form: a text or "unreadable" for each, shown again with what was wrong of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from motcua.records.digitisation.errors import ValuesWrong
from motcua.records.digitisation.queries.found import UNREADABLE_SHOWN, Found
from motcua.records.digitisation.rules.line.fields import MOST_CHARACTERS, FieldKind
from motcua.records.digitisation.rules.line.keying import UNREADABLE
from motcua.web.ui import refusals
from motcua.web.ui.parts import id_of

SURE, DOUBTFUL = 90, 70
"""Our own practice: below these percents a person should look twice, or not trust it at all."""


@dataclass(frozen=True)
class Filled:
    """A field, and what stands in its box before anybody types."""

    found: Found
    value: str = ""


@dataclass(frozen=True)
class Line:
    """One field as the page shows it. `word` and `tone`: how sure the machine is; empty: it is not told."""

    found: Found
    id: str
    value: str
    is_unreadable: bool
    errors: tuple[str, ...]
    word: str = ""
    tone: str = "neutral"

    @property
    def is_long(self) -> bool:
        return self.found.kind is FieldKind.LONG

    @property
    def is_day(self) -> bool:
        return self.found.kind is FieldKind.DAY

    @property
    def is_digits(self) -> bool:
        return self.found.kind is FieldKind.DIGITS


class FieldsForm(forms.Form):
    why = forms.CharField(label="Lỗi của văn bản", required=False, max_length=400)

    def __init__(self, posted: QueryDict | None, *, fields: Sequence[Filled], tells: bool = False) -> None:
        """`tells`: how sure the machine is stands beside its values."""
        super().__init__(posted)
        self.filled, self.tells = fields, tells
        for one in fields:
            is_unreadable = one.value == UNREADABLE_SHOWN
            self.fields[one.found.name] = forms.CharField(
                label=one.found.label,
                required=False,
                max_length=MOST_CHARACTERS,
                initial="" if is_unreadable else one.value,
            )
            self.fields[f"unreadable-{one.found.name}"] = forms.BooleanField(
                required=False, initial=is_unreadable
            )

    def values(self) -> dict[str, str]:
        return {one.found.name: self._value(one.found.name) for one in self.filled}

    def _value(self, name: str) -> str:
        is_unreadable = self.cleaned_data[f"unreadable-{name}"]
        return UNREADABLE if is_unreadable else self.cleaned_data[name].replace(UNREADABLE, "")

    def lines(self) -> list[Line]:
        return [self._line(one) for one in self.filled]

    def _line(self, one: Filled) -> Line:
        bound = self[one.found.name]
        word, tone = sureness(one.found) if self.tells else ("", "neutral")
        return Line(
            found=one.found,
            id=id_of(one.found.name),
            value=bound.value() or "",
            is_unreadable=bool(self[f"unreadable-{one.found.name}"].value()),
            errors=tuple(str(error) for error in bound.errors),
            word=word,
            tone=tone,
        )

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Runs an act; what is wrong with a value is said at its field, any other refusal on top."""
        with refusals.shown_at(self, None):
            try:
                yield
            except ValuesWrong as refusal:
                refusals.note(type(refusal).__name__)
                for name, sentence in refusal.wrong.items():
                    self.add_error(name, sentence)

    def done(self) -> bool:
        """Whether nothing was refused."""
        return not self.errors


def sureness(found: Found) -> tuple[str, str]:
    """In a word and a tone how sure the machine was."""
    if found.percent is None:
        return "máy không thấy", "neutral"
    if found.percent >= SURE:
        return f"máy đọc rõ · {found.percent} %", "good"
    if found.percent >= DOUBTFUL:
        return f"nên xem lại · {found.percent} %", "attention"
    return f"máy không chắc · {found.percent} %", "late"
