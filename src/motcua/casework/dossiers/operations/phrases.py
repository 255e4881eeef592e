"""Texts that officers keep: their own, and those of a unit."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import PhraseKind
from motcua.casework.dossiers.errors.phrases import PhraseMissing, TooManyPhrases
from motcua.casework.dossiers.events.phrases import PhraseKept, PhraseRemoved
from motcua.casework.dossiers.models import Phrase
from motcua.casework.dossiers.rules import phrases as rules
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit


@transaction.atomic
def keep_phrase(
    *, by: OfficerView, kind: str, name: str, text: str, at: datetime, unit_code: str = "", number: int = 0
) -> Phrase:
    """Keep a text, one's own or a unit's; `number` names the one that is written anew.

    One's own leaves no event, as it concerns nobody else.

    Raises: PhraseUnusable, PhraseMissing, PermissionLacking, TooManyPhrases.
    """
    named, said = rules.checked(name=name, text=text)
    if number:
        phrase = _locked(by, number)
    else:
        unit = _unit(by, unit_code) if unit_code else None
        phrase = Phrase(unit=unit, officer_id=None if unit else by.id)
        beside = Phrase.objects.filter(unit=unit) if unit else Phrase.objects.filter(officer_id=by.id)
        if beside.count() >= rules.MOST:
            raise TooManyPhrases(rules.MOST)
    phrase.kind, phrase.name, phrase.text = PhraseKind(kind), named, said
    phrase.changed_by, phrase.changed_at = by.code, at
    phrase.save()
    if phrase.unit is not None:
        facts = _facts(phrase, by, at)
        audit.record(PhraseKept(**facts, unit=phrase.unit.code, phrase_kind=phrase.kind))
    return phrase


@transaction.atomic
def remove_phrase(*, by: OfficerView, number: int, at: datetime) -> None:
    """Forget a text; what was written with it stays. Raises PhraseMissing."""
    phrase = _locked(by, number)
    if phrase.unit is not None:
        audit.record(PhraseRemoved(**_facts(phrase, by, at), unit=phrase.unit.code))
    phrase.delete()


def _unit(by: OfficerView, code: str) -> Unit:
    unit = permissions.units_with_phrases(by).filter(code=code).first()
    if unit is None:
        raise PermissionLacking
    return unit


def _locked(by: OfficerView, number: int) -> Phrase:
    mine = Q(officer_id=by.id) | Q(unit__in=permissions.units_with_phrases(by))
    found = Phrase.objects.select_for_update(of=("self",)).select_related("unit")
    phrase = found.filter(mine, pk=number).first()
    if phrase is None:
        raise PhraseMissing()
    return phrase


def _facts(phrase: Phrase, by: OfficerView, at: datetime) -> dict[str, Any]:
    return {"subject": f"phrase:{phrase.pk}", "at": at, "actor": by.actor, "act_id": uuid4()}
