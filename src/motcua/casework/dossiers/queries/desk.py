"""What officers see: their queues and the lists behind them. Every row is plain values, never a live model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.text import normalise
from motcua.reference.catalogue.models import Procedure

from .. import permissions, rules
from ..enums import Channel, HolderKind, SubStatus
from ..models import OPEN, Dossier, DossierQuerySet

COUNT_LIMIT: Final = 1000
"""Queues are counted up to here; a page then says "hơn 1.000"."""

SOON: Final = timedelta(hours=24)
SUB: Final = SubStatus

STEP_WORDS: Final[dict[str, str]] = {
    SUB.WAITING_RECEPTION: "Chờ tiếp nhận",
    SUB.WAITING_SUPPLEMENT: "Chờ người nộp bổ sung",
    SUB.WAITING_PAYMENT: "Chờ nộp phí, lệ phí",
    SUB.WAITING_ASSIGNMENT: "Chờ phân công",
    SUB.APPRAISING: "Đang thẩm định",
    SUB.WAITING_LEADER: "Chờ lãnh đạo ký",
    SUB.WAITING_NUMBER: "Chờ cấp số, đóng dấu",
    SUB.WAITING_RETURN: "Chờ trả kết quả",
    SUB.ENDED: "Đã kết thúc",
}
END_WORDS: Final[dict[str, str]] = {
    "refused": "Không được tiếp nhận",
    "withdrawn": "Người nộp đã rút",
    "stopped": "Đã dừng giải quyết",
    "returned": "Đã trả kết quả",
}
CHANNEL_WORDS: Final[dict[str, str]] = {
    Channel.ONLINE: "Trực tuyến",
    Channel.COUNTER: "Trực tiếp",
    Channel.POST: "Bưu chính",
}


@dataclass(frozen=True)
class QueueRule:
    """Which dossiers lie in a queue, and who has that queue at all."""

    slug: str
    label: str
    permission: str
    steps: tuple[str, ...] = ()
    is_personal: bool = False
    is_open: bool = True


QUEUES: Final = (
    QueueRule("reception", "Chờ tiếp nhận", Permission.DOSSIER_RECEIVE, (SUB.WAITING_RECEPTION,)),
    QueueRule("mine", "Tôi đang giữ", Permission.DOSSIER_PROCESS, is_personal=True),
    QueueRule("assign", "Chờ phân công", Permission.DOSSIER_ASSIGN, (SUB.WAITING_ASSIGNMENT,)),
    QueueRule("leader", "Chờ ký", Permission.DOSSIER_DECIDE, (SUB.WAITING_LEADER,)),
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
class WorklistFilters:
    """What an officer asked for; empty means everything. `due` is "", "soon" or "late"."""

    words: str = ""
    procedure: str = ""
    channel: str = ""
    due: str = ""
    field: str = ""


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


def queues(*, viewer: OfficerView, at: datetime) -> list[Queue]:
    """The officer's queues with their counts, in one query; "ended" is not counted."""
    shown = queue_rules(viewer)
    counted = [rule for rule in shown if rule.is_open]
    wanted: list[DossierQuerySet] = []
    for rule in counted:
        lying = _in_queue(rule, viewer)
        wanted += [lying, lying.filter(_late(at))]
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

    Walks a partial index, so the cost does not grow with what lies behind the page. One query; a queue that the
    viewer does not have is empty.
    """
    rule = next((one for one in queue_rules(viewer) if one.slug == queue), None)
    if rule is None:
        return Page([], None)
    found = _filtered(_in_queue(rule, viewer), filters, at)
    found = _in_order(found, rule, after)
    rows = list(found.values(*_COLUMNS, **_NAMES)[: limit + 1])
    shown = rows[:limit]
    more = _cursor_of(shown[-1], rule) if len(rows) > limit else None
    return Page([_row(values, at) for values in shown], more)


def procedures_at_work(*, viewer: OfficerView) -> list[tuple[str, str]]:
    """Code and name of the procedures of which open dossiers lie in sight, by name; one query."""
    lying = permissions.visible_to_officer(Dossier.objects.open(), viewer)
    publications = lying.order_by().values("publication__procedure_id")
    found = Procedure.objects.filter(pk__in=publications).order_by("name_vi", "code")
    return list(found.values_list("code", "name_vi"))


def _in_queue(rule: QueueRule, viewer: OfficerView) -> DossierQuerySet:
    if not rule.is_open:
        agencies = {post.agency_id for post in viewer.posts} | set(reach(viewer, rule.permission).agency_ids)
        ended = Dossier.objects.exclude(business__in=OPEN).filter(agency_id__in=agencies)
        return permissions.visible_to_officer(ended, viewer)
    lying = Dossier.objects.open()
    if rule.is_personal:
        return lying.filter(holder_officer__code=viewer.code)
    if rule.steps:
        lying = lying.filter(sub_status__in=rule.steps)
    if rule.permission == Permission.DOSSIER_SEE:
        return permissions.visible_to_officer(lying, viewer)
    return lying.filter(_within(viewer, rule.permission))


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
        allowed |= Q(holder_officer__code=viewer.code)
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


# Filters


def _late(at: datetime) -> Q:
    """Past the holder's deadline or past the legal day, and not waiting for the applicant."""
    return ~Q(holder_kind=HolderKind.APPLICANT) & (Q(holder_until__lt=at) | Q(legal_due_at__lt=at))


