"""What passes into the applicant's hands beside the act that returns a result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.casework.dossiers import paper_checks, permissions
from motcua.casework.dossiers.enums import ResultWay
from motcua.casework.dossiers.errors import NothingToAcknowledge, NothingToHandBack
from motcua.casework.dossiers.events import OriginalsHandedBack, ResultAcknowledged
from motcua.casework.dossiers.models import Dossier, OriginalBack, Result, ResultReturn
from motcua.casework.dossiers.notices import endings as ending_notices
from motcua.casework.dossiers.rules import returns as return_rules
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit

from ._acts import begin, locked
from .holding import hold_later

NOBODY: Final = Taking()


@transaction.atomic(savepoint=False)
def keep_return(
    *, result: Result, way: ResultWay, taking: Taking, tracking_number: str, officer_id: int, at: datetime
) -> ResultReturn:
    """Write down how a result was given; it is its owner's from now on, so it is kept for them."""
    hold_later(result.code)
    return ResultReturn.objects.create(
        result=result,
        way=way,
        taken_by=taking.by,
        taken_name=taking.name.strip(),
        paper_seen=taking.paper_seen,
        tracking_number=tracking_number.strip() if way is ResultWay.POST else "",
        given_at=at,
        given_by_id=officer_id,
    )


@transaction.atomic
def acknowledge_result(*, by: ApplicantView, code: str, at: datetime) -> ResultReturn:
    """Say that one has the result.

    Raises: DossierMissing, NothingToAcknowledge.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    waiting = ResultReturn.objects.filter(result__dossier=dossier, acknowledged_at=None)
    given = waiting.select_related("result").order_by("-pk").first()
    if given is None:
        raise NothingToAcknowledge()
    act = begin(dossier, by=by, at=at)
    given.acknowledged_at, given.acknowledged_by_id = at, by.person_id
    given.save(update_fields=["acknowledged_at", "acknowledged_by"])
    audit.record(ResultAcknowledged(**act.facts, result=given.result.code))
    return given


@transaction.atomic
def hand_back_originals(
    *, by: OfficerView, code: str, counts: Mapping[str, int], taking: Taking, at: datetime
) -> Dossier:
    """Hand originals back at the counter; `counts` says how many of which paper, by its slug.

    Raises: DossierMissing, NotYourDossier, NothingToHandBack, TakerMissing.
    Law: ND-61-2018/20.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RETURN)
    if dossier.accepted_at is None:
        raise NothingToHandBack()
    papers = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    known = frozenset(paper.slug for paper in papers if not paper.by_form)
    return_rules.check_originals(counts=counts, known=known, taking=taking)
    act = begin(dossier, by=by, at=at)
    OriginalBack.objects.bulk_create(
        OriginalBack(
            dossier=dossier, slug=slug, count=count, taken_by=taking.by, taken_name=taking.name.strip(),
            paper_seen=taking.paper_seen, given_at=at, given_by_id=by.id,
        )
        for slug, count in sorted(counts.items())
    )  # fmt: skip
    audit.record(
        OriginalsHandedBack(
            **act.facts,
            papers=",".join(sorted(counts)),
            count=sum(counts.values()),
            taken_by=taking.by,
            paper_seen=taking.paper_seen,
        )
    )
    ending_notices.originals_handed_back(act, count=sum(counts.values()))
    return dossier
