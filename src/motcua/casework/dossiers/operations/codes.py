"""The local source of dossier codes: one sequence per receiving unit and day.

Law: TT-01-2018-VPCP/19.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from motcua.casework.dossiers import rules
from motcua.casework.dossiers.models import DaySequence

_NEXT = f"""
INSERT INTO {DaySequence._meta.db_table} (unit_id, "on", last) VALUES (%s, %s, 1)
ON CONFLICT (unit_id, "on") DO UPDATE SET last = {DaySequence._meta.db_table}.last + 1
RETURNING last
"""


@dataclass(frozen=True)
class LocalCode:
    long: str
    short: str
    overflow: bool


class LocalCodes:
    """Numbers from our own table; two filings of one unit wait for each other only until commit."""

    def next_codes(self, *, unit_id: int, long_id: str, short_id: str, on: date) -> LocalCode:
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [unit_id, on])
            sequence = int(cursor.fetchone()[0])
        return LocalCode(
            long=rules.dossier_code(identifier=long_id, on=on, sequence=sequence),
            short=rules.dossier_code(identifier=short_id, on=on, sequence=sequence),
            overflow=sequence > rules.FOUR_DIGITS,
        )
