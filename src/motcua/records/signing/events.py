"""Facts of the signing room."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class CertificateRegistered(Event):
    """A certificate may sign from now on. Subject: `certificate:` and its code."""

    certificate_kind: str
    holder: str
    fingerprint: str
    not_after: datetime


@dataclass(frozen=True, kw_only=True)
class CertificateRetired(Event):
    """A certificate signs no more. Subject: `certificate:` and its code."""

    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class PaperSigned(Event):
    """A paper was signed with a registered certificate. Subject: the paper's.

    `signature`: the code under which the room keeps what it knows of this signature.
    """

    certificate: str
    fingerprint: str
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class SignaturesChecked(Event):
    """The signatures of a kept file were checked and the report kept. Subject: the document's."""

    report: str
    sha256: str
    occasion: str
    signatures: int
    valid: bool
