"""Keepers say by hand that a paper counts no more, that another took its place, that it counts after all, or
that it is not whose it is said to be. Each says why; the owner is told, and a request that it answers ends.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.ports import adapter
from motcua.foundation.kernel.text import normalise
from motcua.records.repository import errors, notices, permissions, rules
from motcua.records.repository.enums import AskState, HoldingState, Origin, OwnerKind, RulingKind, WrongAbout
from motcua.records.repository.events import HoldingReinstated, PaperReleased, ShareEnded
from motcua.records.repository.models import AskedCorrection, Holding, Ruling
from motcua.records.repository.ports import DigitisedCodes
from motcua.records.repository.rules.ruling import OF_STANDING, check_ruling

from .asking import UNDER_WAY
from .ending import replace, revoke
from .holding import coded
from .lookups import event_facts, locked, paper_said

WAITING = (
    "owner_code", "owner_kind", "owner_number", "owner_name", "owner_name_norm", "matched_at", "words",
)  # fmt: skip
UNCODED = {
    "digitised_code": None,
    "digitised_owner": "",
    "digitised_type": "",
    "digitised_order": None,
    "digitised_year": None,
    "digitised_agency": "",
}


@transaction.atomic
def rule_revoked(*, by: OfficerView, code: str, reason: str, at: datetime) -> Ruling:
    """A digitised paper, or one of a dossier, counts no more.

    Raises: HoldingMissing, NotYoursToKeep, EndedInItsDossier, NotValidAnyMore, ReasonMissing.
    """
    holding, ruling = _ruled(RulingKind.REVOKED, by=by, code=code, reason=reason, at=at)
    act_id = uuid4()
    revoke(code=code, reason=ruling.reason, by=by.actor, at=at, act_id=act_id, ruling=ruling.code)
    _tell(holding, ruling, by=by, answers=[WrongAbout.STANDING], act_id=act_id)
    return ruling


@transaction.atomic
def rule_replaced(*, by: OfficerView, code: str, by_code: str, reason: str, at: datetime) -> Ruling:
    """Another valid paper of the same owner took its place, such as a renewed licence.

    Raises: HoldingMissing, NotYoursToKeep, NotValidAnyMore, ReasonMissing, NoSuccessor.
    """
    holding, ruling = _ruled(RulingKind.REPLACED, by=by, code=code, reason=reason, at=at)
    successor = permissions.successors_of(by, holding).filter(code=by_code).first()
    if successor is None:
        raise errors.NoSuccessor()
    act_id = uuid4()
    replace(
        code=code,
        by_holding=successor,
        by=by.actor,
        at=at,
        act_id=act_id,
        ruling=ruling.code,
        reason=ruling.reason,
    )
    _tell(holding, ruling, by=by, answers=[WrongAbout.STANDING], act_id=act_id)
    return ruling


@transaction.atomic
def reinstate(*, by: OfficerView, code: str, reason: str, at: datetime) -> Ruling:
    """What a keeper ended counts again.

    Raises: HoldingMissing, NotYoursToKeep, NothingToTakeBack, ReasonMissing.
    """
    holding, ruling = _ruled(RulingKind.REINSTATED, by=by, code=code, reason=reason, at=at)
    holding.state, holding.reason, holding.revoked_at = HoldingState.VALID, "", None
    holding.replaced_by, holding.replaced_at = None, None
    holding.save(update_fields=["state", "reason", "revoked_at", "replaced_by", "replaced_at"])
    act_id = uuid4()
    facts = event_facts(holding, by=by.actor, at=at, act_id=act_id)
    audit.record(HoldingReinstated(**facts, ruling=ruling.code))
    _tell(holding, ruling, by=by, answers=[WrongAbout.STANDING], act_id=act_id)
    return ruling


@transaction.atomic
def release(*, by: OfficerView, code: str, number: str, name: str, reason: str, at: datetime) -> Ruling:
    """Take a paper from whom it is not. Their links to it end, they see it no more, and it waits for its
    owner: `number` and `name` are whose it is as the paper says. By a number alone it never goes back.

    Raises: HoldingMissing, NotYoursToKeep, EndedInItsDossier, NobodysPaper, ReasonMissing, FactsRefused,
    DigitisedCodeTaken.
    """
    holding, ruling = _ruled(RulingKind.RELEASED, by=by, code=code, reason=reason, at=at)
    act_id = uuid4()
    facts = event_facts(holding, by=by.actor, at=at, act_id=act_id)
    ended = list(holding.shares.select_for_update(of=("self",)).live(at=at).order_by("pk"))
    for share in ended:
        share.ended_at = at
        share.save(update_fields=["ended_at"])
        audit.record(ShareEnded(**facts, share=share.code))
    audit.record(PaperReleased(**facts, ruling=ruling.code, shares=tuple(one.code for one in ended)))
    _tell(holding, ruling, by=by, answers=list(WrongAbout), act_id=act_id)
    _let_wait(holding, number=number, name=name)
    return ruling


def _ruled(
    kind: RulingKind, *, by: OfficerView, code: str, reason: str, at: datetime
) -> tuple[Holding, Ruling]:
    """The paper locked and the ruling written down, once it is allowed."""
    holding = locked(code)
    permissions.check_keeps(by, agency_code=holding.agency_code)
    last = holding.rulings.filter(kind__in=OF_STANDING).order_by("-pk").first()
    check_ruling(
        kind,
        origin=holding.origin,
        state=holding.state,
        owner_code=holding.owner_code,
        last=last.kind if last else "",
        reason=reason,
    )
    ruling = Ruling.objects.create(
        holding=holding,
        kind=kind,
        owner_code=holding.owner_code,
        reason=reason.strip()[:600],
        made_at=at,
        made_by=by.code,
    )
    return holding, ruling


@transaction.atomic(savepoint=False)
def _let_wait(holding: Holding, *, number: str, name: str) -> None:
    """Raises FactsRefused, DigitisedCodeTaken."""
    said = rules.owner_number(number)
    if len(said) > 20 or len(name.strip()) > 250:
        raise errors.FactsRefused("số hoặc tên của chủ giấy tờ dài quá.")
    holding.owner_code, holding.matched_at = "", None
    holding.owner_kind = rules.kind_by_number(OwnerKind.UNKNOWN, said)
    holding.owner_number, holding.owner_name, holding.owner_name_norm = said, name.strip(), normalise(name)
    if holding.origin == Origin.DIGITISED and holding.digitised_code and holding.digitised_owner != said:
        codes: DigitisedCodes = adapter("digitised_codes")
        renewed = codes.renewed(source_code=holding.source_code, owner_number=said)
        for fact, value in (coded(renewed) or UNCODED).items():
            setattr(holding, fact, value)
    holding.words = rules.words_of(
        paper_said(holding), codes=(holding.source_code, holding.dossier_code, holding.digitised_code or "")
    )
    holding.save(update_fields=[*WAITING, *UNCODED])


@transaction.atomic(savepoint=False)
def _tell(
    holding: Holding, ruling: Ruling, *, by: OfficerView, answers: Collection[WrongAbout], act_id: UUID
) -> None:
    """The owner, and whoever asked: a request that this answers is done with it."""
    asked = AskedCorrection.objects.filter(holding=holding, about__in=list(answers), state__in=UNDER_WAY)
    asked.update(
        state=AskState.DONE,
        answer=ruling.reason,
        answered_at=ruling.made_at,
        answered_by=by.code,
        done_at=ruling.made_at,
    )
    notices.paper_ruled(holding, ruling, event_id=str(act_id), at=ruling.made_at)
