"""Corrections of rows that were read unclearly: kept beside what was read, with who says so."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.reference.catalogue import permissions, shipped
from motcua.reference.catalogue.errors import CorrectionRefused, ListUnknown, RowConfirmed
from motcua.reference.catalogue.events import ListRowCorrected
from motcua.reference.catalogue.models import ListImport, ListRow
from motcua.reference.catalogue.queries.list_changes import read_row
from motcua.reference.catalogue.rules.corrections import Frame, changed_parts, check_correction, corrected


@transaction.atomic
def correct_row(
    *, list_slug: str, place: int, said: Mapping[str, str], by: Administrator, at: datetime
) -> ListRow:
    """Write beside a row how it should read; `said` has every part of `rules.corrections.PARTS`.

    Saying what was read takes an earlier correction back.

    Raises: Missing, Forbidden, RowConfirmed, CorrectionRefused.
    """
    about = (
        ListImport.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(slug=list_slug)
        .first()
    )
    row = ListRow.objects.filter(list_slug=list_slug, ordinal=place).first()
    if about is None or row is None:
        raise ListUnknown(list_slug)
    permissions.check_can_edit(by, agency_id=about.agency_id)
    read = read_row(row)
    if row.publication_id is not None:
        raise RowConfirmed(read.number)
    changed = changed_parts(read, said)
    if changed == (row.corrected or {}):
        raise CorrectionRefused.nothing()
    if changed:
        frame = Frame(about.scheme, about.authority, frozenset(shipped.known_spellings()))
        check_correction(corrected(read, changed), frame)
    actor = actor_of(by)
    row.corrected = changed or None
    row.corrected_by, row.corrected_at = (actor.code, at) if changed else (None, None)
    row.save(update_fields=["corrected", "corrected_by", "corrected_at"])
    audit.record(
        ListRowCorrected(
            subject=about.slug,
            at=at,
            actor=actor,
            dimensions=Dimensions(agency=about.agency.code),
            row=place,
            parts=tuple(changed),
        )
    )
    return row
