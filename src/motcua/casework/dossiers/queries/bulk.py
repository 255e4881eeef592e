"""Acts on many dossiers: one look at each before, the progress, and what failed and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, Sum

from motcua.casework.dossiers import bulk_looks, permissions
from motcua.casework.dossiers.enums import BulkAct, HolderKind, LineState, Outcome
from motcua.casework.dossiers.errors.lists import BulkMissing, NobodyReads, NothingToDo
from motcua.casework.dossiers.models import Bulk, BulkLine, Dossier, Proposal, QueueCount
from motcua.casework.dossiers.rules import phrases as phrase_rules
from motcua.casework.dossiers.rules import producing
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Leave, Officer
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters import queries as letters
from motcua.records.letters.queries import Signing

from .phrases import values_of
from .products import Produced, produced_of
from .replies_awaited import marked
from .steps import ways_of
from .words import STEP_WORDS, step_words

NOTHING_MADE: Final = Produced()
SAYS: Final = {
    BulkAct.ASSIGN: "Giao cho người được chọn; thời hạn của bước tính từ lúc giao.",
    BulkAct.NUMBER: "Cấp số kế tiếp trong sổ của năm, đóng dấu; đồng hồ thời hạn dừng.",
    BulkAct.RETURN: "Trả kết quả theo cách người nộp đã chọn; hồ sơ kết thúc.",
    BulkAct.FORWARD: "",
    BulkAct.MESSAGE: "",
}


@dataclass(frozen=True)
class Look:
    """One dossier before the order; `why_not` is empty when the act can be done now."""

    code: str
    procedure: str
    owner: str
    step: str
    says: str
    opinion: str
    why_not: str
    seen: str
    way: str = ""
    question: str = ""


@dataclass(frozen=True)
class Hand:
    """Somebody who may be given work, and how much they hold."""

    code: str
    name: str
    unit: str
    load: int
    is_on_leave: bool


@dataclass(frozen=True)
class Failure:
    code: str
    why: str


@dataclass(frozen=True)
class Progress:
    """How far an order is, and what could not be done."""

    code: str
    act: str
    label: str
    officer: str
    ordered_at: datetime
    total: int
    done: int
    refused: int
    failures: Sequence[Failure]
    papers: Signing | None = None
    unsigned: Sequence[Failure] = ()
    """How far the results are as signed files, and those that could not be signed so far."""

    @property
    def ended(self) -> int:
        return self.done + self.refused

    @property
    def is_ended(self) -> bool:
        return self.ended == self.total


def bulk_acts(viewer: OfficerView) -> list[BulkAct]:
    """What the officer's posts let them do with many dossiers at once."""
    return [act for act in BulkAct if bulk_looks.may_order(viewer, act)]


def looks(*, viewer: OfficerView, act: str, codes: Sequence[str]) -> list[Look]:
    """One look at each dossier in sight, in the order asked; two queries, four before a message,
    three more where the processes of what goes on look for products."""
    wanted, place = BulkAct(act), {code: n for n, code in enumerate(codes)}
    found = permissions.visible_to_officer(Dossier.objects.filter(code__in=place), viewer).select_related(
        "publication__procedure",
        "owner_person",
        "owner_organisation",
        "holder_officer",
        "process",
        "version",
        "filer__account",
    )
    dossiers = sorted(marked(found), key=lambda one: place[one.code])
    waiting = bulk_looks.waiting_proposals([one.pk for one in dossiers])
    made = produced_of(dossiers) if wanted == BulkAct.FORWARD else {}
    looked = [
        _look(one, waiting.get(one.pk), wanted, viewer, made.get(one.pk, NOTHING_MADE)) for one in dossiers
    ]
    if wanted != BulkAct.MESSAGE:
        return looked
    words = bulk_looks.words_with([one.pk for one in dossiers])
    return [
        _with_words(look, one, waiting.get(one.pk), words.get(one.pk, bulk_looks.NO_WORDS))
        for look, one in zip(looked, dossiers, strict=True)
    ]


def _with_words(look: Look, dossier: Dossier, proposal: Proposal | None, words: bulk_looks.Words) -> Look:
    seen = bulk_looks.mark(dossier, proposal, words)
    return replace(look, seen=seen, question=words.question)


def message_for(*, viewer: OfficerView, code: str, text: str) -> str:
    """A text as it reads for one dossier in sight; one query. Raises NothingToDo."""
    seen = permissions.visible_to_officer(Dossier.objects.filter(code=code), viewer)
    dossier = seen.select_related("publication__procedure", "owner_person", "owner_organisation").first()
    if dossier is None:
        raise NothingToDo()
    return phrase_rules.filled(text, values_of(dossier))


def _look(
    dossier: Dossier, proposal: Proposal | None, act: BulkAct, viewer: OfficerView, made: Produced
) -> Look:
    owner = dossier.owner_person.full_name if dossier.owner_person else ""
    if dossier.owner_organisation:
        owner = dossier.owner_organisation.name
    return Look(
        code=dossier.code,
        procedure=dossier.publication.procedure.name,
        owner=owner,
        step=step_words(dossier.sub_status, dossier.business, waits_for_reply=dossier.waits_for_reply),
        says=_forward_words(dossier) if act == BulkAct.FORWARD else _says(act, proposal),
        opinion=proposal.opinion if proposal and act == BulkAct.SIGN else "",
        why_not=_why_not(dossier, act, viewer, made),
        seen=bulk_looks.mark(dossier, proposal),
        way=dossier.result_way if act == BulkAct.RETURN else "",
    )


