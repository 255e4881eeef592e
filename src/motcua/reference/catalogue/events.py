"""Facts of the catalogue. The subject is the full code of a publication, or the slug of a list."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ListImported(Event):
    """A published list came in; subject: its slug."""

    rows: int
    findings: int


@dataclass(frozen=True, kw_only=True)
class VersionPublished(Event):
    """A new version of a publication."""

    number: int
    content_hash: str
    valid_from: str
    valid_to: str = ""


@dataclass(frozen=True, kw_only=True)
class VersionEnded(Event):
    """The last day of a version was set."""

    number: int
    valid_to: str


@dataclass(frozen=True, kw_only=True)
class LikenessConfirmed(Event):
    """An editor confirmed that a row without a code is a known procedure."""

    list_slug: str
    row: int
    known_procedure: str
    score: int


@dataclass(frozen=True, kw_only=True)
class LikenessRejected(Event):
    """An editor said that a row is not that procedure."""

    list_slug: str
    row: int
    known_procedure: str
    score: int
