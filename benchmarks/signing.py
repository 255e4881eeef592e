#!/usr/bin/env python3
"""Signatures a second with the visible mark, RSA-2048, against bare pyHanko in the same run.

    .venv/bin/python benchmarks/signing.py [--rounds 40] [--batch 10]

Four ways of signing the same one-page paper with the same key and the same mark, drawn beforehand:
  bare        pyHanko as its documentation shows it: PdfSigner with a StaticStampStyle, nothing kept; it is
              told how much room to leave, else it signs twice
  adapter     ours without a database: the key found by its name, the mark set upright where the eye sees it
  operation   ours as it is used: certificate looked up, signed, the row of the signature and the event kept
  copy        a certified copy as the digitisation line asks for it: the mark drawn too, its page measured

They take turns, batch by batch, so that whatever else the machine does touches all of them alike. The aim is
that of adapter and operation to bare.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from measure import installation, table

AIM = 0.9
KEY = "bench"
Sign = Callable[[bytes], bytes]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--batch", type=int, default=10)
    args = parser.parse_args()
    with installation() as folder:
        from motcua.ops import data

        with data.server({"MOTCUA_DATA": str(folder), "MOTCUA_DEMO": "1"}):
            data.make({"MOTCUA_DATA": str(folder), "MOTCUA_DEMO": "1"}, sample=False)
            return measure(args, folder)


def measure(args: argparse.Namespace, folder: Path) -> int:
    import django

    django.setup()
    pdf, ways = prepared(folder)
    check(pdf, ways)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(args.rounds):
        for name, sign in ways.items():
            begun = time.perf_counter()
            for _ in range(args.batch):
                sign(pdf)
            taken[name].append((time.perf_counter() - begun) / args.batch)
    each = {name: statistics.median(times) for name, times in taken.items()}
    ratios = {name: each["bare"] / seconds for name, seconds in each.items()}
    rows = [
        (name, 1 / each[name], each[name] * 1000, min(taken[name]) * 1000, f"{ratios[name]:.2f}")
        for name in ways
    ]
    head = ("way", "a second (median)", "ms each", "ms, best batch", "ratio to bare")
    table(f"Signatures, RSA-2048 with the mark, one process, paper of {len(pdf) // 1024} KiB", head, rows)
    return 0 if min(ratios["adapter"], ratios["operation"]) >= AIM else 1


def prepared(folder: Path) -> tuple[bytes, dict[str, Sign]]:
    """A paper, a key, a mark, and the ways of putting them together."""
    from tests.factories import papers

    from motcua.foundation.kernel.ports import adapter
    from motcua.records.letters import making, rules, sources
    from motcua.records.signing import operations
    from motcua.records.signing import rules as signing_rules
    from motcua.records.signing.enums import CertificateKind, MarkKind
    from motcua.records.signing.ports import Mark

    an_rsa_key(folder / "keys")
    operations.register_certificate(
        kind=CertificateKind.AGENCY, holder_code=papers.AGENCY, key_ref=KEY, by=papers.BY, at=papers.AT
    )
    words = rules.printed(papers.a_receipt(), symbol="", sample=False, at=papers.AT)
    words = rules.with_number(words, number=7, book=rules.RECEIPT_BOOK, on=papers.AT.date())
    pdf = making.draft(template=sources.current("receipt"), data=words, at=papers.AT).pdf
    drawn = adapter("mark_drawer").draw(
        kind=MarkKind.COPY,
        words={
            "form_of_copy": "SAO Y",
            "agency": "Sở Khoa học và Công nghệ",
            "signed_at": signing_rules.moment_words(papers.AT),
        },
        width_mm=70,
        at=papers.AT,
    )
    box = signing_rules.copy_rectangle(adapter("pages").size(pdf=pdf, page=1), drawn)
    mark = Mark(kind=MarkKind.COPY, rectangle=box, drawing=drawn.pdf)
    asked = {"by": papers.BY, "at": papers.AT, "subject": "benchmark:signing"}
    return pdf, {
        "bare": bare(folder / "keys", mark),
        "adapter": lambda content: adapter("signer").sign(
            pdf=content, key_ref=KEY, field="agency", mark=mark, at=papers.AT, reason="Đo"
        ),
        "operation": lambda content: operations.sign(
            pdf=content,
            kind=CertificateKind.AGENCY,
            holder_code=papers.AGENCY,
            mark=mark,
            reason="Đo",
            **asked,
        ),
        "copy": lambda content: operations.certify_copy(
            pdf=content, agency_code=papers.AGENCY, agency_name="Sở Khoa học và Công nghệ", **asked
        ),
    }


def an_rsa_key(keys: Path) -> None:
    """RSA-2048, issued by the demo's test CA, as a file of the key folder."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    from motcua.adapters.signing import demo_ca

    demo_ca.issue(folder=keys, key_ref=KEY, common_name="Đo tốc độ ký", organisation="Sở")
    packed = pkcs12.load_pkcs12((keys / f"{KEY}.p12").read_bytes(), demo_ca.PASSWORD)
    like = packed.cert.certificate
    key = rsa.generate_private_key(65537, 2048)
    certificate = x509.CertificateBuilder(
        issuer_name=like.issuer,
        subject_name=like.subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=like.not_valid_before_utc,
        not_valid_after=like.not_valid_after_utc,
        extensions=[e for e in like.extensions if isinstance(e.value, x509.BasicConstraints | x509.KeyUsage)],
    ).sign(serialization.load_pem_private_key(demo_ca.ROOT_KEY.read_bytes(), password=None), hashes.SHA256())
    protection = serialization.BestAvailableEncryption(demo_ca.PASSWORD)
    content = pkcs12.serialize_key_and_certificates(KEY.encode(), key, certificate, None, protection)
    (keys / f"{KEY}.p12").write_bytes(content)


def bare(keys: Path, mark: object) -> Sign:
    """pyHanko as its own pages show it, with the same mark as a PDF laid into the field."""
    drawing = keys.parent / "mark.pdf"
    drawing.write_bytes(mark.drawing)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import StaticStampStyle

    signer = signers.SimpleSigner.load_pkcs12(str(keys / f"{KEY}.p12"), passphrase=b"motcua-demo")
    box = mark.rectangle
    left, top = box.left_mm * 72 / 25.4, 595 - box.top_mm * 72 / 25.4
    place = (
        int(left),
        int(top - box.height_mm * 72 / 25.4),
        int(left + box.width_mm * 72 / 25.4),
        int(top),
    )
    metadata = signers.PdfSignatureMetadata(
        field_name="agency", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason="Đo"
    )

    def sign(content: bytes) -> bytes:
        made = signers.PdfSigner(
            metadata,
            signer=signer,
            stamp_style=StaticStampStyle.from_pdf_file(str(drawing), border_width=0),
            new_field_spec=fields.SigFieldSpec("agency", on_page=0, box=place),
        )
        writer = IncrementalPdfFileWriter(BytesIO(content))
        return asyncio.run(made.async_sign_pdf(writer, bytes_reserved=16 * 1024)).getvalue()

    return sign


def check(pdf: bytes, ways: dict[str, Sign]) -> None:
    """Once each, so that all is warm; and every way signs a paper that holds."""
    from tests.factories import papers

    from motcua.records.signing import queries

    for name, sign in ways.items():
        report = queries.verify(file=sign(pdf), at=papers.AT, demo=True)
        assert report.valid, (name, report)


if __name__ == "__main__":
    sys.exit(main())
