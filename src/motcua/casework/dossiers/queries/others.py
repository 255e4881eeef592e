"""Who else is at work on a dossier, as its applicant sees it: who was asked for what kind of thing, by when.

What was asked and answered in words stays inside the authority.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.enums import SideKind, SideState
from motcua.casework.dossiers.models import Dossier, SideTask
from motcua.reference.workflow.rules import parse_steps


@dataclass(frozen=True)
class OtherRow:
    """`part` names the step that a partner does, empty for an opinion; no `until` before it begins."""

    party: str
    part: str
    asked_at: datetime
    until: datetime | None
    answered_at: datetime | None
    is_waived: bool

    @property
    def is_at_work(self) -> bool:
        return self.until is not None and self.answered_at is None and not self.is_waived


def others_of(dossier: Dossier) -> tuple[OtherRow, ...]:
    """One query for a dossier that was loaded with its process."""
    names = {step.slug: step.name for step in parse_steps(dossier.process.steps)} if dossier.process else {}
    tasks = SideTask.objects.filter(dossier=dossier).select_related("unit__agency").order_by("pk")
    return tuple(
        OtherRow(
            party=task.party,
            part=names.get(task.step_slug, task.question) if task.kind == SideKind.PART else "",
            asked_at=task.asked_at,
            until=task.due_at,
            answered_at=task.ended_at if task.state == SideState.ANSWERED else None,
            is_waived=task.state == SideState.WAIVED,
        )
        for task in tasks
    )
