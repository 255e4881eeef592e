"""The last changes of a draft: who changed what, when, and which of them can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.reference.catalogue.models import Draft, DraftChange
from motcua.reference.catalogue.rules.undoing import Turns, turns

from .drafts import officer_names


@dataclass(frozen=True)
class DraftChangeLine:
    """One save of a draft: which part, by whom (by name), when, as which revision.

    `before` and `after` are what the part said.
    """

    revision: int
    kind: str
    kind_label: str
    part: str
    by: str
    at: datetime
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def draft_changes(*, draft_code: str) -> list[DraftChangeLine]:
    """Those that are kept, the newest first. Three queries, which read whole parts."""
    content = dict(Draft.objects.values_list("content", flat=True).get(code=draft_code))
    kept = list(DraftChange.objects.filter(draft__code=draft_code).order_by("-revision"))
    names = officer_names(one.by for one in kept)
    lines = []
    for one in kept:
        line = DraftChangeLine(
            revision=one.revision,
            kind=one.kind,
            kind_label=str(one.get_kind_display()),
            part=one.part,
            by=names.get(one.by, one.by),
            at=one.at,
            before=one.before,
            after=content.get(one.part),
        )
        content[one.part] = one.before
        lines.append(line)
    return lines


def turns_of(*, draft_code: str) -> Turns:
    """What can be undone and done again in a draft. One query."""
    kept = DraftChange.objects.filter(draft__code=draft_code).order_by("revision")
    return turns(kept.values_list("revision", "kind"))
