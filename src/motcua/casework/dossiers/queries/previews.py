"""Papers to look at before they are issued: made from what the act would fix, kept nowhere."""

from collections.abc import Mapping
from datetime import datetime

from motcua.casework.dossiers import checking, paperwork, permissions, rules
from motcua.casework.dossiers.enums import Finance, Outcome, ProposalState
from motcua.casework.dossiers.errors import NothingToPreview
from motcua.casework.dossiers.models import Apology, Dossier, Proposal, Result
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Officer, valid_on
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries.signing_powers import SignedAs, signed_as
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.enums import ClockEventKind, StartEvent
from motcua.foundation.calendar.rules import ClockEvent, compute_due
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters import queries as letters

from .in_sight import find


def preview(*, viewer: OfficerView, code: str, kind: str, at: datetime) -> bytes:
    """The PDF of the receipt, of the drafted apology or of the result that waits, as it would be made now.

    Raises: DossierMissing, NothingToPreview.
    """
    dossier = find(viewer=viewer, code=code)
    if kind == "receipt":
        return _receipt(dossier, viewer, at)
    if kind == "apology":
        return _apology(dossier, _leader(dossier, viewer, at), at)
    proposal = Proposal.objects.filter(dossier=dossier, state=ProposalState.WAITING).first()
    if kind != "result" or proposal is None:
        raise NothingToPreview()
    return _result(dossier, proposal, at, leader=_leader(dossier, viewer, at))


def of_proposal(
    *, viewer: OfficerView, code: str, outcome: str, typed: Mapping[str, str], at: datetime
) -> bytes:
    """The PDF of a result that is still being written; empty parts are shown empty.

    Raises: DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    proposal = Proposal(dossier=dossier, outcome=Outcome(outcome), data=dict(typed))
    return _result(dossier, proposal, at, leader=_leader(dossier, viewer, at))


def _receipt(dossier: Dossier, viewer: OfficerView, at: datetime) -> bytes:
    if dossier.accepted_at is None:
        dossier.accepted_at = at
        _foresee_due(dossier, at)
    paper = paperwork.receipt(dossier, officer_name=viewer.name, at=at)
    issuer = paperwork.issuer_of(dossier)
    return letters.preview(data=paper, sample=dossier.is_sample, at=at, agency_code=issuer.code)


def _apology(dossier: Dossier, leader: Officer, at: datetime) -> bytes:
    draft = Apology.objects.filter(dossier=dossier, sent_at=None).first()
    if draft is None or dossier.due_at is None:
        raise NothingToPreview()
    calendar = calendars.calendar_numbered(number=dossier.calendar_number or 0)
    promised_at, dossier.due_at = dossier.due_at, calendar.closing(calendar.roll(draft.new_day))
    paper = paperwork.apology(
        dossier,
        reason=draft.reason,
        promised_at=promised_at,
        leader_name=leader.full_name,
        leader_title=_signed(dossier, leader, at).lines,
        at=at,
    )
    return letters.preview(data=paper, sample=dossier.is_sample, at=at, agency_code=dossier.agency.code)


def _foresee_due(dossier: Dossier, at: datetime) -> None:
    """Sets on the unsaved dossier the due date that an acceptance at this moment would give."""
    rule = checking.binding_rule(dossier)
    waits_for_fee = dossier.finance == Finance.DUE
    if rule is None or (waits_for_fee and rule.start_event == StartEvent.VALID_PAPERS_AND_FEE):
        return
    calendar = calendars.calendar_in_force(agency_code=dossier.agency.code, at=at)
    due = compute_due(
        events=[ClockEvent(kind=ClockEventKind.START, at=at, reason="")], rule=rule, calendar=calendar
    )
    if due is not None:
        dossier.due_at, dossier.legal_due_at = due.due_at, due.legal_due_at
        dossier.due_is_provisional = due.provisional


def _result(dossier: Dossier, proposal: Proposal, at: datetime, *, leader: Officer) -> bytes:
    if proposal.outcome == Outcome.INTEND:
        notice = paperwork.intended_refusal(
            dossier,
            proposal=proposal,
            until=None,
            leader_name=leader.full_name,
            leader_title=_signed(dossier, leader, at).lines,
            at=at,
        )
        return letters.preview(data=notice, sample=dossier.is_sample, at=at, agency_code=dossier.agency.code)
    ordinal = Result.objects.filter(dossier=dossier).count() + 1
    paper = paperwork.result(
        dossier,
        proposal=proposal,
        leader_name=leader.full_name,
        signed=_signed(dossier, leader, at),
        result_code=rules.result_code(dossier=dossier.code, ordinal=ordinal),
        at=at,
    )
    return letters.preview(
        data=paper,
        sample=dossier.is_sample,
        at=at,
        agency_symbol=dossier.agency.symbol,
        agency_code=dossier.agency.code,
    )


def _signed(dossier: Dossier, leader: Officer, at: datetime) -> SignedAs:
    """As it would be signed: in the post of whom the viewer stands in for, where that is how they may."""
    return signed_as(
        officer=leader,
        agency_id=dossier.agency_id,
        on=local_date(at),
        stands_for=dossier.stood_in_for,
    )


def _leader(dossier: Dossier, viewer: OfficerView, at: datetime) -> Officer:
    """Who will sign: the viewer who may, else a leader of the agency, so that the paper looks as it will."""
    if viewer.may(Permission.DOSSIER_DECIDE):
        dossier.stood_in_for = permissions.stands_in_for(dossier, viewer, Permission.DOSSIER_DECIDE)
        return Officer.objects.get(pk=viewer.id)
    leaders = Officer.objects.filter(
        valid_on(local_date(at), of="posts"),
        posts__unit__agency_id=dossier.agency_id,
        posts__role__permissions__contains=[Permission.DOSSIER_DECIDE],
        account__is_active=True,
    )
    return leaders.order_by("pk").first() or Officer.objects.get(pk=viewer.id)
