"""What a person is told whose request has no agency yet: at once, by e-mail where there is one.

The words name the request by code; what was asked and why stays on the paper and at the desk. They are those
of the agency whose desk took the request down.
"""

from datetime import datetime

from django.utils import translation

from motcua.casework.dossiers.models import UnclearRequest
from motcua.casework.dossiers.queries import wordings
from motcua.casework.dossiers.rules.notice_words import KNOWN
from motcua.casework.dossiers.rules.wordings import rendered
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications import operations as notifications

from .standing import moment


def taken_in(request: UnclearRequest, *, event_id: str, at: datetime) -> None:
    _send(request, "unclear_taken_in", event_id, at)


def assigned(request: UnclearRequest, *, event_id: str, at: datetime) -> None:
    _send(request, "unclear_assigned", event_id, at)


def answered(request: UnclearRequest, *, event_id: str, at: datetime) -> None:
    _send(request, "unclear_answered", event_id, at)


def _send(request: UnclearRequest, notice: str, event_id: str, at: datetime) -> None:
    person = request.filer
    account = person.account if person.account and person.account.closed_at is None else None
    address = account.email if account else person.email
    if not address:
        return
    language = "en" if account and account.language == "en" else "vi"
    agency_id, on = request.unit.agency_id, local_date(at)
    kept = wordings.words_in_force(agency_id=agency_id, keys=[notice], language=language, on=on)
    words = kept[notice]
    with translation.override(language):
        values = {
            "code": request.code,
            "until": moment(request.holder_until) if request.holder_until else "",
            "new_agency": request.publication.agency.name_vi if request.publication else "",
            "unit": request.unit.name,
            "agency": request.unit.agency.name_vi,
        }
    notifications.send(
        event_id=event_id,
        recipient=account.code if account else person.code,
        address=address,
        subject=f"[{request.code}] {rendered(words.subject, values.__getitem__, KNOWN)}",
        body=rendered(words.body, values.__getitem__, KNOWN),
        at=at,
    )
