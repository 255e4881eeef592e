"""Closed lists of the calendar and the clock: stored value, shown label."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DayKind(TextChoices):
    """A day that differs from its weekday."""

    OFF = "off", _("day off")
    WORKING = "working", _("worked day")


class Unit(TextChoices):
    """What a time limit counts in; `hour` means working hours, `day` and `month` calendar time."""

    HOUR = "hour", _("working hour")
    DAY = "day", _("day")
    WORKING_DAY = "working_day", _("working day")
    MONTH = "month", _("month")


class StartEvent(TextChoices):
    """What must have happened before the time runs."""

    VALID_PAPERS = "valid_papers", _("valid papers received")
    VALID_PAPERS_AND_FEE = "valid_papers_and_fee", _("valid papers and fee received")


class ClockEventKind(TextChoices):
    """What happens to a clock."""

    START = "start", _("started")
    PAUSE = "pause", _("paused")
    RESUME = "resume", _("resumed")
    RESTART = "restart", _("restarted from zero")
    EXTEND = "extend", _("extended")
    STOP = "stop", _("stopped")


class ClockPhase(TextChoices):
    """Where a clock stands."""

    WAITING = "waiting", _("not started")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    STOPPED = "stopped", _("stopped")
