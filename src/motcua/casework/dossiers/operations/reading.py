"""Say of papers whether they are in order."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import paper_checks, permissions
from motcua.casework.dossiers.enums import Verdict
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.errors.reading import NothingToSay
from motcua.casework.dossiers.events import PapersJudged
from motcua.casework.dossiers.models import Dossier, Filing, PaperVerdict
from motcua.casework.dossiers.rules.reading import check_verdict
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit

from ._acts import begin, locked


@transaction.atomic
def judge_papers(*, by: OfficerView, code: str, verdicts: Mapping[str, tuple[str, str]], at: datetime) -> int:
    """Keep verdict and reason for the named papers in the last round; how many. An empty one is taken back.

    Raises: DossierMissing, NotYourDossier, PapersNotHere, NothingToSay, VerdictNeedsReason.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    if not permissions.can_judge(dossier, by):
        raise NotYourDossier()
    asked = {
        paper.slug for paper in paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    }
    if not verdicts:
        raise NothingToSay()
    for slug, (verdict, reason) in verdicts.items():
        check_verdict(
            sub_status=dossier.sub_status, is_asked_for=slug in asked, verdict=verdict, reason=reason
        )
    act = begin(dossier, by=by, at=at)
    round_ = _last_round(dossier)
    for slug, (verdict, reason) in verdicts.items():
        _keep(dossier, round_, slug, verdict, reason.strip(), by=by, at=at)
    given = [verdict for verdict, _reason in verdicts.values()]
    audit.record(
        PapersJudged(
            **act.facts,
            round=round_,
            good=given.count(Verdict.GOOD),
            bad=given.count(Verdict.BAD),
            not_needed=given.count(Verdict.NOT_NEEDED),
            taken_back=given.count(""),
        )
    )
    return len(verdicts)


def _last_round(dossier: Dossier) -> int:
    last = Filing.objects.filter(dossier=dossier).order_by("-round").values_list("round", flat=True).first()
    return last or 1


def _keep(
    dossier: Dossier, round_: int, slug: str, verdict: str, reason: str, *, by: OfficerView, at: datetime
) -> None:
    if not verdict:
        PaperVerdict.objects.filter(dossier=dossier, round=round_, slug=slug).delete()
        return
    PaperVerdict.objects.update_or_create(
        dossier=dossier,
        round=round_,
        slug=slug,
        defaults={
            "verdict": verdict,
            "reason": reason if verdict == Verdict.BAD else "",
            "given_at": at,
            "given_by_id": by.id,
        },
    )
