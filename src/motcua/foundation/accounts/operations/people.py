"""What people change about themselves and about whom they file for."""

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.foundation.accounts import errors, events, notices, permissions, rules
from motcua.foundation.accounts.models import Account, Membership, Officer, Organisation, Person
from motcua.foundation.accounts.ports import OpenDossiers
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.ports import adapter
from motcua.foundation.kernel.text import normalise

from .lookups import (
    end_sessions,
    locked_account,
    locked_organisation,
    locked_person,
    subject_of,
)


@transaction.atomic
def update_profile(
    *,
    by: ApplicantView,
    phone: str,
    address: str,
    born_on: date | None,
    sex: str,
    language: str,
    at: datetime,
) -> None:
    """Change how one is reached and addressed. The name and the number stay: they are the person.

    Raises: IdentityNumberUnusable when the birthday or the sex does not fit the number.
    """
    account = locked_account(by.account_code)
    person = locked_person(by.person_id)
    if person.identity_number:
        rules.checked_identity_number(person.identity_number, born_on=born_on, sex=sex)
    wanted = {"phone": phone.strip(), "address": address.strip(), "born_on": born_on, "sex": sex}
    changed = [name for name, value in wanted.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, wanted[name])
    person.save(update_fields=changed)
    if account.language != language:
        account.language = language
        account.save(update_fields=["language"])
        changed.append("language")
    if changed:
        audit.record(
            events.ProfileUpdated(subject=subject_of(account), at=at, actor=by.actor, fields=tuple(changed))
        )


@transaction.atomic
def close_account(*, by: Account, password: str, at: datetime) -> None:
    """Close one's account for good; the person and the dossiers are kept.

    Raises: PasswordWrong, OfficerKeepsAccount, DossiersUnderWay.
    """
    account = locked_account(by.code)
    if not account.check_password(password):
        raise errors.PasswordWrong
    if Officer.objects.filter(account=account).exists():
        raise errors.OfficerKeepsAccount
    person = Person.objects.filter(account=account).first()
    dossiers: OpenDossiers = adapter("open_dossiers")
    open_dossiers = dossiers.count(person_code=person.code, account_code=account.code) if person else 0
    if open_dossiers:
        raise errors.DossiersUnderWay(open_dossiers)
    account.closed_at, account.is_active = at, False
    account.save(update_fields=["closed_at", "is_active"])
    end_sessions(account, at=at)
    event = events.AccountClosed(
        subject=subject_of(account), at=at, actor=Actor(ActorKind.APPLICANT, account.code)
    )
    audit.record(event)
    notices.account_closed(account, event_id=str(event.act_id), at=at)


@transaction.atomic
def declare_organisation(
    *,
    by: ApplicantView,
    tax_number: str,
    name: str,
    position: str,
    is_legal_representative: bool,
    ground: str,
    at: datetime,
) -> Organisation:
    """Say for the first time, on one's own word, that one may file for an organisation.

    An organisation that is known already lets people in only through its representative or the agency: a tax
    number is public, and with it would come the organisation's dossiers.

    Raises: TaxNumberUnusable, NamesAreMissing, OrganisationKnown.
    """
    number = rules.checked_tax_number(tax_number)
    checked_name = rules.checked_name(name)
    organisation, is_new = Organisation.objects.get_or_create(
        tax_number=number, defaults={"name": checked_name, "name_norm": normalise(checked_name)}
    )
    if not is_new:
        raise errors.OrganisationKnown
    Membership.objects.create(
        person_id=by.person_id,
        organisation=organisation,
        position=position.strip(),
        is_legal_representative=is_legal_representative,
        ground=ground.strip(),
        valid_from=local_date(at),
    )
    audit.record(
        events.OrganisationDeclared(subject=f"organisation:{organisation.code}", at=at, actor=by.actor)
    )
    return organisation


@transaction.atomic
def add_membership(
    *,
    by: ApplicantView,
    organisation_code: str,
    email: str,
    identity_number: str,
    position: str,
    is_legal_representative: bool,
    ground: str,
    valid_to: date | None,
    at: datetime,
) -> None:
    """A legal representative lets a person with an account file for the organisation.

    The person is named by e-mail and number together, so that neither can be guessed from the answer.

    Raises: NotRepresentative, NoSuchOrganisation, NoSuchPerson, MembershipHeld, PeriodUnusable.
    """
    organisation = locked_organisation(organisation_code)
    permissions.check_represents(by, organisation_id=organisation.pk)
    today = local_date(at)
    rules.check_period(today, valid_to)
    person = Person.objects.filter(
        identity_number=identity_number.strip(),
        account__email=rules.normalise_email(email),
        account__is_active=True,
        account__email_confirmed_at__isnull=False,
    ).first()
    if person is None:
        raise errors.NoSuchPerson
    if Membership.objects.held_on(today).filter(person=person, organisation=organisation).exists():
        raise errors.MembershipHeld
    Membership.objects.create(
        person=person,
        organisation=organisation,
        position=position.strip(),
        is_legal_representative=is_legal_representative,
        ground=ground.strip(),
        valid_from=today,
        valid_to=valid_to,
    )
    audit.record(
        events.MembershipGiven(
            subject=f"organisation:{organisation.code}", at=at, actor=by.actor, person=person.code
        )
    )


@transaction.atomic
def end_membership(*, by: ApplicantView, code: str, at: datetime) -> None:
    """End one's own right to file for an organisation, or as its representative somebody else's.

    It ends with the day before, or with today when it began today.

    Raises: NoSuchMembership for one that is neither.
    """
    found = Membership.objects.filter(code=code).select_related("organisation").first()
    if found is None:
        raise errors.NoSuchMembership
    organisation = locked_organisation(found.organisation.code)
    membership = Membership.objects.select_related("person").get(pk=found.pk)
    represents = any(o.id == organisation.pk and o.is_legal_representative for o in by.organisations)
    if membership.person_id != by.person_id and not represents:
        raise errors.NoSuchMembership
    today = local_date(at)
    if membership.valid_to is not None and membership.valid_to < today:
        return
    membership.valid_to = max(membership.valid_from, today - timedelta(days=1))
    membership.save(update_fields=["valid_to"])
    audit.record(
        events.MembershipEnded(
            subject=f"organisation:{organisation.code}",
            at=at,
            actor=by.actor,
            person=membership.person.code,
            last_day=membership.valid_to.isoformat(),
        )
    )
