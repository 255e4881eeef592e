"""The own signature of whoever scanned, and the agency's on a certified copy: where they stand, what is kept."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import numpy
import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing import errors, operations, queries
from motcua.records.signing.enums import CertificateKind, MarkKind
from motcua.records.signing.models import Signature
from tests.factories import files
from tests.factories.papers import AGENCY, AT, BY, a_key

pytestmark = pytest.mark.django_db
OFFICER = "lan"
NAME = "Nguyễn Thị Lan"
AGENCY_NAME = "Sở Khoa học và Công nghệ tỉnh Quảng Trị"
SUBJECT = "page:1"
DOTS_PER_MM = 6
A4 = (0.0, 0.0, 595.0, 842.0)
OFFSET = (100.0, 200.0, 695.0, 1042.0)
Kept = tuple[float, float, float, float]


def a_scan(
    *, turn: int = 0, media: Kept = A4, crop: Kept | None = None, unit: float = 1, inherited: bool = False
) -> bytes:
    """Two blank pages, the first as asked for, the second an upright A4."""
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[0].obj
        page.MediaBox = pikepdf.Array(media)
        if crop is not None:
            page.CropBox = pikepdf.Array(crop)
        if unit != 1:
            page.UserUnit = unit
        if inherited:
            page.Parent.Rotate = turn
            pdf.pages[1].obj.Rotate = 0
        elif turn:
            page.Rotate = turn
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.fixture
def keys() -> None:
    a_key("lan", NAME)
    a_key("agency", AGENCY_NAME)
    for kind, holder, key_ref in (
        (CertificateKind.PERSONAL, OFFICER, "lan"),
        (CertificateKind.AGENCY, AGENCY, "agency"),
    ):
        operations.register_certificate(kind=kind, holder_code=holder, key_ref=key_ref, by=BY, at=AT)


def sign_scan(pdf: bytes, **fields: Any) -> bytes:
    given = {"officer_code": OFFICER, "name": NAME, "subject": SUBJECT, "by": BY, "at": AT} | fields
    return operations.sign_scan(pdf=pdf, **given)


def certify_copy(pdf: bytes, **fields: Any) -> bytes:
    given = {
        "agency_code": AGENCY, "agency_name": AGENCY_NAME, "subject": SUBJECT, "by": BY, "at": AT
    } | fields  # fmt: skip
    return operations.certify_copy(pdf=pdf, **given)


def seen(pdf: bytes, page: int = 0) -> Any:
    """The page as a reader shows it, signatures and all; dark is low."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        size = document[page].get_size()
        picture = document[page].render(scale=DOTS_PER_MM * 25.4 / 72, grayscale=True, may_draw_forms=True)
        assert picture.width == pytest.approx(size[0] / 72 * 25.4 * DOTS_PER_MM, abs=2)
        return picture.to_numpy().squeeze()


