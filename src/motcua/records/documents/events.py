"""Facts of the documents room: codes and hashes, never names of files or of people."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentAccepted(Event):
    """A file was received, looked into and kept. Subject: `document:` and its code."""

    sha256: str
    size_bytes: int
    purpose: str
    scan_note: str


@dataclass(frozen=True, kw_only=True)
class DocumentReceived(Event):
    """A file is kept and waits for the malware scanner. Subject: `document:` and its code."""

    sha256: str
    size_bytes: int
    purpose: str


@dataclass(frozen=True, kw_only=True)
class DocumentBlocked(Event):
    """The scanner found malware in a kept file. Subject: `document:` and its code."""

    sha256: str
    threat: str


@dataclass(frozen=True, kw_only=True)
class DocumentUnscannable(Event):
    """A kept file cannot be scanned, stays closed and is tried again. Subject: `document:` and its code."""

    sha256: str


@dataclass(frozen=True, kw_only=True)
class ContentDamaged(Event):
    """The check found a kept file missing or changed. Subject: `content:` and its hash."""

    damage: str


@dataclass(frozen=True, kw_only=True)
class ContentMended(Event):
    """A file that was missing or changed is whole again. Subject: `content:` and its hash."""

    damage: str


@dataclass(frozen=True, kw_only=True)
class DocumentForgotten(Event):
    """A document was deleted before anything was filed with it. Subject: `document:` and its code."""

    purpose: str