def _forward_words(dossier: Dossier) -> str:
    """Where it goes, and what the step that ends must have produced."""
    ways = ways_of(dossier)
    target = " hoặc ".join(f"“{step.name}”" for step in ways.onward)
    made = f" Bước “{ways.here.name}” phải có: {ways.here.output}." if ways.here and ways.here.output else ""
    return f"Chuyển đến bước {target}.{made}" if target else ""


def _says(act: BulkAct, proposal: Proposal | None) -> str:
    if act != BulkAct.SIGN:
        return SAYS[act]
    if proposal is None:
        return ""
    return f"{Outcome(proposal.outcome).label} – {proposal.proposed_by.full_name} trình"


def _why_not(dossier: Dossier, act: BulkAct, viewer: OfficerView, made: Produced) -> str:
    if act == BulkAct.MESSAGE:
        return _why_not_written_to(dossier, viewer)
    steps = bulk_looks.STEPS[act]
    if dossier.sub_status not in steps:
        wanted = " hoặc ".join(f"“{STEP_WORDS[step]}”" for step in steps)
        return f"Chỉ làm được ở bước {wanted}."
    if not permissions.can_act(dossier, viewer, bulk_looks.PERMISSION[act]):
        return _not_yours(dossier)
    if act != BulkAct.FORWARD:
        return ""
    return _no_way_on(dossier) or producing.blocked_words(made.here, says_opinion=True)


def _why_not_written_to(dossier: Dossier, viewer: OfficerView) -> str:
    if not permissions.can_write_to_applicant(dossier, viewer):
        return _not_yours(dossier)
    return str(NobodyReads()) if bulk_looks.is_read_by_nobody(dossier) else ""


def _not_yours(dossier: Dossier) -> str:
    if dossier.holder_kind == HolderKind.OFFICER and dossier.holder_officer is not None:
        return f"Hồ sơ đang do {dossier.holder_officer.full_name} giữ."
    return "Hồ sơ không thuộc phạm vi vị trí việc làm của anh/chị."


def _no_way_on(dossier: Dossier) -> str:
    onward = len(ways_of(dossier).onward)
    if onward > 1:
        return "Quy trình có nhiều bước tiếp: chọn bước ở trang của hồ sơ."
    return "" if onward else "Quy trình không có bước tiếp nào trong đơn vị."


def hands(*, viewer: OfficerView, act: str, at: datetime) -> list[Hand]:
    """Who may be given work by this act: where the officer assigns, or in the units where they work; those
    who hold least first; two queries.
    """
    permission = bulk_looks.PERMISSION[BulkAct(act)]
    held, today = reach(viewer, permission), local_date(at)
    units = held.unit_ids | {post.unit_id for post in viewer.posts_with(permission)}
    valid = Q(posts__valid_from__lte=today) & (Q(posts__valid_to=None) | Q(posts__valid_to__gte=today))
    there = Q(posts__unit_id__in=units) | Q(posts__unit__agency_id__in=held.agency_ids)
    found = Officer.objects.filter(
        valid,
        there,
        posts__role__permissions__contains=[Permission.DOSSIER_PROCESS],
        account__is_active=True,
    )
    loads = dict(
        QueueCount.objects.open()
        .filter(holder_officer_id__in=found.values("pk"))
        .values_list("holder_officer_id")
        .annotate(Sum("n"))
    )
    away = Exists(Leave.objects.held_on(today).filter(officer_id=OuterRef("pk")))
    rows = found.annotate(is_away=away).order_by("full_name", "pk").distinct()
    named = rows.values_list("pk", "code", "full_name", "posts__unit__name", "is_away")
    listed = {
        code: Hand(code, name, unit, loads.get(pk, 0), is_away) for pk, code, name, unit, is_away in named
    }
    return sorted(listed.values(), key=lambda one: (one.is_on_leave, one.load))


def progress(*, viewer: OfficerView, code: str) -> Progress:
    """How far an order of the officer's own is; two queries, two more where results are signed for it.

    Raises BulkMissing.
    """
    found = orders(viewer=viewer, code=code)
    if not found:
        raise BulkMissing()
    order = found[0]
    return _with_papers(order) if order.act in {BulkAct.SIGN, BulkAct.NUMBER} else order


def _with_papers(order: Progress) -> Progress:
    done = BulkLine.objects.filter(bulk__code=order.code, state=LineState.DONE)
    subjects = [f"dossier:{code}" for code in done.values_list("dossier__code", flat=True)]
    papers = letters.signing_of(subjects=subjects)
    held = [Failure(subject.removeprefix("dossier:"), why) for subject, why in papers.held_up]
    return replace(order, papers=papers, unsigned=held)


def orders(*, viewer: OfficerView, code: str = "", limit: int = 20) -> list[Progress]:
    """The officer's last orders, the newest first; failures are told for one that is named."""
    mine = Bulk.objects.filter(ordered_by_id=viewer.id)
    rows = (
        (mine.filter(code=code) if code else mine)
        .select_related("officer")
        .annotate(
            total=Count("lines"),
            done=Count("lines", filter=Q(lines__state=LineState.DONE)),
            refused=Count("lines", filter=Q(lines__state=LineState.REFUSED)),
        )
        .order_by("-ordered_at", "-pk")[:limit]
    )
    return [
        Progress(
            code=row.code,
            act=row.act,
            label=str(BulkAct(row.act).label),
            officer=row.officer.full_name if row.officer else "",
            ordered_at=row.ordered_at,
            total=row.total,
            done=row.done,
            refused=row.refused,
            failures=_failures(row) if code else (),
        )
        for row in rows
    ]


def _failures(bulk: Bulk) -> list[Failure]:
    failed = BulkLine.objects.filter(bulk=bulk, state=LineState.REFUSED).order_by("pk")
    return [Failure(code, why) for code, why in failed.values_list("dossier__code", "why")]
