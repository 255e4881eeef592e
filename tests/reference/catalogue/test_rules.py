"""The rules of the catalogue, as tables."""

from datetime import date

import pytest
from django.utils import translation

from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.enums import StatusKind
from motcua.reference.catalogue.rules import codes, content, fees, levels, likeness, lists
from motcua.reference.forms.rules import parse_form


@pytest.mark.parametrize(
    ("code", "national"),
    [
        ("2.000086.000.00.00.H50", "2.000086"),
        ("2.000086.H50", "2.000086"),
        ("2.000086", "2.000086"),
        ("2.000815.000.00.00.H55.02", "2.000815"),
        ("4.000086", ""),
        ("H02-2018-M3-12", ""),
        ("2.00086.H50", ""),
    ],
)
def test_the_national_part_of_a_code(code, national):
    assert codes.national_part(code) == national


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2.0000", "2.0000"),
        (" (2.000086.h50) ", "2.000086.H50"),
        ("h02-2018-m3", "H02-2018-M3"),
        ("x quang", ""),
        ("2", ""),
        ("1.001786 OR 1=1", ""),
    ],
)
def test_what_looks_like_a_code(typed, code):
    assert codes.looks_like_code(typed) == code


@pytest.mark.parametrize(
    ("scheme", "value"), [(scheme, value) for scheme, values in levels.VALUES.items() for value in values]
)
def test_every_level_has_words_in_both_languages(scheme, value):
    for language in ("vi", "en"):
        with translation.override(language):
            words = levels.level_words(scheme, value)
            assert all([words.label, words.words, words.meaning])


def test_level_four_says_what_a_person_can_do():
    with translation.override("vi"):
        assert levels.level_words("ND43", "4").words == "Nộp và nhận kết quả hoàn toàn trực tuyến"


@pytest.mark.parametrize(
    ("kinds", "amounts"),
    [
        ([], []),
        (["general"], [3_000_000]),
        (["general", "ct", "general"], [6_000_000, 8_000_000]),
        (["dental", "mobile", "pet_ct"], [2_000_000, 2_000_000, 16_000_000]),
    ],
)
def test_the_x_ray_fee_is_by_device_and_kind(kinds, amounts):
    folder = shipped.folders()["2.000086"]
    answers = {"devices": [{"kind": kind} for kind in kinds]}

    lines = fees.fee_due(folder.fee, answers, form=parse_form(folder.form))

    assert [line.amount_vnd for line in lines] == amounts
    assert all(line.amount_vnd == line.quantity * line.unit_price_vnd for line in lines)
    assert fees.total_vnd(lines) == sum(amounts)


@pytest.mark.parametrize(
    ("code", "total_vnd"),
    [("2.002131", 0), ("2.002254", 200_000), ("1.001786", 3_000_000), ("2.001207", 150_000)],
)
def test_fixed_fees(code, total_vnd):
    assert fees.total_vnd(fees.fee_due(shipped.folders()[code].fee, {})) == total_vnd


def test_a_fee_line_of_another_case_is_not_owed():
    rule = {
        "lines": [
            {
                "slug": "a",
                "kind": "fee",
                "method": "fixed",
                "label": {"vi": "A"},
                "amount_vnd": 5,
                "cases": ["x"],
            }
        ]
    }

    assert fees.total_vnd(fees.fee_due(rule, {}, case="x")) == 5
    assert fees.fee_due(rule, {}, case="y") == []
    assert fees.fee_due(None, {}) == []


def test_the_price_list_names_every_kind_in_the_readers_language():
    folder = shipped.folders()["2.000086"]

    with translation.override("vi"):
        prices = fees.price_list(folder.fee, form=parse_form(folder.form))

    assert len(prices) == 8
    assert prices[3].label == "Phí thẩm định: X-quang chụp tổng hợp (thường)"
    assert prices[3].price_vnd == 3_000_000


