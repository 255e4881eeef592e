"""Everything that keeps a process from being published, each fault at its row and column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.reference.workflow.enums import Product, StepRole
from motcua.reference.workflow.ports import ProcedureFacts, PublishedTime

from .steps import DONE, MOST_STEPS, Row, content_of_rows, longest_hours, parse_steps, paths_of

LONGEST = {"name": 200, "unit": 200, "output": 300}
MOST_HOURS = 20_000
PRODUCERS = (StepRole.SPECIALIST, StepRole.DIVISION_HEAD)
"""Whose steps a dossier goes along inside its unit: there the system looks at what a step produced."""


@dataclass(frozen=True)
class Fault:
    """What is wrong: `place` counts rows from 1, 0 is the whole process; `column` is a key of a row."""

    place: int
    column: str
    sentence: str


def faults_of(rows: Sequence[Row], times: Sequence[PublishedTime]) -> list[Fault]:
    """All faults in the order of the table; the sums are looked at when nothing else is wrong.

    Law: TT-01-2018-VPCP/8.
    """
    if not rows:
        return [Fault(0, "", _("A process has at least one step."))]
    if len(rows) > MOST_STEPS:
        return [Fault(0, "", _("A process has at most %(most)d steps.") % {"most": MOST_STEPS})]
    found = [fault for place, row in enumerate(rows, start=1) for fault in _of_row(rows, place, row)]
    found = found or list(_unreached(rows))
    return found or list(_of_sums(rows, times))


def faults_by_then(rows: Sequence[Row], facts: ProcedureFacts) -> list[Fault]:
    """All that keeps a process from being handed in: one that fits a published time to come may go on, since
    it is held against the time of its own first day when it is published.
    """
    found = faults_of(rows, facts.times)
    fits_later = any(not faults_of(rows, later.times) for later in facts.to_come) if found else False
    return [] if fits_later else found


def _of_row(rows: Sequence[Row], place: int, row: Row) -> Iterator[Fault]:
    needed = {"name": _("Write what the step is called."), "unit": _("Write which unit does the step.")}
    for column, sentence in needed.items():
        if not str(row[column]).strip():
            yield Fault(place, column, sentence)
    for column, most in LONGEST.items():
        if len(str(row[column])) > most:
            yield Fault(place, column, _("At most %(most)d characters.") % {"most": most})
    if row["role"] not in StepRole.values:
        yield Fault(place, "role", _("Choose who does the step."))
    hours = str(row["hours"])
    if not (hours.isascii() and hours.isdecimal() and int(hours[:9]) <= MOST_HOURS):
        yield Fault(place, "hours", _("Write a whole number of working hours, such as 4; a day has 8."))
    yield from _of_products(place, row)
    yield from _of_arrows(rows, place, row)


def _of_products(place: int, row: Row) -> Iterator[Fault]:
    must = row.get("must", ())
    if not set(must) <= set(Product.values):
        yield Fault(place, "must", _("Choose from the list what the system looks for."))
    elif must and row["role"] in StepRole.values and row["role"] not in PRODUCERS:
        yield Fault(
            place, "must", _("The system looks for this only after steps of specialists and division heads.")
        )


def _of_arrows(rows: Sequence[Row], place: int, row: Row) -> Iterator[Fault]:
    """Next steps stand below, returns lead to steps above: a jump that the table does not allow says why."""
    places = {str(one["slug"]): number for number, one in enumerate(rows, start=1)}
    for column, wanted in (("next", row["next"]), ("back", row["back"])):
        for slug in wanted:
            there = places.get(slug)
            if slug == DONE and column == "next":
                continue
            if there is None:
                yield Fault(
                    place, column, _("There is no step “%(step)s” in this table.") % {"step": slug[:60]}
                )
            elif column == "next" and there <= place:
                yield Fault(
                    place,
                    column,
                    _(
                        "Step %(there)d stands above: a dossier goes on only to steps below; write it "
                        "as a return."
                    )
                    % {"there": there},
                )
            elif column == "back" and there >= place:
                yield Fault(
                    place,
                    column,
                    _("Step %(there)d stands below: a dossier is returned only to steps above.")
                    % {"there": there},
                )
    if row["skip"] and place in (1, len(rows)):
        yield Fault(place, "skip", _("The first and the last step are never skipped."))


def _unreached(rows: Sequence[Row]) -> Iterator[Fault]:
    steps = parse_steps(content_of_rows(rows))
    reached = {steps[0].slug}
    for step in steps:
        if step.slug in reached:
            reached.update(step.next)
    for place, step in enumerate(steps, start=1):
        if step.slug not in reached:
            yield Fault(
                place, "next", _("No step leads here: name this step as the next one of a step above.")
            )


def _of_months(rows: Sequence[Row], times: Sequence[PublishedTime]) -> Iterator[Fault]:
    """Months have no fixed number of hours, but a last one."""
    longest = longest_hours(parse_steps(content_of_rows(rows)))
    for time in times:
        if time.at_most is not None and longest > time.at_most:
            yield Fault(
                0,
                "hours",
                _(
                    "The longest way takes %(used)d hours; the published time (%(time)s) never has more "
                    "than %(allowed)d."
                )
                % {"used": longest, "time": time.words, "allowed": time.at_most},
            )


def _of_sums(rows: Sequence[Row], times: Sequence[PublishedTime]) -> Iterator[Fault]:
    yield from _of_months(rows, times)
    counted = [time for time in times if time.hours is not None]
    if not counted:
        return
    steps = parse_steps(content_of_rows(rows))
    places = {step.slug: place for place, step in enumerate(steps, start=1)}
    shortest = min(counted, key=lambda time: time.hours or 0)
    allowed = shortest.hours or 0
    ways = sorted(paths_of(steps), reverse=True)
    for used, way in ways:
        if used > allowed:
            said = ", ".join(str(places[slug]) for slug in way)
            yield Fault(
                0,
                "hours",
                _(
                    "Steps %(way)s take %(used)d hours together; the published time (%(time)s) is "
                    "%(allowed)d hours."
                )
                % {"way": said, "used": used, "time": shortest.words, "allowed": allowed},
            )
    if ways and ways[0][0] < allowed:
        yield Fault(
            0,
            "hours",
            _(
                "The longest way takes %(used)d hours; it must add up to the published time (%(time)s), "
                "%(allowed)d hours."
            )
            % {"used": ways[0][0], "time": shortest.words, "allowed": allowed},
        )
