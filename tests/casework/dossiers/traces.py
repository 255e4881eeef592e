"""What an act leaves behind, to show that a refused one leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.casework.dossiers.models import (
    Apology,
    AskedAgain,
    AssignmentRule,
    BroughtPaper,
    ClockEntry,
    Correction,
    Crossing,
    Dossier,
    DossierMessage,
    Draft,
    DraftPaper,
    ExpiryReminder,
    FiledPaper,
    Filing,
    Forwarding,
    HandOver,
    HandOverList,
    HandOverListLine,
    HelpCode,
    Loss,
    LostPaper,
    Mention,
    Note,
    OriginalBack,
    PaperVerdict,
    Phrase,
    ProcedureChange,
    Proposal,
    QueueArrangement,
    Reason,
    ReasonGiven,
    Result,
    ResultReturn,
    SavedPaper,
    SidePaper,
    SideTask,
    StepProduct,
    Stop,
    StopRequest,
    Supplement,
    Transition,
    UnclearRequest,
    UnitAssignment,
    Wording,
)
from motcua.casework.payments.models import Charge, Payment
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from motcua.records.documents.models import Document
from motcua.records.letters.models import Letter, Register, RegisterEntry
from motcua.records.repository.models import Access, Holding

WATCHED = [
    Access,
    Apology,
    AskedAgain,
    AssignmentRule,
    AuditEvent,
    BroughtPaper,
    Charge,
    ClockEntry,
    Correction,
    Crossing,
    Document,
    Dossier,
    DossierMessage,
    Draft,
    DraftPaper,
    ExpiryReminder,
    FiledPaper,
    Filing,
    Forwarding,
    HandOver,
    HandOverList,
    HandOverListLine,
    HelpCode,
    Holding,
    ResultReturn,
    SavedPaper,
    Letter,
    Loss,
    LostPaper,
    Mention,
    Message,
    Note,
    OriginalBack,
    PaperVerdict,
    Payment,
    Phrase,
    ProcedureChange,
    ProcrastinateJob,
    Proposal,
    QueueArrangement,
    Reason,
    ReasonGiven,
    Register,
    RegisterEntry,
    Result,
    Stop,
    StopRequest,
    SidePaper,
    SideTask,
    StepProduct,
    Supplement,
    Transition,
    UnclearRequest,
    UnitAssignment,
    Wording,
]


def picture() -> dict[str, list[Any]]:
    """Every row of every table that an act on a dossier may touch, but for what says that one was refused."""
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in WATCHED}
    rows["AuditEvent"] = [row for row in rows["AuditEvent"] if row["kind"] != "ActRefused"]
    return rows


@contextmanager
def no_trace() -> Iterator[None]:
    """Fails unless the block leaves every watched row as it was."""
    before = picture()
    yield
    assert picture() == before
