"""Closed lists of the signing room: stored value, shown label."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    LEADER = "leader", _("leader's certificate")
    AGENCY = "agency", _("agency's certificate")


class MarkKind(models.TextChoices):
    """What the eye sees of a signature, and so where it stands."""

    LEADER = "leader", _("signature of a leader")
    SEAL = "seal", _("seal of the agency")
    AGENCY_TEXT = "agency_text", _("signature of the agency in words")
