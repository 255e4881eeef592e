"""Closed lists of this room."""

from django.db.models import TextChoices


class Delivery(TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
