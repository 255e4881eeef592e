"""What other programs say of a signed PDF: poppler's pdfsig (NSS), OpenSSL, and pyHanko by itself.

They share no code with our verdict but pyHanko's, which ours is built on and goes beyond.
"""

import asyncio
import re
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
STAMP = b"/ETSI.RFC3161"
BROKEN = (PdfError, CMSExtractionError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError,
          AttributeError, AssertionError)  # fmt: skip


def pdfsig(path: Path) -> str:
    """Empty when every signature holds and the last one covers the whole file; else what is wrong."""
    asked = subprocess.run(
        ["pdfsig", "-nocert", "-no-ocsp", str(path)], capture_output=True, text=True, errors="replace"
    )
    said = asked.stdout + asked.stderr
    every = re.split(r"^Signature #\d+:", said, flags=re.MULTILINE)[1:]
    blocks = [one for one in every if "Signature Type: unknown" not in one]  # time stamps of the whole file
    if not blocks:
        return "no signature found"
    for block in blocks:
        verdict = re.search(r"Signature Validation: (.*)", block)
        if verdict is None or verdict[1].strip() != "Signature is Valid.":
            return verdict[1].strip().rstrip(".").lower() if verdict else "not to be checked"
    return (
        "" if "Total document signed" in blocks[-1].replace("Not total", "") else "not total document signed"
    )


def openssl(pdf: bytes, folder: Path, *, root: bytes, at: datetime, crl: bytes = b"") -> str:
    """Empty when each signature belongs to what its byte range names, and its chain leads to the root."""
    found = list(RANGE.finditer(pdf))
    if not found:
        return "no signature found"
    trusted = folder / "root.pem"
    trusted.write_bytes(x509.load_der_x509_certificate(root).public_bytes(Encoding.PEM) + crl)
    for one in found:
        begin = pdf.rfind(b" obj", 0, one.start())
        if STAMP in pdf[begin : pdf.find(b"endobj", one.end())]:
            continue
        first, length, second, rest = (int(number) for number in one.groups())
        digits = pdf[first + length : second].strip(b"<> \r\n")
        try:
            envelope = bytes.fromhex(digits.decode("ascii"))
        except ValueError:
            return "no envelope to read"
        (folder / "signature.der").write_bytes(envelope)
        (folder / "content").write_bytes(pdf[first : first + length] + pdf[second : second + rest])
        words = [
            "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "signature.der"),
            "-content", str(folder / "content"), "-CAfile", str(trusted), "-purpose", "any",
            "-attime", str(int(at.timestamp())), "-out", "/dev/null", *(["-crl_check"] if crl else []),
        ]  # fmt: skip
        asked = subprocess.run(words, capture_output=True, text=True, errors="replace")
        if asked.returncode:
            why = re.search(r"Verify error:\s*(.+)|:([a-z ]+failure|digest [a-z ]+):", asked.stderr, re.I)
            return (why[1] or why[2]).strip().lower() if why else "verification failure"
    return ""


def pyhanko(pdf: bytes, *, root: bytes, at: datetime) -> bool:
    """Whether pyHanko's own bottom line is good for every signature."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=True)
        embedded = reader.embedded_regular_signatures
        if not embedded:
            return False
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except BROKEN:
            store = None
        known = {
            "trust_roots": [asn1_x509.Certificate.load(root)], "allow_fetching": False, "moment": at,
            "best_signature_time": at, "revocation_mode": "soft-fail",
        }  # fmt: skip

        def context() -> ValidationContext:
            return store.as_validation_context(dict(known)) if store else ValidationContext(**known)

        return all(
            asyncio.run(
                async_validate_pdf_signature(
                    one, signer_validation_context=context(), ts_validation_context=context()
                )
            ).bottom_line
            for one in embedded
        )
    except BROKEN:
        return False
