"""Kept texts: for their page, and filled for a dossier where they are put in."""

from dataclasses import dataclass, replace

from django.db.models import Q

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import PhraseKind
from motcua.casework.dossiers.errors.phrases import PhraseMissing
from motcua.casework.dossiers.models import Dossier, Phrase
from motcua.casework.dossiers.rules import phrases as rules
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date


@dataclass(frozen=True)
class PhraseRow:
    """A text as it is kept; `unit` is empty for one's own."""

    number: int
    kind: str
    kind_label: str
    name: str
    text: str
    unit: str
    may_edit: bool


@dataclass(frozen=True)
class Filled:
    """A text as it is put in: as it reads for one dossier, or with its placeholders for many."""

    number: int
    name: str
    text: str
    is_own: bool


def phrases(*, viewer: OfficerView) -> list[PhraseRow]:
    """The officer's own and those of their units; two queries."""
    kept = set(permissions.units_with_phrases(viewer).values_list("pk", flat=True))
    found = _seen(viewer) | Q(unit_id__in=kept)
    rows = Phrase.objects.filter(found).select_related("unit").order_by("kind", "name", "pk")
    return [
        PhraseRow(
            number=one.pk,
            kind=one.kind,
            kind_label=str(PhraseKind(one.kind).label),
            name=one.name,
            text=one.text,
            unit=one.unit.name if one.unit else "",
            may_edit=one.unit_id is None or one.unit_id in kept,
        )
        for one in rows
    ]


def phrase_row(*, viewer: OfficerView, number: int) -> PhraseRow:
    """One that may be written anew. Raises PhraseMissing."""
    for row in phrases(viewer=viewer):
        if row.number == number and row.may_edit:
            return row
    raise PhraseMissing()


def units(*, viewer: OfficerView) -> list[tuple[str, str]]:
    """Code and name of the units for which the officer keeps texts; one query."""
    found = permissions.units_with_phrases(viewer).order_by("name")
    return [(unit.code, unit.name) for unit in found]


def phrases_for(*, viewer: OfficerView, code: str, kind: PhraseKind) -> list[Filled]:
    """The texts of that kind as they read for a dossier in sight, one's own first; at most two queries."""
    kept = phrases_with_placeholders(viewer=viewer, kind=kind)
    if not kept:
        return []
    dossiers = permissions.visible_to_officer(Dossier.objects.filter(code=code), viewer)
    dossier = dossiers.select_related("publication__procedure", "owner_person", "owner_organisation").first()
    values = values_of(dossier) if dossier else {}
    return [replace(one, text=rules.filled(one.text, values)) for one in kept]


def phrases_with_placeholders(*, viewer: OfficerView, kind: PhraseKind) -> list[Filled]:
    """The texts of that kind as they are kept, for many dossiers at once, one's own first; one query."""
    found = Phrase.objects.filter(_seen(viewer), kind=kind).order_by("unit_id", "name", "pk")
    kept = [Filled(one.pk, one.name, one.text, one.officer_id is not None) for one in found]
    return sorted(kept, key=lambda one: not one.is_own)


def values_of(dossier: Dossier) -> dict[str, str]:
    """What fills the placeholders."""
    organisation, person = dossier.owner_organisation, dossier.owner_person
    name = organisation.name if organisation else person.full_name if person else ""
    return {
        "mã hồ sơ": dossier.code,
        "xưng hô": rules.address(
            name=name, sex=person.sex if person else "", is_organisation=organisation is not None
        ),
        "thủ tục": dossier.publication.procedure.name,
        "ngày hẹn": f"{local_date(dossier.due_at):%d/%m/%Y}" if dossier.due_at else rules.NO_DAY,
    }


def _seen(viewer: OfficerView) -> Q:
    units = {post.unit_id for post in viewer.own_posts}
    return Q(officer_id=viewer.id) | Q(unit_id__in=units)
