"""The tables of this room."""

from .retention import LegalHold, PaperKind, ProcedureKind, RecordKind
from .transfers import PdfaCopy, Transfer, TransferLine

__all__ = [
    "LegalHold",
    "PaperKind",
    "PdfaCopy",
    "ProcedureKind",
    "RecordKind",
    "Transfer",
    "TransferLine",
]
