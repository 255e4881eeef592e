"""Which official form a paper has on which day, by table."""

from datetime import date

import pytest

from motcua.records.letters import official, rules
from motcua.records.letters.enums import FormKind, LetterKind
from tests.factories.papers import AT, a_receipt, one_of_each

LAST_OF_2018, FIRST_OF_2025 = date(2025, 9, 14), date(2025, 9, 15)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (FormKind.RECEIPT, "01", "01"),
        (FormKind.SUPPLEMENT, "02", "02"),
        (FormKind.REFUSAL, "03", "03"),
        (FormKind.APOLOGY, "04", "04"),
        (FormKind.STOP, None, "05"),
        (FormKind.CONTROL_SHEET, "05", "06"),
        (FormKind.TRACKING_BOOK, "06", "07"),
    ],
)
def test_the_day_chooses_the_text_and_the_number(kind: FormKind, before: str | None, after: str) -> None:
    old, new = official.form_on(kind, LAST_OF_2018), official.form_on(kind, FIRST_OF_2025)

    assert (old.key if old else None) == (f"TT-01-2018-VPCP/{before}" if before else None)
    assert new is not None
    assert new.key == f"TT-03-2025-VPCP/{after}"


@pytest.mark.parametrize("kind", FormKind)
def test_before_the_first_text_there_is_no_form_and_never_are_there_two(kind: FormKind) -> None:
    assert official.form_on(kind, date(2019, 1, 5)) is None
    for on in (date(2019, 1, 6), LAST_OF_2018, FIRST_OF_2025, date(2030, 1, 1)):
        assert sum(form.kind == kind and form.in_force(on) for form in official.FORMS) <= 1


def test_what_has_no_form_in_the_law_has_none() -> None:
    for kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.RESULT, LetterKind.RESULT_REFUSAL):
        assert official.form_of_letter(kind, FIRST_OF_2025) is None


def test_every_form_has_a_number_of_its_own_and_the_book_alone_is_large() -> None:
    assert len(official.BY_KEY) == len(official.FORMS) == 13
    assert {form.kind for form in official.FORMS if form.paper == "A4"} == {FormKind.TRACKING_BOOK}


def test_what_was_not_read_in_the_text_is_said() -> None:
    doubted = {form.key for form in official.FORMS if form.doubt}

    assert {key for key in official.BY_KEY if key.startswith("TT-03-2025")} < doubted
    assert doubted - {key for key in doubted if key.startswith("TT-03-2025")} == {"TT-01-2018-VPCP/06"}


def test_a_paper_is_called_as_its_form_calls_it() -> None:
    apology = next(paper for paper in one_of_each() if paper.kind is LetterKind.APOLOGY)

    old = rules.printed(apology, symbol="", sample=True, at=AT.replace(year=2024))
    new = rules.printed(apology, symbol="", sample=True, at=AT)

    assert old["paper_name"] == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    assert new["paper_name"] == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
    assert new["paper_name"] in new["qr"]
    assert new["form"]["label"] == "Mẫu số 04, Thông tư 03/2025/TT-VPCP"


def test_a_paper_of_before_has_no_form() -> None:
    words = rules.printed(a_receipt(), symbol="", sample=True, at=AT.replace(year=2018))

    assert words["form"] is None
    assert words["paper_name"] == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
