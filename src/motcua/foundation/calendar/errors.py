"""Refusals of the calendar, with the sentence the person reads."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class ClockMoveRefused(Refused):
    """The clock's phase does not allow this event."""

    def __init__(self, *, kind: str, phase: str) -> None:
        super().__init__(
            _("The clock of this dossier cannot be “%(kind)s” now: it is %(phase)s.")
            % {"kind": kind, "phase": phase}
        )


class ClockOrderRefused(Refused):
    """An event of the clock lies before the one that came before it."""

    def __init__(self) -> None:
        super().__init__(_("This moment lies before the last event of the dossier's clock."))


class TimeRuleRefused(Refused):
    """A time limit that cannot be counted."""

    def __init__(self, *, amount: int, unit: str) -> None:
        super().__init__(
            _("A time limit of %(amount)s %(unit)s cannot be counted.") % {"amount": amount, "unit": unit}
        )


class MomentRefused(Refused):
    """A moment outside the years that the calendar can count."""

    def __init__(self, *, first: int, last: int) -> None:
        super().__init__(
            _("The calendar counts days of the years %(first)s to %(last)s only.")
            % {"first": first, "last": last}
        )


class CalendarFaulty(Refused):
    """Days or hours that contradict one another; `faults` holds one sentence for each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


class CalendarUnchanged(Refused):
    """The calendar to publish says the same as the one in force."""

    def __init__(self, *, number: int) -> None:
        super().__init__(
            _("Nothing differs from version %(number)s of the calendar, so nothing was published.")
            % {"number": number}
        )


class CalendarChangedMeanwhile(Refused):
    """Somebody published between what was shown and the wish to publish it."""

    def __init__(self) -> None:
        super().__init__(
            _("The calendar changed meanwhile. Look at what your change does now, then publish.")
        )


class CalendarPublishedBackwards(Refused):
    """A version dated before the version that it follows."""

    def __init__(self, *, number: int) -> None:
        super().__init__(
            _("A new version of the calendar cannot be dated before version %(number)s.") % {"number": number}
        )


class CalendarMissing(Missing):
    """No calendar version with this number."""

    def __init__(self) -> None:
        super().__init__(_("There is no such version of the calendar."))


class CalendarFileFaulty(Refused):
    """A calendar file that cannot be read: says the file, the line and the field."""

    def __init__(self, *, file: str, line: int, field: str, sentence: str) -> None:
        where = f"{file}:{line}: {field}: " if field else f"{file}:{line}: "
        super().__init__(where + sentence)
        self.file, self.line, self.field = file, line, field
