"""What the repository holds of the owner of a dossier for the papers that it must bring."""

from datetime import datetime

from django.conf import settings

from motcua.casework.dossiers import held_papers
from motcua.casework.dossiers.models import SavedPaper
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.queries.rows import PaperView
from motcua.reference.catalogue.queries.renewals import Renewal, renewal_of
from motcua.reference.catalogue.rules.content import papers_of

from .in_sight import find


def held_for(*, viewer: OfficerView, code: str, at: datetime) -> dict[str, str]:
    """By paper the names of what is held valid, for whoever asks for a supplement. At most two queries.

    Raises DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    slugs = {paper.slug for paper in papers_of(dossier.version.content) if paper.type_codes}
    held = held_papers.of_dossier(dossier, slugs=slugs, on=local_date(at))
    return {slug: "; ".join(one.name for one in found) for slug, found in held.items()}


def renewal_for(paper: PaperView, *, at: datetime) -> Renewal | None:
    """The procedure that renews a paper at the agency that keeps it, if one is known and in force."""
    return renewal_of(
        type_codes=paper.type_codes,
        agency_code=paper.agency_code,
        on=local_date(at),
        demo=settings.MOTCUA_DEMO,
    )


def saved_in_sum(*, code: str) -> int:
    """How many papers the owner did not have to hand in again, with this dossier and before; none where this
    one took nothing from the repository. One query.
    """
    owners = SavedPaper.objects.filter(dossier__code=code).order_by().values("owner_code")
    return SavedPaper.objects.filter(owner_code__in=owners).count()
