"""Work for later; ops/schedule.py says how often."""

from motcua.foundation.kernel import clock, jobs

from . import operations, queries

AT_A_TIME = 500


@jobs.job("repository.match_waiting", tries=1)
def match_waiting() -> None:
    """Give papers that wait for an owner to whoever has their number by now."""
    after = 0
    while found := queries.matchable(after=after, most=AT_A_TIME):
        for _key, code in found:
            operations.match_by_number(code=code, at=clock.now())
        after = found[-1][0]
