"""Rows of one real dossier turned into templates: what differs from dossier to dossier becomes a token.

The rows were written by the operations, so a template says whatever they say today. A moment, a number or a
reference that this module cannot name stops the filling: nothing is copied that should have been replaced.
"""

import copy
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.foundation.audit import rules as audit
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local
from motcua.records.documents.models import Content
from motcua.records.letters.models import Letter, RegisterEntry, Template

from . import moments
from .rows import OF_THE_ACT, SPECIAL

TOKEN = re.compile("⟦(#?)([^⟧~]+)(?:~[0-9]+)?⟧")
NUMBER = re.compile('"⟦#([^⟧]+)⟧"')
CONSTANT_REFERENCES = (Content, Template)
BEFORE = bytes.fromhex("ab" * 32)
NULL = "\\N"


class Unnamed(RuntimeError):
    """A row holds something that a template has no name for: the filling must learn it first."""


@dataclass(frozen=True)
class EventTemplate:
    """The text that is hashed, the place of the event before it on its chain (-1: none), and the row."""

    content: str
    before: int
    row: str


@dataclass(frozen=True)
class WordsTemplate:
    """What a paper says; `code` tokens get its text and its hash."""

    text: str
    text_token: str
    hash_token: str
    needs_escape: bool


@dataclass(frozen=True)
class Numbered:
    """A number taken from a book: by which letter, from which book, at the moment of which act."""

    letter: str
    book: str
    act: str


@dataclass(frozen=True)
class Mould:
    """Everything about dossiers of one kind that does not differ between them."""

    tables: Mapping[str, str]
    events: Sequence[EventTemplate]
    words: Sequence[WordsTemplate]
    written: Sequence[tuple[str, str, str]]
    ids: Sequence[tuple[str, str, int]]
    codes: Sequence[tuple[str, str]]
    acts: Sequence[str]
    numbered: Sequence[Numbered]
    counts: Mapping[str, int]
    contents: Sequence[str]
    tokens: frozenset[str]


@dataclass
class Snapshot:
    """What one dossier left behind: its rows by model, and all that is known by name."""

    rows: Mapping[type[models.Model], Sequence[Any]]
    texts: dict[str, str]
    references: dict[tuple[type[models.Model], int], str]
    moments: dict[str, datetime]
    acts: frozenset[str]
    days: dict[date, str]
    words: Mapping[str, Mapping[str, Any]]
    numbers: dict[int, str] = field(default_factory=dict)


