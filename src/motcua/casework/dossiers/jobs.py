"""Work for later: apologies drafted, late answers told, provisional days counted, new versions followed."""

from itertools import islice

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.errors import OutsideFailure

from .operations import (
    apologies,
    books,
    bulk,
    counting,
    forecasts,
    holding,
    leaving,
    reasons,
    recounting,
    refusing,
    reminding,
    side_deadlines,
    transitions,
)

AT_A_TIME = 500
MOST_A_NIGHT = 20_000


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


@jobs.job("dossiers.watch_side_tasks", tries=1)
def watch_side_tasks() -> None:
    """Look for answers that are due or late; ops/schedule.py says how often."""
    side_deadlines.watch_side_tasks(at=clock.now())


@jobs.job("dossiers.give_back_left", tries=1)
def give_back_left() -> None:
    """Look for what lies with officers who left; ops/schedule.py says how often."""
    leaving.give_back_left(at=clock.now())


@jobs.job("dossiers.end_reply_times", tries=1)
def end_reply_times() -> None:
    """Look for intended refusals whose time to reply is over; ops/schedule.py says how often."""
    refusing.end_reply_times(at=clock.now())


@jobs.job(recounting.SPREAD)
def spread_recount(*, after: int) -> None:
    """Give each dossier with a provisional day its own job."""
    recounting.spread_recount(after=after, at=clock.now())


@jobs.job(recounting.RECOUNT)
def recount(*, dossier_code: str) -> None:
    """Count one provisional day again."""
    recounting.recount(dossier_code=dossier_code, at=clock.now())


@jobs.job("dossiers.fold_counts", tries=1)
def fold_counts() -> None:
    """Keep the counts of the queues short; ops/schedule.py says how often."""
    counting.fold_counts()


@jobs.job("dossiers.check_counts", tries=1)
def check_counts() -> None:
    """Compare the counts of the queues with the dossiers; ops/schedule.py says how often."""
    counting.check_counts()


@jobs.job(bulk.DO_LINE)
def do_bulk_line(*, line: int) -> None:
    """Carry out an act on one dossier of many."""
    bulk.do_line(line=line, at=clock.now())


@jobs.job(books.PRINT)
def print_book(*, code: str) -> None:
    """Set the tracking book of a year; a failure that no second try can mend is marked first."""
    try:
        books.set_book(code=code, at=clock.now())
    except OutsideFailure as failure:
        if failure.permanent:
            books.give_up_book(code=code, at=clock.now())
        raise


@jobs.job("dossiers.count_forecasts", tries=1)
def count_forecasts() -> None:
    """Count anew how long dossiers really take; ops/schedule.py says how often."""
    forecasts.count_forecasts(at=clock.now())


@jobs.job("dossiers.count_reasons", tries=1)
def count_reasons() -> None:
    """Count anew which coded reasons are given most; ops/schedule.py says how often."""
    reasons.count_reasons(at=clock.now())


@jobs.job(holding.HOLD)
def hold_result(*, result_code: str) -> None:
    """Keep one result in the repository of its owner."""
    holding.hold_result(result_code=result_code, at=clock.now())


@jobs.job("dossiers.hold_issued", tries=1)
def hold_issued() -> None:
    """Find results that should be held and are not; ops/schedule.py says how often."""
    for code in islice(holding.issued_before(most=AT_A_TIME), MOST_A_NIGHT):
        holding.hold_result(result_code=code, at=clock.now())


@jobs.job("dossiers.remind_of_ends", tries=1)
def remind_of_ends() -> None:
    """Tell owners that papers of theirs end; one by one, so that what fails is tried again the next night."""
    at = clock.now()
    for code in list(reminding.ending(on=clock.local_date(at), most=MOST_A_NIGHT)):
        reminding.remind(holding_code=code, at=at)
