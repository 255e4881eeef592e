"""Facts of the catalogue. The subject is the code of a publication or of a draft, or the slug of a list."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ListImported(Event):
    """A published list came in; subject: its slug."""

    rows: int
    findings: int


@dataclass(frozen=True, kw_only=True)
class ListRowCorrected(Event):
    """An editor wrote beside a row how it should read, or took that back; subject: the list's slug."""

    row: int
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ListRowConfirmed(Event):
    """An editor made a row of a list a part of the catalogue; subject: the full code of the publication."""

    list_slug: str
    row: int
    change: str
    levels: int


@dataclass(frozen=True, kw_only=True)
class VersionPublished(Event):
    """A new version of a publication; from a draft, with what dossiers under way do."""

    number: int
    content_hash: str
    valid_from: str
    valid_to: str = ""
    draft: str = ""
    under_way: str = ""


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


@dataclass(frozen=True, kw_only=True)
class VersionWithdrawn(Event):
    """A version with a mistake was withdrawn."""

    number: int


@dataclass(frozen=True, kw_only=True)
class PublicationAbolished(Event):
    """A procedure was abolished at one agency, with its last day."""

    valid_to: str


@dataclass(frozen=True, kw_only=True)
class DraftOpened(Event):
    """Somebody began a draft, from a version or anew."""

    publication: str = ""
    base_number: int = 0


@dataclass(frozen=True, kw_only=True)
class DraftEdited(Event):
    """Somebody changed one part of a draft."""

    part: str
    revision: int


@dataclass(frozen=True, kw_only=True)
class DraftChangeUndone(Event):
    """Somebody put one part of a draft back to what it said before a revision."""

    part: str
    revision: int
    before_revision: int


@dataclass(frozen=True, kw_only=True)
class DraftChangeRedone(Event):
    """Somebody put one part of a draft back to what it said before an undoing."""

    part: str
    revision: int
    before_revision: int


@dataclass(frozen=True, kw_only=True)
class DraftSubmitted(Event):
    """A draft was handed in for approval."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class DraftSentBack(Event):
    """A draft came back to its editors; the reason stands with the draft."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event):
    """A draft was given up."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class DraftPublished(Event):
    """A draft became a version."""

    revision: int
    publication: str
    number: int


@dataclass(frozen=True, kw_only=True)
class SynonymKept(Event):
    """An editor put a word into the list of words for searching, or changed it; subject: the word."""

    word_kind: str
    meant: str


@dataclass(frozen=True, kw_only=True)
class SynonymTakenOut(Event):
    """An editor took a word out of the list of words for searching; subject: the word."""

    word_kind: str
