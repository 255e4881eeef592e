"""Papers that the agency lost, for the desk and for the applicant."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.enums import LostState
from motcua.casework.dossiers.models import Dossier, LostPaper


@dataclass(frozen=True)
class LostRow:
    """One paper; `state` says whether a file of it is kept, or it is asked for, or it is there again."""

    slug: str
    name: str
    state: str
    label: str
    what_happened: str
    recorded_at: datetime

    @property
    def is_asked(self) -> bool:
        return self.state == LostState.ASKED


def losses_of(dossier: Dossier) -> tuple[LostRow, ...]:
    """Every paper that was lost, in order; one query."""
    rows = LostPaper.objects.filter(loss__dossier=dossier).select_related("loss").order_by("pk")
    return tuple(
        LostRow(
            slug=row.slug,
            name=checking.name_of_part(dossier, kind="paper", slug=row.slug),
            state=row.state,
            label=str(LostState(row.state).label),
            what_happened=row.loss.what_happened,
            recorded_at=row.loss.recorded_at,
        )
        for row in rows
    )
