"""Lots of the second round when papers leave them, and when acts on one box come at the same moment."""

from datetime import timedelta

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import errors
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import ScanState, Standing, Verdict
from motcua.records.digitisation.models import Box, KeyingError, Lot, LotPaper, Paper, Scan, ScannedPage
from motcua.records.digitisation.queries import to_look_at
from motcua.records.digitisation.rules.line import Plan, chosen
from motcua.records.digitisation.rules.line.fields import USUAL_FIELDS
from tests.casework.dossiers.test_concurrency import at_once
from tests.factories.accounts import MONDAY
from tests.factories.line import VALUES, a_box, a_campaign, a_paper, checker, key, keyer, reload, scanner

pytestmark = pytest.mark.django_db


def with_a_page(paper: Paper) -> Paper:
    """Its page is there too, so that it can be put right."""
    scan = Scan.objects.create(
        box=paper.box,
        document=paper.scanned,
        sha256=paper.code,
        state=ScanState.CUT,
        scanned_by="quet",
        scanned_at=MONDAY,
    )
    ScannedPage.objects.create(scan=scan, number=1, paper=paper, place=1)
    return paper


def a_lot(count: int, **campaign) -> tuple[Lot, list[Paper]]:
    """All papers of a box, entered alike; the chosen ones first."""
    box = a_box(a_campaign(**({"sampling": "percent", "sampling_percent": 30, "keyings": 1} | campaign)))
    for _ in range(count):
        with_a_page(a_paper(box))
    for paper in box.papers.all():
        key(paper, VALUES)
    lot = Lot.objects.get(box=box)
    rows = lot.papers.order_by("-is_chosen", "pk").select_related("paper__box__campaign")
    return lot, [row.paper for row in rows]


def turn(paper: Paper) -> None:
    line.correct_page(by=scanner(), paper_code=paper.code, place=1, turn=90, at=MONDAY)


def look(lot: Lot, paper: Paper, **values: str) -> None:
    line.look_at_sample(by=checker(), lot_code=lot.code, paper_code=paper.code, values=values, at=MONDAY)


def chosen_of(lot: Lot) -> set[str]:
    return set(lot.papers.filter(is_chosen=True).values_list("paper__code", flat=True))


def test_another_paper_by_chance_takes_the_place_of_a_chosen_one_that_leaves():
    lot, papers = a_lot(5)
    seen, leaving = papers[:2]
    look(lot, seen)

    turn(leaving)

    lot.refresh_from_db()
    assert (lot.size, lot.plan_size, lot.verdict) == (4, 2, Verdict.OPEN)
    left = [paper.code for paper in papers if paper != leaving]
    assert chosen_of(lot) == set(chosen(left, Plan(2, 0), seed=lot.seed)) >= {seen.code}
    event = AuditEvent.objects.get(kind="PaperLeftLot")
    assert (event.payload["paper"], event.payload["size"]) == (leaving.code, 4)

    look(lot, Paper.objects.get(code=(chosen_of(lot) - {seen.code}).pop()))

    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at) == (Verdict.ACCEPTED, MONDAY)
    assert {reload(paper).station for paper in papers if paper != leaving} == {"seal"}


def test_a_lot_is_judged_when_the_last_paper_to_be_looked_at_leaves():
    lot, papers = a_lot(2, sampling="full")
    look(lot, papers[0])

    turn(papers[1])

    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at, lot.size) == (Verdict.ACCEPTED, MONDAY, 1)
    assert reload(papers[0]).station == "seal"
    assert reload(papers[1]).standing == Standing.MACHINE


def test_a_refused_lot_is_over_when_its_last_unseen_paper_leaves():
    lot, papers = a_lot(3)
    look(lot, papers[0], number="17")
    assert Lot.objects.get().verdict == Verdict.REFUSED
    look(lot, papers[1])

    turn(papers[2])

    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at) == (Verdict.REFUSED, MONDAY)
    assert {reload(paper).station for paper in papers[:2]} == {"seal"}


def test_a_lot_that_all_papers_leave_is_over_and_they_come_into_another():
    lot, (paper,) = a_lot(1)

    turn(paper)

    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at, lot.papers.count()) == (Verdict.EMPTIED, MONDAY, 0)
    Paper.objects.filter(pk=paper.pk).update(station="checking", standing=Standing.PERSON)
    key(paper, VALUES)
    assert Lot.objects.get(closed_at=None).papers.get().paper == paper


def test_a_lot_that_nobody_can_end_any_more_is_found_and_judged():
    """As one stood whose last chosen paper had been taken out of it."""
    lot, papers = a_lot(5)
    lot.papers.filter(is_chosen=True).delete()
    line.resume(at=MONDAY)
    lot.refresh_from_db()
    assert (lot.size, lot.closed_at, len(chosen_of(lot))) == (3, None, 2)

    lot.papers.filter(is_chosen=True).update(looked_at=MONDAY, looked_by="kiem-tra")

    assert line.resume(at=MONDAY) == 1
    lot.refresh_from_db()
    assert (lot.verdict, lot.closed_at) == (Verdict.ACCEPTED, MONDAY)
    assert {reload(paper).station for paper in papers[2:]} == {"seal"}


