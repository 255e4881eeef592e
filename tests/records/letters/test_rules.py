"""How papers put things into words, by table."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from motcua.records.letters import rules
from motcua.records.letters.enums import LetterKind
from motcua.records.signing.enums import CertificateKind
from tests.factories.papers import AT, a_receipt, a_result


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 4, 3), "ngày 03 tháng 4 năm 2018"),
        (date(2018, 1, 13), "ngày 13 tháng 01 năm 2018"),
        (date(2026, 2, 1), "ngày 01 tháng 02 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(day: date, words: str) -> None:
    assert rules.date_words(day) == words


def test_a_moment_is_told_by_the_clock_in_vietnam() -> None:
    at = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)

    assert rules.moment_words(at) == "00 giờ 05 phút, ngày 01 tháng 01 năm 2027"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "01/TNHS"), (9, "09/TNHS"), (10, "10/TNHS"), (1234, "1234/TNHS")]
)
def test_numbers_below_ten_get_a_zero(number: int, text: str) -> None:
    assert rules.number_text(number, "TNHS") == text


@pytest.mark.parametrize(
    ("type_name", "symbol"),
    [
        ("Giấy phép", "GP-SKHCN"),
        ("GIẤY PHÉP tiến hành công việc bức xạ", "GP-SKHCN"),
        ("Giấy chứng nhận", "GCN-SKHCN"),
        ("Quyết định", "QĐ-SKHCN"),
        ("Thông báo tiếp nhận hồ sơ công bố", "TBTNHS-SKHCN"),
        ("Thông báo", "TB-SKHCN"),
        ("Chứng chỉ nhân viên bức xạ", "CC-SKHCN"),
        ("Giấy biên nhận", "GBN-SKHCN"),
    ],
)
def test_a_symbol_has_the_letters_of_its_type(type_name: str, symbol: str) -> None:
    assert rules.symbol_of(type_name, agency_symbol="SKHCN") == symbol


def test_a_receipts_code_holds_the_appointment_and_no_bar_of_its_own() -> None:
    receipt = a_receipt()
    receipt = replace(receipt, head=replace(receipt.head, system_name="Cổng | mẫu"))

    parts = rules.qr_text(receipt, AT).split("|")

    assert parts == [
        "000.00.19.H50-260203-0001",
        "2.000086.000.00.00.H50",
        "3200123456",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Cổng / mẫu",
        "03/02/2026 08:30",
        "02/03/2026 17:00",
    ]
    assert len(rules.qr_text(a_result(), AT).split("|")) == 6


def test_results_are_signed_by_the_leader_first_and_then_sealed() -> None:
    both = (CertificateKind.LEADER, CertificateKind.AGENCY)

    for kind in LetterKind:
        expected = both if kind in {LetterKind.RESULT, LetterKind.RESULT_REFUSAL} else both[1:]
        assert rules.signers_of(kind) == expected


def test_every_kind_has_a_name_and_a_file_name() -> None:
    for kind in LetterKind:
        assert rules.PAPER_NAMES[kind]
        assert rules.file_name(kind, "H50/1 é").isascii()


def test_letters_come_composed() -> None:
    assert rules.words_of("Hồ") == "Hồ"
