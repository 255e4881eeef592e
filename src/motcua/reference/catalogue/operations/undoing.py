"""Going back before the last change of a draft, and forward again: changes like any other."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.reference.catalogue import errors, events, permissions
from motcua.reference.catalogue.enums import ChangeKind, DraftState
from motcua.reference.catalogue.models import Draft
from motcua.reference.catalogue.queries.draft_changes import turns_of

from ._writing import write_part
from .drafts import check_open, check_revision, dimensions_of, locked_draft


@transaction.atomic
def undo_draft_change(*, by: Administrator, draft_code: str, revision: int, at: datetime) -> Draft:
    """Put the part that was changed last back to what it said before; `revision` is the one looked at.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft, NothingToUndo.
    """
    return _turn(ChangeKind.UNDO, by, draft_code, revision, at)


@transaction.atomic
def redo_draft_change(*, by: Administrator, draft_code: str, revision: int, at: datetime) -> Draft:
    """Take the last undoing back; `revision` is the one looked at.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft, NothingToUndo.
    """
    return _turn(ChangeKind.REDO, by, draft_code, revision, at)


def _turn(kind: ChangeKind, by: Administrator, draft_code: str, revision: int, at: datetime) -> Draft:
    draft = locked_draft(draft_code)
    permissions.check_can_edit(by, agency_id=draft.agency_id)
    check_open(draft, DraftState.EDITING)
    check_revision(draft, revision)
    turns = turns_of(draft_code=draft_code)
    wanted = turns.undo if kind is ChangeKind.UNDO else turns.redo
    if wanted is None:
        raise errors.NothingToUndo
    target = draft.changes.get(revision=wanted)
    write_part(draft=draft, part=target.part, content=target.before, kind=kind, by=actor_of(by).code, at=at)
    fact = events.DraftChangeUndone if kind is ChangeKind.UNDO else events.DraftChangeRedone
    audit.record(
        fact(
            subject=draft.code,
            at=at,
            actor=actor_of(by),
            dimensions=dimensions_of(draft),
            part=target.part,
            revision=draft.revision,
            before_revision=target.revision,
        )
    )
    return draft
