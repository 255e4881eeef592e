"""The officers' queues: which dossiers lie in each, who has it at all, and how much lies there."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import Q, QuerySet, Sum, Value

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import CorrectionState, HolderKind, SubStatus
from motcua.casework.dossiers.errors import QueueMissing
from motcua.casework.dossiers.models import (
    OPEN,
    Apology,
    Correction,
    Dossier,
    DossierMessage,
    DossierQuerySet,
    Mention,
    QueueArrangement,
    QueueCount,
    StopRequest,
)
from motcua.casework.dossiers.rules import CLOCK_RUNS, arranging
from motcua.casework.dossiers.rules.endings import STOPPED_AT
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.statements import A_MOMENT, Part, Statement, one_row, part_of

from . import nearness
from .filters import late, soon
from .notes import unread_by
from .totals import COUNT_LIMIT, Total

SUB: Final = SubStatus
WORK, WATCH = "Việc cần làm", "Theo dõi"


@dataclass(frozen=True)
class QueueRule:
    """Which dossiers lie in a queue, and who has that queue at all.

    `due` is "late" or "soon" for what the hour alone brings into the queue.
    """

    slug: str
    label: str
    permission: str
    steps: tuple[str, ...] = ()
    group: str = WORK
    is_personal: bool = False
    is_of_unit: bool = False
    is_open: bool = True
    waits_for_apology: bool = False
    waits_for_applicant: bool = False
    is_asked_to_stop: bool = False
    has_question: bool = False
    is_correcting: bool = False
    is_naming: bool = False
    has_two_words: bool = False
    has_sittings: bool = False
    due: str = ""

    @property
    def is_mixed(self) -> bool:
        """Whether its dossiers stand at several steps."""
        return len(self.steps) != 1 and not self.is_personal

    @property
    def shows_steps(self) -> bool:
        """Whether its rows say where they stand: also where one state has two words."""
        return self.is_mixed or self.has_two_words

    @property
    def waits_for_viewer(self) -> bool:
        """Whether its dossiers wait for the officer, not for the applicant or for anybody."""
        return self.group == WORK and self.slug != "payment"


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
    QueueRule(
        "return", "Chờ trả kết quả", Permission.DOSSIER_RETURN, (SUB.WAITING_RETURN,), has_sittings=True
    ),
    QueueRule("payment", "Chờ nộp phí", Permission.PAYMENT_RECORD, (SUB.WAITING_PAYMENT,)),
    QueueRule("soon", "Sắp đến hạn", Permission.DOSSIER_SEE, group=WATCH, due="soon"),
    QueueRule("late", "Quá hạn", Permission.DOSSIER_SEE, group=WATCH, due="late"),
    QueueRule(
        "correct",
        "Kết quả đang sửa",
        Permission.DOSSIER_SEE,
        group=WATCH,
        is_open=False,
        is_correcting=True,
    ),
    QueueRule(
        "supplement",
        "Chờ bổ sung",
        Permission.DOSSIER_SEE,
        (SUB.WAITING_SUPPLEMENT,),
        group=WATCH,
        has_two_words=True,
    ),
    QueueRule("questions", "Có câu hỏi", Permission.DOSSIER_SEE, group=WATCH, has_question=True),
    QueueRule("mentions", "Nhắc đến tôi", Permission.DOSSIER_SEE, group=WATCH, is_open=False, is_naming=True),
    QueueRule("applicant", "Chờ người nộp", Permission.DOSSIER_SEE, group=WATCH, waits_for_applicant=True),
    QueueRule("unit", "Ở đơn vị tôi", Permission.DOSSIER_SEE, group=WATCH, is_of_unit=True),
    QueueRule("all", "Tất cả đang giải quyết", Permission.DOSSIER_SEE, group=WATCH, has_sittings=True),
    QueueRule("ended", "Đã kết thúc", Permission.DOSSIER_SEE, group=WATCH, is_open=False, has_sittings=True),
)


@dataclass(frozen=True)
class Queue:
    """A queue and how much lies in it; None where that is not counted."""

    slug: str
    label: str
    group: str
    total: Total | None
    is_late: bool
    is_shown: bool = True
    columns: tuple[str, ...] = ()
    sort: str = ""

    @property
    def tone(self) -> str:
        return "late" if self.is_late else "neutral"


def queue_rules(viewer: OfficerView) -> list[QueueRule]:
    """The queues that the officer's posts give them, in the order of a dossier's way."""
    return [rule for rule in QUEUES if viewer.may(rule.permission)]


def find_queue(viewer: OfficerView, slug: str) -> QueueRule:
    """Raises QueueMissing for a queue that the officer's posts do not give."""
    found = next((rule for rule in queue_rules(viewer) if rule.slug == slug), None)
    if found is None:
        raise QueueMissing()
    return found


