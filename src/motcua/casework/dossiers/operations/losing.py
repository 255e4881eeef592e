"""Papers that the agency lost: an apology, rebuilt from its files or asked again at its cost."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, loss_letters, paper_checks, permissions
from motcua.casework.dossiers.enums import ELECTRONIC, LostState
from motcua.casework.dossiers.events.losing import LossRecorded, LostPapersReplaced
from motcua.casework.dossiers.models import Dossier, FiledPaper, Loss, LostPaper
from motcua.casework.dossiers.notices import losing as notices
from motcua.casework.dossiers.rules import losing
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.documents.enums import State
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.rules.content import Paper

from ._acts import Act, begin, fix_letter, locked, officer_row
from ._signing import signed_for


@transaction.atomic
def record_loss(
    *, by: OfficerView, code: str, slugs: Sequence[str], what_happened: str, at: datetime
) -> Loss:
    """Record that the agency lost papers: the applicant gets an apology at once; the clock runs on.

    Of what the portal keeps a file the dossier goes on with it; the rest is asked for at the agency's cost.

    Raises: DossierMissing, NotYourDossier, NothingLost, ReasonMissing.
    Law: ND-61-2018/21.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    papers = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    losing.check_loss(
        is_accepted=dossier.accepted_at is not None,
        slugs=slugs,
        known=[paper.slug for paper in papers],
        missing=[one.slug for one in _asked(dossier)],
        what_happened=what_happened,
    )
    act = begin(dossier, by=by, at=at)
    kept = _kept(dossier, papers)
    states = {slug: losing.state_of(slug, kept=kept) for slug in slugs}
    names = {state: _names(dossier, states, state) for state in (LostState.REBUILT, LostState.ASKED)}
    letter = _letter(act, by, what_happened=what_happened.strip(), names=names)
    loss = Loss.objects.create(
        dossier=dossier,
        what_happened=what_happened.strip(),
        recorded_at=at,
        recorded_by_id=by.id,
        letter=letter,
    )
    LostPaper.objects.bulk_create(
        LostPaper(loss=loss, slug=slug, state=state) for slug, state in states.items()
    )
    audit.record(
        LossRecorded(
            **act.facts,
            papers=",".join(sorted(slugs)),
            rebuilt=",".join(sorted(slug for slug in slugs if states[slug] is LostState.REBUILT)),
            letter=letter.code,
        )
    )
    notices.loss_recorded(act, what_happened=what_happened.strip(), asked=names[LostState.ASKED])
    return loss


def _names(dossier: Dossier, states: dict[str, LostState], state: LostState) -> list[str]:
    return [
        checking.name_of_part(dossier, kind="paper", slug=slug)
        for slug, one in states.items()
        if one is state
    ]


def _letter(act: Act, by: OfficerView, *, what_happened: str, names: dict[LostState, list[str]]) -> Letter:
    leader = officer_row(by)
    data = loss_letters.loss(
        act.dossier,
        what_happened=what_happened,
        rebuilt=names[LostState.REBUILT],
        asked=names[LostState.ASKED],
        leader_name=leader.full_name,
        leader_title=signed_for(act, leader).lines,
        at=act.at,
    )
    return fix_letter(act, kind=LetterKind.LOSS, data=data)


def _kept(dossier: Dossier, papers: Sequence[Paper]) -> set[str]:
    """What the portal has itself: files of the present procedure that may be opened, the form sent online."""
    files = FiledPaper.objects.filter(
        filing__dossier=dossier, filing__round__gte=dossier.first_round, document__state=State.ACCEPTED
    )
    filed = set(files.values_list("slug", flat=True))
    electronic = dossier.channel in ELECTRONIC
    return {
        one.slug
        for one in papers
        if losing.is_kept(has_file=one.slug in filed, is_sent_form=one.by_form and electronic)
    }


def _asked(dossier: Dossier) -> list[LostPaper]:
    """What is missing and asked for again, under its lock."""
    rows = LostPaper.objects.select_for_update(of=("self",))
    return list(rows.filter(loss__dossier=dossier, state=LostState.ASKED).order_by("pk"))


@transaction.atomic
def replace_lost(*, by: OfficerView, code: str, slugs: Sequence[str], at: datetime) -> Dossier:
    """Record that papers which had been asked for again are there, at the agency's cost.

    Raises: DossierMissing, NotYourDossier, NothingToReplace.
    Law: ND-61-2018/21.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    rows = _asked(dossier)
    losing.check_replaced(slugs=slugs, asked=[row.slug for row in rows])
    act = begin(dossier, by=by, at=at)
    back = [row.pk for row in rows if row.slug in slugs]
    LostPaper.objects.filter(pk__in=back).update(state=LostState.BACK, back_at=at, back_by_id=by.id)
    audit.record(LostPapersReplaced(**act.facts, papers=",".join(sorted(slugs))))
    notices.lost_papers_replaced(act)
    return dossier
