"""A database that refuses: what an act leaves behind when its record cannot be written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from motcua.foundation.audit.models import AuditEvent


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
