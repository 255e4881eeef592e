"""When a dossier that appraisal finds not eligible yet goes back to be supplemented. Pure.

Law: ND-61-2018/19.4. Lateness is told and kept; it never refuses the act.
"""

from datetime import datetime
from typing import Final

from motcua.casework.dossiers.enums import SubStatus
from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.rules import TimeLimit
from motcua.foundation.kernel.clock import local_date

AT_RECEPTION: Final = "ND-61-2018/17"
IN_APPRAISAL: Final = "ND-61-2018/19.4"
BASIS_WORDS: Final = {
    AT_RECEPTION: "Điều 17 Nghị định 61/2018/NĐ-CP",
    IN_APPRAISAL: "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP",
}
ASKED_WITHIN: Final = TimeLimit(3, Unit.WORKING_DAY)
"""From reception, unless the sector law says otherwise."""

ASKED_AT: Final = (SubStatus.WAITING_ASSIGNMENT, SubStatus.APPRAISING)
"""Steps at which the day for asking is still ahead of whoever appraises."""


def asked_within(own: TimeLimit | None) -> TimeLimit:
    """The sector law's time where it gives one."""
    return own or ASKED_WITHIN


def is_late(*, ask_by: datetime | None, at: datetime) -> bool:
    """Judged by the day: a day ends at midnight, not at the end of business. Law: BLDS-2015/147."""
    return ask_by is not None and local_date(at) > local_date(ask_by)


def shown(*, ask_by: datetime | None, sub_status: str) -> datetime | None:
    """The day for asking, while it matters."""
    return ask_by if sub_status in ASKED_AT else None
