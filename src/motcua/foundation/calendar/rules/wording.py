"""The sentences of the clock, in the active language; each code of a line has one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from motcua.foundation.calendar.enums import StartEvent, Unit
from motcua.foundation.kernel.clock import VIETNAM

Facts = Mapping[str, Any]


def weekday_name(on: date) -> str:
    names = (
        pgettext("weekday in a sentence", "Monday"),
        pgettext("weekday in a sentence", "Tuesday"),
        pgettext("weekday in a sentence", "Wednesday"),
        pgettext("weekday in a sentence", "Thursday"),
        pgettext("weekday in a sentence", "Friday"),
        pgettext("weekday in a sentence", "Saturday"),
        pgettext("weekday in a sentence", "Sunday"),
    )
    return names[on.weekday()]


def _day(on: date) -> str:
    return f"{weekday_name(on)} {on:%d/%m/%Y}"


def _days(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _moment(at: datetime) -> str:
    local = at.astimezone(VIETNAM)
    return _("%(time)s on %(day)s") % {"time": f"{local:%H:%M}", "day": _day(local.date())}


def hours_and_minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}] if hours else []
    if rest or not hours:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def amount_of_time(amount: int, unit: str) -> str:
    """`5 working days`; 0 is `within the day`."""
    if amount == 0:
        return _("within the day")
    if unit == Unit.HOUR:
        words = ngettext("%(n)s working hour", "%(n)s working hours", amount)
    elif unit == Unit.WORKING_DAY:
        words = ngettext("%(n)s working day", "%(n)s working days", amount)
    elif unit == Unit.MONTH:
        words = ngettext("%(n)s month", "%(n)s months", amount)
    else:
        words = ngettext("%(n)s calendar day", "%(n)s calendar days", amount)
    return words % {"n": amount}


def _why(facts: Facts) -> str:
    """`: reason (basis)`, or nothing."""
    reason = f": {facts['reason']}" if facts.get("reason") else ""
    return reason + (f" ({facts['basis']})" if facts.get("basis") else "")


def _received(facts: Facts) -> str:
    words = (
        _("Valid papers and the fee were there at %(moment)s.")
        if facts["start_event"] == StartEvent.VALID_PAPERS_AND_FEE
        else _("Valid papers were received at %(moment)s.")
    )
    return words % {"moment": _moment(facts["at"])}


def _after_cutoff(facts: Facts) -> str:
    if facts["day_off"]:
        return _("That is a day off, so it counts as received on %(day)s.") % {"day": _day(facts["on"])}
    cutoff: time = facts["cutoff"]
    return _("That is after %(time)s, so it counts as received on %(day)s.") % {
        "time": f"{cutoff:%H:%M}",
        "day": _day(facts["on"]),
    }


def _rule(facts: Facts) -> str:
    return _("Time allowed: %(time)s.") % {"time": amount_of_time(facts["amount"], facts["unit"])}


def _ceiling(facts: Facts) -> str:
    return _("And no longer than %(time)s, whichever ends first.") % {
        "time": amount_of_time(facts["amount"], facts["unit"])
    }


def _ceiling_binds(facts: Facts) -> str:
    return _("The limit of %(time)s ends first and decides.") % {
        "time": amount_of_time(facts["amount"], facts["unit"])
    }


def _day_zero(facts: Facts) -> str:
    return _("%(day)s is day 0 and is not counted.") % {"day": _day(facts["on"])}


def _from_opening(facts: Facts) -> str:
    return _("That is outside working hours, so it counts from %(moment)s.") % {
        "moment": _moment(facts["at"])
    }


def _counted(facts: Facts) -> str:
    first, last = facts["number_from"], facts["number_to"]
    numbers = str(first) if first == last else f"{first}–{last}"
    words = _("Working day %(numbers)s: %(days)s.") if facts["working"] else _("Day %(numbers)s: %(days)s.")
    return words % {"numbers": numbers, "days": _days(facts["first"], facts["last"])}


def _name(facts: Facts) -> str:
    english = (get_language() or "").startswith("en")
    return str((english and facts["name_en"]) or facts["name"])


def _source(facts: Facts) -> str:
    source = _("source: %(source)s") % {"source": facts["source"]}
    return source if facts["verified"] else source + "; " + _("not verified")


def _worked_day(facts: Facts) -> str:
    return _("Working day %(number)s: %(day)s, a worked day: %(name)s (%(source)s).") % {
        "number": facts["number"],
        "day": _day(facts["on"]),
        "name": _name(facts),
        "source": _source(facts),
    }


def _short_day(facts: Facts) -> str:
    return _("Working day %(number)s: %(day)s, open %(hours)s only: %(name)s (%(source)s).") % {
        "number": facts["number"],
        "day": _day(facts["on"]),
        "hours": facts["hours"],
        "name": _name(facts),
        "source": _source(facts),
    }


def _day_off(facts: Facts) -> str:
    return _("Day off: %(days)s, %(name)s (%(source)s).") % {
        "days": _days(facts["first"], facts["last"]),
        "name": _name(facts),
        "source": _source(facts),
    }


def _weekend(facts: Facts) -> str:
    return _("Weekly day off: %(days)s.") % {"days": _days(facts["first"], facts["last"])}


def _hours(facts: Facts) -> str:
    return _("%(day)s, %(opens)s–%(closes)s: %(length)s.") % {
        "day": _day(facts["on"]),
        "opens": f"{facts['opens']:%H:%M}",
        "closes": f"{facts['closes']:%H:%M}",
        "length": hours_and_minutes(facts["minutes"]),
    }


def _months(facts: Facts) -> str:
    return _("Counting %(time)s from %(start)s leads to %(end)s.") % {
        "time": amount_of_time(facts["amount"], Unit.MONTH),
        "start": _day(facts["start"]),
        "end": _day(facts["end"]),
    }


def _moved(facts: Facts) -> str:
    return _("The last day, %(old)s, is a day off, so the time ends on %(new)s.") % {
        "old": _day(facts["old"]),
        "new": _day(facts["new"]),
    }


def _event(words: str, facts: Facts) -> str:
    return words % {"moment": _moment(facts["at"]), "why": _why(facts)}


def _paused(facts: Facts) -> str:
    if facts["late"]:
        words = _("Paused at %(moment)s%(why)s; the time was over by then, so this changes nothing.")
    else:
        words = _("Paused at %(moment)s%(why)s.")
    return _event(words, facts)


def _resumed(facts: Facts) -> str:
    if facts["late"]:
        return _event(_("Resumed at %(moment)s%(why)s."), facts)
    return _event(_("Resumed at %(moment)s%(why)s; what was left counts from here."), facts)


def _restarted(facts: Facts) -> str:
    return _event(_("Counted again from zero at %(moment)s%(why)s."), facts)


def _extended(facts: Facts) -> str:
    if facts["until"]:
        return _("Extended at %(moment)s until %(day)s%(why)s.") % {
            "moment": _moment(facts["at"]),
            "day": _day(facts["until"]),
            "why": _why(facts),
        }
    return _("Extended at %(moment)s by %(time)s%(why)s.") % {
        "moment": _moment(facts["at"]),
        "time": amount_of_time(facts["amount"], facts["unit"]),
        "why": _why(facts),
    }


def _stopped(facts: Facts) -> str:
    return _event(_("Stopped at %(moment)s%(why)s."), facts)


def _due(facts: Facts) -> str:
    return _("Appointment: %(moment)s.") % {"moment": _moment(facts["at"])}


def _legal_end(facts: Facts) -> str:
    return _("Legal end of the time, which decides lateness: 24:00 on %(day)s.") % {"day": _day(facts["on"])}


def _hour_end(facts: Facts) -> str:
    return _("A limit in hours ends at that very moment.")


def _provisional(facts: Facts) -> str:
    if facts["given"]:
        words = _(
            "The days of %(year)s are not verified against an official calendar: this date is expected only."
        )
    else:
        words = _("There is no official calendar of %(year)s yet: this date is expected only.")
    return words % {"year": facts["year"]}


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "received": _received,
    "after_cutoff": _after_cutoff,
    "rule": _rule,
    "ceiling": _ceiling,
    "ceiling_binds": _ceiling_binds,
    "day_zero": _day_zero,
    "from_opening": _from_opening,
    "counted": _counted,
    "worked_day": _worked_day,
    "short_day": _short_day,
    "day_off": _day_off,
    "weekend": _weekend,
    "hours": _hours,
    "months": _months,
    "moved": _moved,
    "paused": _paused,
    "resumed": _resumed,
    "restarted": _restarted,
    "extended": _extended,
    "stopped": _stopped,
    "due": _due,
    "legal_end": _legal_end,
    "hour_end": _hour_end,
    "provisional": _provisional,
}

CODES = frozenset(_SENTENCES)


def sentence_of(code: str, facts: Facts) -> str:
    """The sentence of a line. Raises KeyError for a code that has none: a bug."""
    sentence = _SENTENCES[code](facts)
    return sentence[:1].upper() + sentence[1:]
