"""Once only: answers that the portal already has of the owner, offered with where they come from.

From three places: the account, earlier dossiers of the same owner, results that this portal gave to the same
owner. For a person known by a written mandate only, nothing is offered: that person is not signed in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.foundation.kernel.clock import local_date
from motcua.records.letters.rules import number_text
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Field, Form, as_typed

from . import checking
from .enums import Business, Ground, Outcome
from .models import Dossier, Draft, Filing, Result
from .owner_facts import Origin, OriginKind, from_account

MOST_DOSSIERS = 5
NEVER = frozenset({FieldKind.CONFIRMATION, FieldKind.SIGNATURE, FieldKind.ATTACHMENTS, FieldKind.CALCULATED})
"""What is given anew each time: a promise, a signature, files; and what nobody types."""


@dataclass(frozen=True)
class Offer:
    """An earlier dossier of the same owner from which so many empty answers can be taken over."""

    code: str
    procedure_name: str
    filed_on: date
    count: int


def owner_of(draft: Draft) -> Q | None:
    """Dossiers of whom the draft is for; None where the owner is not the one who is signed in."""
    if draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER):
        if draft.owner_organisation_id is None:
            return None
        return Q(owner_organisation_id=draft.owner_organisation_id)
    return Q(owner_person_id=draft.filer_id) if draft.ground == Ground.SELF else None


def from_results(draft: Draft, form: Form, *, on: date) -> dict[str, Origin]:
    """For each field that asks for the number of a result the newest one that the owner has and that holds.

    One query, and only for a form with such a field.
    """
    asked = [field.name for field in form.fields if field.kind is FieldKind.RESULT_NUMBER]
    owner = owner_of(draft)
    if not asked or owner is None:
        return {}
    found = (
        Result.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=on),
            dossier__in=Dossier.objects.filter(owner, agency_id=draft.publication.agency_id),
            outcome=Outcome.GRANT,
            returned_at__isnull=False,
            number__isnull=False,
        )
        .order_by("-numbered_at", "-pk")
        .first()
    )
    if found is None or found.number is None or found.numbered_at is None:
        return {}
    number = number_text(found.number, found.symbol)
    issued = local_date(found.numbered_at).isoformat()
    return {name: Origin(OriginKind.RESULT, number, ref=number, on=issued) for name in asked}


def offers(draft: Draft, form: Form) -> list[Offer]:
    """Earlier dossiers of the same owner that answer what is still empty here, newest first; two queries."""
    owner = owner_of(draft)
    if owner is None:
        return []
    dossiers = list(_earlier(owner)[:MOST_DOSSIERS])
    last = _last_answers(dossiers)
    found = []
    for dossier in dossiers:
        count = len(_missing(draft, from_dossier(dossier, last.get(dossier.pk, {}), form)))
        if count:
            name = dossier.publication.procedure.name
            found.append(Offer(dossier.code, name, local_date(dossier.submitted_at), count))
    return found


def taken_from(draft: Draft, form: Form, *, code: str) -> dict[str, Origin]:
    """What an earlier dossier of the same owner answers and is still empty here; nothing for another's."""
    owner = owner_of(draft)
    dossier = _earlier(owner).filter(code=code).first() if owner is not None else None
    if dossier is None:
        return {}
    return _missing(draft, from_dossier(dossier, _last_answers([dossier]).get(dossier.pk, {}), form))


def _earlier(owner: Q) -> Any:
    """Those that an officer accepted: somebody has read what they say."""
    return (
        Dossier.objects.filter(owner, accepted_at__isnull=False)
        .exclude(business__in=[Business.REFUSED, Business.WITHDRAWN])
        .select_related("version__form_version", "publication__procedure")
        .order_by("-submitted_at", "-pk")
    )


def _last_answers(dossiers: list[Dossier]) -> dict[int, dict[str, Any]]:
    rows = Filing.objects.filter(dossier__in=[dossier.pk for dossier in dossiers]).order_by("round")
    return dict(rows.values_list("dossier_id", "answers"))


def from_dossier(dossier: Dossier, answers: Mapping[str, Any], form: Form) -> dict[str, Origin]:
    """The answers to questions that both forms ask in the same words, as typed."""
    old = checking.form_of(dossier.version)
    typed = as_typed(old, answers)
    filed_on = local_date(dossier.submitted_at).isoformat()
    return {
        field.name: Origin(OriginKind.DOSSIER, typed[field.name], ref=dossier.code, on=filed_on)
        for field in form.fields
        if typed.get(field.name) and _is_same(field, old.field(field.name))
    }


def _is_same(new: Field, old: Field | None) -> bool:
    if old is None or new.kind in NEVER or (old.kind, old.label.vi) != (new.kind, new.label.vi):
        return False
    columns = {column.name: column for column in old.columns}
    return all(_is_same(column, columns.get(column.name)) for column in new.columns if column.is_typed)


def _missing(draft: Draft, known: Mapping[str, Origin]) -> dict[str, Origin]:
    return {name: origin for name, origin in known.items() if not draft.answers.get(name)}


def kept_origins(draft: Draft, *, known: Mapping[str, Origin] | None = None) -> dict[str, dict[str, Any]]:
    """The origins of answers that still say what was taken over; `known` is what was filled in unasked."""
    found = {name: origin.facts for name, origin in (known or {}).items()} | draft.origins
    return {name: facts for name, facts in found.items() if draft.answers.get(name) == facts["value"]}


def filled_in(draft: Draft, form: Form, *, on: date) -> dict[str, Origin]:
    """What stands in a new form before anybody types: from the account and from results."""
    return from_account(draft, form) | from_results(draft, form, on=on)


def words(facts: Mapping[str, Any]) -> str:
    """Where a value is from, as the reader sees it at the field."""
    day = f"{date.fromisoformat(facts['on']):%d/%m/%Y}" if facts.get("on") else ""
    match facts["kind"]:
        case OriginKind.ACCOUNT:
            return _("Taken over from your account")
        case OriginKind.RESULT:
            return _("Taken over from the result %(ref)s of %(day)s") % {"ref": facts["ref"], "day": day}
        case _:
            return _("Taken over from dossier %(ref)s of %(day)s") % {"ref": facts["ref"], "day": day}
