"""Published lists: kept row by row as printed; a row changes the catalogue only when it is confirmed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue import permissions, shipped
from motcua.reference.catalogue.enums import RowChange
from motcua.reference.catalogue.errors import ListUnknown, NothingChosen, RowUnclear
from motcua.reference.catalogue.events import ListImported, ListRowConfirmed
from motcua.reference.catalogue.models import (
    Field,
    Finding,
    Level,
    ListImport,
    ListRow,
    Procedure,
    Publication,
)
from motcua.reference.catalogue.queries.list_changes import Plan, plans
from motcua.reference.catalogue.rules.lists import Oddity

from .likeness import propose_likenesses


@dataclass(frozen=True)
class ListFile:
    """The file that a list came in; empty for the shipped ones."""

    name: str = ""
    kind: str = ""
    sha256: str = ""


@transaction.atomic
def keep_fields() -> dict[str, Field]:
    """The shipped fields of services, by code; names that changed are put right. Part of an import."""
    Field.objects.bulk_create(
        [
            Field(code=one.code, name_vi=one.name.vi, name_en=one.name.en, position=position)
            for position, one in enumerate(shipped.fields())
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_vi", "name_en", "position"],
    )
    return {field.code: field for field in Field.objects.order_by("position")}


@transaction.atomic
def import_list(
    *, published: shipped.PublishedList, agency: Agency, by: Administrator, at: datetime
) -> list[Finding]:
    """Keep a list and confirm every row of it, under its code or a local id; report what is odd.

    Nothing is mended, merged or moved: a code that stands twice gives two rows of one publication. Importing
    again adds only what is new.

    Raises: Forbidden, RowUnclear.
    Law: ND-43-2011/3.4.
    """
    about = keep_list(published=published, agency=agency, by=by, at=at)
    waiting = ListRow.objects.filter(list_slug=about.slug, publication=None)
    chosen = plans(about, list(waiting.order_by("ordinal")))
    if chosen:
        _confirm(about, chosen, by, at)
    return list(Finding.objects.filter(list_slug=about.slug).order_by("id"))


@transaction.atomic
def keep_list(
    *,
    published: shipped.PublishedList,
    agency: Agency,
    by: Administrator,
    at: datetime,
    file: ListFile | None = None,
) -> ListImport:
    """Keep every row as printed and everything odd; the catalogue stays as it is. Again: only what is new.

    Raises: Forbidden.
    """
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    permissions.check_can_edit(by, agency_id=agency.pk)
    about = _kept_import(published, agency, file or ListFile(), by, at)
    known = set(ListRow.objects.filter(list_slug=about.slug).values_list("ordinal", flat=True))
    new = [
        ListRow(list_slug=about.slug, ordinal=row.place, printed=row.printed[:20], raw=dict(raw))
        for row, raw in zip(published.rows, published.raw, strict=True)
        if row.place not in known
    ]
    ListRow.objects.bulk_create(new)
    _keep_findings(about.slug, published.oddities, at)
    if new:
        audit.record(
            ListImported(
                subject=about.slug,
                at=at,
                actor=actor_of(by),
                dimensions=Dimensions(agency=agency.code),
                rows=len(new),
                findings=len(published.oddities),
            )
        )
    return about


def _kept_import(
    published: shipped.PublishedList, agency: Agency, file: ListFile, by: Administrator, at: datetime
) -> ListImport:
    about, _ = ListImport.objects.get_or_create(
        slug=published.slug,
        defaults={
            "agency": agency,
            "authority": published.authority,
            "title": published.title.vi[:300],
            "document": published.document[:200],
            "scheme": published.scheme,
            "plan_year": published.plan_year,
            "file_name": file.name[:200],
            "file_type": file.kind,
            "file_sha256": file.sha256,
            "imported_by": actor_of(by).code,
            "imported_at": at,
        },
    )
    return about


def _keep_findings(slug: str, oddities: Sequence[Oddity], at: datetime) -> None:
    Finding.objects.bulk_create(
        [
            Finding(list_slug=slug, kind=one.kind, rows=list(one.rows), facts=one.facts, found_at=at)
            for one in oddities
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def confirm_rows(
    *, list_slug: str, places: Collection[int], by: Administrator, at: datetime
) -> list[ListRowConfirmed]:
    """Make rows a part of the catalogue: their procedure, its publication, the levels they state.

    One event for each row. A row that is confirmed already stays as it is; for rows without a code, known
    procedures are proposed.

    Raises: Missing, Forbidden, NothingChosen, RowUnclear.
    """
    about = (
        ListImport.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(slug=list_slug)
        .first()
    )
    if about is None:
        raise ListUnknown(list_slug)
    permissions.check_can_edit(by, agency_id=about.agency_id)
    if not places:
        raise NothingChosen
    waiting = ListRow.objects.filter(list_slug=list_slug, ordinal__in=places, publication=None)
    chosen = plans(about, list(waiting.order_by("ordinal")))
    done = _confirm(about, chosen, by, at)
    if any(not one.row.code for one in chosen):
        propose_likenesses()
    return done


def _confirm(
    about: ListImport, chosen: Sequence[Plan], by: Administrator, at: datetime
) -> list[ListRowConfirmed]:
    unclear = [one.row.number for one in chosen if one.change == RowChange.UNCLEAR]
    if unclear:
        raise RowUnclear(unclear)
    publications = _publications(about, chosen)
    actor, events = actor_of(by), []
    for one in chosen:
        one.kept.publication = publications[one.full_code]
        one.kept.confirmed_by, one.kept.confirmed_at = actor.code, at
    ListRow.objects.bulk_update(
        [one.kept for one in chosen], ["publication", "confirmed_by", "confirmed_at"], batch_size=500
    )
    _keep_levels(about, chosen)
    for one in chosen:
        publication = publications[one.full_code]
        event = ListRowConfirmed(
            subject=publication.full_code,
            at=at,
            actor=actor,
            dimensions=Dimensions(
                agency=about.agency.code,
                field=publication.procedure.field.code,
                procedure=publication.procedure.code,
            ),
            list_slug=about.slug,
            row=one.kept.ordinal,
            change=one.change,
            levels=len(one.levels),
        )
        audit.record(event)
        events.append(event)
    return events


def _publications(about: ListImport, chosen: Sequence[Plan]) -> dict[str, Publication]:
    """By full code, the publications of the rows; missing ones are made, named by the first row."""
    fields = keep_fields()
    first = {one.procedure_code: one for one in reversed(chosen)}
    Procedure.objects.bulk_create(
        [
            Procedure(
                code=code,
                name=one.row.name,
                name_norm=" ".join(search_words(one.row.name)),
                field=fields[one.field_code],
            )
            for code, one in first.items()
        ],
        ignore_conflicts=True,
    )
    procedures = {one.code: one for one in Procedure.objects.filter(code__in=first).order_by("code")}
    by_code = {one.full_code: one for one in reversed(chosen)}
    Publication.objects.bulk_create(
        [
            Publication(
                full_code=code,
                short_code=one.short_code,
                procedure=procedures[one.procedure_code],
                agency=about.agency,
            )
            for code, one in by_code.items()
        ],
        ignore_conflicts=True,
    )
    found = Publication.objects.filter(full_code__in=by_code).select_related("procedure__field")
    return {publication.full_code: publication for publication in found.order_by("full_code")}


def _keep_levels(about: ListImport, chosen: Sequence[Plan]) -> None:
    """The same level of the same publication is stated once, though two rows print it."""
    stated: dict[tuple[object, ...], Level] = {}
    for one in chosen:
        for kind, year, case, value in one.levels:
            level = Level(
                publication=one.kept.publication,
                case=case,
                scheme=about.scheme,
                value=value,
                kind=kind,
                year=year,
                source=about.document,
                source_row=one.kept,
            )
            stated.setdefault((one.full_code, case, value, kind, year), level)
    Level.objects.bulk_create(stated.values(), ignore_conflicts=True)
