"""Versions of a publication: their content by part, how they stand, what changed between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.foundation.kernel.errors import Refused
from motcua.reference.catalogue.enums import UnderWay, VersionState
from motcua.reference.catalogue.errors import ProcedureUnknown, VersionUnknown
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.catalogue.rules import standing
from motcua.reference.catalogue.rules.changes import Change, version_changes
from motcua.reference.forms.rules import Form, parse_form
from motcua.reference.workflow.models import ProcessVersion

from .drafts import editors_of, officer_names
from .filing import span_of

__all__ = ["Change", "HistoryLine", "content_of", "history", "shown_version", "version_changes"]


@dataclass(frozen=True)
class HistoryLine:
    """One version in the history of a publication; people are shown by name, versions shipped have none."""

    version_id: int
    number: int
    valid_from: date
    valid_to: date | None
    state: VersionState
    state_label: str
    decision_number: str
    decision_on: date | None
    decision_agency: str
    published_at: datetime
    published_by: str
    written_by: tuple[str, ...]
    draft_code: str
    under_way: str
    under_way_label: str
    ground: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str


def shown_version(*, publication_id: int, on: date) -> Version | None:
    """The version in force on that day, else the newest that was, else the first to come. One query."""
    return shown_and_later(publication_id=publication_id, on=on)[0]


def shown_and_later(*, publication_id: int, on: date) -> tuple[Version | None, list[Version]]:
    """That version, and those that begin after the day, in their order. One query."""
    by_id = _standing(publication_id)
    shown = standing.shown_on([span_of_version(one) for one in by_id.values()], on)
    later = [one for one in by_id.values() if one.valid_from > on]
    later.sort(key=lambda one: (one.valid_from, one.number))
    return by_id[shown.key] if shown else None, later


def worked_version(*, publication_id: int, on: date, demo: bool) -> Version | None:
    """The version that dossiers are filed under on that day; where none is, the one that is shown."""
    by_id = _standing(publication_id)
    spans = [span_of_version(one) for one in by_id.values()]
    try:
        chosen = standing.filed_under(spans, on, demo=demo)
    except Refused:
        shown = standing.shown_on(spans, on)
        return by_id[shown.key] if shown else None
    return by_id[chosen.key]


def _standing(publication_id: int) -> dict[int, Version]:
    """Versions that nobody has withdrawn, by id, with all that belongs to them."""
    versions = (
        Version.objects.standing()
        .filter(publication_id=publication_id)
        .select_related("form_version", "fee_version", "process_version", "publication__agency")
        .select_related("publication__procedure")
    )
    return {one.pk: one for one in versions}


def span_of_version(version: Version) -> standing.Span:
    """The days of a version in hand."""
    said = version.content
    days = version.pk, version.number, version.valid_from, version.valid_to
    return span_of(*days, said.get("in_force_verified"), said.get("incomplete"))


def content_of(version: Version) -> dict[str, Any]:
    """The four parts of a version, as a draft or a package has them. At most one query."""
    procedure = {key: value for key, value in version.content.items() if key != "pins"}
    return {
        "procedure": procedure,
        "form": version.form_version.content if version.form_version else None,
        "fee": version.fee_version.content if version.fee_version else None,
        "process": _process(version),
    }


def content_of_version(*, version_id: int) -> dict[str, Any]:
    """The four parts of one version. Raises VersionUnknown."""
    version = (
        Version.objects.select_related("form_version", "fee_version", "process_version")
        .select_related("publication__agency", "publication__procedure")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise VersionUnknown
    return content_of(version)


def published_form(*, publication_code: str, number: int) -> Form:
    """The form of one published version. One query. Raises VersionUnknown where there is none."""
    version = (
        Version.objects.filter(publication__full_code=publication_code, number=number)
        .exclude(form_version=None)
        .select_related("form_version")
        .first()
    )
    if version is None or version.form_version is None:
        raise VersionUnknown
    return parse_form(version.form_version.content)


def _process(version: Version) -> dict[str, Any] | None:
    """The process that the version pins; of versions that pin none, the one that held when they began."""
    found = version.process_version
    if found is None and version.draft_id is None:
        kept = ProcessVersion.objects.filter(
            procedure_code=version.publication.procedure.code, agency_id=version.publication.agency_id
        )
        found = kept.in_force(on=version.valid_from).order_by("-number").first()
    if found is None:
        return None
    return found.content or {
        "schema": 1,
        "code": found.procedure_code,
        "decision": found.decision or None,
        "verified": False,
        "steps": found.steps,
    }


def history(*, publication_code: str, on: date) -> list[HistoryLine]:
    """All versions of a publication, the newest first, with who published what by which decision.

    Raises: ProcedureUnknown.
    """
    publication = Publication.objects.filter(full_code=publication_code).first()
    if publication is None:
        raise ProcedureUnknown(publication_code)
    versions = list(publication.versions.select_related("draft").order_by("-number"))
    writers = {one.pk: editors_of(draft_code=one.draft.code) if one.draft else () for one in versions}
    people = {one.published_by or "" for one in versions} | {one.withdrawn_by or "" for one in versions}
    names = officer_names(people.union(*writers.values()))
    return [
        _line(one, versions, on, names, tuple(names.get(code, code) for code in writers[one.pk]))
        for one in versions
    ]


def _line(
    one: Version, versions: list[Version], on: date, names: Mapping[str, str], written_by: tuple[str, ...]
) -> HistoryLine:
    state = _state(one, versions, on)
    return HistoryLine(
        version_id=one.pk,
        number=one.number,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        state=state,
        state_label=str(state.label),
        decision_number=one.decision_number or "",
        decision_on=one.decision_on,
        decision_agency=one.decision_agency or "",
        published_at=one.published_at,
        published_by=names.get(one.published_by or "", one.published_by or ""),
        written_by=written_by,
        draft_code=one.draft.code if one.draft else "",
        under_way=one.under_way or "",
        under_way_label=str(UnderWay(one.under_way).label) if one.under_way else "",
        ground=one.ground or "",
        withdrawn_at=one.withdrawn_at,
        withdrawn_by=names.get(one.withdrawn_by or "", one.withdrawn_by or ""),
        withdrawn_reason=one.withdrawn_reason or "",
    )


def _state(one: Version, versions: list[Version], on: date) -> VersionState:
    if one.withdrawn_at is not None:
        return VersionState.WITHDRAWN
    if on < one.valid_from:
        return VersionState.TO_COME
    begun = [other for other in versions if other.withdrawn_at is None and other.valid_from <= on]
    if any(other.valid_from == one.valid_from and other.number > one.number for other in begun):
        return VersionState.REPLACED
    if one.valid_to is None or on <= one.valid_to:
        newer = any(o.number > one.number and (o.valid_to is None or on <= o.valid_to) for o in begun)
        return VersionState.REPLACED if newer else VersionState.IN_FORCE
    followed = any(other.valid_from > one.valid_to for other in begun)
    return VersionState.REPLACED if followed else VersionState.ENDED
