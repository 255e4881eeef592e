"""What becomes of a dossier when its supplement is answered, online or on paper."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.enums import Business, ClockKind, Stage, SubStatus
from motcua.casework.dossiers.models import ClockEntry, Dossier, Filing, Supplement
from motcua.casework.dossiers.replies import Reply
from motcua.foundation.calendar.rules import answer_by

from . import _clock
from ._acts import Act, hand_back
from ._filing import file_papers
from .saving import keep_saved


def stages_closed(dossier: Dossier) -> list[str]:
    """The stages in which something was asked that is answered, or whose time ended."""
    rows = Supplement.objects.filter(dossier=dossier, answered_at__isnull=False)
    return list(rows.values_list("stage", flat=True))


@transaction.atomic
def close(supplement: Supplement, *, at: datetime, was_answered: bool = True) -> None:
    """The supplement is answered, or its time ended; what was being prepared is filed now."""
    supplement.papers.all().delete()
    supplement.typed, supplement.typed_note, supplement.typed_at = None, "", None
    supplement.answered_at, supplement.was_answered = at, was_answered
    supplement.save(update_fields=["typed", "typed_note", "typed_at", "answered_at", "was_answered"])


def go_back(act: Act, supplement: Supplement) -> None:
    """To the one-stop desk, or to whoever asked in appraisal, with the time counted from its beginning."""
    if supplement.stage == Stage.RECEPTION:
        act.move(Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
        until = answer_by(submitted_at=act.at, calendar=_clock.calendar_for(act))
        act.set(answer_by=until)
        act.hand_to_unit(act.dossier.reception_unit, until=until)
        return
    act.move(Business.PROCESSING, SubStatus.APPRAISING)
    if supplement.stage == Stage.REFUSAL:
        _go_on(act)
    else:
        _start_anew(act)
    until = act.dossier.due_at or _clock.working_days_later(act, _clock.FOLLOW_UP_WORKING_DAYS)
    until = max(until, act.at)
    hand_back(act, supplement.asked_by, until=until)


def _go_on(act: Act) -> None:
    """After the reply to an intended refusal, or its time: counted on where the notice stopped the clock."""
    last = ClockEntry.objects.filter(dossier=act.dossier).order_by("-pk").first()
    if last is not None and last.kind == ClockKind.PAUSE:
        _clock.enter(act, ClockKind.RESUME, reason="Hết thời gian chờ phản hồi dự định từ chối")


def _start_anew(act: Act) -> None:
    _clock.enter(act, ClockKind.RESTART, reason="Đã nhận đủ hồ sơ bổ sung", basis="ND-61-2018/19.4")
    act.set(ask_by=_clock.ask_by(act))


@transaction.atomic
def new_round(act: Act, reply: Reply, *, filer_id: int, note: str, at: datetime) -> Filing:
    """The round with all answers and with the files that are new in it; papers of the repository are counted
    as in the first.
    """
    last = Filing.objects.filter(dossier=act.dossier).order_by("-round").first()
    kept = dict(last.answers) if last else {}
    filing = Filing.objects.create(
        dossier=act.dossier,
        round=(last.round if last else 0) + 1,
        answers=reply.checked.answers if reply.asks_fields else kept,
        filed_at=at,
        filed_by_id=filer_id,
        note=note.strip(),
    )
    file_papers(filing, reply.taken)
    keep_saved(act, filing=filing, taken=reply.held.values())
    return filing
