"""What a verification says: of good papers, of each kind of tampering, of strangers' files. No database."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.adapters.signing import demo_ca
from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.records.signing import errors, queries
from motcua.records.signing.rules import Report
from tests.factories import files
from tests.factories.papers import AT, a_key

LATER = AT + timedelta(days=400)


def signed_by(*key_refs: str) -> bytes:
    pdf = files.a_pdf()
    for key_ref in key_refs:
        a_key(f"verified-{key_ref}", f"Người ký {key_ref}")
        pdf = Pkcs12Signers().sign(
            pdf=pdf, key_ref=f"verified-{key_ref}", field=key_ref, mark=None, at=AT, reason="Kết quả"
        )
    return pdf


def verify(pdf: bytes, *, demo: bool = True, trust: tuple[bytes, ...] = (), at: datetime = LATER) -> Report:
    return queries.verify(file=pdf, at=at, demo=demo, trust=trust)


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_new_page_content(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def with_new_entry_in_the_root(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Extra"] = generic.NameObject("/Bad")
    writer.update_root()


def test_a_paper_signed_by_leader_and_agency_is_valid_twice() -> None:
    report = verify(signed_by("leader", "agency"))

    assert report.valid
    assert [s.signer for s in report.signatures] == ["Người ký leader", "Người ký agency"]
    for signature in report.signatures:
        assert signature.intact
        assert signature.covers_whole_file
        assert signature.trusted
        assert not signature.timestamped
        assert signature.signed_at == AT


@pytest.mark.parametrize("place", [30, 200, -30, -1])
def test_a_paper_changed_by_one_byte_is_not_valid(place: int) -> None:
    pdf = bytearray(signed_by("agency"))
    pdf[place] ^= 1

    assert not verify(bytes(pdf)).valid


def test_a_byte_changed_in_the_room_of_the_signature_is_noticed() -> None:
    pdf = bytearray(signed_by("agency"))
    start = pdf.index(b"/Contents <3082") if b"/Contents <3082" in pdf else pdf.index(b"<3082")
    end = pdf.index(b">", start)

    pdf[end - 10] ^= 1

    assert not verify(bytes(pdf)).valid


@pytest.mark.parametrize("tail", [b"\n", b" ", b"<script>", b"\n%%EOF\n", b"%PDF-1.7 again"])
def test_bytes_appended_after_the_signature_make_it_invalid(tail: bytes) -> None:
    report = verify(signed_by("agency") + tail)

    assert not report.valid


@pytest.mark.parametrize("change", [with_new_page_content, with_new_entry_in_the_root])
def test_content_added_after_the_signature_makes_it_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    report = verify(updated(signed_by("leader", "agency"), change))

    assert not report.valid
    assert all("changed_after" in signature.problems for signature in report.signatures)
    assert all(signature.intact for signature in report.signatures)


def test_a_change_between_two_signatures_is_noticed() -> None:
    pdf = updated(signed_by("leader"), with_new_page_content)
    a_key("verified-agency", "Người ký agency")
    pdf = Pkcs12Signers().sign(
        pdf=pdf, key_ref="verified-agency", field="agency", mark=None, at=AT, reason=""
    )

    report = verify(pdf)

    assert not report.valid
    assert "changed_after" in report.signatures[0].problems


def test_the_test_ca_is_trusted_by_demos_only() -> None:
    pdf = signed_by("agency")

    report = verify(pdf, demo=False)

    assert not report.valid
    assert (report.signatures[0].intact, report.signatures[0].trusted) == (True, False)
    assert report.signatures[0].problems == ("untrusted",)
    assert verify(pdf, demo=False, trust=(demo_ca.ROOT.read_bytes(),)).valid


def test_a_certificate_that_expired_since_proves_nothing_without_a_time_stamp() -> None:
    report = verify(signed_by("agency"), at=datetime(2096, 1, 1, tzinfo=UTC))

    assert not report.valid
    assert report.signatures[0].problems == ("expired_unproven",)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (files.a_pdf(), "unsigned"),
        (files.an_encrypted_pdf(), "encrypted"),
        (b"%PDF-1.7\njunk", "unreadable"),
        (files.a_pdf()[:300], "unreadable"),
    ],
)
def test_a_pdf_without_a_signature_to_read_is_not_valid(content: bytes, problem: str) -> None:
    report = verify(content)

    assert (report.valid, report.problems, report.signatures) == (False, (problem,), ())


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(errors.NotAPdf):
        verify(b"hello")
    with pytest.raises(errors.FileToVerifyMissing):
        queries.verify(file=Path("/nowhere/a.pdf"), at=AT)
    with pytest.raises(errors.RootUnreadable):
        verify(signed_by("agency"), trust=(b"not a certificate",))


def test_the_report_is_plain_json_with_sentences() -> None:
    report = queries.as_json(verify(signed_by("agency"), demo=False))

    assert report["valid"] is False
    signature = report["signatures"][0]
    assert {"signer", "signed_at", "intact", "covers_whole_file", "trusted", "problems"} <= set(signature)
    assert "trusted" in signature["problems"][0] or "tin cậy" in signature["problems"][0]
