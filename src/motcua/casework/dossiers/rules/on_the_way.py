"""Which sub-dossiers lie on the way that a dossier went along its process. Pure: values in, values out."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from motcua.casework.dossiers.errors.flow import PartsNotOpened
from motcua.reference.workflow.enums import StepRole
from motcua.reference.workflow.rules import DONE, Step, run_from

from .siding import parts_of
from .stepping import DESK


def unopened(steps: Sequence[Step], places: Iterable[str], opened: Collection[str]) -> tuple[Step, ...]:
    """The sub-dossiers that must be opened, or left out with a reason, before the leader is asked.

    `places` are the steps at which the dossier stood, in their order. A sub-dossier past which the process
    lets a dossier go is no part of its way.
    """
    if all(step.slug in opened for step in parts_of(steps)):
        return ()
    way = _straightened([slug for slug in places if any(step.slug == slug for step in steps)])
    needed = _needed(steps, way) if way else frozenset()
    return tuple(step for step in steps if step.slug in needed and step.slug not in opened)


def _straightened(places: Sequence[str]) -> list[str]:
    """Without the loops of what was given back to an earlier step."""
    way: list[str] = []
    for slug in places:
        way = way[: way.index(slug) + 1] if slug in way else [*way, slug]
    return way


def _needed(steps: Sequence[Step], way: Sequence[str]) -> frozenset[str]:
    by_slug = {step.slug: step for step in steps}
    found = _between(steps, (steps[0].slug,), way[0], lambda step: True)
    for here, there in pairwise(way):
        found |= _between(steps, by_slug[here].next, there, _is_passed)
    last = run_from(steps, way[-1])[-1]
    ends = [_between(steps, last.next, end, _is_passed) for end in _ends(steps, last)]
    return found | frozenset.intersection(*ends)


def _is_passed(step: Step) -> bool:
    return step.role == StepRole.PARTNER or step.may_skip


def _ends(steps: Sequence[Step], last: Step) -> list[str]:
    """Where the dossier goes from the unit: the steps of others that follow, else the end."""
    by_slug = {step.slug: step for step in steps}
    waiting, found, seen = list(last.next), [], set()
    while waiting:
        step = by_slug.get(waiting.pop(0))
        if step is None or step.slug in seen:
            continue
        seen.add(step.slug)
        if _is_passed(step):
            waiting += step.next
        elif step.role not in DESK:
            found.append(step.slug)
    return found or [DONE]


def _between(
    steps: Sequence[Step], onward: Sequence[str], target: str, passes: Callable[[Step], bool]
) -> frozenset[str]:
    """The sub-dossiers between a step with these next ones and the target; nothing where they can be passed.

    Next steps only lead on in the table, so one look from its end is enough.
    """
    needed: dict[str, frozenset[str]] = {}

    partners = {step.slug for step in parts_of(steps)}

    def along(slugs: Sequence[str]) -> frozenset[str] | None:
        """Partners' steps begin together; a way without them is a choice beside them."""
        free = [needed[slug] for slug in slugs if slug in needed and slug not in partners]
        together = [needed[slug] for slug in slugs if slug in needed and slug in partners]
        if target in slugs:
            return frozenset()
        return frozenset.intersection(*free) if free else frozenset().union(*together) if together else None

    for step in reversed(steps):
        beyond = along(step.next) if passes(step) and step.slug != target else None
        if beyond is not None:
            needed[step.slug] = beyond | ({step.slug} if step.role == StepRole.PARTNER else frozenset())
    return along(onward) or frozenset()


def check_opened(left: Sequence[Step]) -> None:
    """Raises PartsNotOpened while an approved process has a sub-dossier on the way that nobody has."""
    if left:
        raise PartsNotOpened([step.name for step in left])
