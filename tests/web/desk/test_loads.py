"""Load and delay as bars: the numbers are those of the lists behind them, and of what one sees."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import loads
from motcua.foundation.kernel import clock
from tests.factories.accounts import a_unit, an_agency, an_officer, officer_view, signed_in_client
from tests.factories.dossiers import accepted, an_authority, assigned, filed, proposed

pytestmark = pytest.mark.django_db


def browser(role: str) -> Client:
    return signed_in_client(an_authority()[role])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def some_late() -> None:
    for bring in (filed, accepted, assigned, assigned, proposed):
        bring()
    now = clock.now()
    Dossier.objects.update(holder_until=now + timedelta(days=3), legal_due_at=None, due_at=None)
    late = Dossier.objects.filter(sub_status__in=["appraising", "waiting_leader"])
    late.update(holder_until=now - timedelta(days=2))


def test_every_number_opens_a_list_with_as_many():
    some_late()
    client = browser("leader")

    page = text_of(client.get("/desk/load/"))

    links = re.findall(r'<a href="(/desk/worklist/all/\?[^"]+)">(?:[^<]*: )?(\d+)</a>', page)
    assert len(links) >= 12
    for address, number in links:
        behind = text_of(client.get(address.replace("&amp;", "&")))
        assert f">{number} hồ sơ</p>" in behind, (address, number)


def test_a_unit_names_its_people_and_the_step_that_holds_it_up():
    some_late()
    leader = officer_view(an_authority()["leader"])

    found = loads.loads(viewer=leader, at=clock.now())

    assert (found.total, found.late) == (5, 3)
    division = next(
        unit for unit in found.units if unit.code == an_authority()["specialist"].posts.get().unit.code
    )
    assert (division.total, division.late, division.held_up, division.days) == (3, 2, "Đang thẩm định", 2)
    specialist = next(one for one in division.people if one.code == an_authority()["specialist"].code)
    assert (specialist.total, specialist.late) == (2, 2)
    assert {one.code: one.total for one in found.steps}["appraising"] == 2


def test_another_agency_sees_none_of_our_load():
    some_late()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = an_officer("leader", unit=a_unit("bg-lanh-dao", agency=other), code="bg")

    assert "Chưa có hồ sơ nào đang giải quyết" in text_of(signed_in_client(stranger).get("/desk/load/"))
    assert loads.loads(viewer=officer_view(stranger), at=clock.now()).total == 0


def test_the_load_is_two_queries(django_assert_num_queries: DjangoAssertNumQueries):
    some_late()
    leader = officer_view(an_authority()["leader"])

    with django_assert_num_queries(2):
        loads.loads(viewer=leader, at=clock.now())
