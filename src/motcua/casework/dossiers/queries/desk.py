"""What officers see: their queues and the lists behind them. Rows are plain values, never live models."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.ending_rules import STOPPED_AT
from motcua.casework.dossiers.enums import Channel, HolderKind, SubStatus
from motcua.casework.dossiers.errors import QueueMissing
from motcua.casework.dossiers.models import OPEN, Apology, Dossier, DossierQuerySet, StopRequest
from motcua.casework.dossiers.rules import CLOCK_RUNS
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.reference.catalogue.models import Procedure

from .filters import WorklistFilters, filtered, found_by, late
from .words import CHANNEL_WORDS, due_words, holder_words, step_words

COUNT_LIMIT: Final = 1000
"""Queues are counted up to here; a page then says "hơn 1.000"."""

SUB: Final = SubStatus


@dataclass(frozen=True)
class QueueRule:
    """Which dossiers lie in a queue, and who has that queue at all."""

    slug: str
    label: str
    permission: str
    steps: tuple[str, ...] = ()
    is_personal: bool = False
    is_open: bool = True
    waits_for_apology: bool = False
    is_asked_to_stop: bool = False

    @property
    def is_mixed(self) -> bool:
        """Whether its dossiers stand at several steps."""
        return len(self.steps) != 1 and not self.is_personal

    @property
    def waits_for_viewer(self) -> bool:
        """Whether its dossiers wait for the officer, not for the applicant."""
        return self.is_open and self.slug not in {"payment", "supplement", "all"}


QUEUES: Final = (
    QueueRule("reception", "Chờ tiếp nhận", Permission.DOSSIER_RECEIVE, (SUB.WAITING_RECEPTION,)),
    QueueRule("mine", "Tôi đang giữ", Permission.DOSSIER_PROCESS, is_personal=True),
    QueueRule("assign", "Chờ phân công", Permission.DOSSIER_ASSIGN, (SUB.WAITING_ASSIGNMENT,)),
    QueueRule("leader", "Chờ ký", Permission.DOSSIER_DECIDE, (SUB.WAITING_LEADER,)),
    QueueRule(
        "apology",
        "Cần xin lỗi, hẹn lại",
        Permission.DOSSIER_DECIDE,
        CLOCK_RUNS,
        waits_for_apology=True,
    ),
    QueueRule("stop", "Người nộp xin dừng", Permission.DOSSIER_DECIDE, STOPPED_AT, is_asked_to_stop=True),
    QueueRule("number", "Chờ cấp số, đóng dấu", Permission.DOSSIER_NUMBER, (SUB.WAITING_NUMBER,)),
    QueueRule("return", "Chờ trả kết quả", Permission.DOSSIER_RETURN, (SUB.WAITING_RETURN,)),
    QueueRule("payment", "Chờ nộp phí", Permission.PAYMENT_RECORD, (SUB.WAITING_PAYMENT,)),
    QueueRule("supplement", "Chờ bổ sung", Permission.DOSSIER_SEE, (SUB.WAITING_SUPPLEMENT,)),
    QueueRule("all", "Tất cả đang giải quyết", Permission.DOSSIER_SEE),
    QueueRule("ended", "Đã kết thúc", Permission.DOSSIER_SEE, is_open=False),
)


@dataclass(frozen=True)
class Queue:
    """A queue and how much lies in it, counted up to COUNT_LIMIT."""

    slug: str
    label: str
    count: int
    late: int

    @property
    def tone(self) -> str:
        return "late" if self.late else "neutral"

    @property
    def is_capped(self) -> bool:
        return self.count > COUNT_LIMIT


@dataclass(frozen=True)
class Cursor:
    """The place of the last row shown; written into the address of the next page."""

    rank: int
    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.rank}_{self.at.timestamp():.6f}_{self.id}"


@dataclass(frozen=True)
class WorklistRow:
    code: str
    procedure_code: str
    procedure_name: str
    owner_name: str
    channel: str
    step: str
    sub_status: str
    holder_name: str
    until: datetime | None
    due_at: datetime | None
    legal_due_at: datetime | None
    submitted_at: datetime
    ended_at: datetime | None
    is_online: bool
    tone: str
    word: str
    holder_id: int | None


@dataclass(frozen=True)
class Page:
    """Some rows and where the next begin."""

    rows: list[WorklistRow]
    next: Cursor | None

    @property
    def more(self) -> bool:
        return self.next is not None


def queue_rules(viewer: OfficerView) -> list[QueueRule]:
    """The queues that the officer's posts give them, in the order of a dossier's way."""
    return [rule for rule in QUEUES if viewer.may(rule.permission)]


@dataclass(frozen=True)
class AtWork:
    """A procedure and its field, to filter by."""

    code: str
    name: str
    field_code: str
    field_name: str


def find_queue(viewer: OfficerView, slug: str) -> QueueRule:
    """Raises QueueMissing for a queue that the officer's posts do not give."""
    found = next((rule for rule in queue_rules(viewer) if rule.slug == slug), None)
    if found is None:
        raise QueueMissing()
    return found


