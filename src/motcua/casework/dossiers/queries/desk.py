"""What officers see: the lists behind their queues. Rows are plain values, never live models."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Q,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import Channel
from motcua.casework.dossiers.models import Dossier, DossierQuerySet
from motcua.casework.dossiers.rules import supplementing
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.statements import A_MOMENT, Among, Statement, statement_of

from . import marks
from .filters import WorklistFilters, filtered, filtered_loosely, placed
from .nearness import meaning, soon_until
from .orders import Cursor, Order, order_of
from .queues import (
    QueueRule,
    agencies_in_sight,
    find_queue,
    in_queue,
    kept_total,
    lying,
    queue_rules,
)
from .replies_awaited import waits_for_reply
from .totals import COUNT_LIMIT, FOUND_LIMIT, Total, capped_total
from .words import CHANNEL_WORDS, desk_words, due_words, holder_words, priority_words, step_words

PAGE: Final = 50


@dataclass(frozen=True)
class WorklistRow:
    id: int
    code: str
    procedure_code: str
    procedure_name: str
    owner_name: str
    owner_phone: str
    channel: str
    step: str
    sub_status: str
    holder_name: str
    holder_id: int | None
    unit_name: str
    desk_name: str
    until: datetime | None
    due_at: datetime | None
    legal_due_at: datetime | None
    submitted_at: datetime
    ended_at: datetime | None
    is_online: bool
    tone: str
    word: str
    ask_by: datetime | None = None
    is_late_to_ask: bool = False
    mark: str = ""
    priority: str = ""


@dataclass(frozen=True)
class Page:
    """Some rows and where the next begin; `is_loose` when the last word was taken as a beginning."""

    rows: list[WorklistRow]
    next: Cursor | None
    is_loose: bool = False

    @property
    def more(self) -> bool:
        return self.next is not None


def worklist(
    *,
    viewer: OfficerView,
    queue: str,
    filters: WorklistFilters,
    at: datetime,
    sort: str = "",
    after: Cursor | None = None,
    limit: int = PAGE,
    is_marked: bool = False,
) -> Page:
    """One page of a queue: online dossiers first, then by priority and the holder's deadline; the ended
    ones newest first.

    Walks an index of its order, so the cost does not grow with what lies behind the page; two queries, and
    two more when the words are found by their beginning only. `is_marked` says of each row whether it is
    new to the viewer or changed.

    Raises: QueueMissing.
    """
    rule = find_queue(viewer, queue)
    order = order_of(sort, is_open=rule.is_open)
    asked = _Asked(at, order, after, limit, viewer if is_marked else None)
    if after or filters.words.strip():
        return _found_page(in_queue(rule, viewer, at), filters, asked)
    return _page_of(_first_keys(rule, viewer, filters, order, limit).rows(at=at, meant=meaning(at)), asked)


@lru_cache(maxsize=256)
def _first_keys(
    rule: QueueRule, viewer: OfficerView, filters: WorklistFilters, order: Order, limit: int
) -> Statement:
    """What opens all day is put into SQL once: that takes longer than the answer."""
    found = filtered(in_queue(rule, viewer, A_MOMENT), filters, A_MOMENT)
    return statement_of(_keys(found, order, None, limit))


def filtered_total(
    *, viewer: OfficerView, queue: str, filters: WorklistFilters, at: datetime, is_loose: bool = False
) -> Total:
    """How many a filtered list holds; one query. Raises: QueueMissing.

    Exact where the places of dossiers tell it, such as a unit or a step, else exact up to a limit.
    """
    rule = find_queue(viewer, queue)
    kept = kept_total(rule, viewer, placed(filters)) if filters.is_of_places else None
    if kept is not None:
        return kept
    narrow = filtered_loosely if is_loose else filtered
    found = narrow(in_queue(rule, viewer, at), filters, at)
    return capped_total(found, FOUND_LIMIT if filters.words.strip() else COUNT_LIMIT)


def all_rows(
    *, viewer: OfficerView, queue: str, filters: WorklistFilters, sort: str, at: datetime, limit: int
) -> Iterator[WorklistRow]:
    """Every row of a list in its order, up to a limit, a thousand in memory. Raises: QueueMissing."""
    after: Cursor | None = None
    left = limit
    while left > 0:
        page = worklist(
            viewer=viewer, queue=queue, filters=filters, sort=sort, at=at, after=after, limit=min(1000, left)
        )
        yield from page.rows
        left -= len(page.rows)
        if page.next is None:
            return
        after = page.next


def matching(
    *, viewer: OfficerView, queue: str, filters: WorklistFilters, at: datetime, limit: int
) -> list[str]:
    """The codes of all that a list holds, in its order, up to a limit. Raises: QueueMissing."""
    rule = find_queue(viewer, queue)
    order = order_of("", is_open=rule.is_open)
    for narrow in (filtered, filtered_loosely):
        found = order.walked(narrow(in_queue(rule, viewer, at), filters, at), None)
        if codes := list(found.values_list("code", flat=True)[:limit]):
            return codes
    return []


def search(
    *, viewer: OfficerView, words: str, at: datetime, after: Cursor | None = None, limit: int = PAGE
) -> Page:
    """All dossiers in sight, open or ended, that the words find, the newest first, marked; up to four
    queries.
    """
    in_agencies = Dossier.objects.filter(agency_id__in=agencies_in_sight(viewer))
    seen = permissions.visible_to_officer(in_agencies, viewer)
    order, filters = order_of("newest", is_open=False), WorklistFilters(words=words)
    return _found_page(seen, filters, _Asked(at, order, after, limit, viewer))


def all_found(*, viewer: OfficerView, words: str, at: datetime, limit: int) -> Iterator[WorklistRow]:
    """Every dossier in sight that the words find, up to a limit, a thousand in memory; none without words."""
    after: Cursor | None = None
    left = limit if words.strip() else 0
    while left > 0:
        page = search(viewer=viewer, words=words, at=at, after=after, limit=min(1000, left))
        yield from page.rows
        left -= len(page.rows)
        if page.next is None:
            return
        after = page.next


@dataclass(frozen=True)
class _Asked:
    """Which part of what was found is a page; marked for an officer, if there is one."""

    at: datetime
    order: Order
    after: Cursor | None
    limit: int
    marked_for: OfficerView | None


def _found_page(found: DossierQuerySet, filters: WorklistFilters, asked: _Asked) -> Page:
    """What whole words find; where that is nothing, what they find with the last one as a beginning."""
    page = _page(filtered(found, filters, asked.at), asked)
    if page.rows or not filters.words.strip():
        return page
    page = _page(filtered_loosely(found, filters, asked.at), asked)
    return replace(page, is_loose=True)


def first_things(*, viewer: OfficerView, at: datetime, limit: int = 3) -> list[WorklistRow]:
    """The few dossiers that wait for this very officer and whose deadline is nearest; one query."""
    waiting = Q(pk__in=[])
    for rule in queue_rules(viewer):
        if rule.waits_for_viewer:
            waiting |= lying(rule, viewer)
    found = Dossier.objects.open().filter(waiting).order_by("holder_until", "id")
    return [row_of(values, at) for values in found.values(*COLUMNS, **NAMES)[:limit]]


# Rows


COLUMNS = (
    "id", "code", "channel", "business", "sub_status", "holder_kind", "holder_until", "queue_rank", "due_at",
    "legal_due_at", "submitted_at", "ended_at", "holder_officer_id",
    "ask_by", "priority",
)  # fmt: skip
NAMES: Final[dict[str, Combinable]] = {
    "procedure_code": F("publication__procedure__code"),
    "procedure_name": F("publication__procedure__name"),
    "owner_name": Coalesce("owner_person__full_name", "owner_organisation__name"),
    "owner_phone": Coalesce("owner_person__phone", "owner_organisation__phone"),
    "officer_name": F("holder_officer__full_name"),
    "unit_name": F("holder_unit__name"),
    "desk_name": F("reception_unit__name"),
    "desk_agency": F("reception_unit__agency__name_vi"),
    "is_from_elsewhere": ExpressionWrapper(
        ~Q(reception_unit__agency=F("agency")), output_field=BooleanField()
    ),
    "waits_for_reply": waits_for_reply(),
}


def _page(found: DossierQuerySet, asked: _Asked) -> Page:
    return _page_of(list(_keys(found, asked.order, asked.after, asked.limit)), asked)


def _keys(found: DossierQuerySet, order: Order, after: Cursor | None, limit: int) -> Any:
    """Which dossiers a page holds, and one more, with their places in the order.

    Nothing is joined here: beside joins the planner no longer sees that walking the index of the order and
    stopping is the shortest way, and reads all that lies behind a page.
    """
    return order.walked(found, after).values_list("pk", *order.fields)[: limit + 1]


def _page_of(keys: Sequence[Sequence[Any]], asked: _Asked) -> Page:
    """What is shown of these dossiers; one query, whose plan is the same for everybody."""
    limit, viewer = asked.limit, asked.marked_for
    wanted = [pk for pk, *_place in keys[:limit]]
    names = (*COLUMNS, *NAMES, *(marks.FIELDS if viewer else ()))
    found = _rows(viewer).rows(meant={_KEYS: wanted}) if wanted else []
    by_key = {one[0]: dict(zip(names, one, strict=True)) for one in found}
    shown = [
        row_of(one, asked.at, marks.mark_of(one, viewer) if viewer else "")
        for one in map(by_key.get, wanted)
        if one is not None
    ]
    return Page(shown, Cursor(tuple(keys[limit - 1][1:])) if len(keys) > limit else None)


_KEYS: Final = -1  # stands in the question for the dossiers of the page


@lru_cache(maxsize=256)
def _rows(viewer: OfficerView | None) -> Statement:
    """The columns of a page in the order of COLUMNS and NAMES, and marks for a viewer."""
    beside = marks.asked_of(viewer) if viewer else {}
    found = Dossier.objects.filter(Among(F("pk"), _KEYS)).order_by()
    rows = found.values_list(*COLUMNS, *NAMES.values(), *beside.values())
    return statement_of(rows, is_prepared=True)


def row_of(values: dict[str, Any], at: datetime, mark: str = "") -> WorklistRow:
    tone, word = due_words(
        holder_kind=values["holder_kind"],
        until=values["holder_until"],
        due_at=values["due_at"],
        legal_due_at=values["legal_due_at"],
        business=values["business"],
        at=at,
        soon_until=soon_until(at),
    )
    ask_by = supplementing.shown(ask_by=values["ask_by"], sub_status=values["sub_status"])
    return WorklistRow(
        id=values["id"],
        code=values["code"],
        procedure_code=values["procedure_code"],
        procedure_name=values["procedure_name"],
        owner_name=values["owner_name"] or "",
        owner_phone=values["owner_phone"] or "",
        channel=CHANNEL_WORDS[values["channel"]],
        step=step_words(values["sub_status"], values["business"], waits_for_reply=values["waits_for_reply"]),
        sub_status=values["sub_status"],
        holder_name=holder_words(values["holder_kind"], values["officer_name"], values["unit_name"]),
        holder_id=values["holder_officer_id"],
        unit_name=values["unit_name"] or "",
        desk_name=desk_words(
            values["desk_name"], values["desk_agency"], is_elsewhere=values["is_from_elsewhere"]
        ),
        until=values["holder_until"],
        due_at=values["due_at"],
        legal_due_at=values["legal_due_at"],
        submitted_at=values["submitted_at"],
        ended_at=values["ended_at"],
        is_online=values["channel"] == Channel.ONLINE,
        tone=tone,
        word=word,
        ask_by=ask_by,
        is_late_to_ask=supplementing.is_late(ask_by=ask_by, at=at),
        mark=mark,
        priority=priority_words(values["priority"], is_open=values["ended_at"] is None),
    )
