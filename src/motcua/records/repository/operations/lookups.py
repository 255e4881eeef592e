"""Rows taken for an act, locked; whose a paper is; and what all events about it say."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.ports import adapter
from motcua.foundation.kernel.text import normalise
from motcua.records.repository import errors, rules
from motcua.records.repository.enums import OwnerKind, Precision, RulingKind
from motcua.records.repository.facts import Owner, Paper
from motcua.records.repository.models import Holding
from motcua.records.repository.ports import OwnersDealtWith


def locked(code: str) -> Holding:
    """Raises HoldingMissing."""
    holding = Holding.objects.select_for_update(of=("self",)).filter(code=code).first()
    if holding is None:
        raise errors.HoldingMissing()
    return holding


def event_facts(holding: Holding, *, by: Actor, at: datetime, act_id: UUID) -> dict[str, Any]:
    return {
        "subject": f"holding:{holding.code}",
        "at": at,
        "actor": by,
        "acting_for": holding.owner_code,
        "act_id": act_id,
        "dimensions": Dimensions(agency=holding.agency_code, procedure=holding.procedure_code),
    }


def name_owner(holding: Holding, owner: Owner, *, at: datetime) -> None:
    """The owner whom the portal knows; what the paper itself says of a number and a name stays."""
    holding.owner_kind, holding.owner_code, holding.matched_at = owner.kind, owner.code, at
    holding.owner_number = holding.owner_number or owner.number
    if not holding.owner_name:
        holding.owner_name, holding.owner_name_norm = owner.name, normalise(owner.name)


def was_taken_from(holding: Holding, owner: Owner) -> bool:
    """Whether a keeper has said that the paper is not this owner's: a number alone does not undo it."""
    return holding.rulings.filter(kind=RulingKind.RELEASED, owner_code=owner.code).exists()


def paper_said(holding: Holding) -> Paper:
    """What is kept of what the paper says of itself."""
    return Paper(
        type_name=holding.type_name,
        number_symbol=holding.number_symbol,
        issued_on=holding.issued_on,
        precision=Precision(holding.precision) if holding.precision else None,
        issuer_name=holding.issuer_name,
        abstract=holding.abstract,
        signer=holding.signer,
    )


def owner_with_code(code: str) -> Owner:
    """Raises OwnerMissing."""
    if person := Person.objects.filter(code=code).first():
        return _of_person(person)
    if organisation := Organisation.objects.filter(code=code).first():
        return _of_organisation(organisation)
    raise errors.OwnerMissing()


def owner_with_number(holding: Holding) -> Owner | None:
    """Whoever has the number that the paper says; None where that is not certain.

    A number can be typed by anybody who signs up. Where somebody signs in as its holder, an officer must
    have received a dossier of theirs before, and a person's name must be the paper's.
    """
    if holding.owner_kind == OwnerKind.PERSON:
        return _person_with_number(holding)
    if holding.owner_kind == OwnerKind.ORGANISATION and holding.owner_number:
        organisation = Organisation.objects.filter(tax_number=holding.owner_number).first()
        if organisation is not None:
            return _certain(_of_organisation(organisation), has_account=organisation.memberships.exists())
    return None


def _person_with_number(holding: Holding) -> Owner | None:
    if not holding.owner_number:
        return None
    person = Person.objects.filter(identity_number=holding.owner_number).first()
    if person is None or not rules.is_same_person(name=holding.owner_name, name_norm=person.name_norm):
        return None
    return _certain(_of_person(person), has_account=person.account_id is not None)


def _certain(owner: Owner, *, has_account: bool) -> Owner | None:
    if not has_account:
        return owner
    dealt_with: OwnersDealtWith = adapter("owners_dealt_with")
    return owner if owner.code in dealt_with.among([owner.code]) else None


def _of_person(person: Person) -> Owner:
    return Owner(
        kind=OwnerKind.PERSON, code=person.code, number=person.identity_number or "", name=person.full_name
    )


def _of_organisation(organisation: Organisation) -> Owner:
    return Owner(
        kind=OwnerKind.ORGANISATION,
        code=organisation.code,
        number=organisation.tax_number or "",
        name=organisation.name,
    )
