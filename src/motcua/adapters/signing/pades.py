"""PAdES with pyHanko, from B-B to B-LTA (ETSI EN 319 142-1).

Imported by whoever signs: it costs half a second and fifty megabytes.
"""

import asyncio
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
from django.conf import settings
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.foundation.kernel.clock import local
from motcua.records.signing.ports import Mark, Rectangle

from .trust_services import NO_SERVICES, Level, TrustServices
from .verify import trusted_roots

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
    pdf: bytes,
    *,
    signer: signers.Signer,
    field: str,
    mark: Mark | None,
    at: datetime,
    reason: str,
    services: TrustServices = NO_SERVICES,
) -> bytes:
    """The PDF with one more signature, appended; nothing before it is touched.

    Above B-B the time stamp and the proofs are fetched meanwhile. Raises OutsideFailure when one stays away.
    """
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

    async def made() -> BytesIO:
        async with services.asked(metadata, signer) as (wanted, stamper):
            maker = _SignerAt(
                wanted, signer=signer, stamp_style=style, new_field_spec=spec, timestamper=stamper
            )
            maker.at = local(at)
            reserved = RESERVED_BYTES * (2 if stamper is None else 4)
            signed: BytesIO = await maker.async_sign_pdf(writer, bytes_reserved=reserved)
            return signed

    return asyncio.run(made()).getvalue()


def configured_services() -> TrustServices:
    """What the settings ask of our signatures; the roots are those that this installation trusts."""
    level = Level(settings.MOTCUA_SIGNATURE_LEVEL)
    if level is Level.B:
        return NO_SERVICES
    return TrustServices(level, settings.MOTCUA_TIME_STAMP_URL, tuple(trusted_roots()))


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
