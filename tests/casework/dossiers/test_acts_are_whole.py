"""No act without its record: whichever of its audit inserts fails, nothing of the act is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import FILED, a_draft, an_authority, reload

from .acts_table import ALLOWED, FILERS_ACTS, OFFICERS_ACTS
from .standings import STATES, everybody
from .traces import no_trace

pytestmark = pytest.mark.django_db
ACTS = OFFICERS_ACTS | FILERS_ACTS
DONE_IN = {name: state for state, acts in ALLOWED.items() for name in acts}
"""For each act a state in which it is done."""


@contextmanager
def failing_audit(nth: int) -> Iterator[None]:
    """The database refuses the nth event that is written from here on."""
    there = AuditEvent.objects.count()
    as_owner(
        f"""
        CREATE FUNCTION pg_temp.refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (SELECT count(*) FROM audit_auditevent) = {there + nth - 1} THEN
                RAISE EXCEPTION 'the disk is full';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER refuse_event BEFORE INSERT ON audit_auditevent
        FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse_event();
        """
    )
    yield
    as_owner("DROP TRIGGER refuse_event ON audit_auditevent; DROP FUNCTION pg_temp.refuse_event()")


def as_owner(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE NONE; {sql}; RESET ROLE")


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
