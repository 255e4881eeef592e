"""Closed lists of this room: stored value, shown label."""

from django.db.models import TextChoices


class TransferState(TextChoices):
    """A transfer is packed by the worker, then received by the archive or called off."""

    PACKING = "packing", "đang lập gói"
    READY = "ready", "chờ bàn giao"
    RECEIVED = "received", "đã nộp lưu"
    CALLED_OFF = "called_off", "đã bỏ"


class Carried(TextChoices):
    """What a transfer hands over: dossiers, or loose papers, which were digitised and are of no dossier."""

    DOSSIERS = "dossiers", "hồ sơ"
    PAPERS = "papers", "giấy tờ"


class LineState(TextChoices):
    """A line of a transfer: a faulty one waits for the next, and so do those of one called off."""

    WAITING = "waiting", "chờ kiểm tra"
    PACKED = "packed", "trong gói"
    ARCHIVED = "archived", "đã nộp lưu"
    FAULTY = "faulty", "để lại lần sau"
    RELEASED = "released", "đã bỏ"


LIVE = (LineState.WAITING, LineState.PACKED, LineState.ARCHIVED)
"""While a line is one of these, its dossier or paper is on no other transfer."""


class Standing(TextChoices):
    """How an ended dossier stands against the day by which it goes to the archive."""

    IN_TIME = "in_time", "trong hạn"
    SOON = "soon", "sắp đến hạn"
    OVERDUE = "overdue", "quá hạn"