def queues(*, viewer: OfficerView, at: datetime) -> list[Queue]:
    """The officer's queues with their totals, as they stand for the officer's roles; one query.

    Those that are not shown are there too: a link to one still opens.
    """
    shown = {rule.slug: rule for rule in queue_rules(viewer)}
    totals, has_late, kept = _counts(viewer, at)
    has_late |= {rule.slug: totals[rule.slug].count > 0 for rule in shown.values() if rule.due == "late"}
    return [
        Queue(
            one.slug,
            one.label,
            shown[one.slug].group,
            totals.get(one.slug),
            has_late.get(one.slug, False),
            one.is_shown,
            one.columns,
            one.sort,
        )
        for one in _stands(viewer, kept)
    ]


def stand_of(viewer: OfficerView, slug: str) -> arranging.Stand:
    """How one queue of the officer stands; one query. Raises QueueMissing."""
    find_queue(viewer, slug)
    return next(one for one in _stands(viewer, arrangements_of(viewer)) if one.slug == slug)


def first_shown(viewer: OfficerView) -> str:
    """The queue that the officer comes to; one query."""
    work = {rule.slug for rule in queue_rules(viewer) if rule.group == WORK}
    stands = [one for one in _stands(viewer, arrangements_of(viewer)) if one.is_shown]
    return min(stands, key=lambda one: (one.slug not in work, one.place)).slug


def arrangements_of(viewer: OfficerView) -> QuerySet[QueueArrangement, tuple[int, str, Any]]:
    """What is said for the roles and units of the officer's posts: unit, role, lines."""
    units, roles = {post.unit_id for post in viewer.posts}, {post.role_code for post in viewer.posts}
    found = QueueArrangement.objects.filter(unit_id__in=sorted(units), role__code__in=sorted(roles))
    return found.order_by().values_list("unit_id", "role__code", "lines")


def _stands(viewer: OfficerView, kept: Iterable[Sequence[Any]]) -> list[arranging.Stand]:
    said = {(unit, role): arranging.from_data(lines) for unit, role, lines in kept}
    posts = sorted(viewer.posts, key=lambda post: post.holder_id != viewer.id)
    holdings = [arranging.Holding((post.unit_id, post.role_code), post.permissions) for post in posts]
    return arranging.arranged(queue_rules(viewer), said, holdings)


def in_queue(rule: QueueRule, viewer: OfficerView, at: datetime) -> DossierQuerySet:
    """The dossiers of a queue."""
    if rule.is_correcting:
        under_way = Correction.objects.exclude(state=CorrectionState.DONE).values("dossier_id")
        return permissions.visible_to_officer(Dossier.objects.filter(pk__in=under_way), viewer)
    if rule.is_naming:
        named = Mention.objects.filter(unread_by(viewer)).order_by().values("note__dossier_id")
        return permissions.visible_to_officer(Dossier.objects.filter(pk__in=named), viewer)
    if not rule.is_open:
        ended = Dossier.objects.exclude(business__in=OPEN).filter(agency_id__in=agencies_in_sight(viewer))
        return permissions.visible_to_officer(ended, viewer)
    return Dossier.objects.open().filter(lying(rule, viewer) & _due(rule, at))


def lying(rule: QueueRule, viewer: OfficerView) -> Q:
    """What tells the open dossiers of this queue from others; the hour apart."""
    if rule.is_personal:
        return Q(holder_officer_id__in=viewer.holder_ids)
    found = Q(sub_status__in=rule.steps) if rule.steps else Q()
    if rule.waits_for_apology:
        found &= Q(pk__in=Apology.objects.filter(sent_at=None).values("dossier_id"))
    if rule.slug == "assign":
        found |= Q(sub_status__in=[SUB.APPRAISING, SUB.PAUSED], holder_kind=HolderKind.UNIT)  # given back
    if rule.is_asked_to_stop:
        found &= Q(pk__in=StopRequest.objects.filter(answered_at=None).values("dossier_id"))
    if rule.has_question:
        asked = DossierMessage.objects.filter(by_officer=None, answered_at=None)
        found &= Q(pk__in=asked.order_by().values("dossier_id"))
    if rule.waits_for_applicant:
        found &= Q(holder_kind=HolderKind.APPLICANT)
    if rule.is_of_unit:
        found &= Q(holder_unit_id__in=sorted({post.unit_id for post in viewer.posts}))
    if rule.permission == Permission.DOSSIER_SEE:
        return found & permissions.seen_by_officer(viewer)
    return found & _within(viewer, rule.permission)


def _due(rule: QueueRule, at: datetime) -> Q:
    return {"late": late, "soon": soon}[rule.due](at) if rule.due else Q()


def agencies_in_sight(viewer: OfficerView) -> list[int]:
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


# Totals


def _is_kept(rule: QueueRule, viewer: OfficerView) -> bool:
    """Whether the places of dossiers tell this queue: not the hour, nor who once had a hand in them."""
    by_rows = rule.waits_for_apology or rule.is_asked_to_stop or rule.has_question or rule.is_correcting
    by_rows = by_rows or rule.is_naming
    if rule.due or by_rows:
        return False
    return rule.permission != Permission.DOSSIER_SEE or not reach(viewer, Permission.DOSSIER_SEE).own


