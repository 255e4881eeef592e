"""How long it really takes, in words."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.casework.dossiers.queries.forecasts import ForecastOfDossier, ForecastRow
from motcua.casework.dossiers.rules.forecasts import LEAST, in_days_or_hours
from motcua.web.ui import parts
from motcua.web.ui.templatetags.ui import day


def length(time: timedelta) -> str:
    number, is_days = in_days_or_hours(time)
    if is_days:
        return ngettext("%(number)d working day", "%(number)d working days", number) % {"number": number}
    return ngettext("%(number)d working hour", "%(number)d working hours", number) % {"number": number}


def of_dossier(forecast: ForecastOfDossier | None) -> str:
    """One sentence on the page of a dossier; also that nothing can be said."""
    if forecast is None:
        return _(
            "Fewer than %(least)d dossiers like yours got their result in the last 12 months, so we forecast"
            " nothing."
        ) % {"least": LEAST}
    return _(
        "Of %(dossiers)d dossiers like yours since %(since)s, half had their result within %(median)s of"
        " filing and nine of ten within %(ninety)s. For yours that would be %(half_by)s and %(most_by)s."
        " This is what happened so far, not a promise; the appointment on the receipt is what binds."
    ) % {
        "dossiers": forecast.kind.dossiers,
        "since": day(forecast.kind.since),
        "median": length(forecast.kind.median),
        "ninety": length(forecast.kind.ninety),
        "half_by": day(forecast.half_by),
        "most_by": day(forecast.most_by),
    }


def fact(rows: Sequence[ForecastRow]) -> parts.Fact:
    """The time really taken, on the page of a procedure; the slowest case where there are several."""
    if not rows:
        note = _("Fewer than %(least)d dossiers in 12 months") % {"least": LEAST}
        return parts.Fact(_("Time really taken"), _("Not known yet"), note, "hourglass-split")
    slowest = max(rows, key=lambda row: row.median)
    note = _("Nine of ten within %(ninety)s; %(dossiers)d dossiers since %(since)s") % {
        "ninety": length(slowest.ninety),
        "dossiers": slowest.dossiers,
        "since": day(slowest.since),
    }
    return parts.Fact(_("Time really taken"), length(slowest.median), note, "hourglass-split")
