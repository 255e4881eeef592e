"""No act without its record: whichever of its audit inserts fails, nothing of the act is left."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import FILED, a_draft, an_authority, reload
from tests.failing import failing_audit

from .acts_table import ALLOWED, FILERS_ACTS, OFFICERS_ACTS
from .standings import STATES, everybody
from .traces import no_trace

pytestmark = pytest.mark.django_db
ACTS = OFFICERS_ACTS | FILERS_ACTS
DONE_IN = {name: state for state, acts in ALLOWED.items() for name in acts}
"""For each act a state in which it is done."""


def events_of(does: Callable[[], object]) -> int:
    """How many events the act writes; it is undone again."""
    place, before = transaction.savepoint(), AuditEvent.objects.count()
    does()
    written = AuditEvent.objects.count() - before
    transaction.savepoint_rollback(place)
    return written


def check_whole(does: Callable[[], object]) -> None:
    written = events_of(does)
    assert written
    for nth in range(1, written + 1):
        with no_trace(), failing_audit(nth), pytest.raises(DatabaseError, match="the disk is full"):
            does()


@pytest.mark.parametrize("name", ACTS)
def test_an_act_whose_event_cannot_be_written_leaves_nothing(name: str) -> None:
    state = DONE_IN[name]
    dossier = reload(STATES[state]())
    who = everybody()[min(ALLOWED[state][name])]

    check_whole(lambda: ACTS[name](dossier, who))


def test_a_filing_whose_event_cannot_be_written_leaves_nothing() -> None:
    an_authority()
    draft = a_draft()

    check_whole(lambda: dossiers.submit(by=applicant_view(minh()), draft_code=draft, at=FILED))
