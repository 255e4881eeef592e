"""Keys by their references: `p11:` and a label for one on a signing token, any other name for a file."""

from datetime import datetime
from importlib import import_module

from motcua.records.signing.ports import CertificateFacts, Mark, Signers

from .pkcs12 import Pkcs12Signers

ON_A_TOKEN = "p11:"


class Keys:
    """The Signers of signing.ports; the module of the token is loaded when a key on one is first named."""

    def __init__(self) -> None:
        self._files = Pkcs12Signers()
        self._token: Signers | None = None

    def sign(
        self, *, pdf: bytes, key_ref: str, field: str, mark: Mark | None, at: datetime, reason: str
    ) -> bytes:
        where = self._where(key_ref)
        return where.sign(pdf=pdf, key_ref=key_ref, field=field, mark=mark, at=at, reason=reason)

    def sign_bytes(self, content: bytes, *, key_ref: str) -> bytes:
        return self._where(key_ref).sign_bytes(content, key_ref=key_ref)

    def public_key(self, *, key_ref: str) -> bytes:
        return self._where(key_ref).public_key(key_ref=key_ref)

    def certificate(self, *, key_ref: str) -> CertificateFacts:
        return self._where(key_ref).certificate(key_ref=key_ref)

    def picture(self, *, key_ref: str) -> bytes | None:
        return self._where(key_ref).picture(key_ref=key_ref)

    def _where(self, key_ref: str) -> Signers:
        if not key_ref.startswith(ON_A_TOKEN):
            return self._files
        if self._token is None:
            found: Signers = import_module("motcua.adapters.signing.pkcs11").Pkcs11Signers()
            self._token = found
        return self._token
