"""Importing a published list: every row as printed, every oddity told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue import permissions, shipped
from motcua.reference.catalogue.enums import LevelKind
from motcua.reference.catalogue.events import ListImported
from motcua.reference.catalogue.models import Field, Finding, Level, ListRow, Procedure, Publication
from motcua.reference.catalogue.rules import codes, lists


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
    """Keep every row of the list, publish each under its code or a local id, and report what is odd.

    Nothing is mended, merged or moved: a code that stands twice gives two rows of one publication. Importing
    again adds only what is new.

    Raises: Forbidden.
    Law: ND-43-2011/3.4.
    """
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    permissions.check_can_edit(by, agency_id=agency.pk)
    known = set(ListRow.objects.filter(list_slug=published.slug).values_list("ordinal", flat=True))
    new = [
        (row, raw) for row, raw in zip(published.rows, published.raw, strict=True) if row.place not in known
    ]
    if new:
        publications = _publications(published, [row for row, _ in new], agency)
        kept = ListRow.objects.bulk_create(
            ListRow(
                list_slug=published.slug,
                ordinal=row.place,
                printed=row.printed,
                raw=dict(raw),
                publication=publications[_full_code(published, row)],
            )
            for row, raw in new
        )
        _keep_levels(published, [(row, one) for (row, _), one in zip(new, kept, strict=True)])
    findings = _keep_findings(published, at)
    if new:
        audit.record(
            ListImported(
                subject=published.slug,
                at=at,
                actor=actor_of(by),
                dimensions=Dimensions(agency=agency.code),
                rows=len(new),
                findings=len(findings),
            )
        )
    return findings


def _publications(
    published: shipped.PublishedList, rows: Sequence[lists.Row], agency: Agency
) -> dict[str, Publication]:
    """By full code, the publications of the rows; missing ones are made, named by the first row."""
    fields = keep_fields()
    first_rows = {_code(published, row): row for row in reversed(rows)}
    Procedure.objects.bulk_create(
        [
            Procedure(
                code=code,
                name=row.name,
                name_norm=" ".join(search_words(row.name)),
                field=fields[shipped.field_code(row.field)],
            )
            for code, row in first_rows.items()
        ],
        ignore_conflicts=True,
    )
    procedures = {one.code: one for one in Procedure.objects.filter(code__in=first_rows).order_by("code")}
    full_codes = {_full_code(published, row): _code(published, row) for row in rows}
    Publication.objects.bulk_create(
        [
            Publication(
                full_code=full_code,
                short_code=_short_code(published, code),
                procedure=procedures[code],
                agency=agency,
            )
            for full_code, code in full_codes.items()
        ],
        ignore_conflicts=True,
    )
    found = Publication.objects.filter(full_code__in=full_codes).order_by("full_code")
    return {publication.full_code: publication for publication in found}


def _keep_levels(published: shipped.PublishedList, rows: Sequence[tuple[lists.Row, ListRow]]) -> None:
    """The same level of the same publication is stated once, though two rows print it."""
    stated: dict[tuple[object, ...], Level] = {}
    for row, kept in rows:
        by_case = lists.case_levels(row.note) or [lists.CaseLevel("", row.planned)]
        printed: list[tuple[LevelKind, int | None, str, str]] = [(LevelKind.CLAIMED, None, "", row.current)]
        printed += [(LevelKind.PLANNED, published.plan_year, one.case, one.value) for one in by_case]
        for kind, year, case, value in printed:
            if value:
                level = Level(
                    publication=kept.publication,
                    case=case,
                    scheme=published.scheme,
                    value=value,
                    kind=kind,
                    year=year,
                    source=published.document,
                    source_row=kept,
                )
                stated.setdefault((kept.publication_id, case, value, kind, year), level)
    Level.objects.bulk_create(stated.values(), ignore_conflicts=True)


def _keep_findings(published: shipped.PublishedList, at: datetime) -> list[Finding]:
    Finding.objects.bulk_create(
        [
            Finding(
                list_slug=published.slug,
                kind=oddity.kind,
                rows=list(oddity.rows),
                facts=oddity.facts,
                found_at=at,
            )
            for oddity in published.oddities
        ],
        ignore_conflicts=True,
    )
    return list(Finding.objects.filter(list_slug=published.slug).order_by("id"))


def _code(published: shipped.PublishedList, row: lists.Row) -> str:
    return codes.national_part(row.code) or published.local_id(row)


def _full_code(published: shipped.PublishedList, row: lists.Row) -> str:
    return row.code or published.local_id(row)


def _short_code(published: shipped.PublishedList, code: str) -> str:
    return codes.short_code(code, published.authority) if codes.national_part(code) else code
