"""The table of periods, and which kind a procedure's dossiers and a type's loose papers are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from motcua.casework.archives import rules
from motcua.casework.archives.errors import KindMissing
from motcua.casework.archives.models import PaperKind, ProcedureKind, RecordKind
from motcua.records.repository.enums import Origin
from motcua.records.repository.models import Holding, HoldingQuerySet


@dataclass(frozen=True)
class KindRow:
    """A kind of record; `set_by` empty: it came with the product. `procedures`: (code, name) kept as it;
    `paper_types`: codes of types whose loose papers are.
    """

    id: int
    code: str
    title: str
    years: int | None
    period: str
    source: str
    is_verified: bool
    is_default: bool
    set_at: datetime
    set_by: str
    procedures: tuple[tuple[str, str], ...] = ()
    paper_types: tuple[str, ...] = ()


UNSET = KindRow(
    id=0,
    code="",
    title="Chưa đặt thời hạn",
    years=None,
    period="Chưa đặt thời hạn",
    source="",
    is_verified=False,
    is_default=False,
    set_at=datetime.min,
    set_by="",
)
"""Where the table names no kind for any other dossier."""


def kinds() -> list[KindRow]:
    """All kinds, that of any other dossier first, with what is kept as each. Three queries."""
    found: dict[int, list[tuple[str, str]]] = {}
    types: dict[int, list[str]] = {}
    for one in ProcedureKind.objects.select_related("procedure"):
        found.setdefault(one.kind_id, []).append((one.procedure.code, one.procedure.name))
    for kept in PaperKind.objects.all():
        types.setdefault(kept.kind_id, []).append(kept.type_code)
    rows = RecordKind.objects.select_related("set_by")
    return [_row(one, tuple(found.get(one.pk, ())), tuple(types.get(one.pk, ()))) for one in rows]


def kind(*, code: str) -> KindRow:
    """One kind. Raises KindMissing."""
    found = RecordKind.objects.select_related("set_by").filter(code=code).first()
    if found is None:
        raise KindMissing()
    return _row(found)


@dataclass(frozen=True)
class Assigned:
    """Which kind is whose: by procedure, else the one of any other dossier."""

    rows: dict[int, KindRow]
    by_procedure: dict[int, int]
    default_id: int

    def of(self, procedure_id: int) -> KindRow:
        return self.rows.get(self.by_procedure.get(procedure_id, self.default_id), UNSET)


def assigned() -> Assigned:
    """All kinds with whose they are. Two queries."""
    rows = {one.pk: _row(one) for one in RecordKind.objects.select_related("set_by")}
    by_procedure = dict(ProcedureKind.objects.values_list("procedure_id", "kind_id"))
    return Assigned(rows, by_procedure, next((one.id for one in rows.values() if one.is_default), UNSET.id))


@dataclass(frozen=True)
class AssignedPapers:
    """Which kind a loose paper is: by its type, else as its procedure, else the one of any other dossier."""

    rows: dict[int, KindRow]
    by_type: dict[str, int]
    by_procedure: dict[str, int]
    default_id: int

    def of(self, *, type_code: str, procedure_code: str) -> KindRow:
        by_procedure = self.by_procedure.get(procedure_code, self.default_id)
        return self.rows.get(self.by_type.get(type_code, by_procedure), UNSET)


def assigned_to_papers() -> AssignedPapers:
    """All kinds with whose loose papers they are. Three queries."""
    rows = {one.pk: _row(one) for one in RecordKind.objects.select_related("set_by")}
    return AssignedPapers(
        rows,
        dict(PaperKind.objects.values_list("type_code", "kind_id")),
        dict(ProcedureKind.objects.values_list("procedure__code", "kind_id")),
        next((one.id for one in rows.values() if one.is_default), UNSET.id),
    )


def loose_papers() -> HoldingQuerySet:
    """What the line of digitisation gave to the repository and belongs to no dossier."""
    return Holding.objects.filter(origin=Origin.DIGITISED, dossier_code="")


def paper_types() -> list[tuple[str, str]]:
    """Code and one of the names of the types that loose papers have. One query."""
    found = loose_papers().exclude(type_code="").order_by("type_code")
    return list(found.values_list("type_code").annotate(name=Min("type_name")))


def _row(
    one: RecordKind, procedures: tuple[tuple[str, str], ...] = (), paper_types: tuple[str, ...] = ()
) -> KindRow:
    return KindRow(
        id=one.pk,
        code=one.code,
        title=one.title,
        years=one.years,
        period=rules.years_in_words(one.years),
        source=one.source,
        is_verified=one.is_verified,
        is_default=one.is_default,
        set_at=one.set_at,
        set_by=one.set_by.full_name if one.set_by else "",
        procedures=procedures,
        paper_types=paper_types,
    )
