"""From a day to a day, both included; an open end is no end."""

from datetime import date

from django.db.models import Q


def valid_on(day: date, *, of: str = "") -> Q:
    """Begun and not ended that day; `of`: the relation whose rows have the days."""
    begin, end = (f"{of}__{name}" if of else name for name in ("valid_from", "valid_to"))
    return Q((f"{begin}__lte", day)) & (Q((end, None)) | Q((f"{end}__gte", day)))


def meeting(first_day: date, last_day: date | None) -> Q:
    """Shares a day with the period; an open end is no end."""
    lasts = Q(valid_to=None) | Q(valid_to__gte=first_day)
    return lasts if last_day is None else lasts & Q(valid_from__lte=last_day)
