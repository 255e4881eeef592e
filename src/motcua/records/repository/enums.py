"""Closed lists of the repository: stored value, shown label."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OwnerKind(TextChoices):
    """What the paper says of its owner; of an unknown one it says nothing that could be read."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    UNKNOWN = "unknown", _("unknown")


class Origin(TextChoices):
    BORN_DIGITAL = "born_digital", _("electronic result")
    DIGITISED = "digitised", _("digitised result")
    COMPONENT = "component", _("paper of a dossier")


class Trust(TextChoices):
    """How far the file can be relied on. Law: TT-01-2023-VPCP/10."""

    ORIGINAL = "original", _("electronic original")
    DIGITISED = "digitised", _("digitised from the paper original")
    COPY = "copy", _("copy")


class Precision(TextChoices):
    """How exactly the day of issue is known: of old papers often the year alone."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class HoldingState(TextChoices):
    """What is kept of its worth; that it has expired is told by the day and kept nowhere."""

    VALID = "valid", _("valid")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")


class Standing(TextChoices):
    """What a paper is worth on a day."""

    VALID = "valid", _("valid")
    EXPIRED = "expired", _("expired")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")
    REFUSAL = "refusal", _("refusal of a request")


class RulingKind(TextChoices):
    """What a keeper said of a paper by hand."""

    REVOKED = "revoked", _("revoked")
    REPLACED = "replaced", _("replaced by another paper")
    REINSTATED = "reinstated", _("counts again")
    RELEASED = "released", _("taken from whom it is not")


class OpeningWay(TextChoices):
    """How a paper was opened."""

    SHOWN = "shown", _("looked at")
    ORIGINAL = "original", _("file downloaded")
    COPY = "copy", _("signed copy downloaded")
    DATA = "data", _("data downloaded")
    REUSED = "reused", _("used again in a dossier")


class WrongAbout(TextChoices):
    """What is wrong with a paper, as its owner says."""

    FACTS = "facts", _("A number, a date, a name or a validity is not as on the paper")
    FILE = "file", _("The file cannot be read, lacks pages or is another paper")
    OWNER = "owner", _("The paper is not mine")
    STANDING = "standing", _("The paper counts no more, or still counts")
    OTHER = "other", _("Something else")


class AskState(TextChoices):
    """Where a request to correct a paper stands."""

    WAITING = "waiting", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted, being corrected")
    DONE = "done", _("corrected")
    REFUSED = "refused", _("refused")
