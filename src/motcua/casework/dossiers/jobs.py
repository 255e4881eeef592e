"""Work for later: apologies are drafted, dossiers under way follow a new version one by one."""

from motcua.foundation.kernel import clock, jobs

from .operations import apologies, transitions


@jobs.job(transitions.SPREAD)
def spread_transition(*, transition_code: str, after: int) -> None:
    """Give each open dossier of the procedure its own job."""
    transitions.spread_transition(transition_code=transition_code, after=after, at=clock.now())


@jobs.job(transitions.CROSS)
def cross(*, transition_code: str, dossier_code: str) -> None:
    """Move one dossier, ask its applicant, or leave it."""
    transitions.cross(transition_code=transition_code, dossier_code=dossier_code, at=clock.now())


@jobs.job("dossiers.draft_apologies", tries=1)
def draft_apologies() -> None:
    """Look for dossiers that are about to be late; ops/schedule.py says how often."""
    apologies.draft_apologies(at=clock.now())
