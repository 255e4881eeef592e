"""The same act on many dossiers: one order, then one job and one transaction for each dossier."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import translation

from motcua.casework.dossiers import bulk_looks, permissions
from motcua.casework.dossiers.bulk_looks import NO_WORDS, NOTHING, Given
from motcua.casework.dossiers.enums import BulkAct, LineState
from motcua.casework.dossiers.errors.lists import MovedSinceSeen, NobodyReads, NothingToDo, TooMany
from motcua.casework.dossiers.events import BulkOrdered
from motcua.casework.dossiers.models import Bulk, BulkLine, Dossier
from motcua.casework.dossiers.queries.phrases import values_of
from motcua.casework.dossiers.queries.steps import ways_of
from motcua.casework.dossiers.rules import messages as message_rules
from motcua.casework.dossiers.rules import phrases as phrase_rules
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView, officer_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.codes import new_code
from motcua.foundation.kernel.errors import Forbidden, Missing, Refused

from . import decision, messages, processing, steps
from ._acts import officer_row
from .refusals import keep_refusal

DO_LINE = "dossiers.do_bulk_line"


@transaction.atomic
def order_bulk(
    *, by: OfficerView, act: str, seen: Mapping[str, str], at: datetime, given: Given = NOTHING
) -> Bulk:
    """Order one act for many dossiers; `seen` says of each code where it stood when the officer looked.

    What is out of sight is left out. Each dossier gets a job of its own.

    Raises: PermissionLacking, NothingToDo, TooMany; of a message MessageEmpty, PhraseUnusable.
    """
    wanted = BulkAct(act)
    if not bulk_looks.may_order(by, wanted):
        raise PermissionLacking
    if wanted == BulkAct.MESSAGE:
        message_rules.check_text(given.text)
        phrase_rules.check_placeholders(given.text)
    if len(seen) > bulk_looks.MOST:
        raise TooMany(bulk_looks.MOST)
    known = permissions.visible_to_officer(Dossier.objects.filter(code__in=seen), by)
    found = list(known.order_by("code").values_list("pk", "code"))
    if not found:
        raise NothingToDo()
    bulk = _kept(by, wanted, given, at)
    lines = BulkLine.objects.bulk_create(
        BulkLine(
            bulk=bulk,
            dossier_id=pk,
            seen=seen[code],
            tracking_number=given.tracking.get(code, "").strip()[:40],
        )
        for pk, code in found
    )
    for line in lines:
        jobs.defer(DO_LINE, line=line.pk)
    audit.record(
        BulkOrdered(
            subject=f"bulk:{bulk.code}", at=at, actor=by.actor, act_id=uuid4(), act=act, dossiers=len(lines)
        ),
        is_first=True,
    )
    return bulk


def _kept(by: OfficerView, act: BulkAct, given: Given, at: datetime) -> Bulk:
    return Bulk.objects.create(
        code=new_code("L"),
        act=act,
        ordered_by=officer_row(by),
        officer=Officer.objects.filter(code=given.officer_code).first() if given.officer_code else None,
        ordered_at=at,
        made=given.made.strip()[:4000],
        text=given.text.strip(),
        taken_by=given.taking.by,
        taken_name=given.taking.name.strip()[:120],
        paper_seen=given.taking.paper_seen,
        is_signed=given.taking.is_signed,
    )


@transaction.atomic
def do_line(*, line: int, at: datetime) -> None:
    """Carry out one line of an order, once; a refusal is kept as its sentence and leaves nothing else.

    The act and the mark are one transaction: a worker that dies leaves neither, and the job comes again.
    """
    row = (
        BulkLine.objects.select_for_update(of=("self",))
        .select_related("bulk__ordered_by__account", "bulk__officer", "dossier__process")
        .get(pk=line)
    )
    if row.state != LineState.WAITING:
        return
    with translation.override("vi"):
        row.why = _refusal(row, at)
    row.state = LineState.REFUSED if row.why else LineState.DONE
    row.done_at = at
    row.save(update_fields=["state", "why", "done_at"])


def _refusal(row: BulkLine, at: datetime) -> str:
    """Does the act; the sentence of its refusal, or nothing. Nobody waits for it, so it ends here."""
    try:
        with transaction.atomic():
            _check_unmoved(row)
            _act(row, at)
    except (Refused, Forbidden, Missing) as refusal:
        actor = Actor(ActorKind.OFFICER, row.bulk.ordered_by.code)
        reason, code = type(refusal).__name__, row.dossier.code
        keep_refusal(by=actor, act=row.bulk.act, reason=reason, at=at, code=code)
        return str(refusal)[:400]
    return ""


def _check_unmoved(row: BulkLine) -> None:
    """Raises MovedSinceSeen."""
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=row.dossier_id)
    waiting = bulk_looks.waiting_proposals([dossier.pk]).get(dossier.pk)
    words = None
    if row.bulk.act == BulkAct.MESSAGE:
        words = bulk_looks.words_with([dossier.pk]).get(dossier.pk, NO_WORDS)
    if bulk_looks.mark(dossier, waiting, words) != row.seen:
        raise MovedSinceSeen()


def _act(row: BulkLine, at: datetime) -> None:
    """With the posts that the officer holds now. Raises whatever the act refuses."""
    bulk, code = row.bulk, row.dossier.code
    officer_code = bulk.officer.code if bulk.officer else ""
    account = bulk.ordered_by.account
    by = officer_of(account=account, on=local_date(at)) if account else None
    if by is None:
        raise PermissionLacking
    if bulk.act == BulkAct.ASSIGN:
        processing.assign(by=by, code=code, officer_code=officer_code, at=at)
    elif bulk.act == BulkAct.SIGN:
        decision.approve_and_sign(by=by, code=code, at=at)
    elif bulk.act == BulkAct.NUMBER:
        decision.number_and_seal(by=by, code=code, at=at)
    elif bulk.act == BulkAct.FORWARD:
        _forward(row, by, officer_code, at)
    elif bulk.act == BulkAct.MESSAGE:
        _write(row, by, at)
    else:
        decision.return_result(
            by=by, code=code, at=at, taking=bulk.taking, tracking_number=row.tracking_number
        )


def _forward(row: BulkLine, by: OfficerView, officer_code: str, at: datetime) -> None:
    """To the one step that follows; where several do, somebody must choose."""
    onward = ways_of(row.dossier).onward
    steps.forward_step(
        by=by,
        code=row.dossier.code,
        step_slug=onward[0].slug if len(onward) == 1 else "",
        officer_code=officer_code,
        made=row.bulk.made,
        at=at,
    )


def _write(row: BulkLine, by: OfficerView, at: datetime) -> None:
    """The text as it reads for this dossier now. Raises NobodyReads."""
    dossier = Dossier.objects.select_related("publication__procedure", "filer__account").get(
        pk=row.dossier_id
    )
    if bulk_looks.is_read_by_nobody(dossier):
        raise NobodyReads()
    text = phrase_rules.filled(row.bulk.text, values_of(dossier))
    messages.send_message(by=by, code=dossier.code, text=text, at=at)
