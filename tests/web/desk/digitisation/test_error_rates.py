"""How often people and the machine were wrong: who sees whom, by month, and as a file."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from motcua.foundation.accounts.models import Officer
from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.models import Campaign
from motcua.records.digitisation.queries.error_rates import error_rates
from tests.factories import checking as make
from tests.factories.accounts import MONDAY, officer_view, signed_in_client

pytestmark = pytest.mark.django_db
PAGE = "/desk/digitisation/error-rates/"


def worked() -> Campaign:
    """Two papers: Loan had the owner wrong on one, the machine the number on both. The second a month later."""
    box = make.a_box()
    read = make.what_was_read(number="75")
    first, second = make.a_paper(box, read=read), make.a_paper(box, read=read)
    make.entered(first, make.kim(), make.loan(), owner="Khác")
    digitisation.decide(
        by=officer_view(make.vy()),
        paper_code=first.code,
        values={"owner": make.TRUE["owner"]},
        at=MONDAY + timedelta(hours=1),
    )
    make.entered(second, make.kim(), make.loan(), at=MONDAY + timedelta(days=30))
    return box.campaign


def rates(who: Officer, month: str = "") -> dict[str, tuple[int, int]]:
    found = error_rates(viewer=officer_view(who), month=month)
    return {one.code: (one.total.wrong, one.total.entered) for one in found.people}


def test_wrong_fields_are_counted_of_all_that_were_entered():
    worked()

    assert rates(make.vy()) == {"loan": (1, 18), "kim": (0, 18), "": (2, 18)}
    assert rates(make.phu()) == rates(make.vy())


def test_everyone_sees_their_own_and_the_machine_s():
    worked()

    assert rates(make.loan()) == {"loan": (1, 18), "": (2, 18)}
    page = signed_in_client(make.loan()).get(PAGE).content.decode()
    assert "Cán bộ kim" not in page
    assert "5,56 %" in page


def test_by_the_month_in_which_it_was_entered():
    worked()

    assert rates(make.vy(), "2026-11") == {"loan": (1, 9), "kim": (0, 9), "": (2, 18)}
    assert rates(make.vy(), "2026-12") == {"loan": (0, 9), "kim": (0, 9)}
    assert rates(make.vy(), "1999-01") == rates(make.vy())


def test_by_field():
    worked()

    found = error_rates(viewer=officer_view(make.vy()))
    machine = next(one for one in found.people if one.is_machine)

    assert dict(zip(found.labels, (one.shown for one in machine.fields), strict=True))["Số"] == "100,00 %"


def test_the_table_comes_as_a_file():
    campaign = worked()

    answer = signed_in_client(make.vy()).post(f"{PAGE}table/?campaign={campaign.code}&month=2026-11")

    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    for cell in ("Cán bộ loan", "Máy đọc", "Chủ giấy tờ", "11/2026", "11,11"):
        assert cell in sheet


def taken() -> list[tuple[str, dict[str, object]]]:
    rows = AuditEvent.objects.filter(kind="ErrorRatesTaken").order_by("pk")
    return [(one.actor_code, one.payload) for one in rows]


def test_who_took_the_table_is_kept_and_a_refused_one_leaves_nothing():
    campaign = worked()

    signed_in_client(make.vy()).post(f"{PAGE}table/?month=2026-11")
    signed_in_client(make.loan()).post(f"{PAGE}table/")
    refused = signed_in_client(make.vy()).post(
        f"{PAGE}table/?campaign={make.a_box_elsewhere().campaign.code}"
    )

    assert refused.status_code == 404
    assert taken() == [
        ("vy", {"campaign": campaign.code, "month": "2026-11", "is_whole": True}),
        ("loan", {"campaign": campaign.code, "month": "", "is_whole": False}),
    ]


def test_another_agency_s_campaign_looks_missing_and_none_is_said():
    campaign = make.a_box_elsewhere().campaign
    client = signed_in_client(make.vy())

    assert client.get(f"{PAGE}?campaign={campaign.code}").status_code == 404
    assert "Chưa có đợt số hóa nào" in client.get(PAGE).content.decode()


def test_the_page_costs_few_queries(django_assert_max_num_queries):
    worked()
    client = signed_in_client(make.vy())

    with django_assert_max_num_queries(15):
        client.get(PAGE)
