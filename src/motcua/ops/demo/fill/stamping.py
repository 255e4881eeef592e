"""Makes the rows of a planned dossier: its mould with its own codes, moments, numbers and people in it."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from random import Random
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from motcua.casework.dossiers import checking, rules
from motcua.casework.dossiers.enums import HolderKind, Outcome
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.course import punctuality
from motcua.foundation.audit.rules import FIRST
from motcua.ops.demo import answers

from .moments import DAY, FORMS, Calendars, Clockwork, moment_of
from .moulds import Key, moments_of
from .owners import Crowd, code_of
from .scene import Matter, answers_on
from .schedule import Counts, Outline, Plan
from .templates import NULL, Mould

FIRST_HASH = FIRST.hex()
HELD_BY_OTHER_RULES = {"filed": "answer_by", "asked": "supplement_until", "answered": "answer_again_by"}
STEP_AFTER = {
    "accepted": "division_head",
    "paid": "division_head",
    "assigned": "specialist",
    "proposed": "leader",
    "signed": "clerk",
    "numbered": "receptionist",
}
"""Whose step of the internal process an act begins."""

Book = tuple[str, str, int]
"""Agency, book, day on which the number is given."""


@dataclass
class Ground:
    """All that the stamping of a filling rests on; the same in every process."""

    matters: Sequence[Matter]
    moulds: Mapping[Key, Mould]
    plan: Plan
    crowd: Crowd
    calendars: Calendars
    key: str
    recorded: int
    bases: Mapping[str, int]
    strides: Mapping[str, int]
    vouchers: int
    registers: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    first_numbers: Mapping[tuple[Book, int], int] = field(default_factory=dict)
    first_sequences: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Cut:
    """A dossier about to be stamped: its matter, its mould and its moments."""

    outline: Outline
    matter: Matter
    mould: Mould
    moments: dict[str, int]
    calendar: int | None
    on_time: bool
    early: bool
    results: dict[str, str]


class Stamper:
    """Stamps whole days; keeps what dossiers of many days share."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.clockwork = Clockwork()
        self.answers = _Answers()
        self._alike: dict[tuple[int, int], dict[str, str]] = {}
        self._made_ready: dict[int, _Ready] = {}
        self._first_codes: dict[tuple[str, int], str] = {}

    def cuts(self, counts: Counts) -> Iterator[Cut]:
        """The day's dossiers with their moulds, in the order of their codes."""
        for outline in self.ground.plan.draw(counts):
            yield self._cut(outline)

    def _cut(self, outline: Outline) -> Cut:
        ground, acts = self.ground, outline.acts
        matter = ground.matters[outline.matter]
        agency = matter.desk.code
        start = acts.get("paid" if matter.waits_for_fee else "accepted")
        calendar = ground.calendars.at(agency, acts["filed"])
        number, provisional = None, False
        moments = moments_of(matter, acts, calendar, self.clockwork)
        if start:
            counting = ground.calendars.at(agency, start)
            due, legal, provisional = self.clockwork.due(counting, matter.rule, start)
            moments["due"], moments["legal_due"] = due, legal
            number = ground.calendars.at(agency, acts.get("numbered", start)).number
        results = self._hand_over(matter, acts, moments)
        if accepted := acts.get("accepted"):
            moments["ask_by"] = self.clockwork.limit_end(
                ground.calendars.at(agency, accepted), matter.asked_within, accepted
            )
        moments["held"] = moments.get(f"until_{list(acts)[-1]}", moments.get("due", 0))
        mould = ground.moulds[matter.kind, outline.owner_kind, outline.ending, provisional]
        on_time = acts.get("numbered", 0) <= moments.get("legal_due", 0)
        early = acts.get("numbered", 0) // DAY < moments.get("due", 0) // DAY
        return Cut(outline, matter, mould, moments, number, on_time, early, results)

    def _hand_over(self, matter: Matter, acts: Mapping[str, int], moments: dict[str, int]) -> dict[str, str]:
        """Until when each act leaves the dossier with whoever gets it, into `moments`; and by act, how
        whoever gave it on stood against their own day."""
        results: dict[str, str] = {}
        judged: int | None = None
        due, legal = moments.get("due"), moments.get("legal_due")
        for act, at in acts.items():
            if act == "paid" and not matter.waits_for_fee:
                continue
            if judged is not None:
                results[f"result_{act}"] = punctuality(
                    HolderKind.UNIT,
                    until=moment_of(judged),
                    at=moment_of(at),
                    due_at=None if due is None else moment_of(due),
                    legal_due_at=None if legal is None else moment_of(legal),
                )
            with_applicant = act == "asked" or (act == "accepted" and matter.waits_for_fee)
            until = self._until(matter, act, at, moments)
            if until is not None:
                moments[f"until_{act}"] = until
            judged = None if with_applicant else until
        return results

    def _until(self, matter: Matter, act: str, at: int, moments: Mapping[str, int]) -> int | None:
        """None where an act ends the dossier."""
        if act in HELD_BY_OTHER_RULES:
            return moments[HELD_BY_OTHER_RULES[act]]
        calendar = self.ground.calendars.at(matter.desk.code, at)
        if act == "accepted" and matter.waits_for_fee:
            return moments.get("payment_until") or self.clockwork.closing(calendar, at, None)
        if act not in STEP_AFTER:
            return None
        steps = matter.process.steps if matter.process else ()
        hours = next((step["hours"] for step in steps if step["role"] == STEP_AFTER[act]), None)
        if hours is None:
            return moments["due"]
        return max(min(self.clockwork.step_end(calendar, at, hours), moments["due"]), at)

    def demand(self, counts: Counts) -> tuple[Counter[Book], Counter[int]]:
        """How many numbers each book gives on which day, and how many codes each unit, for this day's
        dossiers.
        """
        books: Counter[Book] = Counter()
        units: Counter[int] = Counter()
        for cut in self.cuts(counts):
            desk = cut.matter.desk
            units[desk.unit_id] += 1
            for numbered in cut.mould.numbered:
                books[desk.code, numbered.book % desk.values, cut.moments[numbered.act] // DAY] += 1
        return books, units

    def stamp(self, counts: Counts, rows: defaultdict[str, list[str]]) -> int:
        """Add the rows of the day's dossiers to `rows`; how many dossiers they are."""
        ground = self.ground
        random = Random(f"{ground.key}/codes/{counts.day}")
        taken: dict[Book, int] = {}
        sequences: dict[int, int] = {}
        for cut in self.cuts(counts):
            values = self._values(cut, counts.day, random, sequences)
            self._number(cut, counts.day, taken, values)
            _write(cut.mould, values, rows)
        return counts.ended + counts.open

    def _values(self, cut: Cut, day: int, random: Random, sequences: dict[int, int]) -> dict[str, str]:
        """Every token of the dossier but those of its papers' numbers."""
        ground, outline, matter, mould = self.ground, cut.outline, cut.matter, cut.mould
        number, moments = outline.number, cut.moments
        values = dict(self._shared(matter, outline.specialist))
        values.update(ground.crowd.person(outline.owner))
        if outline.owner_kind == "organisation":
            values.update(ground.crowd.organisation(outline.owner))
        moments["recorded"] = ground.recorded
        ready = self._ready(mould)
        for token, name, write in ready.written:
            values[token] = write(moments[name])
        for token, base, stride in ready.ids:
            values[token] = str(base + stride * number)
        for token, prefix in mould.codes:
            values[token] = code_of(prefix, random.getrandbits(60))
        bits = random.randbytes(16 * len(mould.acts)).hex()
        for place, token in enumerate(mould.acts):
            values[token] = _uuid4(bits[32 * place : 32 * place + 32])
        values["submission_code"] = code_of("N", random.getrandbits(60))
        unit = matter.desk.unit_id
        sequence = sequences.get(unit) or ground.first_sequences[unit, day]
        sequences[unit] = sequence + 1
        values["code"] = self._code(values["agency.long"], day, sequence)
        values["code_short"] = self._code(values["agency.short"], day, sequence)
        values["voucher"] = f"KL{ground.vouchers + number:09d}"
        values["answers"] = self.answers.of(matter, day)
        values["calendar"] = NULL if cut.calendar is None else str(cut.calendar)
        values.update(cut.results)
        values["on_time"] = "true" if cut.on_time else "false"
        values["early"] = "true" if cut.early else "false"
        if "valid_to" in mould.tokens:
            values["valid_to"] = _valid_to(matter, moments["signed"] // DAY)
        return values

    def _shared(self, matter: Matter, specialist: int) -> dict[str, str]:
        """What all dossiers of a matter and a specialist say alike."""
        held = matter.desk.specialists
        key = (id(matter), specialist % len(held))
        if key not in self._alike:
            self._alike[key] = {**matter.desk.values, **matter.values, **held[key[1]]}
        return self._alike[key]

    def _ready(self, mould: Mould) -> "_Ready":
        found = self._made_ready.get(id(mould))
        if found is None:
            bases, strides = self.ground.bases, self.ground.strides
            found = self._made_ready[id(mould)] = _Ready(
                written=[(token, name, FORMS[form]) for token, name, form in mould.written],
                ids=[(token, bases[table] + place, strides[table]) for token, table, place in mould.ids],
            )
        return found

    def _code(self, identifier: str, day: int, sequence: int) -> str:
        """By the rule, whose first code of the day is asked for once."""
        if sequence > rules.FOUR_DIGITS:
            raise ValueError("Volume data files no more than 9,999 dossiers with a unit in a day.")
        key = (identifier, day)
        if key not in self._first_codes:
            self._first_codes[key] = rules.dossier_code(
                identifier=identifier, on=date.fromordinal(day), sequence=0
            ).removesuffix("0000")
        return f"{self._first_codes[key]}{sequence:04d}"

    def _number(self, cut: Cut, day: int, taken: dict[Book, int], values: dict[str, str]) -> None:
        ground, code = self.ground, cut.matter.desk.code
        for numbered in cut.mould.numbered:
            on = cut.moments[numbered.act] // DAY
            book: Book = (code, numbered.book % cut.matter.desk.values, on)
            number = taken.get(book) or ground.first_numbers[book, day]
            taken[book] = number + 1
            year = date.fromordinal(on).year
            values[f"{numbered.letter}.number"] = str(number)
            values[f"{numbered.letter}.number_text"] = f"{number:02d}"
            values[f"{numbered.letter}.year"] = str(year)
            values[f"{numbered.letter}.register"] = str(ground.registers[code, book[1], year])


def _write(mould: Mould, values: dict[str, str], rows: defaultdict[str, list[str]]) -> None:
    for words in mould.words:
        text = words.text % values
        values[words.hash_token] = sha256(text.encode()).hexdigest()
        values[words.text_token] = text.replace("\\", "\\\\") if words.needs_escape else text
    hashes: list[str] = []
    events = rows["audit_auditevent"]
    for event in mould.events:
        values["before"] = hashes[event.before] if event.before >= 0 else FIRST_HASH
        values["hash"] = found = sha256((event.content % values).encode()).hexdigest()
        hashes.append(found)
        events.append(event.row % values)
    for table, template in mould.tables.items():
        rows[table].append(template % values)


def _uuid4(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


class _Ready(NamedTuple):
    """A mould's moments and numbers with what writes them looked up beforehand."""

    written: list[tuple[str, str, Callable[[int], str]]]
    ids: list[tuple[str, int, int]]


class _Answers:
    """What filings of a kind of matter keep, by day where the form asks for days; as COPY takes it."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, int], str] = {}
        self._constant: dict[str, bool] = {}

    def of(self, matter: Matter, day: int) -> str:
        kind = matter.kind
        if kind not in self._constant:
            one, other = (self._made(matter, date(year, 3, 1).toordinal()) for year in (2022, 2024))
            self._constant[kind] = one == other
        key = (kind, 0 if self._constant[kind] else day)
        if key not in self._texts:
            self._texts[key] = self._made(matter, day)
        return self._texts[key]

    @staticmethod
    def _made(matter: Matter, day: int) -> str:
        on = date.fromordinal(day)
        raw = answers.posted(checking.form_of(matter.version), today=on)
        return json.dumps(answers_on(matter, raw, on=on), ensure_ascii=False).replace("\\", "\\\\")


def _valid_to(matter: Matter, day: int) -> str:
    """The last day of a result signed on that day."""
    about = cast(Dossier, SimpleNamespace(version=SimpleNamespace(content=matter.version.content)))
    found: Any = checking.validity(about, outcome=Outcome.GRANT, data={}, on=date.fromordinal(day))
    return found.ends.isoformat() if found.ends else NULL
