"""Trust services as an authority would run them: a CA with OCSP and a revocation list, and a time stamper.

    python -m tests.stand_ins.trust_services FOLDER

Writes root.der, officer.p12 (RSA-2048) and officer.password into the folder, then serves on a free port of
127.0.0.1 and says `READY port`. A file `revoked` in the folder revokes the officer from that moment on;
`silent` makes every service answer 503.
"""

import sys
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSWORD = b"motcua"
NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


def a_name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def key_usage(*used: str) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{one: one in used for one in every})


class Authority:
    """One root that issues directly; keys live as long as the process."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.key = rsa.generate_private_key(65537, 2048)
        self.root = self._issued("MOTCUA TEST ROOT", self.key, is_root=True)
        officer = rsa.generate_private_key(65537, 2048)
        self.officer = self._issued("Trần Thanh Trường", officer)
        stamper = rsa.generate_private_key(65537, 2048)
        self.stamper = self._issued("MOTCUA TEST TSA", stamper, for_stamps=True)
        pack = pkcs12.serialize_key_and_certificates(
            b"officer", officer, self.officer, [self.root], serialization.BestAvailableEncryption(PASSWORD)
        )
        (folder / "officer.p12").write_bytes(pack)
        (folder / "officer.password").write_bytes(PASSWORD)
        (folder / "root.der").write_bytes(self._der(self.root))
        registry = SimpleCertificateStore.from_certs([asn1_x509.Certificate.load(self._der(self.root))])
        der = stamper.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.stamps = DummyTimeStamper(
            asn1_x509.Certificate.load(self._der(self.stamper)), keys.PrivateKeyInfo.load(der), registry
        )

    def _der(self, certificate: x509.Certificate) -> bytes:
        return certificate.public_bytes(serialization.Encoding.DER)

    def _issued(
        self, common: str, key: rsa.RSAPrivateKey, *, is_root: bool = False, for_stamps: bool = False
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(a_name(common))
            .issuer_name(a_name("MOTCUA TEST ROOT"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 30 * DAY)
            .not_valid_after(NOW + 300 * DAY)
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if is_root:
            builder = builder.add_extension(key_usage("key_cert_sign", "crl_sign", "digital_signature"), True)
        else:
            builder = builder.add_extension(key_usage("digital_signature", "content_commitment"), True)
            builder = builder.add_extension(self._points(), False).add_extension(self._answers(), False)
        if for_stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        return builder.sign(self.key, hashes.SHA256())

    def _points(self) -> x509.CRLDistributionPoints:
        place = x509.UniformResourceIdentifier(f"{self.address}/crl")
        return x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)])

    def _answers(self) -> x509.AuthorityInformationAccess:
        place = x509.UniformResourceIdentifier(f"{self.address}/ocsp")
        return x509.AuthorityInformationAccess(
            [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]
        )

    @property
    def is_revoked(self) -> bool:
        return (self.folder / "revoked").exists()

    def crl(self) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(datetime.now(UTC))
            .next_update(NOW + 30 * DAY)
            .add_extension(x509.CRLNumber(1), False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if self.is_revoked:
            gone = x509.RevokedCertificateBuilder().serial_number(self.officer.serial_number)
            builder = builder.add_revoked_certificate(gone.revocation_date(NOW - DAY).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def ocsp(self, asked: bytes) -> bytes:
        request = ocsp.load_der_ocsp_request(asked)
        certificate = self.officer if request.serial_number == self.officer.serial_number else self.stamper
        gone = self.is_revoked and certificate is self.officer
        answer = ocsp.OCSPResponseBuilder().add_response(
            cert=certificate,
            issuer=self.root,
            algorithm=hashes.SHA1(),
            cert_status=ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
            this_update=datetime.now(UTC),
            next_update=datetime.now(UTC) + DAY,
            revocation_time=NOW - DAY if gone else None,
            revocation_reason=None,
        )
        answer = answer.responder_id(ocsp.OCSPResponderEncoding.HASH, self.root)
        return answer.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def stamp(self, asked: bytes) -> bytes:
        answer: bytes = self.stamps.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
        return answer


class Handler(BaseHTTPRequestHandler):
    authority: Authority

    def do_GET(self) -> None:
        self._answer(self.authority.crl() if self.path == "/crl" else b"", "application/pkix-crl")

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/ocsp":
            self._answer(self.authority.ocsp(asked), "application/ocsp-response")
        else:
            self._answer(self.authority.stamp(asked), "application/timestamp-reply")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(503 if (self.authority.folder / "silent").exists() else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    Handler.authority = Authority(Path(sys.argv[1]), f"http://127.0.0.1:{port}")
    print("READY", port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
