"""Acts on many dossiers as pages: picked, looked at, ordered, followed; and the leader's signing queue."""

import re

import pytest
from django.test import Client

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Bulk, BulkLine, Dossier, DossierMessage
from motcua.casework.dossiers.operations import bulk as lines
from tests.casework.dossiers.standings import made
from tests.casework.dossiers.test_steps import under_way
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import applicant_view, lan, minh, officer_view, signed_in_client
from tests.factories.dossiers import FILED, accepted, an_authority, filed, later, proposed

pytestmark = pytest.mark.django_db


def browser(role: str) -> Client:
    return signed_in_client(an_authority()[role])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def lines_of(page: str) -> list[str]:
    return re.findall(r'name="line" value="([^"]+)"', page)


def codes_of(page: str) -> str:
    return re.search(r'name="codes" value="([^"]+)"', page)[1]


def test_rows_are_picked_where_there_is_something_to_do_with_many():
    proposed()

    assert 'name="code"' in text_of(browser("leader").get("/desk/worklist/leader/"))
    assert 'name="code"' not in text_of(browser("leader").get("/desk/worklist/ended/"))
    assert 'name="code"' not in text_of(browser("cashier").get("/desk/worklist/all/"))


def test_many_are_looked_at_ordered_and_followed_to_the_end():
    ready, early = proposed(), filed()
    client = browser("leader")

    look = text_of(client.post("/desk/bulk/look/", {"act": "sign", "code": [ready.code, early.code]}))
    assert "Duyệt và ký: 1 hồ sơ" in look
    assert "Không làm được: 1" in look
    ordered = client.post("/desk/bulk/order/", {"act": "sign", "line": lines_of(look)})
    address = ordered["Location"]
    before = text_of(client.get(address))
    lines.do_line(line=BulkLine.objects.get().pk, at=later(FILED, 120))
    after = text_of(client.get(address, headers={"HX-Request": "true"}))

    assert "0/1" in before
    assert "hx-get" in before
    assert ("Cả 1 hồ sơ đã làm xong" in after, "hx-get" in after, "<html" in after) == (True, False, False)
    assert Dossier.objects.get(pk=ready.pk).sub_status == "waiting_number"
    assert "Duyệt và ký 1 hồ sơ" in text_of(client.get("/desk/bulk/"))


def test_a_whole_list_is_taken_with_its_filters():
    wanted = [accepted() for _ in range(2)]
    asked = {"act": "assign", "all": "1", "queue": "assign", "asked": "?words=le+van+minh"}

    page = text_of(browser("division_head").post("/desk/bulk/look/", asked))
    none = browser("division_head").post("/desk/bulk/look/", asked | {"asked": "?words=khong+ai"})

    assert all(one.code in page for one in wanted)
    assert "đang giữ 0" in page
    assert none.status_code == 409


@pytest.mark.parametrize(
    ("role", "sent", "status"),
    [
        ("leader", {"act": "sign"}, 409),
        ("clerk", {"act": "assign", "code": ["x"]}, 404),
        ("leader", {"act": "", "code": ["x"]}, 404),
        ("specialist", {"act": "sign", "code": ["x"]}, 404),
        ("clerk", {"act": "message", "code": ["x"]}, 404),
        ("cashier", {"act": "message", "code": ["x"]}, 403),
        ("cashier", {"act": "sign", "code": ["x"]}, 403),
        ("leader", {"act": "sign", "code": [str(n) for n in range(501)]}, 409),
    ],
)
def test_what_cannot_be_ordered_is_refused_without_a_trace(role, sent, status):
    proposed()

    with no_trace():
        assert browser(role).post("/desk/bulk/look/", sent).status_code == status
        sent = sent | {"line": [f"{code} x" for code in sent.get("code", [])]}
        assert browser(role).post("/desk/bulk/order/", sent).status_code == status
    assert not Bulk.objects.exists()


def test_numbers_of_posted_results_are_typed_in_a_column():
    dossier = made()
    Dossier.objects.filter(pk=dossier.pk).update(result_way="post")
    client = browser("receptionist")

    look = text_of(client.post("/desk/bulk/look/", {"act": "return", "code": [dossier.code]}))
    number = {f"tracking-{dossier.code}": "EE123456789VN"}
    client.post("/desk/bulk/order/", {"act": "return", "line": lines_of(look)} | number)

    assert f'name="tracking-{dossier.code}"' in look
    assert 'name="taken_name"' not in look
    assert BulkLine.objects.get().tracking_number == "EE123456789VN"


def test_whoever_takes_results_at_the_counter_is_asked_for_once():
    dossier = made()
    Dossier.objects.filter(pk=dossier.pk).update(result_way="counter")
    client = browser("receptionist")

    look = text_of(client.post("/desk/bulk/look/", {"act": "return", "code": [dossier.code]}))
    taken = {"taken_by": "owner", "taken_name": "Lê Văn Minh", "paper_seen": "passport", "is_signed": "1"}
    client.post("/desk/bulk/order/", {"act": "return", "line": lines_of(look)} | taken)

    assert look.count('name="taken_name"') == 1
    assert re.search(r'name="line" value="[^"]+">', look)  # picked by whoever knows who stands there
    assert Bulk.objects.get().taking.is_whole


