"""Rows without a code that look like known procedures: proposed by likeness, decided by an editor."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.reference.catalogue import permissions
from motcua.reference.catalogue.enums import LikenessState
from motcua.reference.catalogue.errors import LikenessDecided, LikenessUnknown
from motcua.reference.catalogue.events import LikenessConfirmed, LikenessRejected
from motcua.reference.catalogue.models import Likeness, ListRow, Procedure
from motcua.reference.catalogue.rules import likeness


@transaction.atomic
def propose_likenesses() -> int:
    """Propose known procedures for every row under a local id; how many proposals are new.

    Proposals that stand, decided or not, are left alone. Part of loading lists, which records the event.
    """
    known = {
        procedure.code: likeness.bare_name(procedure.name)
        for procedure in Procedure.objects.filter(code__regex=r"^[123]\.[0-9]{6}$")
    }
    ids = dict(Procedure.objects.filter(code__in=known).values_list("code", "id"))
    rows = ListRow.objects.exclude(publication__procedure__code__in=known).select_related(
        "publication__procedure"
    )
    standing = set(Likeness.objects.values_list("row_id", "procedure_id"))
    new = [
        Likeness(row=row, procedure_id=ids[proposal.key], score=proposal.score)
        for row in rows
        if row.publication is not None
        for proposal in likeness.proposals(row.publication.procedure.name, known)
        if (row.pk, ids[proposal.key]) not in standing
    ]
    Likeness.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def confirm_likeness(
    *, list_slug: str, row: int, procedure_code: str, by: Administrator, at: datetime
) -> Likeness:
    """Say that a row is a known procedure; its other proposals are rejected with it. Nothing is moved.

    Raises: Missing, Forbidden, LikenessDecided.
    """
    chosen = _locked(list_slug, row, procedure_code, by)
    _decide(chosen, LikenessState.CONFIRMED, by, at)
    for other in chosen.row.likenesses.filter(state=LikenessState.PROPOSED):
        _decide(other, LikenessState.REJECTED, by, at)
    assert chosen.row.publication is not None
    local = chosen.row.publication.procedure
    local.known_as = chosen.procedure
    local.save(update_fields=["known_as"])
    audit.record(LikenessConfirmed(**_facts(chosen, by, at)))
    return chosen


@transaction.atomic
def reject_likeness(
    *, list_slug: str, row: int, procedure_code: str, by: Administrator, at: datetime
) -> Likeness:
    """Say that a row is not that procedure.

    Raises: Missing, Forbidden, LikenessDecided.
    """
    chosen = _locked(list_slug, row, procedure_code, by)
    _decide(chosen, LikenessState.REJECTED, by, at)
    audit.record(LikenessRejected(**_facts(chosen, by, at)))
    return chosen


def _facts(chosen: Likeness, by: Administrator, at: datetime) -> dict[str, Any]:
    assert chosen.row.publication is not None
    return {
        "subject": chosen.row.publication.full_code,
        "at": at,
        "actor": actor_of(by),
        "dimensions": _dimensions(chosen),
        "list_slug": chosen.row.list_slug,
        "row": chosen.row.ordinal,
        "known_procedure": chosen.procedure.code,
        "score": chosen.score,
    }


def _locked(list_slug: str, row: int, procedure_code: str, by: Administrator) -> Likeness:
    """The undecided proposal, its row locked, if `by` edits the catalogue of the row's agency."""
    locked = (
        ListRow.objects.select_for_update(of=("self",))
        .filter(list_slug=list_slug, ordinal=row, publication__isnull=False)
        .first()
    )
    if locked is None:
        raise LikenessUnknown
    chosen = (
        Likeness.objects.select_related(
            "procedure", "row__publication__procedure__field", "row__publication__agency"
        )
        .filter(row=locked, procedure__code=procedure_code)
        .first()
    )
    if chosen is None or chosen.row.publication is None:
        raise LikenessUnknown
    permissions.check_can_edit(by, agency_id=chosen.row.publication.agency_id)
    if chosen.state != LikenessState.PROPOSED:
        raise LikenessDecided
    return chosen


def _decide(chosen: Likeness, state: LikenessState, by: Administrator, at: datetime) -> None:
    chosen.state = state
    chosen.decided_by = actor_of(by).code
    chosen.decided_at = at
    chosen.save(update_fields=["state", "decided_by", "decided_at"])


def _dimensions(chosen: Likeness) -> Dimensions:
    publication = chosen.row.publication
    assert publication is not None
    return Dimensions(
        agency=publication.agency.code,
        field=publication.procedure.field.code,
        procedure=publication.procedure.code,
    )
