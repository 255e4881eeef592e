"""Seals signed with the key of an agency's certificate, the one that seals its results too."""

from datetime import datetime

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

from motcua.foundation.audit.ports import SealKey
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.kernel.ports import adapter
from motcua.records.signing import queries as signing
from motcua.records.signing.ports import Signers

from . import public_keys
from .own import OwnKey


class AgencyKey:
    """The SealKey of audit.ports, of a key that the signers hold."""

    def __init__(self, key_ref: str) -> None:
        self._signers: Signers = adapter("signer")
        self._key_ref = key_ref
        key = load_pem_public_key(self._signers.public_key(key_ref=key_ref))
        if not isinstance(key, public_keys.PublicKey):
            raise OutsideFailure(f"The key {key_ref} is of a kind that cannot seal.", permanent=True)
        self.id = public_keys.keep(key)

    def sign(self, content: bytes) -> bytes:
        return self._signers.sign_bytes(content, key_ref=self._key_ref)


class Sealer:
    """The SealSigner of audit.ports.

    The agency is MOTCUA_SEALING_AGENCY, else the one whose certificate was the first to be registered. While
    it has no certificate that is in force, or its key is not there (data restored on a machine that
    lacks it: `motcua health` says so), the installation's own key seals: acts are never left unsealed.
    """

    def key(self, *, at: datetime) -> SealKey:
        certificate = signing.sealing_certificate(agency_code=settings.MOTCUA_SEALING_AGENCY, at=at)
        if certificate is None:
            return OwnKey()
        try:
            return AgencyKey(certificate.key_ref)
        except OutsideFailure:
            return OwnKey()

    def is_signed(self, content: bytes, *, signature: bytes, key_id: str) -> bool:
        return public_keys.is_signed(content, signature=signature, key_id=key_id)

    def public_key(self, key_id: str) -> str | None:
        return public_keys.pem(key_id)
