"""Who opened the papers of a dossier, for whoever answers for the work on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.models import DossierMessage, DossierQuerySet, FiledPaper, Supplement
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import queries as audit
from motcua.foundation.kernel.actors import ActorKind
from motcua.records.letters.models import Letter

from .in_sight import find

MOST = 100


@dataclass(frozen=True)
class Opening:
    """`paper` is its name; `who` an officer's name, or says that it was an applicant."""

    at: datetime
    who: str
    paper: str
    way: str


def opened_chain(code: str) -> str:
    """The chain that keeps who opened a paper."""
    return f"opened:{code}"


def with_document(dossiers: DossierQuerySet, *, code: str) -> DossierQuerySet:
    """Those that the paper was filed with, brought in answer to a supplement, sent with, or issued on."""
    filed = FiledPaper.objects.filter(document__code=code).order_by().values("filing__dossier_id")
    answered = Supplement.objects.filter(papers__document__code=code).order_by().values("dossier_id")
    sent = DossierMessage.objects.filter(document__code=code).order_by().values("dossier_id")
    issued = Letter.objects.filter(document__code=code, subject__startswith="dossier:")
    codes = [subject.removeprefix("dossier:") for subject in issued.values_list("subject", flat=True)]
    return dossiers.filter(Q(pk__in=filed) | Q(pk__in=answered) | Q(pk__in=sent) | Q(code__in=codes))


def openings_of(*, viewer: OfficerView, code: str, papers: Mapping[str, str]) -> list[Opening] | None:
    """The newest hundred of these papers, code and name; None for whom it is not to see.

    Four queries. Raises DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    if not permissions.can_see_refusals(dossier, viewer):
        return None
    chains = {opened_chain(one): name for one, name in papers.items()}
    events = audit.newest_of(subjects=list(chains), most=MOST)
    officers = {event.actor_code for event in events if event.actor_kind == ActorKind.OFFICER}
    names = dict(Officer.objects.filter(code__in=officers).values_list("code", "full_name"))
    return [
        Opening(
            at=event.occurred_at,
            who=names.get(event.actor_code, f"Người nộp ({event.actor_code})"),
            paper=chains[event.subject],
            way=OpeningWay(event.payload["way"]).label,
        )
        for event in events
    ]
