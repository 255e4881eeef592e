"""What the desk keeps for one officer: saved lists, and marks of what they have not seen."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import MarksStart, SavedList, Seen
from motcua.foundation.accounts.models import Post
from motcua.foundation.kernel import clock
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import hoa, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db


def browser(role: str = "receptionist") -> Client:
    return signed_in_client(an_authority()[role])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def marks(role: str = "receptionist") -> list[str]:
    return re.findall(r'class="unread">([^<]+)<', text_of(browser(role).get("/desk/worklist/all/")))


def test_a_dossier_is_new_until_it_was_opened_and_marked_again_when_another_changed_it():
    dossier = filed()
    assert marks() == ["Mới"]

    browser().get(f"/desk/dossiers/{dossier.code}/")
    assert (marks(), marks("leader")) == ([], ["Mới"])
    at = clock.now() + timedelta(minutes=1)
    dossiers.write_note(by=officer_view(an_authority()["leader"]), code=dossier.code, text="Xem lại.", at=at)

    assert (marks(), marks("leader")) == (["Có thay đổi"], [])


def test_what_lay_there_before_there_were_marks_is_not_new_but_what_happens_then_is():
    old, other = filed(), filed()
    began = clock.now() + timedelta(minutes=1)
    MarksStart.objects.create(at=began)
    assert marks() == []

    at = began + timedelta(minutes=1)
    dossiers.write_note(by=officer_view(an_authority()["leader"]), code=old.code, text="Xem lại.", at=at)

    assert marks() == ["Mới"]
    assert MarksStart.objects.count() == 1
    assert other.code


def test_what_lay_there_before_an_officer_came_is_not_new_to_them():
    filed()
    officer = an_authority()["receptionist"]
    assert marks() == ["Mới"]

    Post.objects.filter(officer=officer).update(valid_from=clock.local_date(clock.now()))

    assert marks() == []


def test_looking_at_what_is_not_ones_own_keeps_nothing():
    dossier = filed()

    assert browser("specialist").get(f"/desk/dossiers/{dossier.code}/").status_code == 404
    assert signed_in_client(hoa()).get(f"/desk/dossiers/{dossier.code}/").status_code == 403
    assert not Seen.objects.exists()


def test_a_list_is_saved_with_filters_columns_and_order_and_opens_again():
    dossier = filed()
    asked = "?words=le+van+minh&sort=newest&cols=owner"

    browser().post(f"/desk/worklist/reception/save/{asked}", {"name": " Của  ông Minh "})

    page = text_of(browser().get("/desk/worklist/reception/"))
    link = re.search(r'<a href="([^"]+)">Của ông Minh</a>', page)[1]
    address = browser().get(link)["Location"]
    opened = text_of(browser().get(link, follow=True))
    assert address.startswith("/desk/worklist/reception/?")
    assert "minh" not in address.lower()
    assert SavedList.objects.get().asked == asked
    assert dossier.code in opened
    assert 'value="newest" selected' in opened
    assert "Của ông Minh" not in text_of(browser("leader").get("/desk/worklist/all/"))


def test_a_saved_list_is_taken_away_by_its_owner_alone():
    filed()
    browser().post("/desk/worklist/reception/save/", {"name": "Một"})
    number = SavedList.objects.get().pk

    assert browser("leader").get(f"/desk/lists/{number}/").status_code == 404
    browser("leader").post(f"/desk/lists/{number}/remove/")
    assert SavedList.objects.exists()
    browser().post(f"/desk/lists/{number}/remove/")
    assert not SavedList.objects.exists()


@pytest.mark.parametrize(
    ("role", "queue", "name", "status"),
    [
        ("receptionist", "reception", "  ", 409),
        ("clerk", "reception", "Một", 404),
        ("editor", "all", "Một", 403),
    ],
)
def test_what_cannot_be_saved_is_refused(role, queue, name, status):
    an_authority()
    with no_trace():
        response = browser(role).post(f"/desk/worklist/{queue}/save/", {"name": name})

    assert response.status_code == status
    assert not SavedList.objects.exists()


def test_twenty_lists_are_enough():
    an_authority()
    for n in range(20):
        browser().post("/desk/worklist/all/save/", {"name": f"{n}"})

    assert browser().post("/desk/worklist/all/save/", {"name": "nữa"}).status_code == 409
    assert browser().post("/desk/worklist/all/save/", {"name": "7"}).status_code == 302
    assert SavedList.objects.count() == 20