def columns_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The columns that a COPY fills; the database itself says when an event was committed."""
    left_out = {"era", "xid"} if model is AuditEvent else set()
    return [one for one in model._meta.concrete_fields if one.name not in left_out]


def compile_mould(snapshot: Snapshot) -> Mould:
    """Raises: Unnamed."""
    return _Compiler(snapshot).run()


class _Compiler:
    def __init__(self, snapshot: Snapshot) -> None:
        self.at = snapshot
        self.own = self._own_rows()
        self.texts = dict(snapshot.texts)
        self.codes: list[tuple[str, str]] = []
        self.acts: list[str] = []
        self.asking = ""
        self._name_codes()
        self._name_acts()
        self._name_moments()
        self._name_numbers()
        longest_first = sorted(self.texts, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)))
        self.words = self._words()

    def run(self) -> Mould:
        events = self._events()
        tables = {
            model._meta.db_table: "\n".join(self._line(row) for row in rows)
            for model, rows in self.at.rows.items()
            if rows and model is not AuditEvent
        }
        said = [*tables.values(), *(e.content + e.row for e in events), *(w.text for w in self.words)]
        self._check_nothing_is_left(said)
        tokens = frozenset(name for text in said for name in re.findall(r"%\(([^)]+)\)s", text))
        written = [(token, *token.split(":")) for token in sorted(tokens) if ":" in token]
        return Mould(
            tables=tables,
            events=events,
            words=[words for words in self.words if {words.text_token, words.hash_token} & tokens],
            written=written,
            ids=[one for one in self.own.values() if one[0] in tokens],
            codes=[one for one in self.codes if one[0] in tokens],
            acts=[one for one in self.acts if one in tokens],
            numbered=self._numbered(),
            counts={model._meta.db_table: len(rows) for model, rows in self.at.rows.items()},
            contents=sorted({row.content_id for rows in self.at.rows.values() for row in rows
                             if hasattr(row, "content_id")}),
            tokens=tokens,
        )  # fmt: skip

    def _check_nothing_is_left(self, said: Sequence[str]) -> None:
        """Raises Unnamed when a day of the play or a stand-in's fact stands where a token should."""
        for at in self.at.moments.values():
            day = local(at)
            for text in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day:%y%m%d}-"):
                if any(text in one for one in said):
                    raise Unnamed(f"The day {text} of the play is left in a template.")
        if any("⟦" in one or "agency.long-" in one for one in said):
            raise Unnamed("A stand-in's fact is left in a template.")

    # names

    def _own_rows(self) -> dict[tuple[type[models.Model], int], tuple[str, str, int]]:
        return {
            (model, row.pk): (f"{model._meta.model_name}{place}.id", model._meta.db_table, place)
            for model, rows in self.at.rows.items()
            for place, row in enumerate(rows)
        }

    def _name_codes(self) -> None:
        """Random codes of this dossier's letters, documents and charges."""
        for model, rows in self.at.rows.items():
            for place, row in enumerate(rows):
                code = getattr(row, "code", "")
                if re.fullmatch(r"[A-Z]-[0-9A-Z]{12}", code):
                    token = f"{model._meta.model_name}{place}.code"
                    self.texts[code] = f"⟦{token}⟧"
                    self.codes.append((token, code[0]))

    def _name_acts(self) -> None:
        for row in self.at.rows[AuditEvent]:
            if str(row.act_id) not in self.texts:
                self.acts.append(f"act{len(self.acts)}")
                self.texts[str(row.act_id)] = f"⟦{self.acts[-1]}⟧"

    def _name_moments(self) -> None:
        if len(set(self.at.moments.values())) < len(self.at.moments):
            raise Unnamed(f"Two moments of a mould are the same: {self.at.moments}.")
        for name, at in self.at.moments.items():
            for form, text in moments.written(at, day_too=name in self.at.acts).items():
                self.texts[text] = f"⟦{name}:{form}⟧"

    def _name_numbers(self) -> None:
        for place, row in enumerate(self.at.rows[Letter]):
            if row.number is not None:
                if row.number in self.at.numbers:
                    raise Unnamed(f"Two papers of a mould have the number {row.number}.")
                self.at.numbers[row.number] = f"letter{place}.number"
                self.texts[str(row.number)] = f"⟦letter{place}.number_text⟧"

    def _numbered(self) -> list[Numbered]:
        letters = {row.pk: f"letter{place}" for place, row in enumerate(self.at.rows[Letter])}
        named = {at: name for name, at in self.at.moments.items()}
        return [
            Numbered(
                letters[entry.letter_id],
                self._text(entry.register.book),
                named[entry.entered_at],
            )
            for entry in self.at.rows[RegisterEntry]
        ]

    # texts

    def _text(self, text: str) -> str:
        """A text with its tokens, `%` made safe."""
        if not text:
            return text
        replaced = self.pattern.sub(lambda found: self.texts[found.group()], text).replace("%", "%%")
        return TOKEN.sub(lambda found: f"%({found[2]})s", replaced)

    def _json(self, value: Any, *, compact: bool = False) -> str:
        """JSON in which tokens stand; numbers lose their quotes again."""
        named = self._named(value)
        text = (
            audit.canonical(named).decode()
            if compact
            else json.dumps(named, sort_keys=True, ensure_ascii=False)
        )
        text = NUMBER.sub(lambda found: f"⟦{found[1]}⟧", text)
        return self._text(text)

    def _named(self, value: Any, key: str = "") -> Any:
        """The value with every number, moment and reference that differs replaced by its token."""
        if key == "form" and value:
            return moments.form_tokens(value, moment=self._fixed(self.asking))
        if isinstance(value, Mapping):
            return {name: self._named(one, name) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self._named(one, key) for one in value]
        if key in ("on_time", "early"):
            return f"⟦#{key}⟧"
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int):
            return f"⟦#{self._number(value, key)}⟧" if self._number(value, key) else value
        if isinstance(value, datetime):
            return f"⟦{self._moment(value)}:plain⟧"
        if key == "year" and value:
            return f"⟦{self._year(str(value))}⟧"
        return value

    def _number(self, value: int, key: str) -> str:
        if value in self.at.numbers:
            return self.at.numbers[value]
        if key == "year":
            return self._year(str(value))
        if key == "proposal":
            return next(name for (model, pk), (name, _, _) in self.own.items()
                        if pk == value and model._meta.model_name == "proposal")  # fmt: skip
        return ""

    def _year(self, year: str) -> str:
        """The year of a book; all acts of a mould lie in one, so the letter is told by who asks."""
        return f"{self.asking}.year"

    def _fixed(self, letter: str) -> str:
        """The moment when a letter was fixed, which chooses its official form."""
        row = self.at.rows[Letter][int(letter.removeprefix("letter"))]
        return self._moment(row.fixed_at)

    def _moment(self, at: datetime) -> str:
        for name, known in self.at.moments.items():
            if known == at:
                return name
        raise Unnamed(f"The moment {at} of {self.asking} has no name.")

    def _words(self) -> list[WordsTemplate]:
        found = []
        for place, (digest, (letter, data)) in enumerate(self._said().items()):
            self.asking = letter
            text = self._json(data)
            self.texts[digest] = f"⟦words{place}.hash⟧"
            found.append(WordsTemplate(text, f"words{place}.text", f"words{place}.hash", "\\" in text))
        longest_first = sorted(self.texts, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)))
        return found

    def _said(self) -> dict[str, tuple[str, Mapping[str, Any]]]:
        """What each letter said at each stage, by the hash that its events keep."""
        codes = {row.code: f"letter{place}" for place, row in enumerate(self.at.rows[Letter])}
        found: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for event in self.at.rows[AuditEvent]:
            digest = event.payload.get("words_sha256")
            if digest:
                if digest not in self.at.words:
                    raise Unnamed(f"The words of {event.subject} were not seen.")
                found[digest] = (codes[event.subject.removeprefix("letter:")], self.at.words[digest])
        return found

    # rows

    def _events(self) -> list[EventTemplate]:
        rows = self.at.rows[AuditEvent]
        last: dict[str, int] = {}
        found = []
        for place, row in enumerate(rows):
            self.asking = self._letter_of(row)
            content = self._json(self._stripped(row).content(), compact=True).replace(
                BEFORE.hex(), "%(before)s"
            )
            found.append(EventTemplate(content, last.get(row.subject, -1), self._line(row)))
            last[row.subject] = place
        return found

    def _stripped(self, row: AuditEvent) -> AuditEvent:
        """A copy whose moments and hash are tokens already, for its own method to lay out."""
        stripped = copy.copy(row)
        stripped.previous_hash = BEFORE
        stripped.recorded_at = "⟦recorded:plain⟧"
        stripped.act_id = str(row.act_id)
        return stripped

    def _letter_of(self, row: Any) -> str:
        """The letter that a row belongs to, whose number and year it may name."""
        letters = self.at.rows[Letter]
        for place, letter in enumerate(letters):
            if row is letter or getattr(row, "letter_id", None) == letter.pk:
                return f"letter{place}"
            if isinstance(row, AuditEvent) and row.subject == f"letter:{letter.code}":
                return f"letter{place}"
        return type(row).__name__

    def _line(self, row: Any) -> str:
        self.asking = self._letter_of(row)
        return "\t".join(self._cell(row, column) for column in columns_of(type(row)))

    def _cell(self, row: Any, column: "models.Field[Any, Any]") -> str:
        value = getattr(row, column.attname)
        place = (type(row)._meta.model_name, column.name)
        if value is None:
            return NULL
        if special := SPECIAL.get(place):
            return special
        if value and place in OF_THE_ACT:
            return OF_THE_ACT[place] % self._moment(row.at)
        if place == ("letter", "data"):
            return f"%({self._text_token(row)})s"
        if column.primary_key and isinstance(value, int):
            return f"%({self.own[type(row), value][0]})s"
        if isinstance(column, models.ForeignKey):
            return self._reference(column, value)
        return self._value(column.name, self._named(value, "form") if place == ("letter", "form") else value)

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return "t" if value else "f"
        if isinstance(value, datetime):
            return f"%({self._moment(value)}:column)s"
        if isinstance(value, date):
            if value not in self.at.days:
                raise Unnamed(f"The day {value} of {self.asking}.{name} has no name.")
            return f"%({self.at.days[value]})s"
        if isinstance(value, int):
            number = self._number(value, name)
            return f"%({number})s" if number else str(value)
        if isinstance(value, UUID):
            return self._text(str(value))
        if isinstance(value, dict | list):
            return self._escaped(self._json(value))
        return self._escaped(self._text(str(value)))

    @staticmethod
    def _escaped(text: str) -> str:
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

    def _reference(self, column: Any, value: Any) -> str:
        model = column.remote_field.model
        if issubclass(model, CONSTANT_REFERENCES):
            return str(value)
        if (model, value) in self.own:
            return f"%({self.own[model, value][0]})s"
        if (model, value) in self.at.references:
            return f"%({self.at.references[model, value]})s"
        if model._meta.model_name == "register":
            return f"%({self.asking}.register)s"
        raise Unnamed(f"{self.asking}.{column.name} refers to a {model.__name__} without a name.")

    def _text_token(self, letter: Letter) -> str:
        digest = hashlib.sha256(
            json.dumps(letter.data, sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest()
        token = TOKEN.fullmatch(self.texts.get(digest, ""))
        if token is None:
            raise Unnamed(f"No event keeps the words of {self._letter_of(letter)}.")
        return token[2].replace(".hash", ".text")
