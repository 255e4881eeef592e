"""Closed lists of the documents room: stored value, shown label."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    RECEIVED = "received", _("received")
    SCANNED = "scanned", _("scanned")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class ScanNote(models.TextChoices):
    """What is known about malware in a document."""

    NOT_SCANNED = "not_scanned", _("not scanned for malware")
    CLEAN = "clean", _("scanned, nothing found")
    INFECTED = "infected", _("malware found")
    OUR_OWN = "our_own", _("made by this system")


class Purpose(models.TextChoices):
    COMPONENT = "component", _("paper of a dossier")
    OFFICE = "office", _("paper added by an officer")
    LETTER = "letter", _("letter of the authority")


class FileType(StrEnum):
    """Types that can be told by looking into the file; the value is the extension without the dot."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


class Problem(StrEnum):
    """Why a file cannot be taken, as found by looking into it."""

    WRONG_TYPE = "wrong_type"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_PAGES = "no_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    EXPANDS_TOO_MUCH = "expands_too_much"
    TOO_HEAVY = "too_heavy"
