"""Closed lists of the letters room: stored value, shown label."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """What a paper is; the value is also the name of its template."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement of an online filing")
    RECEIPT = "receipt", _("Receipt of the dossier and appointment for the result")
    SUPPLEMENT = "supplement", _("Request to supplement the dossier")
    REFUSAL = "refusal", _("Refusal to receive the dossier")
    APOLOGY = "apology", _("Apology and new date for the result")
    STOP = "stop", _("Notice that the work on the dossier stops")
    CORRECTION = "correction", _("Apology for a wrong result")
    INTENDED_REFUSAL = "intended_refusal", _("Notice of an intended refusal")
    LOSS = "loss", _("Apology for lost papers")
    RESULT = "result", _("Result")
    RESULT_REFUSAL = "result_refusal", _("Refusal as a result")


class FormKind(models.TextChoices):
    """What an official form of the one-stop desk is for; of a letter, the letter's kind."""

    RECEIPT = "receipt", "Giấy tiếp nhận"
    SUPPLEMENT = "supplement", "Yêu cầu bổ sung"
    REFUSAL = "refusal", "Từ chối tiếp nhận"
    APOLOGY = "apology", "Xin lỗi và hẹn lại"
    STOP = "stop", "Dừng giải quyết"
    CONTROL_SHEET = "control_sheet", "Phiếu kiểm soát"
    TRACKING_BOOK = "tracking_book", "Sổ theo dõi"


class LetterState(models.TextChoices):
    AWAITING_NUMBER = "awaiting_number", _("waits for its number")
    FIXED = "fixed", _("being made")
    MADE = "made", _("made")
    FAILED = "failed", _("could not be made")
    REVOKED = "revoked", _("revoked")