def ink(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is dark, in millimetres of the page as seen."""
    rows, columns = numpy.nonzero(seen(pdf, page) < 128)
    found = columns.min(), rows.min(), columns.max(), rows.max()
    return tuple(float(side) / DOTS_PER_MM for side in found)  # type: ignore[return-value]


def drawn(pdf: bytes) -> Any:
    """What is dark, cut out and made coarse, so that a dot more or less does not count."""
    picture = seen(pdf)
    rows, columns = numpy.nonzero(picture < 128)
    cut = 255.0 - picture[rows.min() : rows.max(), columns.min() : columns.max()]
    tall, wide = (side // 12 * 12 for side in (60, 396))
    fitted = cut[numpy.linspace(0, cut.shape[0] - 1, tall).astype(int)][
        :, numpy.linspace(0, cut.shape[1] - 1, wide).astype(int)
    ]
    return fitted.reshape(tall // 12, 12, wide // 12, 12).mean(axis=(1, 3))


PAGES = {
    "upright": a_scan(),
    "turned right": a_scan(turn=90),
    "upside down": a_scan(turn=180),
    "turned left": a_scan(turn=270),
    "turned back": a_scan(turn=-90),
    "turned by its parent": a_scan(turn=90, inherited=True),
    "with corners elsewhere": a_scan(media=OFFSET),
    "corners the other way round": a_scan(media=(595, 842, 0, 0)),
    "cropped": a_scan(crop=(50, 60, 500, 700)),
    "cropped and turned": a_scan(turn=270, media=OFFSET, crop=(150, 260, 600, 900)),
    "cropped beyond its edge": a_scan(turn=90, crop=(-100, -100, 900, 900)),
    "lying": a_scan(media=(0, 0, 842, 595)),
    "a large plan": a_scan(media=(0, 0, 2384, 3370)),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_scanner_signs_at_the_top_left_whatever_the_page(keys: None, name: str) -> None:
    signed = sign_scan(PAGES[name])

    left, top, right, bottom = ink(signed)
    assert 4.5 < left < 8
    assert 4.5 < top < 8
    assert right < 80
    assert bottom < 20
    assert numpy.abs(drawn(signed) - drawn(sign_scan(PAGES["upright"]))).mean() < 12
    assert (seen(signed, page=1) > 200).all()


@pytest.mark.parametrize("name", PAGES)
def test_the_agency_certifies_at_the_top_right_whatever_the_page(keys: None, name: str) -> None:
    signed = certify_copy(PAGES[name])

    width = seen(signed).shape[1] / DOTS_PER_MM
    left, top, right, bottom = ink(signed)
    assert width - 76 < left
    assert width - 8 < right < width - 4.5
    assert 4.5 < top < 8
    assert bottom < 25
    assert numpy.abs(drawn(signed) - drawn(certify_copy(PAGES["upright"]))).mean() < 12


@pytest.mark.parametrize("media", [(0, 0, 120, 80), (0, 0, 60, 400), (0, 0, 400, 30)])
@pytest.mark.parametrize("act", [sign_scan, certify_copy])
def test_on_a_small_page_the_mark_becomes_smaller(
    keys: None, act: Callable[[bytes], bytes], media: Kept
) -> None:
    signed = act(a_scan(media=media))

    kept = Signature.objects.get()
    width, height = media[2] / 72 * 25.4, media[3] / 72 * 25.4
    assert kept.left_mm > 0
    assert kept.left_mm + kept.width_mm < width
    assert kept.top_mm + kept.height_mm < height
    assert queries.verify(file=signed, at=AT, demo=True).valid


def test_a_page_in_another_unit_is_signed_in_true_size(keys: None) -> None:
    sign_scan(a_scan(media=(0, 0, 59.5, 84.2), unit=10))

    in_units = Signature.objects.get()
    sign_scan(a_scan())
    in_points = Signature.objects.exclude(pk=in_units.pk).get()
    assert in_units.width_mm == pytest.approx(in_points.width_mm)
    assert in_units.left_mm == pytest.approx(in_points.left_mm)


def test_a_scan_signed_and_then_certified_holds_both_and_all_that_was_before(keys: None) -> None:
    scan = a_scan(turn=90)

    signed = sign_scan(scan)
    certified = certify_copy(signed)

    assert signed.startswith(scan)
    assert certified.startswith(signed)
    report = queries.verify(file=certified, at=AT, demo=True)
    assert report.valid
    assert [one.signer for one in report.signatures] == [NAME, AGENCY_NAME]


def test_a_copy_of_a_copy_is_certified_once_more(keys: None) -> None:
    twice = certify_copy(certify_copy(a_scan()), form_of_copy="SAO LỤC")

    report = queries.verify(file=twice, at=AT, demo=True)
    assert report.valid
    assert len(report.signatures) == 2
    second, first = queries.copy_signatures(twice)
    assert second.left_mm == pytest.approx(first.left_mm, abs=1)
    assert second.top_mm >= first.top_mm + first.height_mm
    left, top, _right, bottom = ink(twice)
    assert left > 120
    assert top < 8
    assert bottom > second.top_mm + 5


def test_an_agency_certifies_a_copy_once_in_a_form(keys: None) -> None:
    once = certify_copy(a_scan())
    signatures, events = Signature.objects.count(), AuditEvent.objects.count()

    with pytest.raises(errors.CertifiedAlready):
        certify_copy(once)

    assert (Signature.objects.count(), AuditEvent.objects.count()) == (signatures, events)
    certify_copy(a_scan(turn=180))


def test_of_each_signature_is_kept_what_the_law_asks_for(keys: None) -> None:
    signed = certify_copy(a_scan())

    kept = Signature.objects.get()
    certificate = queries.certificate_of(kind=CertificateKind.AGENCY, holder_code=AGENCY, at=AT)
    assert (kept.kind, kept.subject, kept.holder_code) == (MarkKind.COPY, SUBJECT, AGENCY)
    assert (kept.certificate, kept.serial) == (certificate, certificate.serial)
    assert AGENCY_NAME in kept.signer
    assert (kept.signed_at, kept.page) == (AT, 1)
    assert kept.left_mm + kept.width_mm == pytest.approx(210 - 5, abs=1)
    assert kept.file_sha256 == hashlib.sha256(signed).hexdigest()
    event = AuditEvent.objects.get(kind="PaperSigned")
    assert event.payload["signature"] == kept.code
    assert NAME not in str(event.payload)


def test_what_is_kept_of_a_signature_is_never_changed(keys: None) -> None:
    sign_scan(a_scan())

    for change in (lambda: Signature.objects.update(signer="x"), Signature.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    assert NAME in Signature.objects.get().signer


def test_an_officer_without_an_own_certificate_signs_no_scan(keys: None) -> None:
    a_key("leader", "Trần Thanh Trường")
    operations.register_certificate(
        kind=CertificateKind.LEADER, holder_code="truong", key_ref="leader", by=BY, at=AT
    )

    for officer in ("truong", "nobody"):
        with pytest.raises(errors.NoCertificate):
            sign_scan(a_scan(), officer_code=officer)
    with pytest.raises(errors.NoCertificate):
        certify_copy(a_scan(), agency_code=OFFICER)

    assert not Signature.objects.exists()
    assert not AuditEvent.objects.filter(kind="PaperSigned").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no PDF",
        b"%PDF-1.7\njunk",
        files.a_pdf()[:300],
        files.an_encrypted_pdf(),
        files.a_pdf_without_pages(),
    ],
)
@pytest.mark.parametrize("act", [sign_scan, certify_copy])
def test_what_cannot_be_signed_is_refused_for_good_and_leaves_no_trace(
    keys: None, act: Callable[[bytes], bytes], content: bytes
) -> None:
    with pytest.raises(OutsideFailure) as failure:
        act(content)

    assert failure.value.permanent
    assert not Signature.objects.exists()
    assert not AuditEvent.objects.filter(kind="PaperSigned").exists()


def test_a_mark_shows_name_and_time_as_the_law_writes_it(keys: None) -> None:
    """Read from the drawing itself: what a reader shows of it was compared above."""
    with pikepdf.open(
        io.BytesIO(certify_copy(a_scan(), agency_name="Ủy ban nhân dân tỉnh Quảng Trị"))
    ) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        drawing = field.AP.N.Resources.XObject.Mark
        words = text_of(drawing)
    assert words == "SAO Y Ủy ban nhân dân tỉnh Quảng Trị Thời gian ký: 03-02-2026 08:30:00 +07:00"


def text_of(drawing: Any) -> str:
    """The words of a form, as a page of its own."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 200))
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(drawing.read_bytes())
        page.Resources = pdf.copy_foreign(drawing.Resources)
        out = io.BytesIO()
        pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())
