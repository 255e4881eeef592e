"""The table of messages."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code

from .enums import Delivery


def message_code() -> str:
    return new_code("M")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self, *, since_before: datetime) -> Self:
        """Not sent, though written before that moment."""
        return self.filter(delivery=Delivery.WAITING, written_at__lt=since_before)


class Message(models.Model):
    """What one recipient is told about one event. Its words are fixed when it is written."""

    code = models.CharField(max_length=20, unique=True, default=message_code)
    event_id = models.CharField(max_length=120)
    recipient = models.CharField(max_length=80)
    message_id = models.CharField(max_length=200, unique=True)
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    written_at = models.DateTimeField()
    delivery = models.CharField(max_length=8, choices=Delivery, default=Delivery.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event_id", "recipient"], name="one_message_per_event_and_recipient"
            ),
            models.CheckConstraint(
                condition=Q(delivery=Delivery.SENT, sent_at__isnull=False)
                | Q(delivery__in=[Delivery.WAITING, Delivery.FAILED], sent_at=None),
                name="message_is_sent_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["written_at"], condition=Q(delivery=Delivery.WAITING), name="message_still_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.code
