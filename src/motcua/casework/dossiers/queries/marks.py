"""What happened in dossiers since an officer looked, as marks of the rows of a list."""

from datetime import datetime, time
from typing import Any, Final

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from motcua.casework.dossiers.book_rows import SUBJECT
from motcua.casework.dossiers.models import MarksStart, Mention, Seen
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.queries import last_event_of
from motcua.foundation.kernel.clock import VIETNAM

from .notes import unread_by

NEW, CHANGED, NAMED = "new", "changed", "named"
FIELDS: Final = ("seen_at", "changed_at", "changed_by", "marks_from", "is_named")


def asked_of(viewer: OfficerView) -> dict[str, Combinable]:
    """What a query of dossiers asks beside the row, by FIELDS; looked up for the rows of the page alone."""
    seen = Seen.objects.filter(officer_id=viewer.id, dossier_id=OuterRef("pk"))
    last = last_event_of(Concat(Value(SUBJECT), OuterRef("code")))
    return {
        "seen_at": Subquery(seen.values("at")[:1]),
        "changed_at": Subquery(last.values("occurred_at")),
        "changed_by": Subquery(last.values("actor_code")),
        "marks_from": Subquery(MarksStart.objects.values("at")[:1]),
        "is_named": Exists(Mention.objects.filter(unread_by(viewer), note__dossier_id=OuterRef("pk"))),
    }


def mark_of(values: dict[str, Any], viewer: OfficerView) -> str:
    """Named where an unread note names the officer; else new for what they never opened, changed where
    others acted since; nothing for what lay there before there were marks or before the officer came.
    """
    if values["is_named"]:
        return NAMED
    seen_at, changed_at = values["seen_at"], values["changed_at"]
    if changed_at is None or values["changed_by"] == viewer.code:
        return ""
    begun = [moment for moment in (values["marks_from"], _came(viewer)) if moment is not None]
    if changed_at <= (seen_at or max(begun, default=datetime.min.replace(tzinfo=VIETNAM))):
        return ""
    return CHANGED if seen_at else NEW


def _came(viewer: OfficerView) -> datetime | None:
    """The beginning of the first day of the posts that the officer holds."""
    days = [post.valid_from for post in viewer.own_posts]
    return datetime.combine(min(days), time(), VIETNAM) if days else None
