"""A refused act: its words, no trace of the act, one event that says who, which act, which dossier and why.

The clock of these tests is the machine's: dossiers are filed moments ago.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Leave, Membership, Post
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import (
    a_leave,
    a_membership,
    a_unit,
    an_administrator,
    an_agency,
    an_officer,
    hoa,
    minh,
    officer_view,
    signed_in_client,
)
from tests.factories.dossiers import a_publication, accepted, an_authority, assigned, filed, later, proposed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GRANT_TYPED = {"outcome": "grant", "result-title": "Giấy phép", "result-content": "Cho phép."}


def just_now(bring, **more) -> Dossier:
    return bring(at=timezone.now() - timedelta(seconds=55), **more)


def act(dossier: Dossier, slug: str) -> str:
    return f"/desk/dossiers/{dossier.code}/{slug}/"


def client_of(role: str) -> Client:
    return signed_in_client(an_authority()[role])


@contextmanager
def one_refusal(*, actor: str, act: str, reason: str, subject: str) -> Iterator[None]:
    """The block leaves no trace but this event."""
    with no_trace():
        yield
    event = AuditEvent.objects.get(kind="ActRefused")
    assert (event.subject, event.actor_code) == (f"refused:{subject}", actor)
    assert event.payload == {"act": act, "reason": reason, "left_out": 0}


def of(dossier: Dossier) -> str:
    return f"dossier:{dossier.code}"


def test_the_second_of_two_officers_who_accept_at_once_is_refused():
    dossier = just_now(filed)
    page = client_of("receptionist").get(act(dossier, "accept")).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    dossiers.accept(
        by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=later(dossier.submitted_at)
    )

    with one_refusal(actor="lan", act="accept", reason="StalePage", subject=of(dossier)):
        response = client_of("receptionist").post(act(dossier, "accept"), {"seen": seen})

    assert response.status_code == 409


def test_a_form_kept_open_while_the_dossier_moved_on_is_refused():
    dossier = just_now(assigned)

    with one_refusal(actor="qt-specialist", act="propose", reason="StalePage", subject=of(dossier)):
        sent = {"seen": "an older stamp"} | GRANT_TYPED
        response = client_of("specialist").post(act(dossier, "propose"), sent)

    assert response.status_code == 409
    assert "tải lại" in response.content.decode()


def test_whose_work_it_is_not_is_refused():
    dossier = just_now(proposed)

    with one_refusal(actor="qt-division-head", act="approve", reason="NotYourDossier", subject=of(dossier)):
        response = client_of("division_head").post(act(dossier, "approve"), {"seen": ""})

    assert response.status_code == 403


def test_a_jump_that_the_table_of_states_does_not_allow_is_refused():
    dossier = just_now(accepted)

    with one_refusal(actor="lan", act="accept", reason="MoveRefused", subject=of(dossier)):
        response = client_of("receptionist").post(act(dossier, "accept"), {"seen": ""})

    assert response.status_code == 409


def test_a_substitute_whose_time_is_over_is_refused_with_the_day():
    dossier, absent = just_now(assigned), an_authority()["specialist"]
    other = an_officer("specialist", unit=absent.posts.get().unit, code="qt-dung", full_name="Lê Dũng")
    a_leave(absent, substitute=other)
    yesterday = local_date(timezone.now()) - DAY
    Leave.objects.update(valid_from=yesterday - DAY, valid_to=local_date(timezone.now()))
    Leave.objects.update(ended_at=timezone.now())

    with one_refusal(actor="qt-dung", act="propose", reason="StandsInNoLonger", subject=of(dossier)):
        response = signed_in_client(other).post(act(dossier, "propose"), {"seen": ""} | GRANT_TYPED)

    assert response.status_code == 403
    assert absent.full_name in response.content.decode()


def test_an_officer_whose_last_post_ended_is_refused_at_the_door_and_the_event_names_them():
    dossier, officer = just_now(assigned), an_authority()["specialist"]
    yesterday = local_date(timezone.now()) - DAY
    Post.objects.filter(officer=officer).update(valid_from=yesterday - DAY, valid_to=yesterday)

    with one_refusal(actor="qt-specialist", act="propose", reason="NotInPost", subject=of(dossier)):
        response = signed_in_client(officer).post(act(dossier, "propose"), {"seen": ""})

    assert response.status_code == 403
    assert f"{yesterday:%d/%m/%Y}" in response.content.decode()


def test_a_former_member_who_withdraws_the_organisations_dossier_is_refused():
    a_membership(hoa())
    dossier = just_now(filed)
    Dossier.objects.filter(pk=dossier.pk).update(
        owner_kind="organisation",
        owner_person=None,
        owner_organisation=Membership.objects.get().organisation,
    )
    yesterday = local_date(timezone.now()) - DAY
    Membership.objects.update(valid_from=yesterday - DAY, valid_to=yesterday)
    subject, account = of(dossier), hoa().account

    with one_refusal(actor=account.code, act="dossier_withdraw", reason="DossierMissing", subject=subject):
        response = signed_in_client(hoa()).post(f"/dossiers/{dossier.code}/withdraw/", {"reason": "Thôi"})

    assert response.status_code == 404


def test_a_clock_of_the_machine_that_was_set_back_is_refused():
    dossier = assigned(at=timezone.now() + timedelta(hours=1))
    typed = {"reason": "measuring", "detail": "Chờ đo", "basis": "Điều 9", "until": "04/01/2100"}

    with one_refusal(actor="qt-specialist", act="pause", reason="ClockOrderRefused", subject=of(dossier)):
        response = client_of("specialist").post(act(dossier, "pause"), {"seen": ""} | typed)

    assert response.status_code == 409


def test_a_calendar_that_is_not_there_is_refused():
    dossier = just_now(assigned)
    Dossier.objects.filter(pk=dossier.pk).update(calendar_number=999)

    with one_refusal(actor="qt-specialist", act="propose", reason="CalendarMissing", subject=of(dossier)):
        response = client_of("specialist").post(act(dossier, "propose"), {"seen": ""} | GRANT_TYPED)

    assert response.status_code == 404


def test_a_refusal_shown_at_its_field_is_kept_as_well():
    administrator = an_administrator()
    client = signed_in_client(administrator)

    with one_refusal(
        actor="quan-tri", act="admin_role_change", reason="LastAdministrator", subject="officer:quan-tri"
    ):
        response = client.post(
            "/desk/administration/roles/administrator/change/",
            {"name": "Quản trị", "dossiers": ["dossier.see"], "scope": "tree", "shown": "", "confirmed": "1"},
        )

    assert response.status_code == 422


def test_who_hammers_one_button_gets_one_event_and_a_count():
    dossier, client = just_now(accepted), client_of("receptionist")

    for _try in range(5):
        assert client.post(act(dossier, "accept"), {"seen": ""}).status_code == 409

    assert AuditEvent.objects.filter(kind="ActRefused").count() == 1
    page = client_of("leader").get(f"/desk/dossiers/{dossier.code}/?tab=timeline").content.decode()
    assert "Bảng trạng thái không cho phép bước này" in page
    assert "và 4 lần nữa ngay sau đó" in page


def test_opening_a_page_that_is_not_there_is_no_act_and_keeps_nothing():
    client = client_of("receptionist")

    assert client.get("/desk/dossiers/H50-khong-co/accept/").status_code == 404

    assert not AuditEvent.objects.filter(kind="ActRefused").exists()


def test_what_strangers_try_keeps_nothing():
    assert Client().post("/desk/dossiers/H50-khong-co/accept/").status_code == 302

    assert not AuditEvent.objects.filter(kind="ActRefused").exists()


def test_an_address_that_somebody_typed_leaves_none_of_its_words():
    client = client_of("receptionist")

    assert client.post("/desk/dossiers/tran-van-minh/accept/").status_code == 404
    assert client.post("/desk/dossiers/tran-van-minh/tran-van-hoa/").status_code == 404

    kept = AuditEvent.objects.filter(kind="ActRefused").order_by("pk")
    assert [event.subject for event in kept] == ["refused:officer:lan", "refused:officer:lan"]
    assert not any("tran-van" in str(event.content()) for event in kept)


def test_the_applicant_does_not_see_what_was_refused_to_officers():
    dossier = just_now(accepted)
    client_of("receptionist").post(act(dossier, "accept"), {"seen": ""})

    page = signed_in_client(minh()).get(f"/dossiers/{dossier.code}/").content.decode()

    assert "từ chối" not in page


def test_a_colleague_without_charge_of_the_work_does_not_see_it():
    dossier = just_now(accepted)
    client = client_of("receptionist")
    client.post(act(dossier, "accept"), {"seen": ""})

    page = client.get(f"/desk/dossiers/{dossier.code}/?tab=timeline").content.decode()

    assert "Diễn biến" in page
    assert "Việc bị từ chối" not in page


def test_an_administrator_sees_those_of_the_agencies_they_administer_and_no_other():
    dossier = just_now(accepted)
    client_of("receptionist").post(act(dossier, "accept"), {"seen": ""})
    unit = a_unit("bg-van-phong", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    other = an_officer("administrator", unit=unit, code="bg-quan-tri")

    ours = client_of("administrator").get("/desk/administration/refusals/").content.decode()
    theirs = signed_in_client(other).get("/desk/administration/refusals/").content.decode()

    assert dossier.code in ours
    assert "Nguyễn Thị Lan" in ours
    assert dossier.code not in theirs


def test_the_page_asks_as_often_for_many_refusals_as_for_one(django_assert_num_queries):
    client = client_of("administrator")
    for number in range(3):
        dossier = just_now(accepted, publication=a_publication(f"2.00008{number}"))
        client_of("receptionist").post(act(dossier, "accept"), {"seen": ""})

    with django_assert_num_queries(7):
        client.get("/desk/administration/refusals/")
