from datetime import timedelta
from threading import Thread

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit import queries, rules
from motcua.foundation.audit.errors import SealRefused
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.audit.models import AuditEvent, Seal

from .stories import FRIDAY, LAN, KeyInHand, PaperShown, as_owner, seal, show


@pytest.mark.django_db
class TestRecord:
    def test_an_event_is_linked_to_the_one_before(self):
        first, second = show("D-1"), show("D-1")
        other = show("D-2")

        assert (first.sequence, second.sequence, other.sequence) == (1, 2, 1)
        assert (bytes(first.previous_hash), bytes(second.previous_hash)) == (rules.FIRST, bytes(first.hash))

    def test_it_costs_two_queries(self, django_assert_num_queries):
        show("D-1")

        with transaction.atomic(), django_assert_num_queries(2):
            show("D-1")

    def test_the_first_of_a_subject_costs_one_and_a_second_first_is_refused(self, django_assert_num_queries):
        event = PaperShown(subject="D-1", at=FRIDAY, actor=LAN, pages=1)
        with transaction.atomic(), django_assert_num_queries(1):
            audit.record(event, is_first=True)

        with pytest.raises(IntegrityError), transaction.atomic():
            audit.record(event, is_first=True)

        assert AuditEvent.objects.count() == 1

    def test_what_is_read_back_has_the_hash_that_was_written(self):
        due = FRIDAY + timedelta(days=3, microseconds=1)
        where = Dimensions(
            agency="skhcn-qt", unit="mot-cua", field="buc-xa", procedure="2.000086",
            version="2.000086@3", channel="online", due_at=due,
        )  # fmt: skip
        audit.record(
            PaperShown(subject="D-1", at=FRIDAY, actor=LAN, acting_for="P-1", dimensions=where, pages=2)
        )

        row = AuditEvent.objects.get()
        assert rules.digest(row.content()) == bytes(row.hash)
        assert (row.kind, row.payload, row.due_at, row.acting_for) == (
            "PaperShown", {"pages": 2, "paper": "decision"}, due, "P-1",
        )  # fmt: skip

    def test_it_falls_with_its_act(self):
        with transaction.atomic():
            show("D-1")
            transaction.set_rollback(True)

        assert not AuditEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_seal"])
@pytest.mark.parametrize(
    "act", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL"]
)
@pytest.mark.parametrize("pretending", ["off", "on"])
def test_the_application_cannot_rewrite_the_trail(table, act, pretending):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL motcua.rewrite = '{pretending}'")
        with pytest.raises(Exception, match=r"permission denied|must be owner"), transaction.atomic():
            cursor.execute(act.format(table))


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["UPDATE audit_auditevent SET id = id", "DELETE FROM audit_seal"])
def test_the_owner_cannot_rewrite_the_trail_by_a_slip_of_the_hand(act):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            cursor.execute(act)


@pytest.mark.django_db(transaction=True)
class TestSeal:
    def test_it_holds_what_was_committed_since_the_last_one(self):
        signer = KeyInHand()
        show("D-1")
        show("D-2")
        first = seal(signer)
        show("D-1")

        second = seal(signer, minutes=1)

        assert (first.events, second.events) == (2, 1)
        assert bytes(second.previous_hash) == bytes(first.hash)
        assert signer.is_signed(bytes(second.hash), signature=bytes(second.signature), key_id=second.key_id)

    def test_nothing_new_makes_no_seal(self):
        show("D-1")
        seal(KeyInHand())

        assert seal(KeyInHand()) is None
        assert Seal.objects.count() == 1

    def test_an_event_whose_act_is_still_open_waits_and_is_not_skipped(self):
        signer = KeyInHand()
        show("D-1")
        seal(signer)
        with _other_connection() as link:
            link.execute("SELECT pg_current_xact_id()")  # an older act that has not committed
            show("D-2")
            before = audit.seal(at=FRIDAY, signer=signer)
            _copy_event(link, subject="D-3")
            link.commit()

        after = seal(signer)

        assert (before, after.events) == (None, 2)
        assert queries.verify(signer=signer).holds

    def test_a_transaction_in_another_database_of_the_server_holds_nothing_up(self):
        with _other_connection(database="postgres") as link:
            link.execute("SELECT pg_current_xact_id()")
            show("D-1")

            made = seal(KeyInHand())

        assert made.events == 1

    def test_a_database_restored_without_a_new_era_is_refused(self):
        show("D-1")
        made = seal(KeyInHand())
        as_owner("UPDATE audit_seal SET upto_xid = %s::xid8", str(made.upto_xid + 10_000_000))

        with pytest.raises(SealRefused):
            seal(KeyInHand())

    def test_a_new_era_goes_on_where_the_old_one_ended(self):
        signer = KeyInHand()
        show("D-1")
        seal(signer)
        show("D-1")
        as_owner("UPDATE audit_auditevent SET xid = '900000000' WHERE sequence = 2")
        as_owner("ALTER TABLE audit_auditevent ALTER era SET DEFAULT 2")
        try:
            show("D-1")
            made = seal(signer)
        finally:
            as_owner("ALTER TABLE audit_auditevent ALTER era SET DEFAULT 1")

        assert (made.era, made.events) == (2, 2)
        assert queries.verify(signer=signer).holds


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_once_without_a_lock_cannot_take_the_same_number():
    show("D-1")
    failures: list[Exception] = []

    def act() -> None:
        try:
            with transaction.atomic():
                show("D-1")
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.2)")
        except IntegrityError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(failures), AuditEvent.objects.count()) == (1, 2)


def _other_connection(*, database: str = "") -> psycopg.Connection:
    known = connection.settings_dict
    return psycopg.connect(
        host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"],
        dbname=database or known["NAME"], options=known["OPTIONS"].get("options"),
    )  # fmt: skip


def _copy_event(link: psycopg.Connection, *, subject: str) -> None:
    """An event of another process, with a hash of its own."""
    row = AuditEvent.objects.get(subject="D-1")
    row.subject, row.sequence = subject, 1
    digest = rules.digest(row.content())
    columns = [f.column for f in AuditEvent._meta.fields if f.column not in {"id", "era", "xid"}]
    values = ", ".join({"subject": "%s", "hash": "%s"}.get(c, c) for c in columns)
    link.execute(
        f"INSERT INTO audit_auditevent ({', '.join(columns)}) SELECT {values} "
        "FROM audit_auditevent WHERE subject = 'D-1'",
        [subject, digest],
    )