def _soon(at: datetime) -> Q:
    within = Q(holder_until__lt=at + SOON) | Q(legal_due_at__lt=at + SOON)
    return ~Q(holder_kind=HolderKind.APPLICANT) & within & ~(Q(holder_until__lt=at) | Q(legal_due_at__lt=at))


def _filtered(found: DossierQuerySet, filters: WorklistFilters, at: datetime) -> DossierQuerySet:
    if filters.words.strip():
        found = found.filter(_words(filters.words.strip()))
    if filters.procedure:
        found = found.filter(publication__procedure__code=filters.procedure)
    if filters.field:
        found = found.filter(publication__procedure__field__code=filters.field)
    if filters.channel:
        found = found.filter(channel=filters.channel)
    if filters.due == "late":
        found = found.filter(_late(at))
    elif filters.due == "soon":
        found = found.filter(_soon(at))
    return found


def _words(words: str) -> Q:
    """A dossier's code or its beginning, a procedure's code, or the owner's name with or without diacritics."""
    code = words.upper()
    if any(c.isdigit() for c in code) and not any(c.isspace() for c in code):
        return (
            Q(code__startswith=code) | Q(code_short__startswith=code) | Q(publication__procedure__code=words)
        )
    name = normalise(words)
    return Q(owner_person__name_norm__contains=name) | Q(owner_organisation__name_norm__contains=name)


# Order and rows


_COLUMNS = (
    "id", "code", "channel", "business", "sub_status", "holder_kind", "holder_until", "queue_rank", "due_at",
    "legal_due_at", "submitted_at", "ended_at",
)  # fmt: skip
_NAMES = {
    "procedure_code": F("publication__procedure__code"),
    "procedure_name": F("publication__procedure__name_vi"),
    "owner_name": Coalesce("owner_person__full_name", "owner_organisation__name"),
    "officer_name": F("holder_officer__full_name"),
    "unit_name": F("holder_unit__name"),
}


def _in_order(found: DossierQuerySet, rule: QueueRule, after: Cursor | None) -> DossierQuerySet:
    if not rule.is_open:
        if after:
            found = found.filter(TupleLessThan(Tuple(F("submitted_at"), F("id")), (after.at, after.id)))
        return found.order_by("-submitted_at", "-id")
    if after:
        place = Tuple(F("queue_rank"), F("holder_until"), F("id"))
        found = found.filter(TupleGreaterThan(place, (after.rank, after.at, after.id)))
    return found.order_by("queue_rank", "holder_until", "id")


def _cursor_of(values: dict[str, Any], rule: QueueRule) -> Cursor:
    at = values["holder_until"] if rule.is_open else values["submitted_at"]
    return Cursor(values["queue_rank"], at, values["id"])


def cursor_from(text: str) -> Cursor | None:
    """The cursor written in an address; None for nothing or for something else."""
    parts = text.split("_")
    try:
        rank, moment, id = int(parts[0]), float(parts[1]), int(parts[2])
        return Cursor(rank, datetime.fromtimestamp(moment, tz=_UTC), id)
    except (ValueError, IndexError, OverflowError, OSError):
        return None


def _row(values: dict[str, Any], at: datetime) -> WorklistRow:
    tone, word = due_words(
        holder_kind=values["holder_kind"],
        until=values["holder_until"],
        legal_due_at=values["legal_due_at"],
        ended_as=values["business"] if values["sub_status"] == SUB.ENDED else "",
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
    )


def step_words(sub_status: str, business: str) -> str:
    return END_WORDS.get(business, STEP_WORDS[sub_status])


def holder_words(kind: str, officer_name: str | None, unit_name: str | None) -> str:
    if kind == HolderKind.APPLICANT:
        return "Người nộp"
    return officer_name or unit_name or ""
