from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.foundation.kernel.errors import Missing, OutsideFailure
from motcua.foundation.notifications import operations as notifications
from motcua.foundation.notifications import queries
from motcua.foundation.notifications.enums import Delivery
from motcua.foundation.notifications.models import Message
from motcua.foundation.notifications.ports import Mail

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


class Post:
    """A mailer that keeps what it is given, and fails as often as told."""

    def __init__(self, *failures: OutsideFailure) -> None:
        self.failures, self.mails = list(failures), list[Mail]()

    def send(self, mail: Mail) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.mails.append(mail)

    def check(self) -> None:
        pass


def tell_minh(**changed: str) -> Message | None:
    known = {
        "event_id": "e-1",
        "recipient": "P-MINH",
        "address": "minh@example.vn",
        "subject": "Đã nhận hồ sơ",
        "body": "Cơ quan sẽ trả lời trong 8 giờ làm việc.",
    }
    return notifications.send(**(known | changed), at=FRIDAY)


def test_a_message_is_written_and_its_delivery_deferred_in_the_same_transaction():
    message = tell_minh()

    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("notifications.deliver", {"message": message.code})


def test_a_message_falls_with_its_act():
    with transaction.atomic():
        tell_minh()
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_the_same_event_tells_a_recipient_once():
    first, second = tell_minh(), tell_minh(subject="Lần hai")

    assert first == second
    assert ProcrastinateJob.objects.count() == 1


def test_without_an_address_nothing_is_written():
    assert tell_minh(address="") is None
    assert not Message.objects.exists()


def test_a_message_is_delivered_once():
    message, post = tell_minh(), Post()

    notifications.deliver(code=message.code, at=FRIDAY, mailer=post)
    notifications.deliver(code=message.code, at=FRIDAY, mailer=post)

    message.refresh_from_db()
    assert [mail.message_id for mail in post.mails] == [message.message_id]
    assert (message.delivery, message.sent_at) == (Delivery.SENT, FRIDAY)


def test_a_message_goes_again_under_the_same_id_after_a_failure():
    message, post = tell_minh(), Post(OutsideFailure("down"))

    with pytest.raises(OutsideFailure):
        notifications.deliver(code=message.code, at=FRIDAY, mailer=post)
    notifications.deliver(code=message.code, at=FRIDAY, mailer=post)

    assert [mail.message_id for mail in post.mails] == [message.message_id]


def test_an_address_that_never_takes_it_ends_the_tries():
    message, post = tell_minh(), Post(OutsideFailure("no such box", permanent=True))

    failed = notifications.deliver(code=message.code, at=FRIDAY, mailer=post)
    notifications.deliver(code=message.code, at=FRIDAY, mailer=post)

    assert (failed.delivery, post.mails) == (Delivery.FAILED, [])
    assert queries.count_failed(since=FRIDAY) == 1


def test_an_unknown_message_is_missing():
    with pytest.raises(Missing):
        notifications.deliver(code="M-0", at=FRIDAY, mailer=Post())


def test_what_waits_too_long_is_counted():
    tell_minh()

    assert queries.count_waiting(since_before=FRIDAY + timedelta(minutes=1)) == 1
    assert queries.count_waiting(since_before=FRIDAY) == 0
