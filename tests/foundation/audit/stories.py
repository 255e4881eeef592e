"""What the tests of this room tell: two dossiers, Lan who acts on them, and a key to seal with."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Event
from motcua.foundation.audit.models import AuditEvent, Seal
from motcua.foundation.kernel.actors import Actor, ActorKind

LAN = Actor(ActorKind.OFFICER, "lan")
FRIDAY = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class PaperShown(Event):
    pages: int
    paper: str = "decision"


class KeyInHand:
    """A sealer whose key lives as long as the test."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()

    @property
    def id(self) -> str:
        return hashlib.sha256(self._key.public_key().public_bytes_raw()).hexdigest()[:16]

    def key(self, *, at: datetime) -> "KeyInHand":
        return self

    def sign(self, content: bytes) -> bytes:
        return self._key.sign(content)

    def is_signed(self, content: bytes, *, signature: bytes, key_id: str) -> bool:
        if key_id != self.id:
            return False
        try:
            self._key.public_key().verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def public_key(self, key_id: str) -> str | None:
        return None


def show(subject: str, *, pages: int = 1, minutes: int = 0) -> AuditEvent:
    """One act on a subject."""
    return audit.record(
        PaperShown(subject=subject, at=FRIDAY + timedelta(minutes=minutes), actor=LAN, pages=pages)
    )


def seal(signer: KeyInHand, *, minutes: int = 0) -> Seal | None:
    return audit.seal(at=FRIDAY + timedelta(minutes=minutes), signer=signer)


def as_owner(statement: str, *values: object) -> None:
    """Somebody who owns the tables rewrites the past, and means it."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET motcua.rewrite = 'on'")
        cursor.execute(statement, values)
        cursor.execute("SET motcua.rewrite = 'off'")
        cursor.execute("RESET ROLE")
