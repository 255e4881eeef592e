"""Reads a calendar from a YAML file; a fault names the file, the line and the field."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import NoReturn

import yaml
from django.utils.translation import gettext as _

from .enums import DayKind
from .errors import CalendarFaulty, CalendarFileFaulty
from .rules import Day, Opening, Week, WorkingCalendar, check_calendar

SHIPPED = Path(__file__).parent / "data" / "vietnam.yaml"
MOST_BYTES = 1_000_000
LONGEST_RANGE_DAYS = 31
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class _Place:
    """A value in the file that knows where it stands."""

    file: str
    field: str
    node: yaml.Node

    def fault(self, sentence: str) -> NoReturn:
        line = self.node.start_mark.line + 1
        raise CalendarFileFaulty(file=self.file, line=line, field=self.field, sentence=sentence)

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            self.fault(_("a text was expected."))
        return str(self.node.value)

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.fault(_("a day such as 2026-11-24 was expected."))

    def flag(self) -> bool:
        if self.text() not in ("true", "false"):
            self.fault(_("true or false was expected."))
        return self.text() == "true"

    def opening(self) -> Opening:
        opens, _dash, closes = self.text().partition("-")
        try:
            return Opening(time.fromisoformat(opens), time.fromisoformat(closes))
        except ValueError:
            self.fault(_("hours such as 07:30-11:30 were expected."))

    def rows(self) -> list["_Place"]:
        if not isinstance(self.node, yaml.SequenceNode):
            self.fault(_("a list was expected."))
        return [_Place(self.file, f"{self.field}[{n}]", node) for n, node in enumerate(self.node.value)]

    def entries(
        self, *, known: Set[str] | None = None, needed: Set[str] = frozenset()
    ) -> dict[str, "_Place"]:
        if not isinstance(self.node, yaml.MappingNode):
            self.fault(_("fields with values were expected."))
        found: dict[str, _Place] = {}
        for key, value in self.node.value:
            place = _Place(self.file, f"{self.field}.{key.value}" if self.field else str(key.value), value)
            if key.value in found:
                place.fault(_("this field stands twice."))
            if known is not None and key.value not in known:
                place.fault(_("this field is not known."))
            found[str(key.value)] = place
        for name in sorted(needed - set(found)):
            self.fault(_("the field “%(name)s” is missing.") % {"name": name})
        return found


@dataclass(frozen=True)
class _Words:
    """Names and sources that the days refer to."""

    names: dict[str, tuple[str, str]]
    sources: dict[str, str]


def _words(root: dict[str, _Place]) -> _Words:
    names = {}
    for key, place in root["names"].entries().items():
        texts = place.entries(known={"vi", "en"}, needed={"vi"})
        names[key] = (texts["vi"].text(), texts["en"].text() if "en" in texts else "")
    sources = {
        key: place.entries(known={"vi"}, needed={"vi"})["vi"].text()
        for key, place in root["sources"].entries().items()
    }
    return _Words(names, sources)


def _name(field: _Place, words: _Words, partner: _Place | None) -> tuple[str, str]:
    key = field.text()
    if key not in words.names:
        field.fault(_("there is no name “%(key)s” in this file.") % {"key": key})
    vi, en = words.names[key]
    if ("{day}" in vi) != (partner is not None):
        field.fault(_("this name and the field “with” belong together."))
    day = f"{partner.day():%d/%m/%Y}" if partner else ""
    return vi.replace("{day}", day), en.replace("{day}", day)


def _source(field: _Place, words: _Words) -> str:
    if field.text() not in words.sources:
        field.fault(_("there is no source “%(key)s” in this file.") % {"key": field.text()})
    return words.sources[field.text()]


_KINDS = {"off": DayKind.OFF, "worked": DayKind.WORKING, "short": DayKind.SHORT}


def _days(place: _Place, year: int, words: _Words) -> list[Day]:
    """One entry: a day, or a range of days with the same name."""
    known = {"on", "to", *_KINDS, "with", "hours", "source", "verified"}
    fields = place.entries(known=known, needed={"on", "source"})
    said = [word for word in _KINDS if word in fields]
    if len(said) != 1:
        place.fault(_("a day is either “off”, “worked” or “short”."))
    kind = _KINDS[said[0]]
    vi, en = _name(fields[said[0]], words, fields.get("with"))
    openings = tuple(row.opening() for row in fields["hours"].rows()) if "hours" in fields else ()
    source = _source(fields["source"], words)
    verified = fields["verified"].flag() if "verified" in fields else True
    first = fields["on"].day()
    last = fields["to"].day() if "to" in fields else first
    if first.year != year or last.year != year:
        fields["on"].fault(_("this day is not in the year %(year)s.") % {"year": year})
    if not 0 <= (last - first).days < LONGEST_RANGE_DAYS:
        fields["to"].fault(_("the last day must follow the first within a month."))
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [Day(on, kind, vi, source, verified, en, openings) for on in every]


def _hours(place: _Place) -> Week:
    days = place.entries(known=set(WEEKDAYS), needed=set(WEEKDAYS))
    return tuple(tuple(row.opening() for row in days[weekday].rows()) for weekday in WEEKDAYS)


def _root(path: Path) -> _Place:
    name = path.name
    try:
        text = path.read_bytes()[: MOST_BYTES + 1]
        if len(text) > MOST_BYTES:
            raise CalendarFileFaulty(file=name, line=1, field="", sentence=_("the file is too large."))
        node = yaml.compose(text.decode("utf-8"), Loader=yaml.SafeLoader)
    except OSError:
        raise CalendarFileFaulty(
            file=name, line=1, field="", sentence=_("the file cannot be read.")
        ) from None
    except UnicodeDecodeError:
        raise CalendarFileFaulty(file=name, line=1, field="", sentence=_("the file is not UTF-8.")) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CalendarFileFaulty(file=name, line=line, field="", sentence=str(error.problem)) from None
    except (yaml.YAMLError, RecursionError):
        raise CalendarFileFaulty(file=name, line=1, field="", sentence=_("the file is not YAML.")) from None
    if node is None:
        raise CalendarFileFaulty(file=name, line=1, field="", sentence=_("the file is empty."))
    return _Place(name, "", node)


def read_calendar(path: Path) -> WorkingCalendar:
    """The calendar in a file, as version 0.

    Raises: CalendarFileFaulty.
    """
    place = _root(path)
    sections = {"hours", "names", "sources", "years"}
    root = place.entries(known=sections, needed=sections)
    hours, words = _hours(root["hours"]), _words(root)
    days: list[Day] = []
    years, official = set(), set()
    for key, section in root["years"].entries().items():
        if not (key.isascii() and key.isdigit() and len(key) == 4):
            section.fault(_("a year such as 2026 was expected."))
        fields = section.entries(known={"official", "days"}, needed={"official", "days"})
        years.add(int(key))
        if fields["official"].flag():
            official.add(int(key))
        for row in fields["days"].rows():
            days += _days(row, int(key), words)
    try:
        check_calendar(days=days, hours=hours, years=years, official_years=official)
    except CalendarFaulty as faulty:
        place.fault(str(faulty))
    return WorkingCalendar(0, {day.on: day for day in days}, hours, frozenset(years), frozenset(official))


@cache
def shipped() -> WorkingCalendar:
    """The calendar that comes with the product; read once in a process."""
    return read_calendar(SHIPPED)
