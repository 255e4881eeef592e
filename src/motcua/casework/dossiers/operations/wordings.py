"""An agency's own words of its notices: kept from a day, returned to the product's, cancelled in time."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.casework.dossiers.errors.wordings import (
    NothingNewInWording,
    WordingDayPast,
    WordingHasBegun,
    WordingMissing,
)
from motcua.casework.dossiers.events.wordings import WordingCancelled, WordingKept, WordingReturned
from motcua.casework.dossiers.models import Wording
from motcua.casework.dossiers.queries.wordings import default_words, notice_kind
from motcua.casework.dossiers.rules import wordings as rules
from motcua.casework.dossiers.rules.notice_words import KNOWN
from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import check_administers
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.clock import local_date


@transaction.atomic
def keep_wording(
    *,
    by: OfficerView,
    agency_code: str,
    notice: str,
    language: str,
    subject: str,
    body: str,
    at: datetime,
    from_day: date | None = None,
    note: str = "",
) -> Wording:
    """From a day on, today if none is said, the agency's notice reads so; what was sent stays as it was.

    Raises: NoSuchAgency, PermissionLacking, NoticeMissing, WordingUnusable, WordingDayPast,
    NothingNewInWording.
    """
    agency = _locked_agency(by, agency_code)
    kind, default = notice_kind(notice, language), default_words(notice, language)
    subject, body = rules.checked(
        kind,
        subject=subject if kind.has_own_subject else default.subject,
        body=body,
        default_body=default.body,
        known=KNOWN,
    )
    day = _day(from_day, at)
    before = _before(agency, notice, language, day)
    said = (before.subject, before.body) if before and not before.is_default else None
    if (said or (default.subject, default.body)) == (subject, body):
        raise NothingNewInWording
    kept = _made(by, agency, notice, language, day, at, subject=subject, body=body, note=note.strip()[:200])
    facts = _facts(kept, agency, by, at)
    audit.record(WordingKept(**facts, first_day=day.isoformat()))
    return kept


@transaction.atomic
def return_wording(
    *,
    by: OfficerView,
    agency_code: str,
    notice: str,
    language: str,
    at: datetime,
    from_day: date | None = None,
) -> Wording:
    """From a day on, today if none is said, the notice reads as the product says it. The versions stay.

    Raises: NoSuchAgency, PermissionLacking, NoticeMissing, WordingDayPast, NothingNewInWording.
    """
    agency = _locked_agency(by, agency_code)
    notice_kind(notice, language)
    day = _day(from_day, at)
    before = _before(agency, notice, language, day)
    if before is None or before.is_default:
        raise NothingNewInWording
    kept = _made(by, agency, notice, language, day, at)
    facts = _facts(kept, agency, by, at)
    audit.record(WordingReturned(**facts, first_day=day.isoformat()))
    return kept


@transaction.atomic
def cancel_wording(*, by: OfficerView, agency_code: str, number: int, at: datetime) -> Wording:
    """A version that is to begin on a later day never begins.

    Raises: NoSuchAgency, PermissionLacking, WordingMissing, WordingHasBegun.
    """
    agency = _locked_agency(by, agency_code)
    found = Wording.objects.filter(agency=agency, pk=number, cancelled_at=None).first()
    if found is None:
        raise WordingMissing
    if found.starts_on <= local_date(at):
        raise WordingHasBegun
    found.cancelled_at, found.cancelled_by = at, by.code
    found.save(update_fields=["cancelled_at", "cancelled_by"])
    audit.record(WordingCancelled(**_facts(found, agency, by, at)))
    return found


def _locked_agency(by: OfficerView, code: str) -> Agency:
    """The agency's row stands for its words: two administrators write one after the other."""
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).filter(code=code).first()
    if agency is None:
        raise NoSuchAgency
    check_administers(by, agency_id=agency.pk)
    return agency


def _day(from_day: date | None, at: datetime) -> date:
    today = local_date(at)
    if from_day is not None and from_day < today:
        raise WordingDayPast
    return from_day or today


def _before(agency: Agency, notice: str, language: str, day: date) -> Wording | None:
    """What would be in force that day."""
    versions = Wording.objects.begun(on=day).filter(agency=agency, notice=notice, language=language)
    return versions.first()


def _made(
    by: OfficerView, agency: Agency, notice: str, language: str, day: date, at: datetime, **words: str
) -> Wording:
    default = default_words(notice, language)
    return Wording.objects.create(
        agency=agency,
        notice=notice,
        language=language,
        base_subject=default.subject,
        base_body=default.body,
        starts_on=day,
        made_at=at,
        made_by=by.code,
        **words,
    )


def _facts(wording: Wording, agency: Agency, by: OfficerView, at: datetime) -> dict[str, Any]:
    return {
        "subject": f"wording:{wording.pk}",
        "notice": wording.notice,
        "language": wording.language,
        "at": at,
        "actor": by.actor,
        "act_id": uuid4(),
        "dimensions": Dimensions(agency=agency.code),
    }
