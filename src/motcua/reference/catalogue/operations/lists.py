"""Importing a published list: every row as printed, every oddity told."""

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
    for position, one in enumerate(shipped.fields()):
        names = {"name_vi": one.name.vi, "name_en": one.name.en, "position": position}
        Field.objects.update_or_create(code=one.code, defaults=names)
    return {field.code: field for field in Field.objects.all()}


@transaction.atomic
def import_list(
    *, published: shipped.PublishedList, agency: Agency, by: Administrator, at: datetime
) -> list[Finding]:
    """Keep every row of the list, publish each under its code or a local id, and report what is odd.

    Nothing is mended, merged or moved: a code that stands twice gives two rows of one publication. Importing
    again adds only what is new.

    Raises: Forbidden.
    Law: ND-43-2011/levels.
    """
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    permissions.check_can_edit(by, agency_id=agency.pk)
    known = set(ListRow.objects.filter(list_slug=published.slug).values_list("ordinal", flat=True))
    fields = keep_fields()
    for row, raw in zip(published.rows, published.raw, strict=True):
        if row.place not in known:
            _import_row(published, row, dict(raw), agency, fields)
    findings = [
        Finding.objects.get_or_create(
            list_slug=published.slug,
            kind=oddity.kind,
            rows=list(oddity.rows),
            defaults={"facts": oddity.facts, "found_at": at},
        )[0]
        for oddity in published.oddities
    ]
    added = len(published.rows) - len(known)
    if added:
        audit.record(
            ListImported(
                subject=published.slug,
                at=at,
                actor=actor_of(by),
                dimensions=Dimensions(agency=agency.code),
                rows=added,
                findings=len(findings),
            )
        )
    return findings


def _import_row(
    published: shipped.PublishedList,
    row: lists.Row,
    raw: dict[str, str],
    agency: Agency,
    fields: dict[str, Field],
) -> None:
    publication = _publication(published, row, agency, fields[shipped.field_code(row.field)])
    kept = ListRow.objects.create(
        list_slug=published.slug, ordinal=row.place, printed=row.printed, raw=raw, publication=publication
    )
    by_case = lists.case_levels(row.note) or [lists.CaseLevel("", row.planned)]
    stated: list[tuple[LevelKind, int | None, str, str]] = [(LevelKind.CLAIMED, None, "", row.current)]
    stated += [(LevelKind.PLANNED, published.plan_year, level.case, level.value) for level in by_case]
    for kind, year, case, value in stated:
        if value:
            Level.objects.get_or_create(
                publication=publication,
                version=None,
                case=case,
                scheme=published.scheme,
                kind=kind,
                year=year,
                source=published.document,
                value=value,
                defaults={"source_row": kept},
            )


def _publication(
    published: shipped.PublishedList, row: lists.Row, agency: Agency, field: Field
) -> Publication:
    national = codes.national_part(row.code)
    code = national or local_id(published, row)
    procedure, _ = Procedure.objects.get_or_create(
        code=code,
        defaults={"name": row.name, "name_norm": " ".join(search_words(row.name)), "field": field},
    )
    publication, _ = Publication.objects.get_or_create(
        full_code=row.code or code,
        defaults={
            "procedure": procedure,
            "agency": agency,
            "short_code": codes.short_code(national, published.authority) if national else code,
        },
    )
    return publication


def local_id(published: shipped.PublishedList, row: lists.Row) -> str:
    """An id for a row without a code, told by authority, year, level and printed number: `H02-2018-M3-12`."""
    return f"{published.authority}-{published.plan_year}-M{row.planned}-{row.printed.zfill(2)}"
