"""Facts of the letters room. Their subject is `letter:` and the code; `about` is what the paper is about."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class LetterFixed(Event):
    """The words, the template and, for most papers, the number of a letter can change no more."""

    about: str
    letter_kind: str
    template_version: str
    words_sha256: str
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class LetterNumbered(Event):
    """A number was taken from a register."""

    about: str
    book: str
    year: int
    number: int
    words_sha256: str


@dataclass(frozen=True, kw_only=True)
class LetterMade(Event):
    """The signed PDF is kept."""

    about: str
    document: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class LetterFailed(Event):
    """Making was given up; somebody has to look."""

    about: str


@dataclass(frozen=True, kw_only=True)
class LetterAskedAgain(Event):
    """Its file is to be made again; `why` is failed, missing or broken. Words and template stay."""

    about: str
    why: str


@dataclass(frozen=True, kw_only=True)
class LetterReprinted(Event):
    """Copies were printed again."""

    about: str
    copies: int


@dataclass(frozen=True, kw_only=True)
class LetterRevoked(Event):
    """The paper counts no more."""

    about: str


@dataclass(frozen=True, kw_only=True)
class BookClosed(Event):
    """A book of a year takes no entry any more. Its subject is `book:` with agency, book and year."""

    last_number: int


@dataclass(frozen=True, kw_only=True)
class TemplateUploaded(Event):
    """A restyled template was tried and kept. Its subject is `template:`, agency and file."""

    restyle: str
    version: str


@dataclass(frozen=True, kw_only=True)
class TemplateInForce(Event):
    """Papers are made with a restyled template from now on."""

    restyle: str
    version: str


@dataclass(frozen=True, kw_only=True)
class TemplatePlanned(Event):
    """Papers will be made with a restyled template from that day on."""

    restyle: str
    version: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class TemplateNotBegun(Event):
    """On its day a planned template did not set its samples any more; the one before stays."""

    restyle: str


@dataclass(frozen=True, kw_only=True)
class TemplateEnded(Event):
    """A restyled template is used no more."""

    restyle: str
