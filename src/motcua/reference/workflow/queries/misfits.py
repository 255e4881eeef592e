"""Whether the process that holds adds up to the time that is published, today and from days to come."""

from dataclasses import dataclass
from datetime import date

from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import faults_of, parse_steps, rows_of_steps

from .drafts import procedure_facts


@dataclass(frozen=True)
class Misfit:
    """From that day on a version and the published time differ; the sentences say how."""

    number: int
    from_day: date
    sentences: tuple[str, ...]


def misfits(*, procedure_code: str, agency_code: str, on: date) -> list[Misfit]:
    """On that day, and on the first day of each published version to come. Three queries, one where the
    procedure has no process.

    Raises ProcessUnknown for a procedure that the agency does not publish.
    Law: TT-01-2018-VPCP/8.
    """
    versions = list(
        ProcessVersion.objects.filter(procedure_code=procedure_code, agency__code=agency_code).order_by(
            "-number"
        )
    )
    if not versions:
        return []
    facts = procedure_facts(procedure_code=procedure_code, agency_id=versions[0].agency_id, on=on)
    found = []
    for day, times in [(on, facts.times), *((later.valid_from, later.times) for later in facts.to_come)]:
        held = next((one for one in versions if one.holds_on(day)), None)
        faults = faults_of(rows_of_steps(parse_steps(held.steps)), times) if held else []
        if held and faults:
            found.append(Misfit(held.number, day, tuple(fault.sentence for fault in faults)))
    return found
