"""A dossier's way along its own process inside the unit: on, back, past a step. Pure: values in, values out.

The states of the law stay what they are; this only says who works on it between assignment and the leader.
A process that no decision has approved is a sample: its steps are offered and bind nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.casework.dossiers.errors.flow import OutputMissing, StepJump, StepsLeft
from motcua.reference.workflow.enums import StepRole
from motcua.reference.workflow.rules import DONE, Step, run_from

DESK: Final = (StepRole.SPECIALIST, StepRole.DIVISION_HEAD)
"""Who works on a dossier inside its unit."""


@dataclass(frozen=True)
class Ways:
    """Where a dossier stands in its process and where it may go; `must_go` lies before the leader.

    `is_binding` where a decision has approved the process.
    """

    here: Step | None
    onward: tuple[Step, ...] = ()
    earlier: tuple[Step, ...] = ()
    skippable: tuple[Step, ...] = ()
    must_go: tuple[Step, ...] = ()
    is_binding: bool = False


def ways_from(steps: Sequence[Step], slug: str, *, is_binding: bool) -> Ways:
    """From that step, or from the first of a specialist where none is kept."""
    here = place_of(steps, slug)
    if here is None:
        return Ways(None)
    onward = tuple(step for step in _following(steps, here) if step.role in DESK)
    earlier = tuple(step for step in steps if step.slug in here.back and step.role in DESK)
    return Ways(
        here=here,
        onward=onward,
        earlier=earlier,
        skippable=tuple(step for step in onward if step.may_skip),
        must_go=_must_go(steps, here) if is_binding else (),
        is_binding=is_binding,
    )


def place_of(steps: Sequence[Step], slug: str) -> Step | None:
    """The step of that slug, else the first that a specialist does."""
    return next(
        (step for step in steps if step.slug == slug and slug),
        next((step for step in steps if step.role == StepRole.SPECIALIST), None),
    )


def _following(steps: Sequence[Step], here: Step) -> list[Step]:
    """The steps after this one; those of partners run beside it and are passed through."""
    by_slug = {step.slug: step for step in steps}
    waiting, found = [slug for slug in here.next if slug != DONE], []
    while waiting:
        step = by_slug[waiting.pop(0)]
        if step.role == StepRole.PARTNER:
            waiting += [slug for slug in step.next if slug != DONE]
        elif step not in found:
            found.append(step)
    return found


def _must_go(steps: Sequence[Step], here: Step) -> tuple[Step, ...]:
    """What comes before the leader after the steps that one hand-over gives; nothing where a way is free."""
    after = _following(steps, run_from(steps, here.slug)[-1])
    return tuple(after) if after and all(step.role in DESK for step in after) else ()


def check_forward(ways: Ways, slug: str, *, made: str, is_skipped: bool) -> Step:
    """The step that follows; what this one must produce is said. Raises StepJump, OutputMissing."""
    target = next((step for step in ways.onward if step.slug == slug), None)
    if ways.here is None or target is None:
        raise StepJump()
    if ways.here.output and not is_skipped and not made.strip():
        raise OutputMissing(ways.here.output)
    return target


def check_back(ways: Ways, slug: str) -> Step:
    """Raises StepJump for a step to which the process returns nothing from here."""
    target = next((step for step in ways.earlier if step.slug == slug), None)
    if target is None:
        raise StepJump()
    return target


def check_skip(ways: Ways, slug: str) -> Step:
    """Raises StepJump for a step that does not follow or that the process does not let one skip."""
    target = next((step for step in ways.skippable if step.slug == slug), None)
    if target is None:
        raise StepJump()
    return target


def check_before_leader(ways: Ways) -> None:
    """Raises StepsLeft while an approved process has a step of the unit before the leader's."""
    if ways.must_go:
        raise StepsLeft([step.name for step in ways.must_go])
