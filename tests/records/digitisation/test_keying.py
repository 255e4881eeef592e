"""Two people enter a paper's fields; a third decides where they differ; a sample is looked at again."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import errors
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import Standing, Verdict
from motcua.records.digitisation.models import Decision, Keying, KeyingError, Lot, LotPaper
from motcua.records.digitisation.queries.error_rates import error_rates
from motcua.records.digitisation.rules.line.keying import UNREADABLE
from tests.factories.accounts import MONDAY, lan, officer_view
from tests.factories.line import VALUES, a_box, a_campaign, a_paper, checker, key, keyer, reload, scanner
from tests.factories.line_pages import lead

pytestmark = pytest.mark.django_db


def trace() -> tuple[int, ...]:
    events = AuditEvent.objects.exclude(kind="ActRefused").count()
    return (
        events,
        Keying.objects.exclude(done_at=None).count(),
        Decision.objects.count(),
        Lot.objects.count(),
    )


def test_what_two_enter_alike_is_decided_and_waits_for_the_second_round():
    paper = key(
        a_paper(), VALUES, VALUES | {"issued_on": "2018-04-03", "abstract": "Tiến  hành công việc bức xạ"}
    )

    assert paper.standing == Standing.LOT
    assert paper.values["issued_on"] == "2018-04-03"
    assert paper.values["abstract"] == "Tiến hành công việc bức xạ"
    assert not KeyingError.objects.exists()


def test_one_paper_is_offered_to_two_people_and_never_twice_to_one():
    paper = a_paper()
    assert line.take_next(by=keyer("nhap-1"), at=MONDAY).paper == paper
    assert line.take_next(by=keyer("nhap-1"), at=MONDAY).round == 1
    assert line.take_next(by=keyer("nhap-2"), at=MONDAY).round == 2

    with pytest.raises(errors.NothingWaits):
        line.take_next(by=keyer("nhap-3"), at=MONDAY)
    line.keep_entry(by=keyer("nhap-1"), paper_code=paper.code, values=VALUES, at=MONDAY)
    with pytest.raises(errors.NothingWaits):
        line.take_next(by=keyer("nhap-1"), at=MONDAY)


def test_a_second_entry_comes_before_a_first_one():
    first, second = a_paper(box := a_box()), a_paper(box)
    line.take_next(by=keyer("nhap-1"), at=MONDAY)
    line.keep_entry(by=keyer("nhap-1"), paper_code=first.code, values=VALUES, at=MONDAY)

    assert line.take_next(by=keyer("nhap-2"), at=MONDAY).paper == first
    assert line.take_next(by=keyer("nhap-1"), at=MONDAY).paper == second


def test_a_paper_in_hand_for_an_hour_goes_to_the_next():
    paper = a_paper()
    line.take_next(by=keyer("nhap-1"), at=MONDAY)
    late = MONDAY + timedelta(hours=1)
    line.take_next(by=keyer("nhap-2"), at=late)

    with pytest.raises(errors.KeyingLost):
        line.keep_entry(by=keyer("nhap-1"), paper_code=paper.code, values=VALUES, at=late)
    assert Keying.objects.get(void_at=None).officer_code == "nhap-2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issued_on", "31/2/2018"),
        ("issued_on", "hôm qua"),
        ("owner_number", "12345"),
        ("issued_on", "3/4/18"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_and_nothing_is_kept(field, value):
    paper = a_paper()
    line.take_next(by=keyer(), at=MONDAY)
    before = trace()

    with pytest.raises(errors.ValuesWrong) as refused:
        line.keep_entry(by=keyer(), paper_code=paper.code, values=VALUES | {field: value}, at=MONDAY)

    assert list(refused.value.wrong) == [field]
    assert trace() == before


def test_where_two_differ_a_third_decides_and_errors_are_counted_by_person():
    read = VALUES | {"number": "18", "issued_on": "2018-04-03"}
    paper = key(a_paper(read=read), VALUES, VALUES | {"number": "16", "signer": UNREADABLE})
    assert paper.standing == Standing.PERSON

    line.decide(
        by=checker(), paper_code=paper.code, values={"number": "15", "signer": "Trần Thanh Trường"}, at=MONDAY
    )

    paper = reload(paper)
    assert (paper.standing, paper.values["number"]) == (Standing.LOT, "15")
    wrong = sorted(KeyingError.objects.values_list("officer_code", "field"))
    assert wrong == [("", "number"), ("nhap-2", "number"), ("nhap-2", "signer")]


def test_a_decision_wants_every_differing_field_and_somebody_who_did_not_key():
    paper = key(a_paper(), VALUES, VALUES | {"number": "16"})
    before = trace()

    with pytest.raises(errors.DecisionLacking):
        line.decide(by=checker(), paper_code=paper.code, values={}, at=MONDAY)
    with pytest.raises(PermissionLacking):
        line.decide(by=keyer("nhap-3"), paper_code=paper.code, values={"number": "15"}, at=MONDAY)
    with pytest.raises(PermissionLacking):
        line.take_next(by=scanner(), at=MONDAY)
    with pytest.raises(PermissionLacking):
        line.take_next(by=officer_view(lan()), at=MONDAY)
    assert trace() == before


def test_with_one_entry_it_is_decided_at_once():
    paper = key(a_paper(a_box(a_campaign(keyings=1))), VALUES)
    assert paper.standing == Standing.LOT


def checked(count: int, **campaign):
    box = a_box(a_campaign(**campaign))
    papers = [a_paper(box) for _ in range(count)]
    for paper in papers:
        line.take_next(by=keyer("nhap-1"), at=MONDAY)
        line.keep_entry(by=keyer("nhap-1"), paper_code=paper.code, values=VALUES, at=MONDAY)
        line.take_next(by=keyer("nhap-2"), at=MONDAY)
        line.keep_entry(by=keyer("nhap-2"), paper_code=paper.code, values=VALUES, at=MONDAY)
    return papers


def look(lot: Lot, paper, **values):
    return line.look_at_sample(
        by=checker(), lot_code=lot.code, paper_code=paper.code, values=values, at=MONDAY
    )


def test_a_lot_is_drawn_with_the_last_paper_of_a_box_and_goes_on_when_its_sample_is_good():
    papers = checked(5, sampling="percent", sampling_percent=30)
    lot = Lot.objects.get()
    assert (lot.size, lot.plan_size, lot.plan_accepted) == (5, 2, 0)

    chosen = [row.paper for row in lot.papers.filter(is_chosen=True)]
    for paper in chosen:
        look(lot, paper)

    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at) == (Verdict.ACCEPTED, MONDAY)
    assert {reload(paper).station for paper in papers} == {"seal"}
    assert {reload(paper).standing for paper in papers} == {Standing.PERSON}


def test_a_lot_with_too_many_faults_is_looked_at_whole_and_set_right():
    papers = checked(5, sampling="percent", sampling_percent=30)
    lot = Lot.objects.get()
    first = lot.papers.filter(is_chosen=True).first().paper

    look(lot, first, number="17")

    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at) == (Verdict.REFUSED, None)
    assert lot.papers.filter(is_chosen=True).count() == 5
    assert reload(first).values["number"] == "17"
    assert KeyingError.objects.filter(field="number").count() == 2
    for row in lot.papers.filter(looked_at=None):
        look(lot, row.paper)
    assert {reload(paper).station for paper in papers} == {"seal"}


def test_a_wrong_decision_that_is_overruled_gives_back_its_error_and_takes_it_again():
    box = a_box(a_campaign(sampling="full"))
    paper = key(a_paper(box), VALUES | {"number": "16"}, VALUES | {"number": "17"})
    line.decide(by=checker(), paper_code=paper.code, values={"number": "17"}, at=MONDAY)
    assert wrong_numbers(paper) == {"nhap-1": 1, "nhap-2": 0}
    lot = paper.lots.get().lot

    line.look_at_sample(
        by=checker("kiem-2"), lot_code=lot.code, paper_code=paper.code, values={"number": "16"}, at=MONDAY
    )

    assert reload(paper).values["number"] == "16"
    assert wrong_numbers(paper) == {"nhap-1": 0, "nhap-2": 1}
    rows = KeyingError.objects.filter(field="number").exclude(officer_code="").order_by("pk")
    assert list(rows.values_list("officer_code", "taken_back")) == [
        ("nhap-1", False), ("nhap-1", True), ("nhap-2", False)
    ]  # fmt: skip


def wrong_numbers(paper) -> dict[str, int]:
    """By person how often the number was wrong, as the rates count it."""
    rates = error_rates(viewer=lead(), campaign_code=paper.box.campaign.code)
    place = paper.box.campaign.fields.index("number")
    return {one.code: one.fields[place].wrong for one in rates.people if one.code}


def test_whoever_keyed_does_not_look_and_nobody_looks_twice():
    papers = checked(2, sampling="full")
    lot = Lot.objects.get()
    before = trace()

    with pytest.raises(PermissionLacking):
        line.look_at_sample(by=keyer(), lot_code=lot.code, paper_code=papers[0].code, values={}, at=MONDAY)
    assert trace() == before
    look(lot, papers[0])
    with pytest.raises(errors.NotChosen):
        look(lot, papers[0])
    assert LotPaper.objects.exclude(looked_at=None).count() == 1


def test_a_part_of_a_box_is_drawn_when_somebody_asks():
    done, waiting = a_paper(box := a_box()), a_paper(box)
    key(done, VALUES, VALUES)
    assert not Lot.objects.exists()

    with pytest.raises(PermissionLacking):
        line.draw_lot(by=keyer(), box_code=box.code, at=MONDAY)
    lot = line.draw_lot(by=checker(), box_code=box.code, at=MONDAY)

    assert (lot.size, lot.papers.get().paper) == (1, done)
    with pytest.raises(errors.NothingWaits):
        line.draw_lot(by=checker(), box_code=box.code, at=MONDAY)
    assert reload(waiting).standing == Standing.PERSON
