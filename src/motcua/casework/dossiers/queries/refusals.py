"""What was refused, on one dossier or in the agencies that somebody administers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import permissions
from motcua.foundation.accounts.models import Agency, Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries.administration import administered_ids
from motcua.foundation.audit import queries as audit
from motcua.foundation.kernel.actors import ActorKind

from .in_sight import find


@dataclass(frozen=True)
class Refused:
    """One refusal: `who` is an officer's name, or says that it was an applicant; act and reason are codes."""

    at: datetime
    who: str
    act: str
    reason: str
    again: int
    code: str = ""


def refusals_of(*, viewer: OfficerView, code: str) -> list[Refused] | None:
    """The newest first; None for whom it is not to see. Five queries. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    if not permissions.can_see_refusals(dossier, viewer):
        return None
    return _rows(audit.refusals_about(subject=f"dossier:{code}"))


def refusals_administered(*, viewer: OfficerView, most: int = 200) -> list[Refused]:
    """The newest in the agencies that the viewer administers; who administers the top reads of those about
    no dossier as well. Four queries.
    """
    ids = administered_ids(viewer)
    found = list(Agency.objects.filter(pk__in=ids).order_by("pk").values_list("code", "parent_id"))
    agencies = [code for code, _parent in found]
    if any(parent is None for _code, parent in found):
        agencies.append("")
    return _rows(audit.refusals_in(agencies=agencies, most=most))


def _rows(found: Sequence[audit.RefusalRow]) -> list[Refused]:
    codes = {row.actor_code for row in found if row.actor_kind == ActorKind.OFFICER}
    names = dict(Officer.objects.filter(code__in=codes).values_list("code", "full_name"))
    return [
        Refused(
            at=row.at,
            who=names.get(row.actor_code, row.actor_code)
            if row.actor_kind == ActorKind.OFFICER
            else f"Người nộp ({row.actor_code})",
            act=row.act,
            reason=row.reason,
            again=row.again,
            code=row.subject.removeprefix("dossier:") if row.subject.startswith("dossier:") else "",
        )
        for row in found
    ]
