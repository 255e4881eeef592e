"""Facts of the repository. Their subject is `holding:` and the code; never a name or a number of anybody."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PaperHeld(Event):
    """A paper is kept for its owner, or for one whom nobody knows yet (`acting_for` is empty then)."""

    origin: str
    source: str
    document: str
    replaces: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperMatched(Event):
    """It is known whose a paper is; `way` is by_number or by_hand."""

    way: str


@dataclass(frozen=True, kw_only=True)
class HoldingReplaced(Event):
    """Another paper took its place; `ruling` is what a keeper said, empty where a room above did it."""

    by_holding: str
    ruling: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldingRevoked(Event):
    """The paper counts no more; it stays for whoever looks it up. `ruling` as above."""

    ruling: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldingReinstated(Event):
    """A keeper had ended the paper by mistake, or it counts again: it is what it was before."""

    ruling: str


@dataclass(frozen=True, kw_only=True)
class PaperReleased(Event):
    """A paper was taken from whom it is not (`acting_for`) and waits for its owner; `shares` were ended."""

    ruling: str
    shares: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HoldingFileRenewed(Event):
    """The file of the paper was made again, with the same words."""

    document: str


@dataclass(frozen=True, kw_only=True)
class HoldingOpened(Event):
    """A paper was shown or taken home. The subject is the paper's own chain of openings, `opened:` and its
    code; `access` and `share` name what let the actor in, both empty for its owner and its keepers. `office`
    is the agency of an officer.
    """

    way: str
    dossier: str = ""
    office: str = ""
    access: str = ""
    share: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficerLetIn(Event):
    """An officer may open a paper for a dossier in hand, for some hours; the reason is kept beside."""

    access: str
    dossier: str


@dataclass(frozen=True, kw_only=True)
class PaperShared(Event):
    """The owner made a link for somebody else."""

    share: str
    until: str
    most_openings: int | None


@dataclass(frozen=True, kw_only=True)
class ShareEnded(Event):
    """The owner took the link back."""

    share: str


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(Event):
    """The owner says that something is wrong; `about` is what, the words are kept beside. `unit` issued the
    paper and answers beside the keepers.
    """

    ask: str
    about: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class AskAccepted(Event):
    """The agency corrects the paper; `corrector` is the officer who does it."""

    ask: str
    corrector: str


@dataclass(frozen=True, kw_only=True)
class AskRefused(Event):
    """The agency leaves the paper as it is, with a reason."""

    ask: str


@dataclass(frozen=True, kw_only=True)
class HoldingCorrected(Event):
    """The agency corrected what is kept of the paper; `fields` names what changed, never how."""

    ask: str
    fields: tuple[str, ...]
