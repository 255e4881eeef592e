"""The page where people enter a paper's fields: nothing of the machine or of others, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Fault, Keying, Paper
from motcua.records.digitisation.rules.line.keying import UNREADABLE
from tests.factories import checking as make
from tests.factories.accounts import signed_in_client

pytestmark = pytest.mark.django_db


def typed(**other: str) -> dict[str, str]:
    return make.TRUE | other | {"_do": "keep"}


def taken(client, box: str = "") -> str:
    """The address of the paper that somebody is given."""
    answer = client.post("/desk/digitisation/keying/next/", {"box": box})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_who_enters_is_given_a_paper_and_keeps_it_and_is_given_the_next():
    box = make.a_box()
    first, second = make.a_paper(box), make.a_paper(box)
    client = signed_in_client(make.kim())

    address = taken(client)
    kept = client.post(address, typed())

    assert address == f"/desk/digitisation/keying/{first.code}/"
    assert kept["Location"] == f"/desk/digitisation/keying/{second.code}/"
    assert Keying.objects.get(paper=first).values == make.KEPT


def test_what_the_machine_read_is_not_sent_to_one_of_two():
    paper = make.a_paper(make.a_box(), read=make.what_was_read(symbol="QĐ-UBND", owner="Trạm y tế"))
    kim, loan = signed_in_client(make.kim()), signed_in_client(make.loan())
    kim.post(taken(kim), typed(symbol="GP-KHCN"))

    page = loan.get(taken(loan)).content.decode()

    assert paper.code in page
    assert 'data-for="symbol"' in page  # where it stands is told
    for secret in ("QĐ-UBND", "Trạm y tế", "GP-KHCN", "37", "95 %"):
        assert f'value="{secret}' not in page
    assert "QĐ-UBND" not in page
    assert "Trạm y tế" not in page
    assert "GP-KHCN" not in page


def test_who_enters_alone_sees_what_was_read_and_how_sure_in_words():
    read = make.what_was_read()
    read["symbol"]["confidence"], read["owner"]["confidence"] = 0.8, 0.4
    del read["signer"]
    make.a_paper(make.a_box(keyings=1), read=read)
    client = signed_in_client(make.kim())

    page = client.get(taken(client)).content.decode()

    assert 'value="03/4/2018"' in page
    assert "máy đọc rõ · 95 %" in page
    assert "nên xem lại · 80 %" in page
    assert "máy không chắc · 40 %" in page
    assert "máy không thấy" in page


def test_what_was_typed_stands_again_beside_what_is_wrong():
    make.a_paper(make.a_box())
    client = signed_in_client(make.kim())
    address = taken(client)

    answer = client.post(address, typed(issued_on="31/2/2018", signer="Người Ký"))

    page = answer.content.decode()
    assert "Ghi ngày như 3/4/2018, 4/2018 hoặc 2018." in page
    assert 'value="31/2/2018"' in page
    assert 'value="Người Ký"' in page
    assert Keying.objects.get().done_at is None


@pytest.mark.parametrize(
    ("written", "kept"), [("3/4/2018", "2018-04-03"), ("4/2018", "2018-04"), ("2018", "2018")]
)
def test_a_day_is_typed_as_far_as_the_paper_says(written, kept):
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.kim())

    client.post(taken(client), typed(issued_on=written))

    assert Keying.objects.get(paper=paper).values["issued_on"] == kept


def test_one_key_says_that_nobody_can_read_it():
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.kim())

    client.post(taken(client), typed(signer="") | {"unreadable-signer": "on"})

    assert Keying.objects.get(paper=paper).values["signer"] == UNREADABLE


def test_a_paper_that_went_to_another_keeps_on_the_page_what_was_typed():
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.kim())
    address = taken(client)
    Keying.objects.update(void_at=timezone.now())

    answer = client.post(address, typed(abstract="Gõ dở dang"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "không còn trong tay" in page
    assert "Gõ dở dang" in page
    assert Paper.objects.get(pk=paper.pk).values is None
    assert client.get(address).status_code == 409


def test_a_paper_is_held_for_an_hour():
    make.a_paper(make.a_box())
    client = signed_in_client(make.kim())
    address = taken(client)

    assert taken(client) == address
    Keying.objects.update(taken_at=timezone.now() - timedelta(minutes=61))
    assert taken(signed_in_client(make.loan())) == address
    assert client.get(address).status_code == 409


def test_a_paper_given_back_goes_to_others_first():
    box = make.a_box()
    first, second = make.a_paper(box), make.a_paper(box)
    client = signed_in_client(make.kim())

    answer = client.post(taken(client), {"_do": "back"}, follow=True)

    assert f"Đã giao lại văn bản {first.code}" in answer.content.decode()
    assert second.code in taken(client)
    loan = signed_in_client(make.loan())
    assert first.code in loan.post(taken(loan), typed())["Location"]


def test_a_fault_is_reported_with_words_and_without_them_nothing_typed_is_lost():
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.kim())
    address = taken(client)

    refused = client.post(address, make.TRUE | {"_do": "fault", "why": " "}).content.decode()
    reported = client.post(address, make.TRUE | {"_do": "fault", "why": "Hai văn bản dính nhau"})

    assert "Hãy ghi lý do." in refused
    assert make.TRUE["owner"] in refused
    assert reported.status_code == 302
    assert Fault.objects.get(paper=paper).why == "Hai văn bản dính nhau"
    assert Paper.objects.get(pk=paper.pk).standing == Standing.FAULTY


def test_enter_without_scripts_only_looks_again():
    make.a_paper(make.a_box())
    client = signed_in_client(make.kim())
    address = taken(client)

    page = client.post(address, make.TRUE | {"_do": "look"}).content.decode()

    assert make.TRUE["owner"] in page
    assert Keying.objects.get().done_at is None


def test_nothing_waits_is_said_on_the_first_page():
    client = signed_in_client(make.kim())

    answer = client.post("/desk/digitisation/keying/next/", follow=True)

    assert "Không còn văn bản nào chờ anh/chị nhập." in answer.content.decode()


def test_a_second_entry_is_found_behind_many_papers_that_wait_for_a_decision():
    box = make.a_box()
    for _number in range(3):
        make.entered(make.a_paper(box), make.kim(), make.loan(), owner="Khác")
    waiting = make.a_paper(box)

    assert waiting.code in taken(signed_in_client(make.tam()), box.code)


def test_another_agency_s_paper_looks_missing():
    paper = make.a_paper(make.a_box_elsewhere())
    client = signed_in_client(make.kim())

    assert client.get(f"/desk/digitisation/keying/{paper.code}/").status_code == 404
    assert client.post(f"/desk/digitisation/keying/{paper.code}/", typed()).status_code == 404
    assert client.get(f"/desk/digitisation/papers/{paper.code}/scan/1/").status_code == 404
    answer = client.post("/desk/digitisation/keying/next/", follow=True)
    assert "Không còn văn bản nào" in answer.content.decode()


def test_what_comes_next_is_drawn_without_being_opened():
    make.a_paper(make.a_box())
    client = signed_in_client(make.kim())

    assert client.get("/desk/digitisation/keying/draw/").status_code == 204
    assert not AuditEvent.objects.filter(kind="DigitisedFileOpened").exists()


def test_the_page_costs_the_same_few_queries_however_much_waits(django_assert_max_num_queries):
    box = make.a_box()
    for _number in range(3):
        make.a_paper(box)
    client = signed_in_client(make.kim())
    address = taken(client)

    with django_assert_max_num_queries(12):
        client.get(address)