def test_what_is_out_of_the_way_lets_the_rest_of_its_box_be_drawn():
    """The last paper before the checking is left out, or stands in the fault queue."""
    for act in (
        lambda paper: line.leave_out(by=scanner(), paper_code=paper.code, at=MONDAY),
        lambda paper: line.report_fault(by=scanner(), paper_code=paper.code, why="Rách", at=MONDAY),
        lambda paper: line.correct_page(by=scanner(), paper_code=paper.code, place=1, drop=True, at=MONDAY),
    ):
        done, last = a_paper(box := a_box()), with_a_page(a_paper(box, scanned_by="quet"))
        key(done, VALUES, VALUES)
        assert not box.lots.exists()

        act(last)

        assert box.lots.get().papers.get().paper == done


def test_a_paper_that_went_on_is_not_set_right_through_a_lot_that_still_names_it():
    lot, papers = a_lot(2, sampling="full")
    Paper.objects.filter(pk=papers[0].pk).update(station="seal", standing=Standing.PERSON)
    before = AuditEvent.objects.exclude(kind="ActRefused").count()

    with pytest.raises(errors.NotChosen):
        look(lot, papers[0], number="17")

    assert reload(papers[0]).values["number"] == "15"
    assert not KeyingError.objects.exists()
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == before


def test_who_decided_does_not_look_at_what_they_decided():
    box = a_box(a_campaign(sampling="full"))
    paper = key(with_a_page(a_paper(box)), VALUES, VALUES | {"number": "16"})
    line.decide(by=checker(), paper_code=paper.code, values={"number": "15"}, at=MONDAY)
    lot = Lot.objects.get()
    before = AuditEvent.objects.exclude(kind="ActRefused").count()

    with pytest.raises(errors.DecidedByYou, match="giao thêm quyền kiểm tra"):
        look(lot, paper)
    with pytest.raises(errors.DecidedByYou):
        to_look_at.paper_to_look_at(viewer=checker(), lot_code=lot.code, paper_code=paper.code)
    assert to_look_at.next_to_look_at(viewer=checker(), lot_code=lot.code) == ""
    (row,) = to_look_at.lot_page(viewer=checker(), code=lot.code).chosen
    assert (row.is_mine, row.is_decided) == (True, True)
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == before
    other = checker("kiem-2")
    assert to_look_at.next_to_look_at(viewer=other, lot_code=lot.code) == paper.code
    line.look_at_sample(by=other, lot_code=lot.code, paper_code=paper.code, values={}, at=MONDAY)
    assert reload(paper).station == "seal"


def test_who_decided_of_entries_that_were_made_anew_may_look():
    box, later = a_box(a_campaign(sampling="full")), MONDAY + timedelta(hours=2)
    paper = key(with_a_page(a_paper(box)), VALUES, VALUES | {"number": "16"})
    line.decide(by=checker(), paper_code=paper.code, values={"number": "15"}, at=MONDAY)
    turn(paper)
    Paper.objects.filter(pk=paper.pk).update(station="checking", standing=Standing.PERSON)
    for who in ("nhap-1", "nhap-2"):
        line.take_next(by=keyer(who), at=later)
        line.keep_entry(by=keyer(who), paper_code=paper.code, values=VALUES, at=later)

    lot = Lot.objects.get(closed_at=None)

    assert to_look_at.next_to_look_at(viewer=checker(), lot_code=lot.code) == paper.code
    look(lot, paper)
    assert reload(paper).station == "seal"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_end_the_last_papers_of_a_box_at_once_draw_one_lot_of_them():
    box = a_box(a_campaign(keyings=1, fields=list(USUAL_FIELDS)))
    papers = [a_paper(box), a_paper(box)]
    who = [keyer("nhap-1"), keyer("nhap-2")]
    taken = [line.take_next(by=one, at=MONDAY).paper for one in who]

    def ends(place: int) -> Paper:
        return line.keep_entry(by=who[place], paper_code=taken[place].code, values=VALUES, at=MONDAY)

    at_once([lambda: ends(0), lambda: ends(1)])

    assert set(Lot.objects.get(box=box).papers.values_list("paper", flat=True)) == {one.pk for one in papers}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_paper_is_in_one_open_lot_whoever_draws_at_once():
    done, last = a_paper(box := a_box(a_campaign(keyings=1))), with_a_page(a_paper(box))
    key(done, VALUES)
    checks, scans = checker(), scanner()

    at_once(
        [
            lambda: line.draw_lot(by=checks, box_code=box.code, at=MONDAY),
            lambda: line.leave_out(by=scans, paper_code=last.code, at=MONDAY),
        ]
    )

    assert LotPaper.objects.get().paper == done
    assert Box.objects.get().lots.count() == 1
