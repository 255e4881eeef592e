"""Lists that came in, as an editor looks at them: rows, what each would change, everything odd."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from motcua.foundation.accounts.permissions import check_may, reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.text import normalise
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.enums import FindingKind, RowChange
from motcua.reference.catalogue.errors import ListUnknown
from motcua.reference.catalogue.models import Finding, ListImport, ListRow, Procedure
from motcua.reference.catalogue.permissions import EDITING
from motcua.reference.catalogue.rules import codes, finding_words
from motcua.reference.catalogue.rules.levels import VALUES, level_words
from motcua.reference.catalogue.rules.lists import Row

from .drafts import officer_names
from .list_changes import Plan, plans, read_row, row_of


@dataclass(frozen=True)
class ImportLine:
    """A list; `confirmed` of its `rows` are part of the catalogue."""

    slug: str
    title: str
    document: str
    agency: str
    file_name: str
    imported_at: datetime
    rows: int
    confirmed: int


@dataclass(frozen=True)
class RowLine:
    """A row as it should read. `change` is a RowChange, "" when it is confirmed; `odd` are sentences on it;
    `read` is what was read where an editor wrote something else beside it."""

    place: int
    number: str
    field: str
    name: str
    code: str
    current: str
    planned: str
    note: str
    change: str
    full_code: str
    confirmed_by: str
    odd: tuple[str, ...]
    corrected_by: str = ""
    read: Row | None = None


@dataclass(frozen=True)
class OddLine:
    kind: str
    label: str
    rows: tuple[int, ...]
    sentence: str


@dataclass(frozen=True)
class ListReport:
    """`waiting` counts the rows that are not confirmed, by RowChange."""

    about: ImportLine
    rows: tuple[RowLine, ...]
    odd: tuple[OddLine, ...]
    waiting: dict[str, int]


def known_codes() -> set[str]:
    """The national parts that the catalogue knows."""
    found = Procedure.objects.filter(code__regex=rf"^{codes.NATIONAL.pattern}$")
    return set(found.values_list("code", flat=True))


def list_imports(*, viewer: OfficerView) -> list[ImportLine]:
    """The lists of the agencies that the viewer edits, newest first. Two queries. Raises Forbidden."""
    check_may(viewer, EDITING)
    found = ListImport.objects.filter(agency__in=reach(viewer, EDITING).agency_ids).select_related("agency")
    imports = list(found.order_by("-imported_at", "slug"))
    counted = (
        ListRow.objects.filter(list_slug__in=[one.slug for one in imports])
        .order_by("list_slug")
        .values_list("list_slug")
        .annotate(all_rows=Count("id"), confirmed=Count("id", filter=Q(publication__isnull=False)))
    )
    counts = {slug: (rows, confirmed) for slug, rows, confirmed in counted}
    return [_line(one, *counts.get(one.slug, (0, 0))) for one in imports]


def list_report(*, viewer: OfficerView, slug: str) -> ListReport:
    """Everything about one list. Raises Forbidden, Missing."""
    about = _about(viewer, slug)
    kept = list(ListRow.objects.filter(list_slug=slug).select_related("publication").order_by("ordinal"))
    planned = {one.kept.pk: one for one in plans(about, [row for row in kept if row.publication is None])}
    odd = [_odd(one) for one in Finding.objects.filter(list_slug=slug).order_by("id")]
    by_row: dict[int, list[str]] = {}
    for one in odd:
        for place in one.rows if len(one.rows) < len(kept) else ():
            by_row.setdefault(place, []).append(one.label)
    confirmed = len(kept) - len(planned)
    names = officer_names({row.corrected_by for row in kept if row.corrected_by})
    return ListReport(
        about=_line(about, len(kept), confirmed),
        rows=tuple(_row(row, planned.get(row.pk), by_row.get(row.ordinal, []), names) for row in kept),
        odd=tuple(odd),
        waiting=dict(Counter(str(one.change) for one in planned.values())),
    )


@dataclass(frozen=True)
class RowReport:
    """One row of a list that an editor may correct, and the last correction of it. `fields` and `levels` are
    what can be chosen: value and label; a known field stands there as the list spells it."""

    about: ImportLine
    read: Row
    row: Row
    authority: str
    fields: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    is_confirmed: bool
    odd: tuple[str, ...]
    corrected_by: str
    corrected_at: datetime | None


def row_report(*, viewer: OfficerView, slug: str, place: int) -> RowReport:
    """A row as it was read and as it should read. Raises Forbidden, Missing."""
    about = _about(viewer, slug)
    kept = ListRow.objects.filter(list_slug=slug, ordinal=place).first()
    if kept is None:
        raise ListUnknown(slug)
    odd = [_odd(one) for one in Finding.objects.filter(list_slug=slug).order_by("id") if place in one.rows]
    read, by = read_row(kept), kept.corrected_by or ""
    return RowReport(
        about=_line(about, 0, 0),
        read=read,
        row=row_of(kept),
        authority=about.authority,
        fields=tuple((_spelled(one, read.field), one.name.vi) for one in shipped.fields()),
        levels=tuple((value, level_words(about.scheme, value).label) for value in VALUES[about.scheme]),
        is_confirmed=kept.publication_id is not None,
        odd=tuple(one.sentence for one in odd),
        corrected_by=officer_names([by]).get(by, by),
        corrected_at=kept.corrected_at,
    )


def _spelled(field: shipped.ShippedField, read: str) -> str:
    return read if normalise(read) in field.spellings else field.name.vi


def _about(viewer: OfficerView, slug: str) -> ListImport:
    check_may(viewer, EDITING)
    agencies = reach(viewer, EDITING).agency_ids
    about = ListImport.objects.filter(slug=slug, agency__in=agencies).select_related("agency").first()
    if about is None:
        raise ListUnknown(slug)
    return about


def places_of(*, viewer: OfficerView, slug: str, change: str) -> list[int]:
    """The rows not confirmed that would change the catalogue in this way. Raises Forbidden, Missing."""
    report = list_report(viewer=viewer, slug=slug)
    return [row.place for row in report.rows if row.change == change != RowChange.UNCLEAR]


def _line(one: ListImport, rows: int, confirmed: int) -> ImportLine:
    return ImportLine(
        slug=one.slug,
        title=one.title,
        document=one.document,
        agency=one.agency.name_vi,
        file_name=one.file_name,
        imported_at=one.imported_at,
        rows=rows,
        confirmed=confirmed,
    )


def _odd(one: Finding) -> OddLine:
    label = str(FindingKind(one.kind).label)
    return OddLine(one.kind, label, tuple(one.rows), finding_words.sentence(one.kind, one.facts))


def _row(kept: ListRow, plan: Plan | None, odd: list[str], names: Mapping[str, str]) -> RowLine:
    by = kept.corrected_by or ""
    row = plan.row if plan else row_of(kept)
    return RowLine(
        place=kept.ordinal,
        number=row.number,
        field=row.field,
        name=row.name,
        code=row.code,
        current=row.current,
        planned=row.planned,
        note=row.note,
        change=str(plan.change) if plan else "",
        full_code=kept.publication.full_code if kept.publication else "",
        confirmed_by=kept.confirmed_by or "",
        odd=tuple(odd),
        corrected_by=names.get(by, by),
        read=read_row(kept) if by else None,
    )
