"""What officers ask of a list: words, procedure, field, channel, and how near the deadline is."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Least
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from motcua.casework.dossiers.enums import HolderKind, SubStatus
from motcua.casework.dossiers.models import DossierQuerySet, SearchWords, Sitting
from motcua.casework.dossiers.rules import is_dossier_code
from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.kernel.text import normalise

from .nearness import soon_until
from .replies_awaited import waits_for_reply
from .words import REPLY

_RESULT: Final = re.compile(r"-KQ\(?[0-9]{1,3}\)?$")
_IN_ADDRESS: Final = re.compile(r"://.*[?&]code=([^&#]+)")
RARE: Final = 1000
"""Up to so many dossiers that a beginning finds are looked up one by one."""

_WAITS: Final = ~Q(holder_kind=HolderKind.APPLICANT)
NEAREST_DUE: Final = Least("holder_until", "legal_due_at")
_CODE: Final = re.compile(r"(\d{3}\.|H\d|\d\.\d|[A-Z]\d{2}(\.\d{1,3}){0,4}-\d{4})\S*$")
_END: Final = re.compile(r"(?:\S*[.-])?((?:1[89]|[2-9]\d)\d{4})-\d{4,7}$")
"""A day and a number: the end of a code. No telephone and no identity number begins with such a year."""

_NUMBER: Final = re.compile(r"\+?[\d .-]{9,}$")
_TAX_NUMBER: Final = re.compile(r"(\d{10})-(\d{3})$")
_WORD: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class WorklistFilters:
    """What an officer asked for; empty means everything. `due` is "", "soon" or "late"; `sitting` says how it
    ended where a dossier was to be settled at once.
    """

    words: str = ""
    procedure: str = ""
    channel: str = ""
    due: str = ""
    field: str = ""
    step: str = ""
    unit: str = ""
    officer: str = ""
    desk: str = ""
    sitting: str = ""

    @property
    def is_set(self) -> bool:
        return self != WorklistFilters()

    @property
    def is_of_places(self) -> bool:
        """Whether the places of dossiers alone tell what is asked for."""
        by_rows = self.step in (SubStatus.WAITING_SUPPLEMENT, REPLY)
        return not (self.words or self.channel or self.due or self.sitting or by_rows)


def late(at: datetime) -> Q:
    """Past the holder's deadline or past the legal day, and not waiting for the applicant (`due_words`)."""
    return Q(_WAITS, LessThan(NEAREST_DUE, at)) & ~_evening(at)


def soon(at: datetime) -> Q:
    """Not late, but due by the end of the next working day."""
    not_over = Q(GreaterThanOrEqual(NEAREST_DUE, at)) | _evening(at)
    since = Value(at) - Value(timedelta(days=1))
    near = Q(GreaterThanOrEqual(NEAREST_DUE, since), LessThanOrEqual(NEAREST_DUE, soon_until(at)))
    return Q(_WAITS) & near & not_over


def _evening(at: datetime) -> Q:
    """The holder's deadline is the appointment, and its day is not over yet: it lasts to 24:00."""
    known = Q(due_at__isnull=False, legal_due_at__isnull=False)
    return known & Q(due_at=F("holder_until"), legal_due_at__gte=at)


def filtered(found: DossierQuerySet, filters: WorklistFilters, at: datetime) -> DossierQuerySet:
    """What was asked for, the words as they stand."""
    words = filters.words.strip()
    return _narrowed(found.filter(found_by(words)) if words else found, filters, at)


def filtered_loosely(found: DossierQuerySet, filters: WorklistFilters, at: datetime) -> DossierQuerySet:
    """What was asked for, the last word as the beginning of one; nothing where that makes no difference.

    The database guesses badly how often a beginning occurs. So one query looks first: what is rare becomes a
    list of dossiers, what is common is met often enough while walking.
    """
    asked, words = _WORD.findall(normalise(filters.words)), filters.words.strip().upper()
    if not asked or _CODE.match(words) or _day_of(words) or _NUMBER.match(words):
        return found.none()
    begun = Asked(asked, is_begun=True)
    rare = _by_index(SearchWords.objects.filter(words=begun).values_list("dossier_id", flat=True)[: RARE + 1])
    met = Q(pk__in=rare) if len(rare) <= RARE else Q(search__words=begun)
    return _narrowed(found.filter(met), filters, at)


