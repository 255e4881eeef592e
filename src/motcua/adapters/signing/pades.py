"""PAdES with pyHanko, from B-B to B-LTA (ETSI EN 319 142-1).

Imported by whoever signs: it costs half a second and fifty megabytes.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
from django.conf import settings
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from motcua.foundation.kernel.clock import local
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing.ports import Mark

from .seen import BROKEN, page_of
from .trust_services import NO_SERVICES, Level, TrustServices
from .verify import trusted_roots

RESERVED_BYTES = 8 * 1024  # room for a chain of three certificates, in hexadecimal digits
NO_SCALING = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
)


TURNED = {
    0: b"",
    90: b"0 1 -1 0 %(height)g 0 cm ",
    180: b"-1 0 0 -1 %(width)g %(height)g cm ",
    270: b"0 -1 1 0 0 %(width)g cm ",
}
_NOT_TO_BE_SIGNED = "Tệp PDF này không ký thêm được: {}"


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
    signer = _OpenedSigner(
        signing_cert=_plain(pack.cert.certificate),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=chain,
    )
    signer.opened = pack.key
    return signer


def signer_on_token(
    session: Any, *, label: str, others: Sequence[bytes], is_hashed_here: bool
) -> signers.Signer:
    """The signer of a key on an open token, with the certificates (DER) between its own and the root."""
    return PKCS11Signer(
        session,
        cert_label=label,
        key_label=label,
        ca_chain=[x509.Certificate.load(der) for der in others],
        embed_roots=False,
        use_raw_mechanism=is_hashed_here,
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
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=True)
        spec, style = _shown(writer, field, mark)
    except BROKEN as broken:
        raise OutsideFailure(_NOT_TO_BE_SIGNED.format(broken), permanent=True) from broken
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

    try:
        return asyncio.run(made()).getvalue()
    except (PdfError, SigningError) as refused:
        raise OutsideFailure(_NOT_TO_BE_SIGNED.format(refused), permanent=True) from refused


def _shown(
    writer: IncrementalPdfFileWriter, field: str, mark: Mark | None
) -> tuple[fields.SigFieldSpec, StaticStampStyle | None]:
    """The field of a signature and what the eye sees in it; upright, however the page is turned."""
    if writer.prev.encrypted:
        raise PdfError("tệp có mật khẩu")
    if mark is None:
        return fields.SigFieldSpec(field), None
    page = page_of(writer, mark.rectangle.page)
    left, bottom, right, top = (round(side) for side in page.box(mark.rectangle))
    spec = fields.SigFieldSpec(field, on_page=mark.rectangle.page - 1, box=(left, bottom, right, top))
    style = StaticStampStyle(
        background=_Drawing(mark.drawing, page.turn),
        background_layout=NO_SCALING,
        background_opacity=1,
        border_width=0,
    )
    return spec, style


def configured_services() -> TrustServices:
    """What the settings ask of our signatures; the roots are those that this installation trusts."""
    level = Level(settings.MOTCUA_SIGNATURE_LEVEL)
    if level is Level.B:
        return NO_SERVICES
    return TrustServices(level, settings.MOTCUA_TIME_STAMP_URL, tuple(trusted_roots()))


class _OpenedSigner(signers.SimpleSigner):
    """Signs with the key as it was opened: pyHanko reads and checks it anew for each signature, which takes
    longer than the signature."""

    opened: Any

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm).signature_algo
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if mechanism == "rsassa_pkcs1v15":
            return bytes(self.opened.sign(data, padding.PKCS1v15(), digest))
        if mechanism == "ecdsa":
            return bytes(self.opened.sign(data, ec.ECDSA(digest)))
        return super().sign_raw(data, digest_algorithm)


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
    """A one-page PDF held in memory, turned against the page on which it is drawn."""

    def __init__(self, pdf: bytes, turn: int = 0) -> None:
        self._pdf = pdf
        self._turn = turn
        super().__init__()

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Mark"] = page
        left, bottom, right, top = (float(side) for side in page.get_object()["/BBox"])
        width, height = abs(right - left), abs(top - bottom)
        lies = self._turn in {90, 270}
        self.box = layout.BoxConstraints(width=height if lies else width, height=width if lies else height)
        return TURNED[self._turn] % {b"width": width, b"height": height} + b"/Mark Do"


def _plain(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
