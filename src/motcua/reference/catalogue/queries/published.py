"""The procedures that an editor is responsible for: their version, level and open draft, a page at a time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue.enums import DraftState
from motcua.reference.catalogue.errors import ProcedureUnknown
from motcua.reference.catalogue.models import Draft, Publication, Version
from motcua.reference.catalogue.permissions import EDITING, PUBLISHING

from .levels import level_lines

OPEN = (DraftState.EDITING, DraftState.SUBMITTED)
PAGE_ROWS = 50


@dataclass(frozen=True)
class PublicationLine:
    """A published procedure in a list; no number where no content is published."""

    code: str
    name: str
    field_name: str
    agency_code: str
    agency_name: str
    number: int | None
    valid_from: date | None
    valid_to: date | None
    is_abolished: bool
    level: str
    draft_code: str
    draft_state: str


@dataclass(frozen=True)
class PublicationList:
    """`next` is the code after which the next page begins; empty on the last."""

    rows: list[PublicationLine]
    next: str


def published(
    *, viewer: OfficerView, words: str = "", field: str = "", state: str = "", after: str = ""
) -> PublicationList:
    """Publications of the viewer's agencies by code, 50 at a time. Four queries.

    `state` is "draft" for those with an open draft, "waiting" for those that wait for approval, "empty" for
    those without content.
    """
    agencies = reach(viewer, EDITING).agency_ids | reach(viewer, PUBLISHING).agency_ids
    found = Publication.objects.filter(agency__in=agencies).select_related("procedure__field", "agency")
    for word in search_words(words):
        found = found.filter(Q(procedure__name_norm__icontains=word) | Q(full_code__icontains=word))
    if words and not search_words(words):
        found = found.none()
    if field:
        found = found.filter(procedure__field__code=field)
    if state in STATES:
        found = found.filter(STATES[state]).distinct()
    if after:
        found = found.filter(full_code__gt=after)
    drafts = Draft.objects.filter(state__in=OPEN).defer("content")
    versions = Version.objects.standing().defer("content", "sources").order_by("-number")
    rows = list(
        found.order_by("full_code").prefetch_related(
            "levels",
            Prefetch("versions", versions, to_attr="standing"),
            Prefetch("drafts", drafts, to_attr="open_drafts"),
        )[: PAGE_ROWS + 1]
    )
    lines = [_line(one) for one in rows[:PAGE_ROWS]]
    return PublicationList(lines, lines[-1].code if len(rows) > PAGE_ROWS else "")


STATES = {
    "draft": Q(drafts__state__in=OPEN),
    "waiting": Q(drafts__state=DraftState.SUBMITTED),
    "empty": Q(versions=None),
}


def publication_line(*, viewer: OfficerView, code: str) -> PublicationLine:
    """One of them. Raises ProcedureUnknown also for those of agencies where the viewer edits nothing."""
    agencies = reach(viewer, EDITING).agency_ids | reach(viewer, PUBLISHING).agency_ids
    drafts = Draft.objects.filter(state__in=OPEN).defer("content")
    versions = Version.objects.standing().defer("content", "sources").order_by("-number")
    found = (
        Publication.objects.filter(agency__in=agencies, full_code=code)
        .select_related("procedure__field", "agency")
        .prefetch_related(
            "levels",
            Prefetch("versions", versions, to_attr="standing"),
            Prefetch("drafts", drafts, to_attr="open_drafts"),
        )
        .first()
    )
    if found is None:
        raise ProcedureUnknown(code)
    return _line(found)


def _line(one: Publication) -> PublicationLine:
    newest = next(iter(one.standing), None)  # type: ignore[attr-defined]
    draft = next(iter(one.open_drafts), None)  # type: ignore[attr-defined]
    claimed = [line.label for line in level_lines(one.levels.all()) if line.kind == "claimed"]
    return PublicationLine(
        code=one.full_code,
        name=one.procedure.name,
        field_name=one.procedure.field.name_vi,
        agency_code=one.agency.code,
        agency_name=one.agency.name_vi,
        number=newest.number if newest else None,
        valid_from=newest.valid_from if newest else None,
        valid_to=newest.valid_to if newest else None,
        is_abolished=one.abolition_number is not None,
        level=", ".join(dict.fromkeys(claimed)),
        draft_code=draft.code if draft else "",
        draft_state=draft.state if draft else "",
    )
