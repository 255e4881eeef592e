"""Closed lists of the calendar and the clock: stored value, shown label."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class DayKind(TextChoices):
    """A day that differs from its weekday."""

    OFF = "off", pgettext_lazy("kind of day", "day off")
    WORKING = "working", pgettext_lazy("kind of day", "worked day")
    SHORT = "short", pgettext_lazy("kind of day", "half day")


class Unit(TextChoices):
    """What a time limit counts in; `hour` means working hours, `day` and `month` calendar time."""

    HOUR = "hour", pgettext_lazy("unit of time", "working hour")
    DAY = "day", pgettext_lazy("unit of time", "day")
    WORKING_DAY = "working_day", pgettext_lazy("unit of time", "working day")
    MONTH = "month", pgettext_lazy("unit of time", "month")


class StartEvent(TextChoices):
    """What must have happened before the time runs."""

    VALID_PAPERS = "valid_papers", pgettext_lazy("start of the time", "valid papers received")
    VALID_PAPERS_AND_FEE = (
        "valid_papers_and_fee",
        pgettext_lazy("start of the time", "valid papers and fee received"),
    )


class ClockEventKind(TextChoices):
    """What happens to a clock."""

    START = "start", pgettext_lazy("event of a clock", "started")
    PAUSE = "pause", pgettext_lazy("event of a clock", "paused")
    RESUME = "resume", pgettext_lazy("event of a clock", "resumed")
    RESTART = "restart", pgettext_lazy("event of a clock", "restarted from zero")
    EXTEND = "extend", pgettext_lazy("event of a clock", "extended")
    STOP = "stop", pgettext_lazy("event of a clock", "stopped")


class ClockPhase(TextChoices):
    """Where a clock stands."""

    WAITING = "waiting", pgettext_lazy("phase of a clock", "not started")
    RUNNING = "running", pgettext_lazy("phase of a clock", "running")
    PAUSED = "paused", pgettext_lazy("phase of a clock", "paused")
    STOPPED = "stopped", pgettext_lazy("phase of a clock", "stopped")
