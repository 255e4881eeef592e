"""Reads of messages."""

from datetime import datetime

from django.db.models import QuerySet

from .enums import Delivery
from .models import Message


def messages_to(*, recipient: str) -> QuerySet[Message]:
    """What a recipient was told, newest first."""
    return Message.objects.filter(recipient=recipient).order_by("-written_at", "-id")


def count_waiting(*, since_before: datetime) -> int:
    """How many messages are still waiting though written before that moment."""
    return Message.objects.waiting(since_before=since_before).count()


def count_failed(*, since: datetime) -> int:
    """How many messages written since that moment will never arrive."""
    return Message.objects.filter(delivery=Delivery.FAILED, written_at__gte=since).count()
