"""Drafts as their editors see them, and everything that is wrong in one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import queries as audit
from motcua.reference.catalogue import loading, shipped
from motcua.reference.catalogue.enums import DraftState
from motcua.reference.catalogue.errors import DraftUnknown
from motcua.reference.catalogue.models import Draft, Version
from motcua.reference.catalogue.permissions import EDITING, PUBLISHING
from motcua.reference.catalogue.rules import parts

WRITING = ("DraftOpened", "DraftEdited", "DraftChangeUndone", "DraftChangeRedone")
OPEN = (DraftState.EDITING, DraftState.SUBMITTED)


@dataclass(frozen=True)
class Problem:
    """A fault of a draft: in which part, at which place, what is wrong. Drafts have no lines."""

    part: str
    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.part}: {self.path}: {self.message}" if self.path else f"{self.part}: {self.message}"


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list. `name` is that of the procedure as the draft writes it."""

    code: str
    agency_code: str
    agency_name: str
    publication_code: str
    procedure_code: str
    name: str
    state: str
    state_label: str
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class DraftView:
    """A draft with its content. `editors` are the codes of all who wrote in it; people are shown by name."""

    code: str
    agency_id: int
    agency_code: str
    agency_name: str
    publication_id: int | None
    publication_code: str
    base_version_id: int | None
    base_number: int | None
    content: Mapping[str, Any]
    revision: int
    state: str
    state_label: str
    created_by: str
    changed_by: str
    changed_by_name: str
    submitted_by: str
    submitted_by_name: str
    submitted_at: datetime | None
    sent_back_reason: str
    opened_at: datetime
    changed_at: datetime
    editors: tuple[str, ...]
    version_number: int | None


def drafts(*, viewer: OfficerView, agency: str = "", with_closed: bool = False) -> list[DraftLine]:
    """The drafts of the agencies where the viewer edits or publishes, newest change first. Two queries."""
    found = Draft.objects.filter(agency__in=_agencies(viewer)).select_related("agency", "publication")
    if agency:
        found = found.filter(agency__code=agency)
    if not with_closed:
        found = found.filter(state__in=OPEN)
    rows = list(found.order_by("-changed_at", "code"))
    names = officer_names(row.changed_by for row in rows)
    return [_line(row, names) for row in rows]


def _agencies(viewer: OfficerView) -> frozenset[int]:
    return reach(viewer, EDITING).agency_ids | reach(viewer, PUBLISHING).agency_ids


def _line(row: Draft, names: Mapping[str, str]) -> DraftLine:
    procedure = row.content.get("procedure")
    stated = procedure if isinstance(procedure, Mapping) else {}
    name = stated.get("name")
    return DraftLine(
        code=row.code,
        agency_code=row.agency.code,
        agency_name=row.agency.name_vi,
        publication_code=row.publication.full_code if row.publication else "",
        procedure_code=str(stated.get("code") or ""),
        name=str(name.get("vi") or "") if isinstance(name, Mapping) else "",
        state=row.state,
        state_label=str(row.get_state_display()),
        revision=row.revision,
        changed_at=row.changed_at,
        changed_by=names.get(row.changed_by, row.changed_by),
    )


def draft(*, viewer: OfficerView, code: str) -> DraftView:
    """One draft with its content, for those who edit or publish in its agency. Three queries.

    Raises: DraftUnknown.
    """
    found = (
        Draft.objects.filter(agency__in=_agencies(viewer), code=code)
        .select_related("agency", "publication", "base_version", "version")
        .first()
    )
    if found is None:
        raise DraftUnknown
    names = officer_names([found.changed_by, found.submitted_by or ""])
    version = getattr(found, "version", None)
    return DraftView(
        code=found.code,
        agency_id=found.agency_id,
        agency_code=found.agency.code,
        agency_name=found.agency.name_vi,
        publication_id=found.publication_id,
        publication_code=found.publication.full_code if found.publication else "",
        base_version_id=found.base_version_id,
        base_number=found.base_version.number if found.base_version else None,
        content=found.content,
        revision=found.revision,
        state=found.state,
        state_label=str(found.get_state_display()),
        created_by=found.created_by,
        changed_by=found.changed_by,
        changed_by_name=names.get(found.changed_by, found.changed_by),
        submitted_by=found.submitted_by or "",
        submitted_by_name=names.get(found.submitted_by or "", found.submitted_by or ""),
        submitted_at=found.submitted_at,
        sent_back_reason=found.sent_back_reason,
        opened_at=found.opened_at,
        changed_at=found.changed_at,
        editors=editors_of(draft_code=code),
        version_number=version.number if version else None,
    )


def editors_of(*, draft_code: str) -> tuple[str, ...]:
    """The codes of all who opened or changed the draft, from its events. One query."""
    events = audit.events_of(subject=draft_code).filter(kind__in=WRITING)
    return tuple(dict.fromkeys(events.values_list("actor_code", flat=True)))


def officer_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of officers by code. One query."""
    return dict(Officer.objects.filter(code__in=set(codes)).values_list("code", "full_name"))


def draft_problems(*, draft: DraftView | Draft) -> list[Problem]:
    """All faults of the whole package: of each part, between them, and against what was published before.

    Two queries, for the names that earlier versions have used.
    """
    folder = loading.load_content(draft.content, known_fields=shipped.field_codes())
    found = [
        Problem(one.file.removesuffix(".yaml"), one.field, None, one.sentence) for one in folder.problems
    ]
    return found + _changed_kinds(draft) + _other_code(draft)


def _changed_kinds(draft: DraftView | Draft) -> list[Problem]:
    """Names stand for one kind of thing for ever: old dossiers and conditions of others rely on it."""
    if draft.publication_id is None:
        return []
    earlier: dict[tuple[str, str], str] = {}
    published = Version.objects.filter(publication_id=draft.publication_id).order_by("number")
    for content, form in published.values_list("content", "form_version__content"):
        earlier |= parts.kinds_of({"procedure": content, "form": form})
    return [
        Problem(
            part,
            name,
            None,
            _("This name stood for “%(before)s” before and cannot become “%(now)s”: take a new name.")
            % {"before": before, "now": now},
        )
        for part, name, before, now in parts.changed_kinds(draft.content, earlier)
    ]


def _other_code(draft: DraftView | Draft) -> list[Problem]:
    if draft.publication_id is None:
        return []
    code = (
        Draft.objects.filter(code=draft.code).values_list("publication__procedure__code", flat=True).first()
    )
    procedure = draft.content.get("procedure")
    if isinstance(procedure, Mapping) and procedure.get("code") == code:
        return []
    return [Problem("procedure", "code", None, _("The code of a published procedure does not change."))]
