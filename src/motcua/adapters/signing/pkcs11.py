"""Keys on a signing token or in an HSM, through its PKCS#11 module: `p11:<label>` names key and certificate.

The token is opened with the first signature and stays open; whatever goes wrong with it closes it, so that
the next try begins anew: a token that was pulled is found again once it is back. A PIN that was refused is
not tried a second time by any process, since a token locks itself after a few: only a file
written anew is.
"""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from pkcs11 import exceptions

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing.ports import CertificateFacts, Mark

from . import pins
from .facts import facts_of

REFERENCE = re.compile(r"p11:(?P<label>[A-Za-z0-9][A-Za-z0-9._-]{0,90})")
PIN_REFUSED = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange, exceptions.PinLocked)
AWAY = "Thiết bị ký số không dùng được lúc này ({}); việc ký sẽ được thử lại."
NOT_SET = "Chưa đặt MOTCUA_PKCS11_MODULE, MOTCUA_PKCS11_TOKEN hoặc tệp mã PIN của thiết bị ký số."
WRONG_PIN = (
    "Thiết bị ký số từ chối mã PIN. Sửa tệp mã PIN rồi làm lại; mã cũ không được thử lại, "
    "để không khóa thiết bị."
)


class Pkcs11Signers:
    """The Signers of signing.ports. One session for a process, which does one thing at a time."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._pid = os.getpid()
        self._session: Any = None
        self._signers: dict[str, Any] = {}
        self._refused: str | None = None

    def sign(
        self, *, pdf: bytes, key_ref: str, field: str, mark: Mark | None, at: datetime, reason: str
    ) -> bytes:
        pades = import_module("motcua.adapters.signing.pades")
        with self._at_work():
            signed: bytes = pades.sign(
                pdf,
                signer=self._signer(pades, key_ref),
                field=field,
                mark=mark,
                at=at,
                reason=reason,
                services=pades.configured_services(),
            )
            return signed

    def sign_bytes(self, content: bytes, *, key_ref: str) -> bytes:
        with self._at_work():
            public = self._certificate(key_ref).public_key()
            key = self._key(key_ref)
            if isinstance(public, rsa.RSAPublicKey):
                return bytes(key.sign(content, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
            if isinstance(public, ec.EllipticCurvePublicKey):
                digest = hashes.Hash(hashes.SHA256())
                digest.update(content)
                pair = bytes(key.sign(digest.finalize(), mechanism=pkcs11.Mechanism.ECDSA))
                half = len(pair) // 2
                return encode_dss_signature(
                    int.from_bytes(pair[:half], "big"), int.from_bytes(pair[half:], "big")
                )
            if isinstance(public, Ed25519PublicKey):
                return bytes(key.sign(content, mechanism=pkcs11.Mechanism.EDDSA))
        raise OutsideFailure(f"The key {key_ref} is of a kind that cannot sign here.", permanent=True)

    def public_key(self, *, key_ref: str) -> bytes:
        with self._at_work():
            public = self._certificate(key_ref).public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def certificate(self, *, key_ref: str) -> CertificateFacts:
        """With the key beside it: a certificate alone signs nothing."""
        with self._at_work():
            self._key(key_ref)
            return facts_of(self._certificate(key_ref))

    def picture(self, *, key_ref: str) -> bytes | None:
        """Tokens keep no pictures: it lies in the key folder under the key's label."""
        path = Path(settings.MOTCUA_KEYS) / f"{_label(key_ref)}.png"
        return path.read_bytes() if path.is_file() else None

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self._lock:
            try:
                self._open()
                yield
            except PIN_REFUSED as refused:
                self._close()
                raise OutsideFailure(WRONG_PIN, permanent=True) from refused
            except pkcs11.PKCS11Error as away:
                self._close()
                raise OutsideFailure(AWAY.format(type(away).__name__)) from away

    def _open(self) -> None:
        """A forked process begins its own: what it inherited belongs to its parent."""
        if self._pid != os.getpid():
            self._session, self._signers, self._pid = None, {}, os.getpid()
        if self._session is not None:
            return
        module, name, pin = settings.MOTCUA_PKCS11_MODULE, settings.MOTCUA_PKCS11_TOKEN, pins.read()
        if not (module and name and pin):
            raise OutsideFailure(NOT_SET)
        with pins.refused() as kept:
            if pin.mark in {self._refused, kept.read()}:
                raise OutsideFailure(WRONG_PIN, permanent=True)
            library = pkcs11.lib(str(module))
            library.reinitialize()
            try:
                self._session = library.get_token(token_label=name).open(user_pin=pin.code)
            except PIN_REFUSED:
                self._refused = pin.mark
                pins.keep(kept, pin)
                raise

    def _close(self) -> None:
        session, self._session, self._signers = self._session, None, {}
        if session is not None:
            with suppress(pkcs11.PKCS11Error):
                session.close()

    def _signer(self, pades: Any, key_ref: str) -> Any:
        if key_ref not in self._signers:
            public = self._certificate(key_ref).public_key()
            self._signers[key_ref] = pades.signer_on_token(
                self._session,
                label=_label(key_ref),
                others=self._others(key_ref),
                is_hashed_here=isinstance(public, ec.EllipticCurvePublicKey),  # few tokens hash for these
            )
        return self._signers[key_ref]

    def _key(self, key_ref: str) -> Any:
        found = self._named(pkcs11.ObjectClass.PRIVATE_KEY, key_ref)
        return found[0] if len(found) == 1 else _no_key(key_ref)

    def _certificate(self, key_ref: str) -> x509.Certificate:
        found = self._named(pkcs11.ObjectClass.CERTIFICATE, key_ref)
        if len(found) != 1:
            _no_key(key_ref)
        return x509.load_der_x509_certificate(found[0][pkcs11.Attribute.VALUE])

    def _named(self, kind: Any, key_ref: str) -> list[Any]:
        asked = {pkcs11.Attribute.CLASS: kind, pkcs11.Attribute.LABEL: _label(key_ref)}
        return list(self._session.get_objects(asked))

    def _others(self, key_ref: str) -> list[bytes]:
        """The certificates between it and the root, as far as the token has them."""
        every = self._session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
        found = [bytes(one[pkcs11.Attribute.VALUE]) for one in every]
        mine = self._certificate(key_ref).public_bytes(Encoding.DER)
        read = [(der, x509.load_der_x509_certificate(der)) for der in found if der != mine]
        return [der for der, one in read if one.subject != one.issuer and _issues(one)]


def _issues(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _label(key_ref: str) -> str:
    found = REFERENCE.fullmatch(key_ref)
    if found is None:
        raise OutsideFailure("A key on a token is named p11: and its label.", permanent=True)
    return found["label"]


def _no_key(key_ref: str) -> NoReturn:
    """permanent False: it may be on the token that somebody puts in next."""
    raise OutsideFailure(f"The token has no key, or several, with a certificate named {key_ref}.")
