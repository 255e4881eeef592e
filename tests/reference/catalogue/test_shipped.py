"""What the product ships: two lists as printed, the complete procedures; read without a database."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from motcua.ops.demo.answers import posted
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.enums import FindingKind
from motcua.reference.catalogue.rules.content import time_facts, unverified_facts
from motcua.reference.catalogue.rules.parts import changed_kinds, kinds_of
from motcua.reference.forms.rules import check_answers, display_rows, parse_form, parse_post

COMPLETE = {
    # radiation
    "2.000086", "2.000069", "2.000081", "1.000184", "2.002382", "2.002383", "2.002131", "2.002254", "2.002252",
    # S&T organisations and enterprises
    "1.001786", "1.001747", "1.001770", "1.001716", "1.001677", "1.000764", "2.001525",
    # results of tasks, technology transfer, industrial property
    "1.004473", "1.004460", "1.006427", "2.002248", "2.002249", "1.003542", "2.001483",
    # standards, measurement, quality; dangerous goods
    "2.001207", "2.001209", "2.001277", "2.001268", "2.000212", "1.000449", "1.000438", "2.001259",
    "1.006851", "2.002231", "2.002232", "2.001501",
    # other codes, other tiers, what came after
    "1.000173", "1.002145", "1.014445", "1.014446",
}  # fmt: skip
KNOWN_IN_PART = {"1.001392", "2.001208", "2.001100", "2.001269", "3.000453", "1.014393"}
VERSIONS = [folder.path.name for folder in shipped.versions()]


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
    in_part = {code for code, folder in shipped.folders().items() if folder.is_incomplete}
    assert set(shipped.folders()) - in_part == COMPLETE
    assert in_part == KNOWN_IN_PART
    assert shipped.check_all(shipped.DATA / "procedures") == []


def a_version(name):
    return next(folder for folder in shipped.versions() if folder.path.name == name)


@pytest.mark.parametrize("name", VERSIONS)
def test_a_complete_version_has_form_and_process_and_says_what_is_unverified(name):
    folder = a_version(name)
    if folder.is_incomplete:
        assert (folder.form, folder.process) == (None, None)
        assert unverified_facts(folder.procedure)
        return

    assert folder.form is not None
    assert folder.form["compared"] is False
    assert folder.process is not None
    assert unverified_facts(folder.form)
    assert folder.procedure["upload"]["max_bytes"] == 20 * 1024 * 1024


@pytest.mark.parametrize("name", [f.path.name for f in shipped.versions() if f.form])
def test_every_shipped_form_takes_right_answers_and_is_read_again(name):
    form = parse_form(a_version(name).form)
    today = date(2026, 11, 22)

    raw = parse_post(form, posted(form, today=today, seed=1))
    checked = check_answers(form=form, raw=raw, today=today)

    assert [str(one) for one in checked.defects] == []
    assert checked.is_complete
    assert list(display_rows(form, checked.answers))


def test_versions_of_one_procedure_follow_one_another_without_a_day_of_two_laws():
    for earlier, later in pairwise(shipped.versions()):
        if earlier.code == later.code:
            assert earlier.valid_to is not None
            assert earlier.valid_to == later.valid_from - timedelta(days=1), later.path.name


def test_a_name_stands_for_one_kind_in_all_versions_of_a_procedure():
    known: dict[str, dict[tuple[str, str], str]] = {}
    for folder in shipped.versions():
        content = {"procedure": folder.procedure, "form": folder.form}
        kinds = known.setdefault(folder.code, {})
        assert changed_kinds(content, kinds) == [], folder.path.name
        kinds |= kinds_of(content)


def test_what_stands_in_the_place_of_an_ended_procedure_is_shipped():
    ended = [folder for folder in shipped.versions() if "succeeded_by" in folder.procedure]
    assert {folder.code for folder in ended} == {"1.000184", "1.000764", "2.001525"}
    for folder in ended:
        assert folder.valid_to is not None
        assert set(folder.procedure["succeeded_by"]) <= set(shipped.folders())


@pytest.mark.parametrize(
    ("name", "amount", "unit", "first", "last"),
    [
        ("2.000086@tt-08-2010", 30, "day", "2018-04-03", "2021-01-31"),
        ("2.000081@tt-08-2010", 30, "day", "2018-04-03", "2021-01-31"),
        ("1.000184@tt-08-2010", 10, "working_day", "2018-04-03", "2021-01-31"),
        ("2.002254@tt-08-2010", 10, "working_day", "2018-04-03", "2021-01-31"),
        ("1.006851@nd-42-2020", 5, "working_day", "2021-01-20", "2024-05-14"),
        ("1.006851@nd-34-2024", 5, "working_day", "2024-05-15", "2024-12-31"),
        ("2.001277@tt-14-2026", 5, "working_day", "2026-07-01", None),
        ("1.014445", 15, "day", "2025-11-13", None),
        ("1.014446", 10, "day", "2025-11-13", None),
        ("2.001259@nd-37-2026", 1, "working_day", "2026-07-01", None),
        ("2.002382@nd-332-2025", 10, "working_day", "2026-01-01", None),
        ("1.014393", 30, "working_day", "2025-11-13", None),
    ],
)
def test_a_version_has_the_time_and_the_days_of_its_law(name, amount, unit, first, last):
    folder = a_version(name)

    rule = time_facts(folder.procedure).rule
    assert (rule.amount, rule.unit) == (amount, unit)
    assert (str(folder.valid_from), folder.valid_to and str(folder.valid_to)) == (first, last)
    assert folder.procedure["valid_from"]["verified"] is False


def test_the_law_of_2010_asks_for_a_renewal_sixty_days_before_and_that_of_2020_for_45():
    least = {}
    for name in ("2.000081@tt-08-2010", "2.000081"):
        form = a_version(name).form
        fields = [field for section in form["sections"] for field in section["fields"]]
        least[name] = next(field["min"] for field in fields if field["name"] == "licence_until")

    assert least == {"2.000081@tt-08-2010": "today+60d", "2.000081": "today+45d"}


def test_a_staff_certificate_was_valid_for_five_years_and_is_unlimited_since():
    validity = {n: a_version(n).procedure["result"]["validity"] for n in ("2.002254@tt-08-2010", "2.002254")}

    assert validity["2.002254@tt-08-2010"]["years"] == 5
    assert validity["2.002254"]["unlimited"] is True


def test_the_likes_that_hold_stand_before_what_has_ended():
    found = [hit.code[:8] for hit in shipped.search("cấp lại gcn doanh nghiệp kh&cn", on=date(2026, 11, 22))]
    before = [hit.code[:8] for hit in shipped.search("cấp lại gcn doanh nghiệp kh&cn", on=date(2025, 1, 1))]

    assert before.index("2.001525") < before.index("1.014446")
    assert found.index("1.014446") < found.index("2.001525")


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
