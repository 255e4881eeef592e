"""The shapes that components take: plain values, frozen, with defaults. A view or a query fills them.

A component never takes a model and runs no query; dates are aware datetimes and are shown in Vietnam's time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from django.utils.safestring import SafeString

TONES = ("neutral", "good", "attention", "late")


def id_of(name: str) -> str:
    """The HTML id of the field called `name`; error summaries link to it."""
    return "f-" + "".join(c if c.isalnum() or c == "-" else "-" for c in name)


@dataclass(frozen=True)
class Choice:
    """One value of a select, of radios or of checkboxes."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """A labelled control. `kind` is text, email, tel, password, number, date, month, textarea, select,
    radios, checkboxes, checkbox, yes_no or output; `value` is a list for checkboxes, "yes", "no" or "" for
    yes_no.

    The labels of `suggestions` are offered while typing, and conditions read their values; `said` is what the
    portal found for what was typed, line by line.
    """

    name: str
    label: str
    kind: str = "text"
    value: Any = ""
    help: str = ""
    example: str = ""
    errors: Sequence[str] = ()
    required: bool = True
    choices: Sequence[Choice] = ()
    autocomplete: str = ""
    inputmode: str = ""
    maxlength: int | None = None
    unit: str = ""
    note: str = ""  # such as "chưa đối chiếu với mẫu"
    width: str = ""  # short | medium | wide (in a set), or empty for the whole measure
    readonly: bool = False
    suggestions: Sequence[Choice] = ()
    said: str = ""

    template: ClassVar[str] = "ui/field.html"

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def signs(self) -> Sequence[str]:
        """What tells this control from one that asks or says something else; not what was typed."""
        return (
            self.name,
            self.said,
            self.value if self.kind == "output" else "",
            *(one.value for one in self.suggestions[:1]),
        )

    @property
    def input_type(self) -> str:
        return self.kind if self.kind in {"email", "tel", "password", "search"} else "text"

    @property
    def keyboard(self) -> str:
        return self.inputmode or ("numeric" if self.kind in {"number", "date", "month"} else "")

    @property
    def placeholder(self) -> str:
        return {"date": "dd/mm/yyyy", "month": "mm/yyyy"}.get(self.kind, "")

    @property
    def values(self) -> list[str]:
        """What is chosen, as texts, whatever the kind."""
        if isinstance(self.value, list | tuple | set):
            return [str(one) for one in self.value]
        return [str(self.value)] if self.value not in (None, "") else []

    @property
    def is_group(self) -> bool:
        return self.kind in {"radios", "checkboxes", "yes_no"}

    @property
    def described_by(self) -> str:
        """The ids of help and errors, for aria-describedby."""
        said = {
            "help": bool(self.help or self.example),
            "said": bool(self.said),
            "error": bool(self.errors),
        }
        return " ".join(f"{self.id}-{part}" for part, is_there in said.items() if is_there)


@dataclass(frozen=True)
class KeptFile:
    """A file that was taken already; `remove` is the name of the button that takes it away.

    One that belongs to an answer has a `code`, which is sent along with the other answers.
    """

    name: str
    size_bytes: int = 0
    address: str = ""
    remove: str = ""
    state: str = ""  # "đang kiểm tra", "đã kiểm tra", …
    tone: str = "neutral"
    notes: Sequence[str] = ()  # what was seen in it that its giver should know
    code: str = ""
    picture: str = ""  # where its first page is to be seen, small


@dataclass(frozen=True)
class ArrivingFile:
    """A file that stopped on its way; the browser goes on when the same one is chosen (known by `mark`)."""

    name: str
    percent: int
    address: str
    mark: str


@dataclass(frozen=True)
class FileField:
    """A place for one or more files, with what is accepted said before anything is chosen."""

    name: str
    label: str
    extensions: Sequence[str] = ("pdf", "jpg", "png")
    max_bytes: int = 20 * 1024 * 1024
    help: str = ""
    errors: Sequence[str] = ()
    required: bool = True
    many: bool = False
    kept: Sequence[KeptFile] = ()
    arriving: Sequence[ArrivingFile] = ()
    beside: Sequence[Field] = ()  # questions about the paper
    often: str = ""  # what others got wrong here
    elsewhere: Sequence[Choice] = ()  # files that lie in another filing: buttons named "share"
    held: Sequence[Choice] = ()  # papers of the repository that would do: buttons named "held"
    spared: str = ""  # said where one was taken: nothing need be handed in, a file takes its place
    may_add: bool = True

    template: ClassVar[str] = "ui/file_field.html"

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def signs(self) -> Sequence[str]:
        """As those of a field."""
        return (self.name, *(file.code for file in self.kept))

    @property
    def accept(self) -> str:
        return ",".join("." + extension for extension in self.extensions)

    @property
    def takes_photos(self) -> bool:
        return "jpg" in self.extensions

    @property
    def extensions_shown(self) -> str:
        return ", ".join(extension.upper() for extension in self.extensions)


@dataclass(frozen=True)
class FieldSet:
    """Controls that make up one answer: an address, a person, an organisation, a signature."""

    name: str
    label: str
    fields: Sequence[Control]
    help: str = ""
    errors: Sequence[str] = ()
    required: bool = True
    note: str = ""

    template: ClassVar[str] = "ui/field_set.html"

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def signs(self) -> Sequence[str]:
        """As those of a field."""
        return (self.name, *(sign for field in self.fields for sign in field.signs))

    @property
    def described_by(self) -> str:
        said = {"help": bool(self.help), "error": bool(self.errors)}
        return " ".join(f"{self.id}-{part}" for part, is_there in said.items() if is_there)


Control: TypeAlias = Field | FileField | FieldSet
"""Whatever answers one question."""


@dataclass(frozen=True)
class Rows:
    """A repeating group: the fields of each row, whose names carry the row's number (`devices-0-name`).

    `hidden` are the names of those that are not asked now. The buttons `<name>-add` and `<name>-remove`
    (value: the row) send the form to be laid anew.
    """

    name: str
    label: str
    groups: Sequence[Sequence[Control]]
    row_label: str = ""
    help: str = ""
    errors: Sequence[str] = ()
    most: int = 50
    hidden: Collection[str] = ()

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def may_grow(self) -> bool:
        return len(self.groups) < self.most


@dataclass(frozen=True)
class Defect:
    """One thing that is wrong, where it is and what to do about it."""

    field: str
    sentence: str
    remedy: str = ""

    @property
    def id(self) -> str:
        return id_of(self.field) if self.field else ""


@dataclass(frozen=True)
class Step:
    """One step of the stepper: state is done, now, todo or problem."""

    name: str
    state: str = "todo"
    address: str = ""


@dataclass(frozen=True)
class Moment:
    """One entry of a timeline: state is done, now or next; `until` says by when it must be over."""

    title: str
    at: datetime | None = None
    who: str = ""
    text: str = ""
    state: str = "done"
    tone: str = "neutral"
    until: datetime | None = None


@dataclass(frozen=True)
class Due:
    """A legal clock: one tone and word, the appointment, and why it is that day, line by line."""

    word: str
    tone: str = "neutral"
    due_at: datetime | None = None
    left: str = ""  # "còn 2 ngày làm việc"
    lines: Sequence[str] = ()
    is_provisional: bool = False
    is_paused: bool = False


@dataclass(frozen=True)
class Fact:
    """One of the three facts of a page; `note` explains the figure."""

    label: str
    value: str
    note: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a summary list, with the place where it can be changed."""

    label: str
    value: str | SafeString
    address: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper on a checklist; `tone` and `verdict` when somebody has looked at it."""

    name: str
    form: str = ""  # "Bản gốc", "Bản sao có chứng thực"
    count: str = ""
    note: str = ""
    address: str = ""  # a blank form to download
    condition: str = ""  # when it is needed
    verdict: str = ""
    tone: str = "neutral"
    files: Sequence[KeptFile] = ()
    anchor: str = ""  # its name in the address of the page


@dataclass(frozen=True)
class Crumb:
    label: str
    address: str = ""


@dataclass(frozen=True)
class Leaf:
    """Keyset pagination: addresses of the neighbours, empty where there is none."""

    newer: str = ""
    older: str = ""
    shown: int = 0
    total: int | None = None
    label: str = ""


@dataclass(frozen=True)
class Tab:
    label: str
    address: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Queue:
    """A line of the desk's left column."""

    label: str
    address: str
    count: int | str | None = None
    is_current: bool = False
    tone: str = "neutral"


@dataclass(frozen=True)
class QueueGroup:
    label: str
    queues: Sequence[Queue] = field(default_factory=tuple)
