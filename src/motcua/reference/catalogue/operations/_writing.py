"""One change of one part of a draft, with what is kept of it so that it can be undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.reference.catalogue.enums import ChangeKind
from motcua.reference.catalogue.models import Draft, DraftChange
from motcua.reference.catalogue.rules.undoing import MOST_CHANGES


@transaction.atomic
def write_part(
    *, draft: Draft, part: str, content: Mapping[str, Any] | None, kind: ChangeKind, by: str, at: datetime
) -> None:
    """The part of a locked draft as it is now; `by` is the code of who changed it."""
    before = draft.content.get(part)
    draft.content = draft.content | {part: content}
    draft.revision += 1
    draft.changed_by, draft.changed_at = by, at
    draft.save(update_fields=["content", "revision", "changed_by", "changed_at"])
    draft.changes.create(revision=draft.revision, kind=kind, part=part, before=before, by=by, at=at)
    DraftChange.objects.filter(draft=draft, revision__lte=draft.revision - MOST_CHANGES).delete()
