"""What an officer can filter lists of dossiers by, and the lists that the officer saved."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from motcua.casework.dossiers.models import QueueCount, SavedList, Sitting
from motcua.foundation.accounts.models import Agency, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.statements import Among, Statement, statement_of
from motcua.reference.catalogue.models import Field, Procedure

from .habits import Saved, in_order
from .queues import agencies_in_sight
from .words import desk_words


@dataclass(frozen=True)
class ProcedureAtWork:
    """A procedure and its field, to filter by."""

    code: str
    name: str
    field_code: str
    field_name: str


@dataclass(frozen=True)
class AtWork:
    """What lists can be filtered by: procedures by name, the desks that received, by code and words, and
    whether anything was to be settled at once; beside them the lists that the officer saved, by name.
    """

    procedures: tuple[ProcedureAtWork, ...]
    desks: tuple[tuple[str, str], ...]
    saved: tuple[Saved, ...] = ()
    has_sittings: bool = False


def at_work(*, viewer: OfficerView, is_open: bool = True) -> AtWork:
    """The procedures of which dossiers are open where the officer works, where those were received, and the
    officer's saved lists; one query. For lists of what ended: of which there ever was one.
    """
    rows = _at_work(is_open).rows(meant={_AGENCIES: agencies_in_sight(viewer), _OFFICER: viewer.id})
    of_kind: dict[str, list[tuple[str, ...]]] = {PROCEDURE: [], DESK: [], SAVED: [], SITTING: []}
    for kind, *row in rows:
        of_kind[kind].append(tuple(row))
    own = {post.agency_code for post in viewer.posts}
    desks = [
        (code, desk_words(name, agency_name, is_elsewhere=agency not in own))
        for name, code, agency, agency_name in of_kind[DESK]
    ]
    return AtWork(
        tuple(ProcedureAtWork(code, name, *field) for name, code, *field in sorted(of_kind[PROCEDURE])),
        tuple(sorted(desks, key=lambda one: one[1])),
        in_order(Saved(int(number), *said) for *said, number in of_kind[SAVED]),
        has_sittings=bool(of_kind[SITTING]),
    )


PROCEDURE, DESK, SAVED, SITTING = "procedure", "desk", "saved", "sitting"
_AGENCIES, _OFFICER = -1, -2  # stand in the question for where the officer works and who that is


def place_words(kind: str, code: str) -> str:
    """The name of a procedure, a field or a desk, else the code itself; one query."""
    named: dict[str, QuerySet[Any, Any]] = {
        "procedure": Procedure.objects.filter(code=code).values_list("name", flat=True),
        "field": Field.objects.filter(code=code).values_list("name_vi", flat=True),
        "desk": Unit.objects.filter(code=code).values_list("name", flat=True),
    }
    return named[kind].first() or code


@cache
def _at_work(is_open: bool) -> Statement:
    counts = QueueCount.objects.open() if is_open else QueueCount.objects.all()
    lying_there = counts.filter(Among(F("agency_id"), _AGENCIES)).order_by()
    found = Procedure.objects.filter(pk__in=lying_there.values("publication__procedure_id")).order_by()
    desks = Unit.objects.filter(pk__in=lying_there.values("reception_unit_id")).order_by()
    lists = SavedList.objects.filter(officer_id=_OFFICER).order_by()
    procedures = found.values_list(Value(PROCEDURE), "name", "code", "field__code", "field__name_vi")
    received = desks.values_list(Value(DESK), "name", "code", "agency__code", "agency__name_vi")
    saved = lists.values_list(Value(SAVED), "name", "queue", "asked", Cast("pk", CharField()))
    ended = Exists(Sitting.objects.filter(agency=OuterRef("pk")))
    agencies = Agency.objects.filter(ended, Among(F("pk"), _AGENCIES)).order_by()
    sittings = agencies.values_list(Value(SITTING), "code", "code", "code", "code")
    return statement_of(procedures.union(received, saved, sittings, all=True), is_prepared=True)
