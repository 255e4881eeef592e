"""What officers ask of a list: words, procedure, field, channel, and how near the deadline is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from motcua.casework.dossiers.enums import HolderKind
from motcua.casework.dossiers.models import DossierQuerySet
from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.kernel.text import normalise

from .words import SOON

RARE: Final = 500
"""Up to so many owners of a name are looked up one by one."""


@dataclass(frozen=True)
class WorklistFilters:
    """What an officer asked for; empty means everything. `due` is "", "soon" or "late"."""

    words: str = ""
    procedure: str = ""
    channel: str = ""
    due: str = ""
    field: str = ""

    @property
    def is_set(self) -> bool:
        return self != WorklistFilters()


def late(at: datetime) -> Q:
    """Past the holder's deadline or past the legal day, and not waiting for the applicant."""
    return ~Q(holder_kind=HolderKind.APPLICANT) & (Q(holder_until__lt=at) | Q(legal_due_at__lt=at))


def _soon(at: datetime) -> Q:
    within = Q(holder_until__lt=at + SOON) | Q(legal_due_at__lt=at + SOON)
    return ~Q(holder_kind=HolderKind.APPLICANT) & within & ~(Q(holder_until__lt=at) | Q(legal_due_at__lt=at))


def filtered(found: DossierQuerySet, filters: WorklistFilters, at: datetime) -> DossierQuerySet:
    if filters.words.strip():
        found = found.filter(found_by(filters.words.strip()))
    if filters.procedure:
        found = found.filter(publication__procedure__code=filters.procedure)
    if filters.field:
        found = found.filter(publication__procedure__field__code=filters.field)
    if filters.channel:
        found = found.filter(channel=filters.channel)
    if filters.due == "late":
        found = found.filter(late(at))
    elif filters.due == "soon":
        found = found.filter(_soon(at))
    return found


def found_by(words: str) -> Q:
    """The beginning of a dossier's code, a procedure's code, the owner's number or part of their name."""
    code = words.upper()
    if code.isdigit() and len(code) >= 9:
        return Q(owner_person__identity_number=code) | Q(owner_organisation__tax_number=code)
    if any(c.isdigit() for c in code) and not any(c.isspace() for c in code):
        return (
            Q(code__startswith=code) | Q(code_short__startswith=code) | Q(publication__procedure__code=words)
        )
    return _owned_by(normalise(words))


def _owned_by(name: str) -> Q:
    """Dossiers of owners whose name holds these words; two small queries of their own.

    A rare name becomes a list of owners, found by index; a common one is met often enough while walking.
    """
    people = Person.objects.filter(name_norm__contains=name).order_by("pk")
    organisations = Organisation.objects.filter(name_norm__contains=name).order_by("pk")
    person_ids = list(people.values_list("pk", flat=True)[: RARE + 1])
    organisation_ids = list(organisations.values_list("pk", flat=True)[: RARE + 1])
    if max(len(person_ids), len(organisation_ids)) > RARE:
        return Q(owner_person__name_norm__contains=name) | Q(owner_organisation__name_norm__contains=name)
    return Q(owner_person_id__in=person_ids) | Q(owner_organisation_id__in=organisation_ids)
