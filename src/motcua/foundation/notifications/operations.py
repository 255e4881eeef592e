"""Write a message in the act's transaction; deliver it later."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.errors import Missing, OutsideFailure

from . import rules
from .enums import Delivery
from .models import Message
from .ports import Mail, Mailer


@transaction.atomic(savepoint=False)
def send(
    *, event_id: str, recipient: str, address: str, subject: str, body: str, at: datetime
) -> Message | None:
    """Fix what `recipient` (a code) is told about an event, and defer its delivery.

    A second call for the same event and recipient returns what is there; the act's own lock keeps two from
    meeting. Nobody to write to (no address):
    None.
    """
    if not address:
        return None
    if there := Message.objects.filter(event_id=event_id, recipient=recipient).first():
        return there
    domain = settings.MOTCUA_MAIL_FROM.rpartition("@")[2]
    message = Message.objects.create(
        event_id=event_id,
        recipient=recipient,
        message_id=rules.message_id(event_id, recipient, domain=domain),
        address=address,
        subject=rules.one_line(subject)[:250],
        body=body,
        written_at=at,
    )
    jobs.defer("notifications.deliver", message=message.code)
    return message


@transaction.atomic
def deliver(*, code: str, at: datetime, mailer: Mailer) -> Message:
    """Hand a message to the mailer, unless that is done; a crash before the mark sends it again, same id.

    The row stays locked while the mail goes out, so that two workers never send it at once.

    Raises: Missing, OutsideFailure.
    """
    message = Message.objects.select_for_update(of=("self",)).filter(code=code).first()
    if message is None:
        raise Missing(f"There is no message {code}.")
    if message.delivery != Delivery.WAITING:
        return message
    try:
        mailer.send(
            Mail(message.message_id, message.address, message.subject, message.body, message.written_at)
        )
    except OutsideFailure as failure:
        if not failure.permanent:
            raise
        message.delivery = Delivery.FAILED
        message.save(update_fields=["delivery"])
        return message
    message.delivery, message.sent_at = Delivery.SENT, at
    message.save(update_fields=["delivery", "sent_at"])
    return message
