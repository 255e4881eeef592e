"""Which rows make a dossier: the tables that a filling copies, and how to find all that one dossier left."""

from typing import Any

from django.db import models

from motcua.casework.dossiers.models import (
    ClockEntry,
    Dossier,
    FiledPaper,
    Filing,
    HandOver,
    Proposal,
    Result,
    ResultReturn,
    Supplement,
)
from motcua.casework.payments.models import Charge, Payment
from motcua.foundation.audit.models import AuditEvent
from motcua.records.documents.models import Document
from motcua.records.letters.models import Letter, RegisterEntry

COPIED: tuple[type[models.Model], ...] = (
    Dossier, Filing, Document, FiledPaper, HandOver, ClockEntry, Supplement, Proposal, Letter,
    RegisterEntry, Result, ResultReturn, Charge, Payment, AuditEvent,
)  # fmt: skip


def rows_of(code: str) -> dict[type[models.Model], list[Any]]:
    """Every row of one dossier in the tables that are copied, each table in the order of its rows."""
    subject = f"dossier:{code}"
    dossier = Dossier.objects.get(code=code)
    letters = list(Letter.objects.about(subject).order_by("pk"))
    filed = list(FiledPaper.objects.filter(filing__dossier=dossier).order_by("pk"))
    named = [one.document_id for one in filed] + [one.document_id for one in letters if one.document_id]
    documents = list(Document.objects.filter(pk__in=named).select_related("content").order_by("pk"))
    subjects = [subject, *(f"letter:{one.code}" for one in letters)]
    subjects += [f"document:{one.code}" for one in documents]
    about = {"dossier": dossier}
    return {
        Dossier: [dossier],
        Filing: list(Filing.objects.filter(**about).order_by("pk")),
        Document: documents,
        FiledPaper: filed,
        HandOver: list(HandOver.objects.filter(**about).order_by("pk")),
        ClockEntry: list(ClockEntry.objects.filter(**about).order_by("pk")),
        Supplement: list(Supplement.objects.filter(**about).order_by("pk")),
        Proposal: list(Proposal.objects.filter(**about).order_by("pk")),
        Letter: letters,
        RegisterEntry: list(
            RegisterEntry.objects.filter(letter__in=letters).select_related("register").order_by("pk")
        ),
        Result: list(Result.objects.filter(**about).order_by("pk")),
        ResultReturn: list(ResultReturn.objects.filter(result__dossier=dossier).order_by("pk")),
        Charge: list(Charge.objects.filter(subject=subject).order_by("pk")),
        Payment: list(Payment.objects.filter(charge__subject=subject).order_by("pk")),
        AuditEvent: list(AuditEvent.objects.filter(subject__in=subjects).order_by("pk")),
    }


SPECIAL = {
    ("auditevent", "previous_hash"): "\\\\x%(before)s",
    ("auditevent", "hash"): "\\\\x%(hash)s",
    ("auditevent", "recorded_at"): "%(recorded:column)s",
    ("dossier", "calendar_number"): "%(calendar)s",
    ("dossier", "holder_until"): "%(held:column)s",
    ("dossier", "ask_by"): "%(ask_by:column)s",
    ("filing", "answers"): "%(answers)s",
}
"""Cells that are never copied from the mould, whatever stands in them."""

OF_THE_ACT = {
    ("handover", "until"): "%%(until_%s:column)s",
    ("handover", "result"): "%%(result_%s)s",
}
"""Cells of a hand-over that follow from its act and from the one before, by the act's name."""
