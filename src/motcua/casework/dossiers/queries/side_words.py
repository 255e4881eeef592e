"""Whom a dossier waits for, and whether its process names sub-dossiers that are not open."""

from collections.abc import Iterable
from dataclasses import replace

from motcua.casework.dossiers import sector_times
from motcua.casework.dossiers.enums import SideKind, SideState
from motcua.casework.dossiers.models import Dossier, Forwarding, SideTask, Sitting
from motcua.casework.dossiers.rules import siding
from motcua.casework.dossiers.rules.settling import SETTLED_AT
from motcua.casework.dossiers.rules.stepping import Ways, ways_from
from motcua.reference.workflow.rules import parse_steps

from .acts import Past
from .products import produced
from .steps import parts_unopened


def waited_for(tasks: Iterable[SideTask]) -> list[str]:
    """The asked that have not answered, in words; `unit__agency` is loaded."""
    return [
        f"{task.party} ({SideKind(task.kind).label.lower()})"
        for task in tasks
        if task.state in (SideState.NEXT, SideState.WAITING)
    ]


def papers_between(dossier: Dossier) -> list[Forwarding]:
    """What travels between desks; no query for a dossier received by the agency that decides."""
    if dossier.reception_unit.agency_id == dossier.agency_id:
        return []
    return list(
        Forwarding.objects.filter(dossier=dossier).select_related(
            "from_unit__agency", "to_unit__agency", "sent_by", "confirmed_by", "dossier"
        )
    )


def with_sitting(past: Past, dossier: Dossier) -> Past:
    """Whether it is settled at once, and whether that was adjourned; one query where it may be."""
    is_at_once = sector_times.is_at_once(dossier)
    asks = is_at_once and dossier.sub_status in SETTLED_AT
    is_adjourned = asks and Sitting.objects.filter(dossier=dossier).exists()
    return replace(past, is_at_once=is_at_once, is_adjourned=is_adjourned)


def beside(past: Past, dossier: Dossier) -> Past:
    """With what others are asked to do and what the step must produce; one query for a dossier that
    was loaded with its process, three more where that looks for something, one where sub-dossiers of an
    approved process are not open."""
    tasks = list(SideTask.objects.filter(dossier=dossier).select_related("unit__agency").order_by("pk"))
    steps = parse_steps(dossier.process.steps) if dossier.process else ()
    opened = {task.step_slug for task in tasks}
    is_binding = bool(dossier.process and dossier.process.decision)
    return replace(
        with_sitting(past, dossier),
        papers=papers_between(dossier),
        ways=ways_from(steps, dossier.step_slug, is_binding=is_binding) if steps else Ways(None),
        waits_for=waited_for(tasks),
        produced=produced(dossier),
        unopened=parts_unopened(dossier, opened),
        has_parts=any(step.slug not in opened for step in siding.parts_of(steps)),
    )
