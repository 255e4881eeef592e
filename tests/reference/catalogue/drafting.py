"""Drafts and their people for the tests: an editor writes, another one approves."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.models import Draft, Version
from tests.factories.accounts import MONDAY, a_unit, an_agency, an_officer, officer_view

AGENCY, CODE = "skhcn-quang-tri", "2.002252.000.00.00.H50"
DECISION = operations.Decision("12/QĐ-SKHCN", date(2026, 11, 16), "Sở KH&CN Quảng Trị")


def an_editor(name: str = "thu", *, agency: str = AGENCY) -> OfficerView:
    unit = a_unit(f"{agency}-vp", agency=an_agency(agency))
    return officer_view(
        an_officer("editor", unit=unit, code=f"bien-tap-{name}", full_name=f"Biên tập {name}")
    )


def an_open_draft(**changes) -> Draft:
    opened = {"by": an_editor(), "agency": AGENCY, "publication_code": CODE, "at": MONDAY} | changes
    return operations.open_draft(**opened)


def changed(draft: Draft, part: str = "procedure", **fields) -> dict:
    """The part with some fields other."""
    return copy.deepcopy(draft.content[part]) | fields


def a_submitted_draft(part: str = "procedure", content: dict | None = None, **fields) -> Draft:
    """A draft that the editor Thu changed and handed in."""
    draft = an_open_draft()
    saved = operations.save_draft_part(
        by=an_editor(),
        draft_code=draft.code,
        revision=draft.revision,
        part=part,
        content=content or changed(draft, part, **(fields or {"keywords": ["mới"]})),
        at=MONDAY,
    )
    return operations.submit_draft(by=an_editor(), draft_code=draft.code, revision=saved.revision, at=MONDAY)


def a_submitted_draft_of(draft: Draft, part: str, content: dict) -> Draft:
    """An open draft with another part, handed in by its editor."""
    by = {"by": an_editor(), "draft_code": draft.code, "at": MONDAY}
    saved = operations.save_draft_part(revision=draft.revision, part=part, content=content, **by)
    return operations.submit_draft(revision=saved.revision, **by)


def published(draft: Draft, **changes) -> Version:
    """The draft as a version, approved by somebody else."""
    terms = {
        "by": an_editor("binh"),
        "draft_code": draft.code,
        "revision": draft.revision,
        "decision": DECISION,
        "valid_from": date(2026, 12, 1),
        "at": MONDAY,
    } | changes
    return operations.publish_draft(**terms)


@contextmanager
def events_since() -> Iterator[list[AuditEvent]]:
    """The events that are made inside, to be looked at after it."""
    last = AuditEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
    made: list[AuditEvent] = []
    try:
        yield made
    finally:
        made += AuditEvent.objects.filter(id__gt=last).order_by("id")
