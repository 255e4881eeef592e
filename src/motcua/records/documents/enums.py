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
    WAITING = "waiting", _("waits for the malware scanner")
    UNSCANNABLE = "unscannable", _("cannot be scanned for malware")
    CLEAN = "clean", _("scanned, nothing found")
    INFECTED = "infected", _("malware found")
    OUR_OWN = "our_own", _("made by this system")


class Purpose(models.TextChoices):
    COMPONENT = "component", _("paper of a dossier")
    OFFICE = "office", _("paper added by an officer")
    LETTER = "letter", _("letter of the authority")
    SCAN = "scan", _("paper that is being digitised")
    ARCHIVE = "archive", _("made for the archives")


class Damage(models.TextChoices):
    """What the check of kept files found wrong with one."""

    MISSING = "missing", _("missing in the store")
    BROKEN = "broken", _("not what was kept")


class FileType(StrEnum):
    """Types that can be told by looking into the file; the value is the extension without the dot."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"
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
    MACRO = "macro"
    SCRIPT = "script"
    POLYGLOT = "polyglot"


class Look(models.TextChoices):
    """What a look into a taken file found that the person should know of; the person decides."""

    MALWARE = "malware", _("holds malware, blocked")
    SCAN_WAITS = "scan_waits", _("waits for the malware scanner")
    UNSCANNABLE = "unscannable", _("cannot be scanned for malware, stays closed")
    MORE_BEHIND = "more_behind", _("something behind the end of the file")
    BLANK_PAGES = "blank_pages", _("blank pages")
    TURNED_PAGES = "turned_pages", _("pages on their side")
    UPSIDE_DOWN = "upside_down", _("pages upside down")
    LOW_RESOLUTION = "low_resolution", _("scanned below 200 dpi")
    SMALL_PICTURE = "small_picture", _("small picture")
    SAME_IN_DRAFT = "same_in_draft", _("same file as another paper here")
    GIVEN_BEFORE = "given_before", _("same file as in an earlier dossier")
    CHANGED_AFTER_SIGNING = "changed_after_signing", _("added to after signing")
    SIGNATURE_EXPIRED = "signature_expired", _("certificate not valid at signing, or expired since")
    SIGNATURE_REVOKED = "signature_revoked", _("certificate revoked")
    SIGNATURE_UNTRUSTED = "signature_untrusted", _("signature not of a trusted authority")
    SIGNATURE_BROKEN = "signature_broken", _("signature not of the certificate it names")
    SIGNATURE_UNREADABLE = "signature_unreadable", _("signature cannot be checked")
    REVOCATION_UNKNOWN = "revocation_unknown", _("not known whether the certificate was revoked")
