"""What the product ships: two lists as printed, the complete procedures; read without a database."""

from collections import Counter

import pytest
from django.utils import translation

from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.enums import FindingKind
from motcua.reference.catalogue.rules.content import time_facts, unverified_facts

COMPLETE = {
    # radiation
    "2.000086", "2.000069", "2.000081", "1.000184", "2.002382", "2.002383", "2.002131", "2.002254", "2.002252",
    # S&T organisations and enterprises
    "1.001786", "1.001747", "1.001770", "1.001716", "1.001677", "1.000764", "2.001525",
    # results of tasks, technology transfer, industrial property
    "1.004473", "1.004460", "1.006427", "2.002248", "2.002249", "1.003542", "2.001483",
    # standards, measurement, quality; dangerous goods
    "2.001207", "2.001209", "2.001277", "2.001268", "2.000212", "1.000449", "1.000438", "2.001259",
    "1.006851", "2.002231", "2.002232",
}  # fmt: skip


def test_all_97_rows_are_read_as_printed():
    assert {one.slug: len(one.rows) for one in shipped.published_lists()} == {
        "quang-tri-2021": 56,
        "bac-giang-2018": 41,
    }
    assert all(shipped.field_code(row.field) for one in shipped.published_lists() for row in one.rows)
    assert Counter(row.planned for row in shipped.published_list("bac-giang-2018").rows) == {"3": 23, "4": 18}


def test_the_first_list_tells_what_is_odd_in_it():
    found = [(o.kind, o.rows) for o in shipped.published_list("quang-tri-2021").oddities]

    assert found == [
        (FindingKind.WORD_TWICE, (1,)),
        (FindingKind.NO_CURRENT_LEVEL, (3,)),
        (FindingKind.CODE_TWICE, (32, 47)),
        (FindingKind.CODE_TWICE, (35, 36)),
        (FindingKind.NO_CURRENT_LEVEL, (56,)),
    ]


def test_the_second_list_tells_what_is_odd_in_it():
    found = [(o.kind, o.rows) for o in shipped.published_list("bac-giang-2018").oddities]

    assert found == [
        (FindingKind.CODE_MISSING, tuple(range(1, 42))),
        (FindingKind.TWO_LEVELS, (12, 34)),
        (FindingKind.FIELD_TWO_SPELLINGS, (27, 28, 29, 30, 31)),
        (FindingKind.LEVEL_FOR_ONE_CASE, (33,)),
        (FindingKind.NOTE_OF_ANOTHER_ACT, (33,)),
    ]


def test_every_oddity_is_told_in_a_sentence():
    with translation.override("vi"):
        sentences = [str(o) for one in shipped.published_lists() for o in one.oddities]

    assert sentences[2].startswith("Mã 1.004460.000.00.00.H50 xuất hiện hai lần, ở các dòng 32, 47")
    assert "Sửa đổi, bổ sung giấy phép" in sentences[-1]
    assert sentences[-1].endswith("Không chuyển mục nào.")


def test_these_procedures_are_complete_and_nothing_is_wrong_in_them():
    assert set(shipped.folders()) == COMPLETE
    assert shipped.check_all(shipped.DATA / "procedures") == []


@pytest.mark.parametrize("code", sorted(COMPLETE))
def test_a_complete_procedure_has_form_and_process_and_says_what_is_unverified(code):
    folder = shipped.folders()[code]

    assert folder.form is not None
    assert folder.form["compared"] is False
    assert folder.process is not None
    assert unverified_facts(folder.form)
    assert folder.procedure["upload"]["max_bytes"] == 20 * 1024 * 1024


def test_a_torn_licence_must_come_back_and_a_lost_one_is_wholly_online():
    content = shipped.folders()["2.000069"].procedure

    assert {level["case"]: level["value"] for level in content["levels"]} == {"lost": "4", "torn": "2"}
    originals = {p["slug"]: p.get("cases") for p in content["papers"] if p.get("original_required")}
    assert originals == {"torn-original": ["torn"]}


def test_the_clock_of_the_x_ray_licence_starts_by_papers_and_fee_in_calendar_days():
    rule = time_facts(shipped.folders()["2.000086"].procedure).rule

    assert (rule.amount, rule.unit, rule.start_event) == (25, "day", "valid_papers_and_fee")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("khai báo thiết bị x-quang", "2.002131.000.00.00.H50"),
        ("khai bao thiet bi X quang", "2.002131.000.00.00.H50"),
        ("KHAI BÁO", "2.002131.000.00.00.H50"),
        ("2.002131", "2.002131.000.00.00.H50"),
        ("2.002131.H50", "2.002131.000.00.00.H50"),
        ("2.002131.000.00.00.h50", "2.002131.000.00.00.H50"),
        ("khai bao thiet by x-quang", "2.002131.000.00.00.H50"),
        ("hop chuan tu danh gia", "2.001207.000.00.00.H50"),
    ],
)
def test_words_and_codes_find_a_procedure(words, code):
    assert code in [hit.code for hit in shipped.search(words)]


@pytest.mark.parametrize("words", ["", "   ", "!!! & | :*", "zzzz qqqq", "9.999999", "'; drop table x; --"])
def test_nothing_is_found_for_nothing(words):
    assert shipped.search(words) == []
