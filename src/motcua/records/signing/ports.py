"""What the signing room asks of the outside: keys that sign, and a verifier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from .enums import MarkKind


@dataclass(frozen=True)
class Rectangle:
    """A box on a page (from 1), in millimetres from the top left corner of the page as the eye sees it."""

    page: int
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class PageSize:
    """A page as the eye sees it: cut to what is shown, and turned."""

    width_mm: float
    height_mm: float


class Pages(Protocol):
    def size(self, *, pdf: bytes, page: int) -> PageSize:
        """Of one page, from 1. Raises OutsideFailure(permanent=True) when the file cannot be read."""


@dataclass(frozen=True)
class Drawing:
    """A one-page PDF, and how large it is."""

    pdf: bytes
    width_mm: float
    height_mm: float


class MarkDrawer(Protocol):
    """Draws marks in words; the room of papers, which can set type, answers."""

    def draw(self, *, kind: MarkKind, words: Mapping[str, str], width_mm: float, at: datetime) -> Drawing:
        """So wide, and as high as the words need. Raises OutsideFailure."""


@dataclass(frozen=True)
class Mark:
    """What the eye sees of a signature: a one-page PDF drawn into a box."""

    kind: MarkKind
    rectangle: Rectangle
    drawing: bytes


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says of itself. Serial in upper-case hex, fingerprint SHA-256 in lower-case hex."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    not_before: datetime
    not_after: datetime


class Signers(Protocol):
    """Keys by reference. A reference names a key; what protects the key is the adapter's business."""

    def sign(
        self, *, pdf: bytes, key_ref: str, field: str, mark: Mark | None, at: datetime, reason: str
    ) -> bytes:
        """The PDF with one more PAdES signature, added after what is there, never re-written.

        `field` names the signature's field, once per file. The mark stands upright for the eye, whatever
        the page's rotation. Raises OutsideFailure; permanent when there is no such key, or when the file
        cannot be signed.
        """

    def sign_bytes(self, content: bytes, *, key_ref: str) -> bytes:
        """A bare signature over the content: SHA-256 with ECDSA or with RSA (PKCS #1 v1.5), Ed25519 as it is.

        Raises OutsideFailure; permanent when there is no such key.
        """

    def public_key(self, *, key_ref: str) -> bytes:
        """The public key (PEM, SubjectPublicKeyInfo). Raises OutsideFailure as `certificate`."""

    def certificate(self, *, key_ref: str) -> CertificateFacts:
        """Raises OutsideFailure when there is no such key, or it cannot be opened."""

    def picture(self, *, key_ref: str) -> bytes | None:
        """The PNG that goes with the key: a leader's written signature, an agency's seal. None if none."""


@dataclass(frozen=True)
class Change:
    """One thing done to a file since a signature; `what` is a code of `enums.ChangeKind`."""

    what: str
    pages: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrustedRoot:
    """A certificate up to which chains were proved. Fingerprint: SHA-256 in lower-case hex."""

    subject: str
    fingerprint: str


@dataclass(frozen=True)
class SignatureReport:
    """What one signature of a file proves.

    `covers_whole_file`: the revision that was signed is covered from its first to its last byte.
    `level` is that of PAdES, B-B to B-LTA; `revocation` is good or revoked where the file or a list kept here
    proves it, else unknown. `problems` are codes of `enums.Flaw`; `field` is its name in the file, `changes`
    what was done to the file since, allowed or not.
    """

    signer: str
    signed_at: datetime | None
    timestamped: bool
    intact: bool
    covers_whole_file: bool
    trusted: bool
    issuer: str = ""
    serial: str = ""
    level: str = ""
    revocation: str = "unknown"
    problems: tuple[str, ...] = ()
    field: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class FileReport:
    """The verifier's answer for a file: every signature, flaws of the file as a whole, and what judged it."""

    signatures: tuple[SignatureReport, ...] = ()
    problems: tuple[str, ...] = ()
    software: str = ""
    roots: tuple[TrustedRoot, ...] = ()


class Verifier(Protocol):
    """Trusts the roots that the installation names, and the demo's test CA in a demo only."""

    def verify(self, *, path: Path, trust: Sequence[bytes], demo: bool | None, at: datetime) -> FileReport:
        """Bounded in memory and time; `trust` are further roots (PEM or DER); `demo` None: as configured.

        Raises RootUnreadable, and OutsideFailure when no look was possible at all.
        """


class RevocationLists(Protocol):
    """Lists of revoked certificates that are fetched and kept here; the verifier looks into them."""

    def refresh(self) -> int:
        """Fetch them from where the settings say; how many are new. What stays away or is no list keeps the
        one before in its place, and no other from being fetched."""

    def lapsed(self, *, at: datetime) -> list[str]:
        """The addresses of which no list is here that is in force at that moment."""
