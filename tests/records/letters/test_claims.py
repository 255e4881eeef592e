"""The signed claim in the second QR code of a result."""

import io
from datetime import date, timedelta

import pypdfium2
import pytest
from django.test import override_settings

from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import queries as documents
from motcua.records.letters import claims, operations, queries
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import an_agency
from tests.factories.papers import AGENCY, AT, BY, LEADER, SUBJECT, a_head, a_receipt, a_result, certificates

DATA = {
    "type_name": "Giấy phép",
    "title": "Tiến hành công việc bức xạ",
    "number_text": "05/GP-SKHCN",
    "validity": "03 năm kể từ ngày ký",
    "head": {
        "agency": "Sở Khoa học và Công nghệ",
        "owner_identifier": "045085000123",
        "dossier_code": "000.00.15.H50-261122-0001",
    },
}


def a_claim(**changes: object) -> claims.Claim:
    return claims.claim_of(
        DATA | changes, letter="L-ABCDEFGHJKMN", issued_on=date(2026, 2, 3), name="Kết quả"
    )


def test_a_claim_says_what_can_be_held_against_the_paper_and_of_the_owner_four_digits() -> None:
    claim = a_claim()

    assert (claim.number, claim.issued_on, claim.agency) == (
        "05/GP-SKHCN",
        "2026-02-03",
        DATA["head"]["agency"],
    )  # type: ignore[index]
    assert claim.title == "Giấy phép: Tiến hành công việc bức xạ"
    assert claim.owner == "…0123"
    assert "045085000123" not in claims.text_of(claim)


def test_what_was_written_is_read_again_from_an_address_or_from_pasted_words() -> None:
    text = claims.text_of(a_claim())
    behind = claims.written(text, key_id="0123abcd", signature=b"s" * 64)

    for given in (
        behind,
        f"#{behind}",
        f"https://dvc.example/v/#{behind}",
        f" {behind[:30]}\n{behind[30:]} ",
    ):
        found = claims.read(given)
        assert found is not None
        assert (found.claim, found.text, found.key_id) == (a_claim(), text, "0123abcd")
        assert found.signature == b"s" * 64


def test_bars_in_words_part_nothing() -> None:
    claim = a_claim(title="Sửa | đổi")
    found = claims.read(claims.written(claims.text_of(claim), key_id="ab", signature=b""))
    assert found is not None
    assert found.claim.title == "Giấy phép: Sửa / đổi"


def test_long_words_are_cut_so_that_the_code_can_be_scanned() -> None:
    claim = a_claim(title="x" * 500, validity="y" * 500)
    code = claims.written(claims.text_of(claim), key_id="0" * 16, signature=b"s" * 64)
    assert len(code) < 900
    assert claim.title.endswith("…")


@pytest.mark.parametrize(
    "given",
    ["", "x", "a.b", "a.b.c.d", "....", "#", "ữ.ab.cd", "YQ.ab.YQ", "x" * 5_000,
     "000.00.15.H50-261122-0001|1.001786|045085000123|Giấy phép"],
)  # fmt: skip
def test_anything_else_is_no_claim(given: str) -> None:
    assert claims.read(given) is None


# Made with the result


@pytest.fixture
def result(db: None) -> Letter:
    an_agency(AGENCY)
    certificates()
    letter = operations.fix(
        kind=LetterKind.RESULT, subject=SUBJECT, agency_code=AGENCY, leader_code=LEADER, by=BY, at=AT,
        data=a_result(head=a_head(unit="", owner_identifier="045085000123")),
    )  # fmt: skip
    operations.number_and_seal(letter=letter, by=BY, at=AT)
    return operations.make(letter_code=letter.code, at=AT)


def file_of(letter: Letter) -> bytes:
    assert letter.document is not None
    with documents.stream_of(letter.document) as file:
        return file.read()


def words_in(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_a_result_carries_its_claim_and_the_claim_holds(result: Letter) -> None:
    found = queries.claim_found(queries.claim_address(result.claim))

    assert found is not None
    assert (found.is_ours, found.revoked_on) == (True, None)
    assert (found.claim.letter, found.claim.number) == (result.code, result.data["number_text"])
    assert found.issued_on == AT.date()
    assert "Quét mã bằng điện thoại" in words_in(file_of(result))


def test_other_papers_carry_none(db: None) -> None:
    an_agency(AGENCY)
    certificates()
    letter = operations.fix(
        kind=LetterKind.RECEIPT, subject=SUBJECT, agency_code=AGENCY, data=a_receipt(), by=BY, at=AT
    )
    made = operations.make(letter_code=letter.code, at=AT)

    assert made.claim == ""
    assert "Quét mã bằng điện thoại" not in words_in(file_of(made))


def test_a_copy_for_the_printer_shows_the_same_code(result: Letter) -> None:
    printed = queries.copies_of(codes=[result.code], copies=["Liên 1"], at=AT)
    assert "Quét mã bằng điện thoại" in words_in(printed)


def test_a_letter_in_which_one_sign_was_changed_is_not_ours(result: Letter) -> None:
    signed = claims.read(result.claim)
    assert signed is not None
    other = signed.text.replace("|…0123|", "|…0124|")
    assert other != signed.text

    forged = claims.written(other, key_id=signed.key_id, signature=signed.signature)
    found = queries.claim_found(forged)

    assert found is not None
    assert (found.is_ours, found.issued_on) == (False, None)


def test_a_claim_of_an_installation_with_other_keys_is_not_ours(result: Letter, tmp_path: object) -> None:
    with override_settings(MOTCUA_KEYS=tmp_path):
        found = queries.claim_found(result.claim)
    assert found is not None
    assert not found.is_ours


def test_older_results_hold_after_the_key_was_changed(result: Letter, settings: object) -> None:
    signer = adapter("claim_signer")
    (settings.MOTCUA_KEYS / "claim.key").unlink()  # type: ignore[attr-defined]
    new_id, _ = signer.sign(b"another")

    found = queries.claim_found(result.claim)
    signed = claims.read(result.claim)

    assert found is not None
    assert signed is not None
    assert found.is_ours
    assert signed.key_id != new_id
    assert {signed.key_id, new_id} <= set(signer.public_keys())


def test_a_revoked_result_is_told_with_its_day_and_stands_in_the_list(result: Letter) -> None:
    later = AT + timedelta(days=9)
    operations.revoke(subject=SUBJECT, kind=LetterKind.RESULT, by=BY, at=later)

    found = queries.claim_found(result.claim)

    assert found is not None
    assert (found.is_ours, found.revoked_on) == (True, later.date())
    assert queries.revoked_claims() == {result.code: later.date()}
