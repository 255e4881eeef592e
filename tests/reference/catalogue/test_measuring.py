"""The level that is really offered: a ladder, case by case, with what keeps it from the next step."""

import copy
from datetime import date

import pytest

from motcua.reference.catalogue import operations, queries, shipped
from motcua.reference.catalogue.rules.levels import is_level
from motcua.reference.catalogue.rules.measuring import LiveFacts, measure
from tests.factories.accounts import MONDAY

from .drafting import an_editor, an_open_draft

PAYING = LiveFacts(pays_online=True)
FREE = {"lines": [], "collected": "none"}
DUE = {"lines": [{"slug": "a", "method": "fixed", "amount_vnd": 1}], "collected": "any_time"}
BY_FORM = {"slug": "a", "name": {"vi": "Đơn"}, "by_form": True, "form": {"number": "Mẫu 1"}}
UPLOAD = {"slug": "b", "name": {"vi": "Bản sao"}}
PRINTED = {"slug": "c", "name": {"vi": "Báo cáo"}, "form": {"number": "Mẫu 2"}}
ORIGINAL = {"slug": "d", "name": {"vi": "Bản gốc"}, "original_required": True, "cases": ["torn"]}
PAPER_ONLY = {"slug": "e", "name": {"vi": "Mẫu vật"}, "electronic": False}


def a_content(papers=(BY_FORM, UPLOAD), *, form=True, fee=None, cases=(), **changes) -> dict:
    procedure = copy.deepcopy(shipped.folders()["2.002131"].procedure)
    procedure["papers"] = [dict(paper) for paper in papers]
    procedure["cases"] = [{"slug": slug, "label": {"vi": slug}} for slug in cases]
    procedure["fee"] = None if fee is None else {}
    return {"procedure": procedure | changes, "form": {} if form else None, "fee": fee}


def level(content, facts=PAYING) -> list[str]:
    return [one.level for one in measure(content, facts)]


@pytest.mark.parametrize(
    ("content", "facts", "expected"),
    [
        (a_content(fee=FREE), LiveFacts(), "4"),
        (a_content(fee=DUE), PAYING, "4"),
        (a_content(fee=DUE), LiveFacts(), "3"),
        (a_content(), PAYING, "3"),
        (a_content(fee=FREE, form=False), PAYING, "2"),
        (a_content([PRINTED], fee=FREE), PAYING, "1"),
        (a_content([PRINTED | {"form": {"number": "2", "file": "mau-2.docx"}}], fee=FREE), PAYING, "4"),
        (a_content([PAPER_ONLY], fee=FREE), PAYING, "2"),
        (a_content(fee=FREE, legal_basis=[]), PAYING, "0"),
        (a_content(fee=FREE, steps=[]), PAYING, "0"),
        (a_content(fee=FREE, channels=[{"slug": "counter"}]), PAYING, "2"),
        (a_content(fee=FREE), LiveFacts(takes_filings=False), "2"),
        (a_content(fee=FREE), LiveFacts(deals_online=False), "2"),
        (a_content(fee=FREE), LiveFacts(returns_online_or_by_post=False), "3"),
        (a_content(fee=FREE, returns=["counter"]), PAYING, "3"),
        (a_content(fee=FREE, returns=["counter", "post"]), PAYING, "4"),
    ],
)
def test_each_step_of_the_ladder(content, facts, expected):
    [measured] = measure(content, facts)

    assert measured.level == expected
    assert bool(measured.missing) == (expected != "4")
    assert is_level("ND42", measured.full_or_partial)
    assert (measured.full_or_partial == "toan_trinh") == (expected == "4")


def test_a_level_holds_for_one_case_only():
    content = a_content([BY_FORM, ORIGINAL], fee=FREE, cases=["lost", "torn"])

    assert {one.case: one.level for one in measure(content, LiveFacts())} == {"lost": "4", "torn": "2"}


def test_a_fee_of_another_case_is_none_of_this_one():
    due = {"lines": [DUE["lines"][0] | {"cases": ["torn"]}]}
    content = a_content(fee=due, cases=["lost", "torn"])

    assert level(content, LiveFacts()) == ["4", "3"]


def test_papers_and_steps_of_a_case_count_for_it():
    content = a_content(fee=FREE, cases=["lost", "torn"], steps=[])
    for case in content["procedure"]["cases"]:
        case["steps"] = [{"text": {"vi": "Nộp"}}]
    content["procedure"]["cases"][1]["papers"] = [{k: v for k, v in ORIGINAL.items() if k != "cases"}]

    assert level(content) == ["4", "2"]


def test_a_published_reason_is_told_with_its_clause():
    reason = {"reason": "presence", "basis": "Điều 5 Luật X", "verified": False, "source": "x"}
    assert measure(a_content([PRINTED], fee=FREE), PAYING)[0].full_or_partial == "mot_phan"
    assert measure(a_content(fee=FREE, form=False), PAYING)[0].full_or_partial == "thong_tin"
    without = measure(a_content(fee=DUE), LiveFacts())[0]
    having = measure(a_content(fee=DUE, partial=[reason]), LiveFacts())[0]

    assert (without.full_or_partial, without.reasons) == ("mot_phan", ())
    assert len(without.missing) == len(having.missing) + 1
    assert [(one.reason, one.basis) for one in having.reasons] == [("presence", "Điều 5 Luật X")]


@pytest.mark.django_db
def test_the_re_issue_is_measured_case_by_case_beside_its_claim(loaded):
    found = queries.level_of(code="2.000069", on=date(2026, 11, 22), demo=True)

    by_case = {case.case: case for case in found.cases}
    assert set(by_case) == {"lost", "torn"}
    assert by_case["torn"].level < by_case["lost"].level
    assert all(case.label for case in found.cases)


@pytest.mark.django_db
def test_a_claim_above_what_is_offered_is_told(loaded):
    [case] = queries.level_of(code="2.002252.H50", on=date(2026, 11, 22), demo=True).cases

    assert (case.claimed, case.claimed_scheme) == ("3", "ND43")
    assert case.level == "1"
    assert "Mức độ 3" in case.difference
    assert "Mức độ 1" in case.difference


@pytest.mark.django_db
def test_a_procedure_without_content_offers_nothing_yet(loaded):
    found = queries.level_of(code="2.001137", on=date(2026, 11, 22))

    assert (found.version, found.cases) == (None, ())


@pytest.mark.django_db
def test_a_fee_is_counted_from_the_answers_that_the_form_lets_stand(loaded):
    answers = {"devices": [{"kind": "ct"}, {"kind": "dental"}], "strange": 1}

    owed = queries.fee_of(code="2.000086", answers=answers, on=date(2025, 6, 1))

    assert owed.amount_vnd == 10_000_000
    assert [line.quantity for line in owed.lines] == [1, 1]


@pytest.mark.django_db
def test_a_draft_is_measured_as_if_it_were_live(loaded):
    editor, draft = an_editor(), an_open_draft()

    [case] = queries.draft_levels(draft=queries.draft(viewer=editor, code=draft.code))

    assert (case.level, case.full_or_partial) == ("1", "mot_phan")
    operations.save_draft_part(
        by=editor, draft_code=draft.code, revision=1, part="form", content={}, at=MONDAY
    )
    assert queries.draft_levels(draft=queries.draft(viewer=editor, code=draft.code)) == ()
