"""A signing token as an authority would buy one: SoftHSM in a folder of its own."""

import os
import subprocess
from pathlib import Path

import pkcs11
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
LABEL, PIN, OFFICERS_PIN = "van-thu", "246810", "135790"


class Token:
    """One token; it can be pulled out and put back, and its PIN changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._slots = folder / "slots"
        self._slots.mkdir(parents=True)
        self.conf = folder / "softhsm2.conf"
        self.conf.write_text(
            f"directories.tokendir = {self._slots}\nobjectstore.backend = file\nlog.level = ERROR\n"
        )
        os.environ["SOFTHSM2_CONF"] = str(self.conf)
        self._run("--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", OFFICERS_PIN)

    def take_over(self, key_file: Path, password: bytes, *, label: str) -> None:
        """Lay the key and the certificates of a PKCS#12 file onto the token."""
        pack = load_pkcs12(key_file.read_bytes(), password)
        assert pack.key is not None
        assert pack.cert is not None
        pem = self.folder / "key.pem"
        pem.write_bytes(pack.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self._run(
            "--import",
            str(pem),
            "--token",
            LABEL,
            "--label",
            label,
            "--id",
            label.encode().hex(),
            "--pin",
            PIN,
        )
        pem.unlink()
        library = pkcs11.lib(MODULE)
        library.reinitialize()
        every = [(label, pack.cert), *((f"{label}-above", one) for one in pack.additional_certs)]
        with library.get_token(token_label=LABEL).open(user_pin=PIN, rw=True) as session:
            for name, one in every:
                der = one.certificate.public_bytes(Encoding.DER)
                session.create_object(
                    {
                        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                        pkcs11.Attribute.TOKEN: True,
                        pkcs11.Attribute.LABEL: name,
                        pkcs11.Attribute.ID: name.encode(),
                        pkcs11.Attribute.SUBJECT: asn1_x509.Certificate.load(der).subject.dump(),
                        pkcs11.Attribute.VALUE: der,
                    }
                )

    def pull_out(self) -> None:
        """Nothing of it answers any more."""
        self._slots.rename(self.folder / "pulled")
        self._slots.mkdir()

    def put_back(self) -> None:
        self._slots.rmdir()
        (self.folder / "pulled").rename(self._slots)

    def _run(self, *words: str) -> None:
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True, env=dict(os.environ))
