"""Closed lists of the signing room: stored value, shown label."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    LEADER = "leader", _("leader's certificate")
    AGENCY = "agency", _("agency's certificate")


class MarkKind(StrEnum):
    """What the eye sees of a signature, and so where it stands."""

    LEADER = "leader"
    SEAL = "seal"
    AGENCY_TEXT = "agency_text"


class Flaw(models.TextChoices):
    """What is wrong with a file or one of its signatures, as a sentence for whoever asked."""

    NOT_A_PDF = "not_a_pdf", _("The file is not a PDF.")
    UNREADABLE = "unreadable", _("The file is damaged and its signatures cannot be read.")
    ENCRYPTED = "encrypted", _("The file is protected by a password; signatures in it cannot be checked.")
    TOO_HEAVY = "too_heavy", _("The file could not be checked within the limits of this system.")
    UNSIGNED = "unsigned", _("The file has no digital signature.")
    CONTENT_CHANGED = "content_changed", _("What was signed has been changed since.")
    SIGNATURE_BROKEN = "signature_broken", _("The signature does not belong to the certificate it names.")
    CHANGED_AFTER = "changed_after", _("Content was added or changed after the signature.")
    TRAILING_BYTES = "trailing_bytes", _("Something was appended to the file after the signature.")
    NOT_WHOLE = "not_whole", _("The signature does not cover the whole of what it signed.")
    UNTRUSTED = "untrusted", _("The certificate was not issued by an authority that is trusted here.")
    REVOKED = "revoked", _("The certificate was revoked.")
    NOT_VALID_THEN = "not_valid_then", _("The certificate was not valid at the time of signing.")
    EXPIRED_UNPROVEN = (
        "expired_unproven",
        _("The certificate has expired since, and no time stamp proves that it was valid when it signed."),
    )
    WEAK = "weak", _("The signature uses a method that is no longer safe.")
    TIME_STAMP_WRONG = (
        "time_stamp_wrong",
        _("The time stamp does not belong to this signature, or is not trusted."),
    )
    OUTSIDE_PURPOSE = "outside_purpose", _("The certificate was not issued for signing documents.")
