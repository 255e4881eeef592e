"""Procedures as the room of internal processes asks for them, and the list of both side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue.errors import ProcedureUnknown
from motcua.reference.catalogue.models import Publication
from motcua.reference.catalogue.permissions import EDITING, PUBLISHING
from motcua.reference.workflow import queries as workflow
from motcua.reference.workflow.ports import ProcedureFacts, PublishedTime, TimesToCome
from motcua.reference.workflow.queries import ProcessLine
from motcua.reference.workflow.rules import HOURS_PER_DAY

from .versions import shown_and_later

PAGE_ROWS = 50
HOURS = {"hour": 1, "day": HOURS_PER_DAY, "working_day": HOURS_PER_DAY}
DAYS_OF_A_MONTH = 31
"""No month has more, whatever days an agency works."""
CHANNEL_WORDS = {"online": "trực tuyến", "counter": "tại bộ phận một cửa", "post": "qua bưu chính"}


@dataclass(frozen=True)
class ProcedureLine:
    """A procedure of an agency with its internal process."""

    code: str
    procedure_code: str
    name: str
    agency_code: str
    agency_name: str
    process: ProcessLine


@dataclass(frozen=True)
class ProcedureList:
    """`next` is the code after which the next page begins; empty on the last."""

    rows: tuple[ProcedureLine, ...]
    next: str


def procedures_with_processes(
    *, viewer: OfficerView, words: str = "", after: str = "", on: date
) -> ProcedureList:
    """Publications of the viewer's agencies by code with their processes, 50 at a time. Three queries."""
    found = _of(viewer).filter(abolition_number=None)
    for word in search_words(words):
        found = found.filter(Q(procedure__name_norm__icontains=word) | Q(full_code__icontains=word))
    if after:
        found = found.filter(full_code__gt=after)
    rows = list(found.order_by("full_code")[: PAGE_ROWS + 1])
    shown = rows[:PAGE_ROWS]
    lines = workflow.lines(places=[(one.procedure.code, one.agency_id) for one in shown], on=on)
    return ProcedureList(
        tuple(_line(one, lines[one.procedure.code, one.agency_id]) for one in shown),
        shown[-1].full_code if len(rows) > PAGE_ROWS else "",
    )


def procedure_with_process(*, viewer: OfficerView, code: str, on: date) -> ProcedureLine:
    """One of them by its full code. Three queries. Raises ProcedureUnknown."""
    found = _of(viewer).filter(full_code=code).first()
    if found is None:
        raise ProcedureUnknown(code)
    place = (found.procedure.code, found.agency_id)
    return _line(found, workflow.lines(places=[place], on=on)[place])


def code_of(*, procedure_code: str, agency_code: str) -> str:
    """The full code under which an agency publishes a procedure. Raises ProcedureUnknown."""
    found = Publication.objects.filter(procedure__code=procedure_code, agency__code=agency_code)
    code = found.order_by("full_code").values_list("full_code", flat=True).first()
    if code is None:
        raise ProcedureUnknown(procedure_code)
    return code


def _of(viewer: OfficerView) -> Any:
    agencies = reach(viewer, EDITING).agency_ids | reach(viewer, PUBLISHING).agency_ids
    return Publication.objects.filter(agency__in=agencies).select_related("procedure", "agency")


def _line(one: Publication, process: ProcessLine) -> ProcedureLine:
    return ProcedureLine(
        one.full_code,
        one.procedure.code,
        one.procedure.name,
        one.agency.code,
        one.agency.name_vi,
        process,
    )


class PublishedProcedures:
    """Answers the room of internal processes."""

    def facts(self, *, procedure_code: str, agency_id: int, on: date) -> ProcedureFacts | None:
        found = (
            Publication.objects.filter(procedure__code=procedure_code, agency_id=agency_id)
            .select_related("procedure")
            .order_by("full_code")
            .first()
        )
        if found is None:
            return None
        version, later = shown_and_later(publication_id=found.pk, on=on)
        times = times_of(version.content) if version else ()
        to_come = tuple(TimesToCome(one.valid_from, times_of(one.content)) for one in later)
        return ProcedureFacts(found.procedure.name, times, to_come)


def times_of(content: Mapping[str, Any]) -> tuple[PublishedTime, ...]:
    """The time of the procedure and those that channels have of their own."""
    time = content.get("time")
    found = [_time(time, "")] if time else []
    found += [
        _time(channel["time"], CHANNEL_WORDS.get(channel["slug"], ""))
        for channel in content.get("channels", ())
        if channel.get("time")
    ]
    return tuple(found)


def _time(stated: Mapping[str, Any], channel: str) -> PublishedTime:
    words, per_unit = stated["text"]["vi"], HOURS.get(stated["unit"])
    said = f"{words}, {channel}" if channel else str(words)
    within_a_day = stated["amount"] or 1
    if stated["unit"] == "month":
        return PublishedTime(said, None, at_most=within_a_day * DAYS_OF_A_MONTH * HOURS_PER_DAY)
    return PublishedTime(said, within_a_day * per_unit if per_unit else None)
