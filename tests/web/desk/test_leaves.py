"""The pages of days away: one's own, and the administrator's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Leave
from motcua.foundation.kernel.clock import local_date, now
from tests.factories import accounts as make
from tests.factories.dossiers import assigned

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague():
    division = make.a_unit("qt-chuyen-mon", kind=UnitKind.DIVISION)
    return make.an_officer("specialist", unit=division, code="qt-dung", full_name="Lê Dũng")


def days(**more):
    today = local_date(now())
    return {"first_day": f"{today:%d/%m/%Y}", "last_day": f"{today + timedelta(days=3):%d/%m/%Y}"} | more


def text(client, name, *args):
    return client.get(reverse(f"desk:{name}", args=args)).content.decode()


def test_an_officer_names_a_substitute_who_then_sees_whose_work_it_is(colleague):
    dossier = assigned()
    client = make.signed_in_client(make.Officer.objects.get(code="qt-specialist"))

    answer = client.post(reverse("desk:leave_new"), days(substitute_code="qt-dung"))

    assert answer.url == reverse("desk:leave")
    assert "Lê Dũng" in text(client, "leave")
    theirs = make.signed_in_client(colleague)
    assert "thay Cán bộ qt-specialist" in text(theirs, "worklist", "mine")
    assert dossier.code in text(theirs, "home")
    assert "Cán bộ qt-specialist, từ" in text(theirs, "leave")


def test_days_that_are_refused_stay_on_the_page_with_the_reason(colleague):
    client = make.signed_in_client(colleague)
    client.post(reverse("desk:leave_new"), days())

    answer = client.post(reverse("desk:leave_new"), days())

    assert answer.status_code == 422
    assert "đã ghi nghỉ từ" in answer.content.decode()
    assert Leave.objects.count() == 1


def test_an_officer_comes_back_early(colleague):
    client = make.signed_in_client(colleague)
    client.post(reverse("desk:leave_new"), days())
    leave = Leave.objects.get()

    assert "kết thúc ngay bây giờ" in text(client, "leave_end", leave.code)
    client.post(reverse("desk:leave_end", args=[leave.code]))

    assert "kết thúc sớm" in text(client, "leave")


def test_the_administrator_does_the_same_for_an_officer(colleague):
    client = make.signed_in_client(make.an_administrator())
    make.lan()

    client.post(reverse("desk:admin_leave_new", args=["lan"]), days())
    assert "đang nghỉ" in text(client, "admin_officer", "lan")
    leave = Leave.objects.get()
    client.post(reverse("desk:admin_leave_end", args=["lan", leave.code]))

    assert "kết thúc sớm" in text(client, "admin_officer", "lan")


def test_whoever_has_no_post_left_is_told_since_when(colleague):
    client = make.signed_in_client(colleague)
    yesterday = local_date(now()) - timedelta(days=1)
    colleague.posts.update(valid_to=yesterday)

    answer = client.get(reverse("desk:home"))

    assert answer.status_code == 403
    assert f"{yesterday:%d/%m/%Y}" in answer.content.decode()