def queues(*, viewer: OfficerView, at: datetime) -> list[Queue]:
    """The officer's queues with their counts, in one query; "ended" is not counted."""
    shown = queue_rules(viewer)
    counted = [rule for rule in shown if rule.is_open]
    wanted: list[DossierQuerySet] = []
    for rule in counted:
        lying = _in_queue(rule, viewer)
        wanted += [lying, lying.filter(late(at))]
    counts = iter(_capped_counts(wanted))
    found = {rule.slug: (next(counts), next(counts)) for rule in counted}
    return [Queue(rule.slug, rule.label, *found.get(rule.slug, (0, 0))) for rule in shown]


def worklist(
    *,
    viewer: OfficerView,
    queue: str,
    filters: WorklistFilters,
    at: datetime,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page:
    """One page of a queue: online dossiers first, then by the holder's deadline; the ended ones newest first.

    Walks a partial index, so the cost does not grow with what lies behind the page; one query.

    Raises: QueueMissing.
    """
    rule = find_queue(viewer, queue)
    found = filtered(_in_queue(rule, viewer), filters, at)
    if rule.is_open:
        return _page(_nearest_first(found, after), at, limit, by="holder_until")
    return _page(_newest_first(found, after), at, limit, by="submitted_at")


def search(
    *, viewer: OfficerView, words: str, at: datetime, after: Cursor | None = None, limit: int = 50
) -> Page:
    """All dossiers in sight, open or ended, that the words find, the newest first; up to three queries."""
    agencies = _agencies_in_sight(viewer)
    found = permissions.visible_to_officer(Dossier.objects.filter(agency_id__in=agencies), viewer)
    return _page(_newest_first(found.filter(found_by(words.strip())), after), at, limit, by="submitted_at")


def procedures_at_work(*, viewer: OfficerView) -> list[AtWork]:
    """The procedures of which open dossiers lie in sight, by name; one query."""
    lying = permissions.visible_to_officer(Dossier.objects.open(), viewer)
    publications = lying.order_by().values("publication__procedure_id")
    found = Procedure.objects.filter(pk__in=publications).order_by("name", "code")
    return [AtWork(*row) for row in found.values_list("code", "name", "field__code", "field__name_vi")]


def first_things(*, viewer: OfficerView, at: datetime, limit: int = 3) -> list[WorklistRow]:
    """The few dossiers that wait for this very officer and whose deadline is nearest; one query."""
    waiting = Q(pk__in=[])
    for rule in queue_rules(viewer):
        if rule.waits_for_viewer:
            waiting |= _lying(rule, viewer)
    found = Dossier.objects.open().filter(waiting).order_by("holder_until", "id")
    return [_row(values, at) for values in found.values(*_COLUMNS, **_NAMES)[:limit]]


def _in_queue(rule: QueueRule, viewer: OfficerView) -> DossierQuerySet:
    if not rule.is_open:
        ended = Dossier.objects.exclude(business__in=OPEN).filter(agency_id__in=_agencies_in_sight(viewer))
        return permissions.visible_to_officer(ended, viewer)
    found = Dossier.objects.open().filter(_lying(rule, viewer))
    if rule.permission == Permission.DOSSIER_SEE:
        return permissions.visible_to_officer(found, viewer)
    return found


def _lying(rule: QueueRule, viewer: OfficerView) -> Q:
    """What tells the open dossiers of this queue from others."""
    if rule.is_personal:
        return Q(holder_officer_id__in=viewer.holder_ids)
    step = Q(sub_status__in=rule.steps) if rule.steps else Q()
    if rule.slug == "assign":
        step |= Q(sub_status__in=[SUB.APPRAISING, SUB.PAUSED], holder_kind=HolderKind.UNIT)  # given back
    if rule.waits_for_apology:
        step &= Q(pk__in=Apology.objects.filter(sent_at=None).values("dossier_id"))
    if rule.is_asked_to_stop:
        step &= Q(pk__in=StopRequest.objects.filter(answered_at=None).values("dossier_id"))
    return step if rule.permission == Permission.DOSSIER_SEE else step & _within(viewer, rule.permission)


def _agencies_in_sight(viewer: OfficerView) -> list[int]:
    """Said beside the exact permission, so that lists by date walk the index of an agency."""
    return sorted(
        {post.agency_id for post in viewer.posts} | reach(viewer, Permission.DOSSIER_SEE).agency_ids
    )


def _within(viewer: OfficerView, permission: str) -> Q:
    """The dossiers that lie where the officer may do this kind of act."""
    held = reach(viewer, permission)
    allowed = Q(pk__in=[])
    if held.agency_ids:
        allowed |= Q(agency_id__in=held.agency_ids)
    if held.unit_ids:
        allowed |= Q(holder_unit_id__in=held.unit_ids)
        allowed |= Q(holder_unit=None, reception_unit_id__in=held.unit_ids)
    if held.own:
        allowed |= Q(holder_officer_id__in=held.own_ids)
    return allowed


def _capped_counts(wanted: Sequence[DossierQuerySet]) -> list[int]:
    """How many rows each has, up to COUNT_LIMIT + 1, all in one query."""
    if not wanted:
        return []
    parts: list[str] = []
    values: list[Any] = []
    for queryset in wanted:
        sql, params = queryset.order_by().values("pk")[: COUNT_LIMIT + 1].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS lying)")
        values += params
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return [int(count) for count in cursor.fetchone()]


