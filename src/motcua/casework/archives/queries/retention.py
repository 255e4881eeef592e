"""The table of periods, and which kind a procedure's dossiers are."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.archives import rules
from motcua.casework.archives.errors import KindMissing
from motcua.casework.archives.models import ProcedureKind, RecordKind


@dataclass(frozen=True)
class KindRow:
    """A kind of record; `set_by` empty: it came with the product. `procedures`: (code, name) kept as it."""

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
    """All kinds, that of any other dossier first, with the procedures kept as each. Two queries."""
    found: dict[int, list[tuple[str, str]]] = {}
    for one in ProcedureKind.objects.select_related("procedure"):
        found.setdefault(one.kind_id, []).append((one.procedure.code, one.procedure.name))
    rows = RecordKind.objects.select_related("set_by")
    return [_row(one, tuple(found.get(one.pk, ()))) for one in rows]


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


def _row(one: RecordKind, procedures: tuple[tuple[str, str], ...] = ()) -> KindRow:
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
    )
