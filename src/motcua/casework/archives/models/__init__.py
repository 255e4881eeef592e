"""The tables of this room."""

from .retention import LegalHold, ProcedureKind, RecordKind
from .transfers import PdfaCopy, Transfer, TransferLine

__all__ = ["LegalHold", "PdfaCopy", "ProcedureKind", "RecordKind", "Transfer", "TransferLine"]
