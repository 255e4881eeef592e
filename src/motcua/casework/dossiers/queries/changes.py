"""Whether a dossier changed since a page about it was read, and who changed it: cheap, for pages that ask.

Every act leaves an event on its dossier, so the number of its last event is its version. A paper that the
worker finishes changes the page too, without an event of the dossier: they are counted beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.audit import queries as audit
from motcua.foundation.kernel.actors import ActorKind
from motcua.records.letters.models import Letter


@dataclass(frozen=True)
class Change:
    """The last act on a dossier. `mark` is another one after each change."""

    code: str
    mark: str
    at: datetime
    actor_kind: str
    actor_code: str


def last_change(*, code: str) -> Change:
    """By either form of the code, for whoever is or was shown the dossier. One query for the long form, three
    for the short one. Raises DossierMissing.
    """
    found = _last(code)
    if found is None:
        long_form = Dossier.objects.filter(code_short=code).values_list("code", flat=True).first()
        found = _last(long_form) if long_form else None
    if found is None:
        raise DossierMissing()
    return found


def _last(code: str) -> Change | None:
    subject = f"dossier:{code}"
    made = Letter.objects.about(subject).exclude(document=None).order_by().values("subject")
    last = (
        audit.events_of(subject=subject)
        .reverse()
        .annotate(papers=made.annotate(number=Count("pk")).values("number"))
        .values_list("sequence", "papers", "occurred_at", "actor_kind", "actor_code")
        .first()
    )
    return Change(code, f"{last[0]}.{last[1] or 0}", *last[2:]) if last else None


def changed_by(change: Change) -> str:
    """The officer's name, or what else acted, for the desk; at most one query."""
    if change.actor_kind == ActorKind.OFFICER:
        name = Officer.objects.filter(code=change.actor_code).values_list("full_name", flat=True).first()
        return name or change.actor_code
    return "người nộp" if change.actor_kind == ActorKind.APPLICANT else "hệ thống"
