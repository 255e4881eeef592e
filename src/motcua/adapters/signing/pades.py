"""PAdES B-B with pyHanko. Imported by whoever signs: it costs half a second and fifty megabytes."""

import asyncio
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.foundation.kernel.clock import local
from motcua.records.signing.ports import Mark, Rectangle

POINTS_PER_MM = 72 / 25.4
RESERVED_BYTES = 8 * 1024  # room for a chain of three certificates, in hexadecimal digits
NO_SCALING = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
)


@lru_cache(maxsize=64)
def signer_of(pack: PKCS12KeyAndCertificates) -> signers.SimpleSigner:
    """The signer of an opened key file; made once per file, since reading a key costs more than using it."""
    assert pack.key is not None
    assert pack.cert is not None
    key = pack.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    extras = [extra.certificate for extra in pack.additional_certs]
    between = [extra for extra in extras if extra.subject != extra.issuer]  # whoever trusts a root has it
    chain.register_multiple([_plain(extra) for extra in between])
    return signers.SimpleSigner(
        signing_cert=_plain(pack.cert.certificate),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=chain,
    )


def sign(
    pdf: bytes, *, signer: signers.SimpleSigner, field: str, mark: Mark | None, at: datetime, reason: str
) -> bytes:
    """The PDF with one more signature, appended; nothing before it is touched."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=True)
    spec, style = fields.SigFieldSpec(field), None
    if mark is not None:
        page = mark.rectangle.page - 1
        height = _page_height(writer, page)
        spec = fields.SigFieldSpec(field, on_page=page, box=_box(mark.rectangle, height))
        style = StaticStampStyle(
            background=_Drawing(mark.drawing),
            background_layout=NO_SCALING,
            background_opacity=1,
            border_width=0,
        )
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason
    )
    maker = _SignerAt(metadata, signer=signer, stamp_style=style, new_field_spec=spec)
    maker.at = local(at)
    signed: BytesIO = asyncio.run(maker.async_sign_pdf(writer, bytes_reserved=2 * RESERVED_BYTES))
    return signed.getvalue()


class _SignerAt(signers.PdfSigner):
    """Signs as of a moment given, not the machine's, and leaves a PDF/A-2 at its version."""

    at: datetime

    def register_extensions(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: for elliptic keys pyHanko would declare PDF 2.0, which PDF/A-2 forbids."""

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


class _Drawing(content.PdfContent):
    """A one-page PDF held in memory, drawn as it is."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Mark"] = page
        left, bottom, right, top = (float(side) for side in page.get_object()["/BBox"])
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Mark Do"


def _plain(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _page_height(writer: BasePdfFileWriter, page: int) -> float:
    found = writer.find_page_for_modification(page)[0].get_object()  # type: ignore[no-untyped-call]
    while "/MediaBox" not in found:
        found = found["/Parent"]
    box = found["/MediaBox"]
    return float(box[3]) - float(box[1])


def _box(rectangle: Rectangle, page_height: float) -> tuple[int, int, int, int]:
    """PDF counts points from the bottom left."""
    left = rectangle.left_mm * POINTS_PER_MM
    top = page_height - rectangle.top_mm * POINTS_PER_MM
    width, height = rectangle.width_mm * POINTS_PER_MM, rectangle.height_mm * POINTS_PER_MM
    return round(left), round(top - height), round(left + width), round(top)
