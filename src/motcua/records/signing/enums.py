"""Closed lists of the signing room: stored value, shown label."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    LEADER = "leader", _("leader's certificate")
    AGENCY = "agency", _("agency's certificate")
    PERSONAL = "personal", _("officer's own certificate")


class MarkKind(models.TextChoices):
    """What the eye sees of a signature, and so what the signature is for and where it stands."""

    LEADER = "leader", _("leader on a paper")
    SEAL = "seal", _("agency's seal on a paper")
    AGENCY_TEXT = "agency_text", _("agency on a paper, in words")
    SCAN = "scan", _("whoever scanned, on the scan")
    COPY = "copy", _("agency on a certified copy")
    NONE = "none", _("nothing to be seen")


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


class ChangeKind(models.TextChoices):
    """What was done to a file after a signature, as the beginning of a sentence; pages or names follow."""

    PAGES_ADDED = "pages_added", _("pages were added")
    PAGES_REMOVED = "pages_removed", _("pages were taken out")
    PAGES_MOVED = "pages_moved", _("pages stand in another order")
    PAGES_CHANGED = "pages_changed", _("the content of pages was changed")
    ANNOTATIONS_ADDED = "annotations_added", _("notes or stamps were laid on pages")
    ANNOTATIONS_REMOVED = "annotations_removed", _("notes or stamps were taken off pages")
    ANNOTATIONS_CHANGED = "annotations_changed", _("notes or stamps on pages were changed")
    FIELDS_ADDED = "fields_added", _("form fields were added")
    FIELDS_CHANGED = "fields_changed", _("form fields were filled in or changed")
    FIELDS_REMOVED = "fields_removed", _("form fields were taken out")
    SIGNATURES_ADDED = "signatures_added", _("it was signed once more")
    PROOFS_ADDED = "proofs_added", _("proofs of the certificates were added")
    OTHER = "other", _("other parts of the file were changed")


HARMLESS = frozenset({ChangeKind.SIGNATURES_ADDED, ChangeKind.PROOFS_ADDED})
"""What a file that is signed several times brings with it."""


class Occasion(models.TextChoices):
    """Why the signatures of a kept file were checked."""

    ARRIVED = "arrived", _("when it arrived")
    SIGNED = "signed", _("after it was signed here")
    ASKED = "asked", _("because somebody asked")
