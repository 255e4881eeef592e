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
    """A paper was signed with a registered certificate. Subject: the paper's."""

    certificate: str
    fingerprint: str
