"""Reports of kept files: kept with what they were judged by, made anew, never changed; what was done since."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.utils import translation
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors as document_errors
from motcua.records.documents import operations as documents
from motcua.records.documents.models import Document
from motcua.records.signing import errors, jobs, operations, queries
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.models import KeptReport
from tests.factories import files
from tests.factories.papers import AGENCY, AT, BY, a_key

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.APPLICANT, "minh")
LATER = AT + timedelta(days=30)


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    store = adapter("store")
    monkeypatch.setattr(store, "_root", tmp_path)
    monkeypatch.setattr(store, "_incoming", tmp_path / "incoming")
    settings.MOTCUA_DEMO = True  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def signed(pdf: bytes | None = None, field: str = "looked-at") -> bytes:
    a_key("looked-at", "Người ký")
    return Pkcs12Signers().sign(
        pdf=pdf or files.a_pdf(2), key_ref="looked-at", field=field, mark=None, at=AT, reason="Cấp"
    )


def received(content: bytes) -> Document:
    return documents.receive(stream=io.BytesIO(content), name="giay.pdf", by=MINH, at=AT)


def test_a_signed_file_that_arrives_brings_its_report(settings: object) -> None:
    document = received(signed())

    (row,) = queries.reports_of(document=document)
    assert row.report.valid
    assert (row.checked_at, row.checked_by, row.occasion) == (AT, "minh", "when it arrived")
    assert "pyHanko" in row.software
    assert any("MOTCUA DEMO CA" in root for root in row.roots)
    (signature,) = row.report.signatures
    assert (signature.signer, signature.signed_at, signature.changes) == ("Người ký", AT, ())
    event = AuditEvent.objects.get(kind="SignaturesChecked")
    assert event.subject == f"document:{document.code}"
    assert "Người ký" not in str(event.payload)
    accepted = AuditEvent.objects.get(kind="DocumentAccepted")
    assert event.act_id == accepted.act_id


def test_a_file_without_a_signature_brings_none() -> None:
    received(files.a_pdf())

    assert not KeptReport.objects.exists()


def test_a_refused_file_leaves_no_report() -> None:
    bent = signed().replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 841 ]", 1)

    with pytest.raises(document_errors.SignedContentChanged):
        received(bent)

    assert not KeptReport.objects.exists()


def test_a_report_made_anew_stands_beside_the_old_one(settings: object) -> None:
    document = received(signed())
    settings.MOTCUA_DEMO = False  # type: ignore[attr-defined]

    operations.check_document(document_code=document.code, by=BY, at=LATER)

    new, old = queries.reports_of(document=document)
    assert (old.report.valid, new.report.valid) == (True, False)
    assert (old.roots != (), new.roots) == (True, ())
    assert (new.checked_at, new.checked_by) == (LATER, "lan")


def test_a_report_is_of_the_bytes_whoever_gave_them() -> None:
    content = signed()
    first, second = received(content), received(content)

    assert queries.reports_of(document=first) == queries.reports_of(document=second)


def test_a_kept_report_is_never_changed() -> None:
    received(signed())

    for change in (lambda: KeptReport.objects.update(is_valid=False), KeptReport.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    assert KeptReport.objects.get().is_valid


def test_a_picture_has_no_signatures_to_check() -> None:
    document = documents.receive(stream=io.BytesIO(files.a_jpeg()), name="anh.jpg", by=MINH, at=AT)

    with pytest.raises(errors.NotAPdf):
        operations.check_document(document_code=document.code, by=BY, at=AT)
    with pytest.raises(document_errors.DocumentMissing):
        operations.check_document(document_code="D-NOTHING", by=BY, at=AT)

    assert not KeptReport.objects.exists()


def our_own() -> tuple[Document, bytes]:
    """A copy that was certified here, and kept by whoever asked for it."""
    a_key("reported", "Sở Khoa học và Công nghệ")
    operations.register_certificate(
        kind=CertificateKind.AGENCY, holder_code=AGENCY, key_ref="reported", by=BY, at=AT
    )
    pdf = operations.certify_copy(
        pdf=files.a_pdf(), agency_code=AGENCY, agency_name="Sở", subject="page:1", by=BY, at=AT
    )
    return documents.keep(content=pdf, name="sao.pdf", by=BY, at=AT), pdf


def test_what_was_signed_here_is_checked_a_moment_later_and_once() -> None:
    document, _pdf = our_own()

    checked = [operations.check_signed(within=timedelta(hours=1), at=AT) for _ in range(2)]

    assert checked == [1, 0]
    (row,) = queries.reports_of(document=document)
    assert row.report.valid
    assert row.occasion == "after it was signed here"
    (made,) = queries.signatures_on(document=document)
    assert (made.signer, made.page, made.signed_at) == ("Sở Khoa học và Công nghệ", 1, AT)
    assert made.code == row.report.signatures[0].field


def test_signed_files_that_nobody_kept_and_those_of_long_ago_are_left() -> None:
    document, pdf = our_own()
    operations.certify_copy(
        pdf=pdf, agency_code=AGENCY, agency_name="Sở", form_of_copy="SAO LỤC", subject="page:2", by=BY, at=AT
    )

    assert operations.check_signed(within=timedelta(hours=1), at=LATER) == 0
    assert operations.check_signed(within=timedelta(days=31), at=LATER) == 1

    assert [row.checked_at for row in queries.reports_of(document=document)] == [LATER]


def test_a_file_that_is_lost_keeps_no_other_from_being_checked() -> None:
    document, pdf = our_own()
    again = operations.certify_copy(
        pdf=pdf, agency_code=AGENCY, agency_name="Sở", form_of_copy="SAO LỤC", subject="page:1", by=BY, at=AT
    )
    twice = documents.keep(content=again, name="sao.pdf", by=BY, at=AT)
    store = adapter("store")
    store.remove(document.content_id, unless_kept_since=LATER + timedelta(days=3650))

    jobs.check_left_over()
    checked = operations.check_signed(within=timedelta(hours=1), at=AT)

    assert checked == 1
    assert len(queries.reports_of(document=twice)) == 1
    assert [one.page for one in queries.signatures_on(document=twice)] == [1, 1]


# What was done since


def changed(pdf: bytes, *whats: str) -> set[str]:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for what in whats:
        CHANGES[what](writer)
    out = io.BytesIO()
    writer.write(out)
    report = queries.verify(file=out.getvalue(), at=AT, demo=True)
    assert not report.valid
    return {queries.change_words(change) for change in report.signatures[0].changes}


def page_of(writer: IncrementalPdfFileWriter, number: int = 0) -> generic.DictionaryObject:
    found = writer.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call]
    assert isinstance(found, generic.DictionaryObject)
    return found


def write_over(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer, 1)
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def add_a_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    page = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Page"),
            generic.pdf_name("/Parent"): writer.root.raw_get("/Pages"),
            generic.pdf_name("/MediaBox"): generic.ArrayObject(
                [generic.NumberObject(side) for side in (0, 0, 595, 842)]
            ),
        }
    )
    tree["/Kids"].insert(0, writer.add_object(page))
    tree["/Count"] = generic.NumberObject(3)
    writer.update_container(tree)


def take_a_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    del tree["/Kids"][1]
    tree["/Count"] = generic.NumberObject(1)
    writer.update_container(tree)


def lay_a_note_over(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(side) for side in (10, 10, 200, 90)]
            ),
            generic.pdf_name("/Contents"): generic.pdf_string("1.000.000"),
        }
    )
    before = list(list.__iter__(page["/Annots"])) if "/Annots" in page else []
    page["/Annots"] = generic.ArrayObject([*before, writer.add_object(note)])
    writer.update_container(page)


def fill_in_a_field(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    field = generic.DictionaryObject(
        {
            generic.pdf_name("/FT"): generic.pdf_name("/Tx"),
            generic.pdf_name("/T"): generic.pdf_string("amount"),
            generic.pdf_name("/V"): generic.pdf_string("2"),
        }
    )
    form["/Fields"].append(writer.add_object(field))
    writer.update_container(form)


def add_an_action(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = generic.pdf_name("/Bad")
    writer.update_root()


CHANGES = {
    "the content of pages was changed: page 2": write_over,
    "pages were added: page 1": add_a_page,
    "pages were taken out: page 2": take_a_page,
    "notes or stamps were laid on pages: page 1": lay_a_note_over,
    "form fields were added: amount": fill_in_a_field,
    "other parts of the file were changed: /OpenAction": add_an_action,
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_done_since_is_told_in_words(what: str) -> None:
    assert changed(signed(), what) == {what}


def test_several_changes_are_told_one_by_one() -> None:
    some = ["the content of pages was changed: page 2", "notes or stamps were laid on pages: page 1"]

    assert changed(signed(), *some) == set(some)


def test_a_page_put_in_front_moves_none_of_the_others() -> None:
    assert changed(signed(), "pages were added: page 1") == {"pages were added: page 1"}


def test_a_changed_font_changes_the_pages_that_use_it() -> None:
    """What a page rests on is part of it, though the page itself is not rewritten."""
    with pikepdf.new() as pdf:
        for number in range(2):
            pdf.add_blank_page(page_size=(595, 842))
            if number:
                form = pdf.make_indirect(pdf.make_stream(b"q Q"))
                pdf.pages[1].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
        out = io.BytesIO()
        pdf.save(out)
    before = signed(out.getvalue())
    writer = IncrementalPdfFileWriter(io.BytesIO(before))
    drawing = page_of(writer, 1)["/Resources"]["/XObject"]["/A"]
    drawing._data = b"q 1 0 0 1 0 0 cm Q"
    drawing._encoded_data = None
    writer.update_container(drawing)
    out = io.BytesIO()
    writer.write(out)

    report = queries.verify(file=out.getvalue(), at=AT, demo=True)

    assert [queries.change_words(one) for one in report.signatures[0].changes] == [
        "the content of pages was changed: page 2"
    ]


def test_a_second_signature_is_told_of_the_first_and_does_no_harm() -> None:
    report = queries.verify(file=signed(signed(), field="second"), at=AT, demo=True)

    assert report.valid
    first, second = report.signatures
    assert [queries.change_words(one) for one in first.changes] == ["it was signed once more"]
    assert second.changes == ()
