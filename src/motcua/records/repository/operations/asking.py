"""Owners ask for a correction; the agency that keeps the paper answers, and corrects what it keeps of it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.ports import adapter
from motcua.records.repository import errors, notices, permissions, rules
from motcua.records.repository.enums import AskState, Origin, WrongAbout
from motcua.records.repository.events import (
    AskAccepted,
    AskRefused,
    CorrectionAsked,
    HoldingCorrected,
)
from motcua.records.repository.facts import Corrected, Paper
from motcua.records.repository.models import AskedCorrection, Holding
from motcua.records.repository.ports import IssuingUnits

from .lookups import event_facts, locked

UNDER_WAY = (AskState.WAITING, AskState.ACCEPTED)


@transaction.atomic
def ask_correction(
    *, by: ApplicantView, code: str, about: WrongAbout, words: str, at: datetime
) -> AskedCorrection:
    """Say what is wrong with a paper of one's own; it becomes a task of the agency that keeps it, and of the
    unit that issued it where that is known.

    Raises: HoldingMissing, WordsMissing, AskedAlready.
    """
    holding = locked(code)
    permissions.check_owns(by, holding)
    if not words.strip():
        raise errors.WordsMissing()
    if holding.asked.filter(state__in=UNDER_WAY).exists():
        raise errors.AskedAlready()
    asked = AskedCorrection.objects.create(
        holding=holding,
        agency_code=holding.agency_code,
        unit_code=_unit_of(holding),
        about=about,
        words=words.strip()[:2000],
        asked_at=at,
        asked_by=by.account_code,
    )
    act_id = uuid4()
    facts = event_facts(holding, by=by.actor, at=at, act_id=act_id)
    audit.record(CorrectionAsked(**facts, ask=asked.code, about=asked.about, unit=asked.unit_code))
    notices.correction_asked(asked, event_id=str(act_id), at=at)
    notices.unit_asked(asked, event_id=str(act_id), at=at)
    return asked


def _unit_of(holding: Holding) -> str:
    units: IssuingUnits = adapter("issuing_units")
    return units.unit_of(
        dossier_code=holding.dossier_code,
        procedure_code=holding.procedure_code,
        issuer_code=holding.issuer_code or holding.agency_code,
    )


@transaction.atomic
def accept_ask(*, by: OfficerView, code: str, corrector_code: str, at: datetime) -> AskedCorrection:
    """Say that the paper is to be corrected, and which officer does it; the owner is told.

    Raises: AskMissing, AnsweredAlready, CorrectorMissing.
    """
    holding, asked = _answerable(by, code, AskState.WAITING)
    known = permissions.correctors_of(
        agency_code=asked.agency_code, unit_code=asked.unit_code, on=local_date(at)
    )
    corrector = known.filter(code=corrector_code).first()
    if corrector is None:
        raise errors.CorrectorMissing()
    asked.state, asked.corrector = AskState.ACCEPTED, corrector.code
    act_id = _answer(asked, by=by, at=at)
    facts = event_facts(holding, by=by.actor, at=at, act_id=act_id)
    audit.record(AskAccepted(**facts, ask=asked.code, corrector=corrector.code))
    notices.correction_accepted(asked, corrector=corrector.full_name, event_id=str(act_id), at=at)
    if corrector.code != by.code:
        notices.corrector_named(asked, corrector, event_id=str(act_id), at=at)
    return asked


@transaction.atomic
def refuse_ask(*, by: OfficerView, code: str, reason: str, at: datetime) -> AskedCorrection:
    """Leave the paper as it is, with a reason that its owner reads.

    Raises: AskMissing, AnsweredAlready, ReasonMissing.
    """
    holding, asked = _answerable(by, code, *UNDER_WAY)
    if not reason.strip():
        raise errors.ReasonMissing()
    asked.state, asked.answer, asked.done_at = AskState.REFUSED, reason.strip()[:2000], at
    act_id = _answer(asked, by=by, at=at)
    audit.record(AskRefused(**event_facts(holding, by=by.actor, at=at, act_id=act_id), ask=asked.code))
    notices.correction_refused(asked, event_id=str(act_id), at=at)
    return asked


@transaction.atomic
def finish_ask(
    *, by: OfficerView, code: str, corrected: Corrected | None, what: str, at: datetime
) -> AskedCorrection:
    """Correct what is kept of the paper and say what changed; the owner is told. Its file stays as it is.

    `corrected` is left out for what was put right elsewhere: then `what` says it.
    Raises: AskMissing, AnsweredAlready, NothingChanged, FactsRefused.
    """
    holding, asked = _answerable(by, code, AskState.ACCEPTED)
    changed = _correct(holding, corrected)
    if not changed and not what.strip():
        raise errors.NothingChanged()
    asked.state, asked.done_at = AskState.DONE, at
    asked.answer = what.strip()[:2000] or rules.changed_words(changed)
    act_id = _answer(asked, by=by, at=at)
    facts = event_facts(holding, by=by.actor, at=at, act_id=act_id)
    audit.record(HoldingCorrected(**facts, ask=asked.code, fields=changed))
    notices.correction_done(asked, event_id=str(act_id), at=at)
    return asked


def _answerable(by: OfficerView, code: str, *states: AskState) -> tuple[Holding, AskedCorrection]:
    """The paper's row is locked before the request's. Raises AskMissing, AnsweredAlready."""
    of = AskedCorrection.objects.filter(code=code).values_list("holding__code", flat=True).first()
    if of is None:
        raise errors.AskMissing()
    holding = locked(of)
    asked = AskedCorrection.objects.select_for_update(of=("self",)).get(code=code)
    if not permissions.may_answer(by, asked):
        raise errors.AskMissing()
    if asked.state not in states:
        raise errors.AnsweredAlready()
    return holding, asked


@transaction.atomic(savepoint=False)
def _answer(asked: AskedCorrection, *, by: OfficerView, at: datetime) -> UUID:
    asked.answered_at, asked.answered_by = at, by.code
    asked.save(update_fields=["state", "corrector", "answer", "answered_at", "answered_by", "done_at"])
    return uuid4()


@transaction.atomic(savepoint=False)
def _correct(holding: Holding, corrected: Corrected | None) -> tuple[str, ...]:
    """The names of what was changed. Raises FactsRefused."""
    if corrected is None or holding.origin == Origin.BORN_DIGITAL:
        return ()
    paper = Paper(**asdict(corrected))
    rules.check_paper(paper)
    wanted: dict[str, Any] = asdict(corrected) | {
        "issued_on": rules.issue_day(paper),
        "precision": paper.precision or "",
        "type_name": paper.type_name.strip(),
    }
    changed = tuple(sorted(name for name, value in wanted.items() if getattr(holding, name) != value))
    if not changed:
        return ()
    for name in changed:
        setattr(holding, name, wanted[name])
    codes = (holding.source_code, holding.dossier_code, holding.digitised_code or "")
    holding.words = rules.words_of(paper, codes=codes)
    holding.confidence = rules.confidence_left(holding.confidence, changed)
    holding.save(update_fields=[*changed, "words", "confidence"])
    return changed