def _by_index(wanted: Any) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        return list(wanted)


def _narrowed(found: DossierQuerySet, filters: WorklistFilters, at: datetime) -> DossierQuerySet:
    found = found.filter(placed(filters))
    found = found.filter(channel=filters.channel) if filters.channel else found
    if filters.sitting:
        ended = Sitting.objects.filter(end=filters.sitting).order_by().values("dossier_id")
        found = found.filter(pk__in=ended)
    if filters.step in (SubStatus.WAITING_SUPPLEMENT, REPLY):
        replies = waits_for_reply()
        found = found.filter(replies if filters.step == REPLY else ~replies)
    if filters.due == "late":
        return found.filter(late(at))
    return found.filter(soon(at)) if filters.due == "soon" else found


def placed(filters: WorklistFilters) -> Q:
    """The part of the filters that the place of a dossier tells; kept counts know it too."""
    asked = {
        "publication__procedure__code": filters.procedure,
        "publication__procedure__field__code": filters.field,
        "sub_status": SubStatus.WAITING_SUPPLEMENT if filters.step == REPLY else filters.step,
        "holder_unit__code": filters.unit,
        "holder_officer__code": filters.officer,
        "reception_unit__code": filters.desk,
    }
    return Q(**{name: value for name, value in asked.items() if value})


def scanned(words: str) -> str:
    """What a reader typed, as something to search for: the code in our QR, in an address, of a result."""
    first = words.strip().partition("|")[0].strip()
    address = _IN_ADDRESS.search(first)
    code = _RESULT.sub("", (address[1] if address else first).upper())
    return code if is_dossier_code(code) else words.strip()


def found_by(words: str) -> Q:
    """The beginning or the end of a dossier's code, a procedure's code, or words of the owner, the filer or
    the answers.

    Whole words in any order; a number with its spaces and dots left out.
    """
    code = words.upper()
    if _CODE.match(code):
        return (
            Q(code__startswith=code) | Q(code_short__startswith=code) | Q(publication__procedure__code=words)
        )
    if day := _day_of(code):  # the code is dated by submission, and a day is read by an index
        ended = Q(code__endswith=code) | Q(code_short__endswith=code)
        return Q(ended, submitted_at__gte=day, submitted_at__lt=day + timedelta(days=1))
    if _NUMBER.match(words):
        return Q(search__words=Asked(_digits(words)))
    return Q(search__words=Asked(_WORD.findall(normalise(words))))


def _day_of(code: str) -> datetime | None:
    """The beginning of the day that the end of a code names; None for what is no such end."""
    found = _END.match(code)
    with suppress(ValueError):
        return datetime.strptime(found[1], "%y%m%d").replace(tzinfo=VIETNAM) if found else None
    return None


def _digits(words: str) -> list[str]:
    """A number as it is kept: a telephone begins with 0, the branch of an organisation is a word of its own.

    Only a telephone with the country before it has eleven digits and more that begin with 84; a tax number
    has ten.
    """
    if branch := _TAX_NUMBER.match(words):
        return list(branch.groups())
    digits = "".join(filter(str.isdigit, words))
    is_abroad = words.startswith("+") or len(digits) > 10
    return ["0" + digits[2:] if is_abroad and digits.startswith("84") else digits]


class Asked(SearchQuery):
    """What the kept words are compared with, as the index keeps them: no parser cuts a number in two."""

    def __init__(self, words: list[str], *, is_begun: bool = False) -> None:
        whole = " & ".join(f"'{one[:60]}'" for one in words)
        super().__init__(whole + ":*" if is_begun else whole, search_type="raw")

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_more: Any) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template="(%(expressions)s)::tsquery")
