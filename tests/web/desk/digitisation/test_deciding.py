"""A third person decides what two entered differently; who entered the paper may not."""

import pytest

from motcua.records.digitisation.models import Decision, Paper
from motcua.records.digitisation.rules.line.keying import UNREADABLE
from motcua.web.desk.digitisation.deciding import pieces
from tests.factories import checking as make
from tests.factories.accounts import signed_in_client

pytestmark = pytest.mark.django_db


def differing(**other: str) -> Paper:
    read = make.what_was_read(owner="Bệnh viện Ánh Dương")
    return make.entered(make.a_paper(make.a_box(), read=read), make.kim(), make.loan(), **other)


def address(paper: Paper) -> str:
    return f"/desk/digitisation/deciding/{paper.code}/"


def test_the_values_stand_side_by_side_with_the_machine_s():
    paper = differing(owner="Trạm y tế xã", number="16")

    page = signed_in_client(make.vy()).get(address(paper)).content.decode()

    for shown in ("Bệnh viện Đa khoa Ánh Dương", "Trạm y tế xã", "Bệnh viện Ánh Dương", "máy đọc rõ · 95 %"):
        assert shown in page.replace("<mark>", "").replace("</mark>", "")
    assert "7 trường hai người nhập giống nhau" in page


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({"owner": "first"}, make.TRUE["owner"]),
        ({"owner": "second"}, "Trạm y tế xã"),
        ({"owner": "machine"}, "Bệnh viện Ánh Dương"),
        ({"owner": "other", "other-owner": "Phòng khám"}, "Phòng khám"),
        ({"owner": "unreadable"}, UNREADABLE),
    ],
)
def test_one_of_them_is_taken_or_a_third(choice, kept):
    paper = differing(owner="Trạm y tế xã")

    answer = signed_in_client(make.vy()).post(address(paper), choice, follow=True)

    assert "Không còn văn bản nào chờ anh/chị quyết định." in answer.content.decode()
    assert Paper.objects.get(pk=paper.pk).values == make.KEPT | {"owner": kept}


def test_a_field_without_a_choice_is_named_and_the_others_stay_chosen():
    paper = differing(owner="Trạm y tế xã", number="16")

    page = signed_in_client(make.vy()).post(address(paper), {"owner": "second"}).content.decode()

    assert "Chọn giá trị cho trường “Số”." in page
    assert 'name="owner" value="second" data-mc-take="2" checked' in page
    assert not Decision.objects.exists()


def test_a_third_value_that_cannot_be_right_is_said_at_its_field():
    paper = differing(issued_on="3/4/2019")

    page = (
        signed_in_client(make.vy())
        .post(address(paper), {"issued_on": "other", "other-issued_on": "40/4/2019"})
        .content.decode()
    )

    assert "Ghi ngày như 3/4/2018" in page
    assert 'value="40/4/2019"' in page
    assert not Decision.objects.exists()


def test_who_entered_it_does_not_decide():
    paper = make.entered(make.a_paper(make.a_box()), make.kim(), make.tam(), owner="Khác")
    client = signed_in_client(make.tam())

    assert client.get(address(paper)).status_code == 409
    assert client.post(address(paper), {"owner": "first"}).status_code == 409
    assert Paper.objects.get(pk=paper.pk).values is None
    answer = client.get("/desk/digitisation/deciding/next/", follow=True).content.decode()
    assert "Không còn văn bản nào chờ anh/chị quyết định." in answer
    assert "anh/chị quyết định được 0" in answer


def test_what_is_decided_already_or_elsewhere_is_not_shown():
    decided = make.entered(make.a_paper(make.a_box()), make.kim(), make.loan())
    there = make.a_paper(make.a_box_elsewhere())
    client = signed_in_client(make.vy())

    assert client.get(address(decided)).status_code == 409
    assert client.get(address(there)).status_code == 404


def test_the_characters_in_which_they_differ_are_marked():
    assert [(one.text, one.differs) for one in pieces("15/GP", "16/GP")] == [
        ("1", False), ("5", True), ("/GP", False),
    ]  # fmt: skip
    assert [(one.text, one.differs) for one in pieces("Trạm y tế", "Bệnh viện")] == [("Trạm y tế", True)]
    assert pieces("", "có") == ()


def test_the_page_costs_few_queries(django_assert_max_num_queries):
    paper = differing(owner="Khác", number="16")
    client = signed_in_client(make.vy())

    with django_assert_max_num_queries(12):
        assert client.get(address(paper)).status_code == 200
