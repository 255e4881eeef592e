"""The first page of the checking station: how much waits for whom, and where to begin."""

import pytest

from motcua.records.digitisation.queries.checking import at_the_checking_station
from motcua.records.digitisation.queries.to_decide import next_to_decide
from tests.factories import checking as make
from tests.factories.accounts import officer_view, signed_in_client

pytestmark = pytest.mark.django_db
PAGE = "/desk/digitisation/checking/"


def test_each_kind_of_waiting_is_counted_in_its_box():
    box, other = make.a_box(), make.a_box()
    for _number in range(2):
        make.entered(make.a_paper(box), make.kim(), make.loan(), owner="Khác")
    by_tam = make.entered(make.a_paper(box), make.kim(), make.tam(), owner="Khác")
    make.entered(make.a_paper(box), make.kim())
    make.a_paper(box)
    make.entered(make.a_paper(other), make.kim(), make.loan())
    make.a_paper(make.a_box_elsewhere())

    waiting = at_the_checking_station(viewer=officer_view(make.tam()))

    counts = {one.code: (one.first, one.second, one.differing, one.to_look) for one in waiting.boxes}
    assert counts == {box.code: (1, 1, 3, 0), other.code: (0, 0, 0, 1)}
    assert waiting.mine_to_decide == 2
    assert next_to_decide(viewer=officer_view(make.tam())) != by_tam.code
    assert at_the_checking_station(viewer=officer_view(make.kim())).mine_to_decide == 0


def test_what_is_in_hand_is_gone_on_with():
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.kim())
    client.post("/desk/digitisation/keying/next/")

    page = client.get(PAGE).content.decode()

    assert f"/desk/digitisation/keying/{paper.code}/" in page
    assert "Nhập tiếp văn bản đang giữ" in page


def test_who_plans_sees_what_waits_and_nothing_to_press():
    make.a_paper(make.a_box())

    page = signed_in_client(make.phu()).get(PAGE).content.decode()

    assert "<strong>1</strong> văn bản chờ nhập lần một" in page
    assert "Bắt đầu nhập" not in page


@pytest.mark.parametrize("boxes", [1, 4])
def test_the_page_costs_the_same_few_queries(django_assert_max_num_queries, boxes):
    for _number in range(boxes):
        make.entered(make.a_paper(make.a_box()), make.kim(), make.loan(), owner="Khác")
    client = signed_in_client(make.tam())

    with django_assert_max_num_queries(12):
        client.get(PAGE)
