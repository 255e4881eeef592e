"""Settling at once from the page of a dossier."""

from datetime import date

import pytest
from django.urls import reverse

from motcua.foundation.accounts.models import Officer
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.models import Version
from tests.casework.dossiers.standings import AT_ONCE, all_in_one, at_once, at_once_accepted
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import a_publication, an_authority, reload

pytestmark = pytest.mark.django_db
GRANTED = {"outcome": "grant", "result-title": "Giấy phép", "result-content": "Được phép."}


def page(dossier):
    return reverse("desk:act", args=[dossier.code, "settle"])


def test_one_page_settles_it():
    dossier, _by = at_once(), all_in_one()
    client = signed_in_client(Officer.objects.get(code="qt-mot-nguoi"))
    shown = client.get(page(dossier)).content.decode()
    assert "Tiếp nhận, ký và cấp số" in shown

    answer = client.post(page(dossier), GRANTED, follow=True)

    said = answer.content.decode()
    assert "Đã giải quyết." in said
    assert "· Đồng ý cấp · ký" in said
    assert reload(dossier).sub_status == "waiting_return"


def test_what_is_left_out_is_said_at_its_field_and_leaves_no_trace():
    dossier, _by = at_once(), all_in_one()
    client = signed_in_client(Officer.objects.get(code="qt-mot-nguoi"))

    with no_trace():
        answer = client.post(page(dossier), GRANTED | {"result-content": ""})

    assert answer.status_code == 422
    assert "Ghi nội dung." in answer.content.decode()


def test_who_lacks_a_power_is_told_which():
    dossier = at_once()
    client = signed_in_client(an_authority()["receptionist"])

    with no_trace():
        answer = client.get(page(dossier))

    assert answer.status_code == 409
    assert "còn thiếu" in answer.content.decode()


def published(**time):
    """A whole procedure with that time."""
    folder = next(one for one in shipped.versions() if one.form is not None)
    content = folder.procedure | {"time": folder.procedure["time"] | time}
    publication = a_publication("2.000999")
    before = publication.versions.get()
    Version.objects.create(
        publication=publication, number=2, content=content, content_hash="at-once", sources=content["sources"],
        form_version=before.form_version, valid_from=date(2019, 1, 1), published_at=before.published_at,
    )  # fmt: skip
    return f"/procedures/{publication.full_code}/"


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "Giải quyết và trả ngay, không hẹn"), ("/en", "At once, without an appointment")],
)
def test_the_public_page_says_it_in_both_languages(client, language, words):
    address = published(**AT_ONCE)

    assert words in client.get(language + address).content.decode()


def test_the_public_page_of_another_procedure_does_not(client):
    answer = client.get(published())

    assert answer.status_code == 200
    assert "không hẹn" not in answer.content.decode()


LATER_DAY = {"reason": "Nhiều bản cần đối chiếu.", "basis": "Điều 1 Luật thử", "new_day": "01/12/2100"}


def test_the_counter_leads_to_settling_and_to_a_later_day():
    dossier, _by = at_once_accepted(), all_in_one()
    client = signed_in_client(Officer.objects.get(code="qt-mot-nguoi"))

    shown = client.get(reverse("desk:counter_registered", args=[dossier.code])).content.decode()

    assert page(dossier) in shown
    assert reverse("desk:act", args=[dossier.code, "adjourn"]) in shown


def test_a_later_day_is_given_and_its_receipt_comes_next():
    dossier = at_once()
    client = signed_in_client(an_authority()["receptionist"])
    address = reverse("desk:act", args=[dossier.code, "adjourn"])
    assert "Hẹn và cấp giấy tiếp nhận" in client.get(address).content.decode()

    answer = client.post(address, LATER_DAY, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("desk:counter_registered", args=[dossier.code])
    said = answer.content.decode()
    assert "01/12/2100" in said
    assert "In giấy tiếp nhận" in said


def test_a_day_that_is_none_is_said_at_its_field_and_leaves_no_trace():
    dossier = at_once()
    client = signed_in_client(an_authority()["receptionist"])
    address = reverse("desk:act", args=[dossier.code, "adjourn"])

    with no_trace():
        answer = client.post(address, LATER_DAY | {"new_day": "01/11/2020"})

    assert answer.status_code == 422
    assert "Chọn một ngày làm việc sau" in answer.content.decode()


def test_who_does_not_receive_gives_no_later_day():
    dossier = at_once()
    client = signed_in_client(an_authority()["specialist"])

    with no_trace():
        answer = client.post(reverse("desk:act", args=[dossier.code, "adjourn"]), LATER_DAY)

    assert answer.status_code in (403, 404, 409)


def test_leaders_see_the_counts_and_the_lists_behind_them():
    dossier, _by = at_once(), all_in_one()
    signed_in_client(Officer.objects.get(code="qt-mot-nguoi")).post(page(dossier), GRANTED)
    client = signed_in_client(an_authority()["leader"])

    assert "Giải quyết và trả kết quả ngay" in client.get("/desk/load/").content.decode()
    listed = client.get("/desk/worklist/all/?sitting=settled").content.decode()
    assert dossier.code in listed
    assert dossier.code not in client.get("/desk/worklist/all/?sitting=adjourned").content.decode()