def kept_total(rule: QueueRule, viewer: OfficerView, more: Q) -> Total | None:
    """How much of a queue lies in some places, exact; one query. None for a queue that is not kept.."""
    if not _is_kept(rule, viewer):
        return None
    found = QueueCount.objects.filter(_around(viewer), _counted(rule, viewer), more)
    return Total(found.aggregate(n=Sum("n"))["n"] or 0, is_exact=True)


def whole_total(*, viewer: OfficerView, queue: str, at: datetime) -> Total:
    """How much lies in a queue, counted to the end: for the list itself. Raises QueueMissing."""
    return Total(in_queue(find_queue(viewer, queue), viewer, at).order_by().count(), is_exact=True)


def _counts(
    viewer: OfficerView, at: datetime
) -> tuple[dict[str, Total], dict[str, bool], list[Sequence[Any]]]:
    """What lies in each queue, which of those that wait hold something late, and how they are arranged."""
    asked = _asked(viewer)
    row = asked.statement.rows(at=at, meant=nearness.meaning(at))[0]
    if not nearness.is_known(int(row[-1]), at=at):
        row = asked.statement.rows(at=at, meant=nearness.meaning(at))[0]
    counted = (*asked.kept, *asked.by_rows)
    found = zip(counted, row, strict=False)
    totals = {slug: Total(int(n or 0), is_exact=slug not in asked.capped) for slug, n in found}
    seen = dict(zip(asked.seen, row[len(counted) :], strict=False))
    return totals, seen, json.loads(row[len(counted) + len(asked.seen)] or "[]")


@dataclass(frozen=True)
class _Asked:
    """The one statement of an officer's totals: those that are kept, those counted, then what is late.

    What stays few is counted to the end; what the hour tells may be thousands on every page.
    """

    kept: tuple[str, ...]
    by_rows: tuple[str, ...]
    capped: frozenset[str]
    seen: tuple[str, ...]
    statement: Statement


@lru_cache(maxsize=256)
def _asked(viewer: OfficerView) -> _Asked:
    """Posts alone decide what is asked, so it is put into SQL once for each officer: that takes longer than
    the answer.
    """
    shown = queue_rules(viewer)
    kept = [rule for rule in shown if _is_kept(rule, viewer)]
    by_rows = [
        rule for rule in shown if rule not in kept and (rule.is_open or rule.is_correcting or rule.is_naming)
    ]
    seen = [rule for rule in shown if rule.waits_for_viewer]
    parts = [
        _counted_rows(in_queue(rule, viewer, A_MOMENT), most=COUNT_LIMIT if rule.due else None)
        for rule in by_rows
    ]
    parts += [_any(in_queue(rule, viewer, A_MOMENT).filter(late(A_MOMENT))) for rule in seen]
    parts += [_arrangements(viewer), nearness.in_force()]
    return _Asked(
        kept=tuple(rule.slug for rule in kept),
        by_rows=tuple(rule.slug for rule in by_rows),
        capped=frozenset(rule.slug for rule in by_rows if rule.due),
        seen=tuple(rule.slug for rule in seen),
        statement=one_row(_kept(kept, viewer), parts),
    )


def _kept(rules: Sequence[QueueRule], viewer: OfficerView) -> Part | None:
    """From the kept counts, exact at any size: one row of sums."""
    if not rules:
        return None
    sums = {f"q{place}": Sum("n", filter=_counted(rule, viewer)) for place, rule in enumerate(rules)}
    all_of_it = QueueCount.objects.filter(_around(viewer)).order_by().annotate(all=Value(1)).values("all")
    return part_of(all_of_it.annotate(**sums).values(*sums))


def _counted(rule: QueueRule, viewer: OfficerView) -> Q:
    if rule.is_open:
        return Q(business__in=OPEN) & lying(rule, viewer)
    return ~Q(business__in=OPEN) & permissions.seen_by_officer(viewer)


def _around(viewer: OfficerView) -> Q:
    """Whatever any queue of the officer may count, so that the rest is not read."""
    units = {post.unit_id for post in viewer.posts}
    agencies = set(agencies_in_sight(viewer))
    for permission in {rule.permission for rule in queue_rules(viewer)}:
        agencies |= reach(viewer, permission).agency_ids
    return (
        Q(agency_id__in=sorted(agencies))
        | Q(holder_unit_id__in=units)
        | Q(reception_unit_id__in=units)
        | Q(work_unit_id__in=units)
        | Q(holder_officer_id__in=viewer.holder_ids)
    )


def _counted_rows(found: DossierQuerySet, *, most: int | None) -> Part:
    rows = found.order_by().values("pk")
    sql, params = part_of(rows if most is None else rows[: most + 1])
    return f"(SELECT count(*) FROM ({sql}) AS lying)", params


def _arrangements(viewer: OfficerView) -> Part:
    """Beside the totals, so that they cost no query of their own."""
    sql, params = part_of(arrangements_of(viewer))
    said = "json_agg(json_build_array(kept.unit_id, kept.role_code, kept.lines))::text"
    return f"(SELECT {said} FROM ({sql}) AS kept (unit_id, role_code, lines))", params


def _any(found: DossierQuerySet) -> Part:
    sql, params = part_of(found.order_by().values("pk"))
    return f"EXISTS ({sql})", params