# Order and rows


_COLUMNS = (
    "id", "code", "channel", "business", "sub_status", "holder_kind", "holder_until", "queue_rank", "due_at",
    "legal_due_at", "submitted_at", "ended_at", "holder_officer_id",
)  # fmt: skip
_NAMES = {
    "procedure_code": F("publication__procedure__code"),
    "procedure_name": F("publication__procedure__name"),
    "owner_name": Coalesce("owner_person__full_name", "owner_organisation__name"),
    "officer_name": F("holder_officer__full_name"),
    "unit_name": F("holder_unit__name"),
}


def _nearest_first(found: DossierQuerySet, after: Cursor | None) -> DossierQuerySet:
    if after:
        place = Tuple(F("queue_rank"), F("holder_until"), F("id"))
        found = found.filter(TupleGreaterThan(place, (after.rank, after.at, after.id)))
    return found.order_by("queue_rank", "holder_until", "id")


def _newest_first(found: DossierQuerySet, after: Cursor | None) -> DossierQuerySet:
    if after:
        found = found.filter(TupleLessThan(Tuple(F("submitted_at"), F("id")), (after.at, after.id)))
    return found.order_by("-submitted_at", "-id")


def _page(found: DossierQuerySet, at: datetime, limit: int, *, by: str) -> Page:
    rows = list(found.values(*_COLUMNS, **_NAMES)[: limit + 1])
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    after = Cursor(last["queue_rank"], last[by], last["id"]) if last else None
    return Page([_row(values, at) for values in shown], after)


def cursor_from(text: str) -> Cursor | None:
    """The cursor written in an address; None for nothing or for something else."""
    parts = text.split("_")
    try:
        rank, moment, id = int(parts[0]), float(parts[1]), int(parts[2])
        return Cursor(rank, datetime.fromtimestamp(moment, tz=UTC), id)
    except (ValueError, IndexError, OverflowError, OSError):
        return None


def _row(values: dict[str, Any], at: datetime) -> WorklistRow:
    tone, word = due_words(
        holder_kind=values["holder_kind"],
        until=values["holder_until"],
        legal_due_at=values["legal_due_at"],
        business=values["business"],
        at=at,
    )
    return WorklistRow(
        code=values["code"],
        procedure_code=values["procedure_code"],
        procedure_name=values["procedure_name"],
        owner_name=values["owner_name"] or "",
        channel=CHANNEL_WORDS[values["channel"]],
        step=step_words(values["sub_status"], values["business"]),
        sub_status=values["sub_status"],
        holder_name=holder_words(values["holder_kind"], values["officer_name"], values["unit_name"]),
        until=values["holder_until"],
        due_at=values["due_at"],
        legal_due_at=values["legal_due_at"],
        submitted_at=values["submitted_at"],
        ended_at=values["ended_at"],
        is_online=values["channel"] == Channel.ONLINE,
        tone=tone,
        word=word,
        holder_id=values["holder_officer_id"],
    )
