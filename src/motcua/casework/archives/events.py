"""What happened in this room; codes and numbers only."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class RecordKindSet(Event):
    """A kind of record got its period; 0 years: for ever."""

    years: int
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class ProcedureKeptAs(Event):
    """Dossiers of a procedure are kept as this kind; empty: as any other."""

    procedure: str
    record_kind: str


@dataclass(frozen=True, kw_only=True)
class PapersKeptAs(Event):
    """Loose papers of a type are kept as this kind; empty: as their procedure, or as any other."""

    paper_type: str
    record_kind: str


@dataclass(frozen=True, kw_only=True)
class PaperHoldPlaced(Event):
    """A loose paper is kept from destruction; why stands in the hold."""

    hold: int


@dataclass(frozen=True, kw_only=True)
class PaperHoldLifted(Event):
    hold: int


@dataclass(frozen=True, kw_only=True)
class DossierHeld(Event):
    """Kept from destruction; why stands in the hold."""

    hold: int


@dataclass(frozen=True, kw_only=True)
class DossierHoldLifted(Event):
    hold: int


@dataclass(frozen=True, kw_only=True)
class TransferMade(Event):
    number: str
    record_kind: str
    closed_year: int
    dossiers: int = 0
    papers: int = 0


@dataclass(frozen=True, kw_only=True)
class TransferPacked(Event):
    """The package is there; `faulty` dossiers or papers were left for the next one."""

    sha256: str
    size_bytes: int
    faulty: int
    dossiers: int = 0
    papers: int = 0


@dataclass(frozen=True, kw_only=True)
class TransferDownloaded(Event):
    """Somebody took the package out, and with it the personal data of its dossiers."""

    sha256: str


@dataclass(frozen=True, kw_only=True)
class TransferCalledOff(Event):
    dossiers: int = 0
    papers: int = 0


@dataclass(frozen=True, kw_only=True)
class TransferReceived(Event):
    dossiers: int = 0
    papers: int = 0


@dataclass(frozen=True, kw_only=True)
class OutlivedListed(Event):
    """Somebody took out the list of what has outlived its period; nothing was destroyed."""


@dataclass(frozen=True, kw_only=True)
class DossierArchived(Event):
    """The archive has it; the code of the dossier stays what it was."""

    transfer: str


@dataclass(frozen=True, kw_only=True)
class PaperArchived(Event):
    """The archive has the loose paper; the repository keeps it for its owner as before."""

    transfer: str
