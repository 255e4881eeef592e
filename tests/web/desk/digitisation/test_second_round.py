"""The second round: the plan in plain words, only what needs a look, a verdict, and what follows a bad one."""

import pytest

from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.enums import Verdict
from motcua.records.digitisation.models import Box, Lot, LotPaper, Paper
from motcua.records.digitisation.queries import to_look_at
from tests.factories import checking as make
from tests.factories.accounts import MONDAY, officer_view, signed_in_client

pytestmark = pytest.mark.django_db


def a_lot(papers: int = 3, **campaign: object) -> tuple[Box, Lot]:
    """A box of which all papers were entered alike, so that its lot was drawn."""
    box = make.a_box(**campaign)
    waiting = [make.a_paper(box) for _number in range(papers)]
    for paper in waiting:
        make.entered(paper, make.kim(), make.loan())
    return box, Lot.objects.get(box=box)


def look(client, lot: Lot, paper: Paper, **other: str):
    return client.post(
        f"/desk/digitisation/lots/{lot.code}/{paper.code}/", make.TRUE | other | {"_do": "keep"}
    )


@pytest.mark.parametrize(
    ("campaign", "words"),
    [
        ({"sampling": "full"}, "Xem tất cả 3 văn bản"),
        (
            {"sampling": "percent", "sampling_percent": "30"},
            "không chấp nhận văn bản sai nào (30 % số văn bản)",
        ),
        (
            {"sampling": "quality_limit", "sampling_percent": "2.5"},
            "(TCVN 7790-1, giới hạn chất lượng 2,5 %)",
        ),
    ],
)
def test_the_plan_is_said_in_plain_words(campaign, words):
    a_lot(**campaign)

    page = signed_in_client(make.vy()).get("/desk/digitisation/lots/").content.decode()

    assert words in page


def test_a_plan_that_accepts_some_says_how_many():
    _, lot = a_lot(sampling="quality_limit", sampling_percent="1")
    lot.size, lot.plan_size, lot.plan_accepted = 280, 32, 2

    words = to_look_at.plan_in_words(lot.box.campaign, lot)

    assert words == (
        "Xem 32 trong 280 văn bản, chấp nhận nhiều nhất 2 văn bản sai (TCVN 7790-1, giới hạn chất lượng 1 %)"
    )


def test_only_what_machine_and_two_people_do_not_agree_on_needs_a_look():
    box = make.a_box()
    paper = make.a_paper(box, read=make.what_was_read(number="75"))
    make.entered(paper, make.kim(), make.loan())

    shown = to_look_at.paper_to_look_at(
        viewer=officer_view(make.vy()), lot_code=Lot.objects.get().code, paper_code=paper.code
    )

    assert [one.found.name for one in shown.to_look] == ["number"]
    assert len(shown.settled) == 8
    page = signed_in_client(make.vy()).get(f"/desk/digitisation/lots/{Lot.objects.get().code}/{paper.code}/")
    assert "8 trường máy và hai người nhập giống nhau" in page.content.decode()


def test_of_a_paper_entered_once_every_field_needs_a_look():
    box = make.a_box(keyings=1)
    paper = make.entered(make.a_paper(box), make.kim())

    shown = to_look_at.paper_to_look_at(
        viewer=officer_view(make.vy()), lot_code=Lot.objects.get().code, paper_code=paper.code
    )

    assert shown.settled == []


def test_a_lot_in_which_all_is_right_is_accepted_and_goes_on():
    box, lot = a_lot(2)
    first, second = Paper.objects.filter(box=box)
    client = signed_in_client(make.vy())

    following = look(client, lot, first)
    last = look(client, lot, second)

    assert following["Location"] == f"/desk/digitisation/lots/{lot.code}/{second.code}/"
    page = client.get(last["Location"]).content.decode()
    assert "Lô đạt" in page
    assert Lot.objects.get().verdict == Verdict.ACCEPTED


def test_a_lot_that_all_papers_left_says_so_and_counts_nothing():
    _, lot = a_lot(1)
    LotPaper.objects.all().delete()
    digitisation.resume(at=MONDAY)
    client = signed_in_client(make.vy())

    assert "Lô không còn văn bản" in client.get(f"/desk/digitisation/lots/{lot.code}/").content.decode()
    listed = client.get("/desk/digitisation/lots/").content.decode()
    assert "không còn văn bản" in listed
    assert "0 văn bản" not in listed
    assert "Đã xem 0/0" not in listed


def test_a_wrong_paper_too_many_and_the_whole_lot_is_looked_at():
    _, lot = a_lot(4, sampling="percent", sampling_percent="30")
    chosen = [row.paper for row in LotPaper.objects.filter(is_chosen=True)]
    client = signed_in_client(make.vy())

    answer = look(client, lot, chosen[0], number="16")

    assert answer.status_code == 302
    page = client.get(f"/desk/digitisation/lots/{lot.code}/").content.decode()
    assert "Lô không đạt" in page
    assert "phải xem cả 4 văn bản" in page
    assert LotPaper.objects.filter(is_chosen=True).count() == 4
    assert Paper.objects.get(pk=chosen[0].pk).values["number"] == "16"


def test_who_entered_a_paper_does_not_look_at_it():
    box = make.a_box()
    paper = make.entered(make.a_paper(box), make.kim(), make.tam())
    lot, client = Lot.objects.get(), signed_in_client(make.tam())

    assert client.get(f"/desk/digitisation/lots/{lot.code}/{paper.code}/").status_code == 409
    assert (
        "anh/chị đã nhập, người khác xem"
        in client.get(f"/desk/digitisation/lots/{lot.code}/").content.decode()
    )
    assert look(client, lot, paper).status_code == 409
    assert LotPaper.objects.get().looked_at is None


def test_what_is_typed_wrongly_stands_again():
    box, lot = a_lot(1)
    paper = Paper.objects.get(box=box)

    page = look(signed_in_client(make.vy()), lot, paper, issued_on="45/4/2018").content.decode()

    assert "Ghi ngày như 3/4/2018" in page
    assert 'value="45/4/2018"' in page
    assert LotPaper.objects.get().looked_at is None


def test_a_lot_is_drawn_before_the_box_is_through():
    box = make.a_box()
    done, _waiting = make.a_paper(box), make.a_paper(box)
    make.entered(done, make.kim(), make.loan())
    client = signed_in_client(make.vy())

    assert "Lập lô ngay" in client.get("/desk/digitisation/lots/").content.decode()
    answer = client.post(f"/desk/digitisation/lots/draw/{box.code}/")

    assert answer["Location"] == f"/desk/digitisation/lots/{Lot.objects.get(box=box).code}/"


def test_another_agency_s_lot_looks_missing():
    box, lot = a_lot(1)
    type(box.campaign).objects.update(agency_code="skhcn-bac-giang")
    client = signed_in_client(make.vy())

    assert client.get(f"/desk/digitisation/lots/{lot.code}/").status_code == 404
    assert lot.code not in client.get("/desk/digitisation/lots/").content.decode()


@pytest.mark.parametrize("papers", [2, 5])
def test_lots_and_their_papers_cost_the_same_few_queries(django_assert_max_num_queries, papers):
    _, lot = a_lot(papers)
    client = signed_in_client(make.vy())

    with django_assert_max_num_queries(11):
        client.get("/desk/digitisation/lots/")
    with django_assert_max_num_queries(11):
        client.get(f"/desk/digitisation/lots/{lot.code}/")
