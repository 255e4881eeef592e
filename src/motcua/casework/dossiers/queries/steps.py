"""Where a dossier stands in its own process and where it may go from there."""

from collections.abc import Collection

from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.models import Dossier, HandOver, SideTask
from motcua.casework.dossiers.rules import on_the_way, siding
from motcua.casework.dossiers.rules.stepping import Ways, place_of, ways_from
from motcua.foundation.accounts.queries import OfficerView
from motcua.reference.workflow.rules import Step, parse_steps

from .in_sight import find


def ways_of(dossier: Dossier) -> Ways:
    """No query for a dossier that was loaded with its process."""
    if dossier.process is None:
        return Ways(None)
    is_binding = bool(dossier.process.decision)
    return ways_from(parse_steps(dossier.process.steps), dossier.step_slug, is_binding=is_binding)


def ways(*, viewer: OfficerView, code: str) -> Ways:
    """Two queries. Raises DossierMissing."""
    return ways_of(find(viewer=viewer, code=code))


def parts_unopened(dossier: Dossier, opened: Collection[str] | None = None) -> tuple[Step, ...]:
    """The sub-dossiers on the dossier's way that nobody opened and nobody left out with a reason.

    Nothing under a process that no decision approved. No query where the process names none that is not open,
    for a dossier that was loaded with its process; else one, and one more without the `opened` slugs.
    """
    if dossier.process is None or not dossier.process.decision:
        return ()
    steps = parse_steps(dossier.process.steps)
    parts = siding.parts_of(steps)
    if parts and opened is None:
        opened = set(SideTask.objects.filter(dossier=dossier).values_list("step_slug", flat=True))
    if all(step.slug in (opened or ()) for step in parts):
        return ()
    return on_the_way.unopened(steps, _places(dossier, steps), opened or ())


def _places(dossier: Dossier, steps: tuple[Step, ...]) -> list[str]:
    """The steps at which it stood, the last one now; where none was kept it stood at the first."""
    first = place_of(steps, "")
    handed = HandOver.objects.filter(dossier=dossier, of_papers=False, waits_for=SubStatus.APPRAISING)
    slugs = [*handed.order_by("pk").values_list("step_slug", flat=True), dossier.step_slug]
    return [slug or (first.slug if first else "") for slug in slugs]