def test_a_message_to_many_is_written_read_as_the_first_gets_it_and_sent():
    found = [filed(), filed()]
    client = browser("receptionist")
    kept = dossiers.keep_phrase(
        by=officer_view(lan()), kind="message", name="Mẫu", text="Hồ sơ {mã hồ sơ} đã đến.", at=FILED
    )

    picked = {"act": "message", "code": [one.code for one in found]}
    write = text_of(client.post("/desk/bulk/look/", picked))
    sent = {
        "act": "message",
        "codes": codes_of(write),
        "line": lines_of(write),
        "text": "Kính gửi {xưng hô}.",
    }
    put = text_of(client.post("/desk/bulk/look/", sent | {"_insert": "text", "_phrase": kept.pk}))
    read = text_of(client.post("/desk/bulk/look/", sent))
    again = text_of(client.post("/desk/bulk/look/", sent | {"_write": "1"}))
    assert not Bulk.objects.exists()
    ordered = client.post("/desk/bulk/order/", sent | {"line": lines_of(read)})
    for line in BulkLine.objects.all():
        lines.do_line(line=line.pk, at=later(FILED, 120))

    assert "Nhắn người nộp: 2 hồ sơ" in write
    assert "Hồ sơ {mã hồ sơ} đã đến.</textarea>" in put
    assert "<p>Kính gửi ông/bà Lê Văn Minh.</p>" in read
    assert "Kính gửi {xưng hô}.</textarea>" in again
    assert "Cả 2 hồ sơ đã làm xong" in text_of(client.get(ordered["Location"]))
    assert set(DossierMessage.objects.values_list("text", flat=True)) == {"Kính gửi ông/bà Lê Văn Minh."}


def test_what_is_wrong_with_a_message_to_many_is_said_and_nothing_typed_is_lost():
    dossier = filed()
    client = browser("receptionist")
    write = text_of(client.post("/desk/bulk/look/", {"act": "message", "code": [dossier.code]}))
    sent = {"act": "message", "codes": codes_of(write), "line": lines_of(write), "text": "Gửi {ai đó}"}

    wrong = client.post("/desk/bulk/look/", sent)
    none = client.post("/desk/bulk/look/", sent | {"line": [], "text": "Kính gửi {xưng hô}."})

    assert (wrong.status_code, none.status_code) == (422, 422)
    assert "Không có chỗ trống nào tên là “ai đó”" in text_of(wrong)
    assert "Gửi {ai đó}</textarea>" in text_of(wrong)
    assert "Chọn ít nhất một hồ sơ để nhắn." in text_of(none)
    assert "Kính gửi {xưng hô}.</textarea>" in text_of(none)


def test_a_dossier_whose_applicant_waits_for_an_answer_is_picked_by_hand():
    dossier = filed()
    dossiers.ask(by=applicant_view(minh()), code=dossier.code, text="Bao giờ xong?", at=later(FILED))

    page = text_of(
        browser("receptionist").post("/desk/bulk/look/", {"act": "message", "code": [dossier.code]})
    )

    assert "Người nộp đang chờ trả lời: “Bao giờ xong?”" in page
    assert re.search(r'name="line" value="[^"]+">', page)


def test_a_step_is_forwarded_from_the_own_list():
    under_way(step="xet")
    client = browser("specialist")

    page = text_of(client.get("/desk/worklist/mine/"))
    look = text_of(
        client.post(
            "/desk/bulk/look/", {"act": "forward", "code": re.findall(r'name="code" value="([^"]+)"', page)}
        )
    )

    assert "Chuyển bước tiếp: 1 hồ sơ" in look
    assert "Người làm bước tiếp" in look
    assert 'name="made"' in look


def test_a_leader_goes_through_the_papers_and_signs_those_agreed_with():
    first, second = proposed(), proposed()
    client = browser("leader")

    page = text_of(client.get("/desk/signing/"))
    agree = re.search(r'href="(\?at=[^"]+)" data-mc-key="a"', page)[1].replace("&amp;", "&")
    after = text_of(client.get(f"/desk/signing/{agree}"))

    assert lines_of(page) == []
    assert [one.split()[0] for one in lines_of(after)] == [first.code]
    assert f"<h2>{second.code}" in after
    assert "Ký 1 văn bản đã đồng ý" in after
    ordered = client.post("/desk/bulk/order/", {"act": "sign", "line": lines_of(after)})
    assert ordered.status_code == 302
    assert BulkLine.objects.get().dossier_id == first.pk


def test_an_empty_signing_queue_says_so():
    assert "Không có văn bản nào chờ anh/chị ký" in text_of(browser("leader").get("/desk/signing/"))