@pytest.mark.parametrize(
    ("code", "amount", "unit", "starts", "check"),
    [
        ("2.000086", 25, "day", "valid_papers_and_fee", 5),
        ("2.000069", 10, "working_day", "valid_papers", 5),
        ("2.002131", 5, "working_day", "valid_papers", None),
        ("2.002254", 10, "working_day", "valid_papers_and_fee", 5),
        ("1.001786", 15, "working_day", "valid_papers", 5),
        ("2.001207", 5, "working_day", "valid_papers", 3),
    ],
)
def test_time_rules(code, amount, unit, starts, check):
    facts = content.time_facts(shipped.folders()[code].procedure)

    assert (facts.rule.amount, facts.rule.unit, facts.rule.start_event) == (amount, unit, starts)
    assert (facts.check.amount if facts.check else None) == check
    assert facts.rule.cutoff is None


def _slugs(code, **asked):
    return [
        p.slug for p in content.papers_asked(content.papers_of(shipped.folders()[code].procedure), **asked)
    ]


def test_papers_follow_case_channel_and_answers():
    assert _slugs("2.000069", case="lost") == ["application"]
    assert _slugs("2.000069", case="torn") == ["application", "torn-original"]
    assert "photo-file" in _slugs("2.002254", channel="online")
    assert "photos" not in _slugs("2.002254", channel="online")
    assert "photos" in _slugs("2.002254", channel="post")
    assert "founders-minutes" in _slugs("1.001786", case="private", answers={"founded_by": "individuals"})
    assert "establishment" not in _slugs("1.001786", case="private", answers={"founded_by": "individuals"})
    assert "quality-plan" not in _slugs("2.001207", case="iso")


@pytest.mark.parametrize(
    ("valid_to", "verified", "on", "status"),
    [
        (None, True, date(2021, 1, 31), StatusKind.NOT_YET),
        (None, True, date(2021, 2, 1), StatusKind.IN_FORCE),
        (None, False, date(2021, 2, 1), StatusKind.UNVERIFIED),
        (date(2025, 12, 31), True, date(2025, 12, 31), StatusKind.IN_FORCE),
        (date(2025, 12, 31), True, date(2026, 1, 1), StatusKind.ENDED),
        (date(2025, 12, 31), False, date(2026, 1, 1), StatusKind.ENDED),
    ],
)
def test_whether_content_holds_on_a_day(valid_to, verified, on, status):
    found = content.status_on(
        valid_from=date(2021, 2, 1), valid_to=valid_to, in_force_verified=verified, on=on
    )

    assert found is status


def test_unverified_facts_are_named():
    stated = {"a": {"verified": False}, "b": [{"slug": "x", "verified": False}, {"verified": True}]}

    assert content.unverified_facts(stated) == ["a", "b.x"]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("", []),
        ("Chỉ thực hiện mức độ 4 đối với trường hợp giấy phép bị mất.", [("lost", "4")]),
        ("Đối với trường hợp giấy phép bị rách, nát thực hiện mức độ 2.", [("torn", "2")]),
        ("Thực hiện mức độ 4.", []),
    ],
)
def test_levels_that_a_note_gives_to_a_case(note, found):
    assert [(level.case, level.value) for level in lists.case_levels(note)] == found


def _row(place, name, planned, **more):
    return lists.Row(place=place, printed=str(place), field="", name=name, planned=planned, **more)


def test_names_that_differ_by_more_than_a_slip_are_two_procedures():
    changed = [
        _row(1, "Cấp giấy chứng nhận trong trường hợp đăng ký thay đổi vốn của tổ chức", "3"),
        _row(2, "Cấp giấy chứng nhận trong trường hợp đăng ký thay đổi tên của tổ chức", "4"),
    ]
    slip = [_row(1, "Khai báo X-Quang chuẩn đoán", "3"), _row(2, "Khai báo X-quang chẩn đoán", "4")]

    assert lists.oddities(changed) == []
    assert [oddity.kind for oddity in lists.oddities(slip)] == ["two_levels"]


def test_likeness_proposes_the_known_procedure_first():
    known = {
        "2.002131": likeness.bare_name("Thủ tục khai báo thiết bị X-quang chẩn đoán trong y tế"),
        "2.000081": likeness.bare_name("Thủ tục gia hạn giấy phép tiến hành công việc bức xạ"),
    }

    found = likeness.proposals("Khai báo thiết bị X-Quang chuẩn đoán trong y tế", known)

    assert [proposal.key for proposal in found] == ["2.002131"]
    assert likeness.proposals("Xét tặng giải thưởng", known) == []
