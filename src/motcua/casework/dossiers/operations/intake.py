"""Paper dossiers: registered at a counter or from the post, and answered in the same transaction.

Each of the three acts here is two acts of the law, filing and answer, which stand or fall together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.casework.dossiers import intake as intakes
from motcua.casework.dossiers.enums import Ground
from motcua.casework.dossiers.errors.counter import (
    IntakeChanged,
    IntakeIncomplete,
    NothingToPay,
    NotYourCounter,
)
from motcua.casework.dossiers.errors.places import OtherProvince
from motcua.casework.dossiers.intake import FOR_ORGANISATION, Intake, Prepared
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.paper_checks import DraftDefect
from motcua.casework.dossiers.queries.counter import registered_otherwise
from motcua.casework.payments import queries as charges
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.models import Agency, Organisation, Unit
from motcua.foundation.accounts.queries import OfficerView, agencies_of_province
from motcua.foundation.kernel.clock import local_date

from ._acts import locked, subject_of
from ._filing import enter
from ._parties import kept_person
from ._reasons import AskedDefect
from .acceptance import accept, refuse, request_supplement
from .payment import record_payment
from .unclear import close_registered


@dataclass(frozen=True)
class PaidAtOnce:
    """How the fee was paid at the counter; the sum is what the dossier owes."""

    way: str
    number: str
    paid_on: date


@transaction.atomic
def receive(*, by: OfficerView, intake: Intake, at: datetime, paid: PaidAtOnce | None = None) -> Dossier:
    """Register a complete paper dossier and accept it with its receipt; pressed twice, it is one dossier.

    Raises: IntakeIncomplete, IntakeChanged, NotYourCounter, NothingToPay, Missing, Refused (the law has
    ended), NameMismatch, NoTimeRule, NoUnitForWork and what recording a payment refuses.
    Law: ND-61-2018/17, TT-01-2018-VPCP/19.
    """
    prepared = intakes.prepare(intake, on=local_date(at))
    dossier, is_new = _registered(by, intake, prepared, prepared.defects, at)
    if not is_new:
        return dossier
    if paid is not None:
        _pay(by, dossier, paid, at)
    return accept(by=by, code=dossier.code, at=at)


@transaction.atomic
def receive_incomplete(
    *, by: OfficerView, intake: Intake, defects: Sequence[AskedDefect], at: datetime
) -> Dossier:
    """Register a paper dossier that lacks something and ask for all of it at once (form 02).

    Raises: IntakeIncomplete (for whom it is must be known), IntakeChanged, NotYourCounter, NothingAsked,
    Missing, Refused, NameMismatch, NoUnitForWork.
    Law: ND-61-2018/15.3, ND-61-2018/17.
    """
    prepared = intakes.prepare(intake, on=local_date(at))
    dossier, is_new = _registered(by, intake, prepared, prepared.hard_defects, at)
    return request_supplement(by=by, code=dossier.code, defects=list(defects), at=at) if is_new else dossier


@transaction.atomic
def turn_away(
    *, by: OfficerView, intake: Intake, reason: str, basis: str, at: datetime, coded: str = ""
) -> Dossier:
    """Register a paper dossier and refuse it, with reason and legal ground (form 03).

    Raises: IntakeIncomplete (for whom it is must be known), IntakeChanged, NotYourCounter, ReasonMissing,
    ReasonUnfit, Missing, Refused, NameMismatch, NoUnitForWork.
    Law: ND-61-2018/17.
    """
    prepared = intakes.prepare(intake, on=local_date(at))
    dossier, is_new = _registered(by, intake, prepared, prepared.hard_defects, at)
    if not is_new:
        return dossier
    return refuse(by=by, code=dossier.code, reason=reason, basis=basis, at=at, coded=coded)


def _registered(
    by: OfficerView, intake: Intake, prepared: Prepared, defects: Sequence[DraftDefect], at: datetime
) -> tuple[Dossier, bool]:
    """The dossier of this intake and whether it is new; the same page sent twice registers one."""
    unit = _counter(by, prepared.draft.publication.agency)
    before = Dossier.objects.filter(submission_code=intake.token).first()
    if before is not None:
        if registered_otherwise(intake):
            raise IntakeChanged(before.code)
        return locked(before.code), False
    if defects:
        raise IntakeIncomplete([defect.sentence for defect in defects])
    _keep_parties(intake, prepared)
    act = enter(
        draft=prepared.draft,
        checked=prepared.checked,
        by=by,
        at=at,
        brought=prepared.brought,
        unit=unit,
        post_number=intake.post_number[:40].strip(),
        sent_hash=intake.sent_hash,
    )
    close_registered(act.dossier)
    return act.dossier, True


def _counter(by: OfficerView, agency: Agency) -> Unit:
    """The one-stop desk at which the officer receives for that agency: its own, else one of its province.

    Raises: NotYourCounter, OtherProvince.
    Law: ND-118-2025/province.
    """
    desks = [
        post for post in by.posts_with(Permission.DOSSIER_RECEIVE) if post.unit_kind == UnitKind.ONE_STOP
    ]
    units = {post.unit_id for post in desks if post.agency_id == agency.pk}
    if desks and not units:
        units = {post.unit_id for post in desks if post.agency_id in agencies_of_province(agency.pk)}
        if not units:
            raise OtherProvince()
    locked_units = Unit.objects.select_for_update(of=("self",), no_key=True)  # one press after the other
    unit = locked_units.select_related("agency").filter(pk__in=units, closed_on=None).order_by("code").first()
    if unit is None:
        raise NotYourCounter()
    return unit


def _keep_parties(intake: Intake, prepared: Prepared) -> None:
    """Keep who is not known yet; of those without an account, keep what was typed anew."""
    draft = prepared.draft
    draft.filer = kept_person(draft.filer, intake.filer)
    if intake.ground in FOR_ORGANISATION and draft.owner_organisation is not None:
        draft.owner_organisation = _kept_organisation(draft.owner_organisation)
    if intake.ground == Ground.MANDATE:
        mandator, _defects = intakes.known_person(intake.mandator, prefix="mandator")
        kept_person(mandator, intake.mandator)


def _kept_organisation(organisation: Organisation) -> Organisation:
    if organisation.pk is not None:
        return organisation
    facts = {name: getattr(organisation, name) for name in ("name", "name_norm", "phone", "email", "address")}
    return Organisation.objects.get_or_create(tax_number=organisation.tax_number, defaults=facts)[0]


def _pay(by: OfficerView, dossier: Dossier, paid: PaidAtOnce, at: datetime) -> None:
    charge = charges.charge_of(subject=subject_of(dossier))
    if charge is None or not charge.is_due:
        raise NothingToPay()
    record_payment(
        by=by,
        code=dossier.code,
        amount_vnd=charge.amount_vnd,
        way=paid.way,
        number=paid.number,
        paid_on=paid.paid_on,
        at=at,
    )
