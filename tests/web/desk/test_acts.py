"""Every act on a dossier as a page: what happens, what is refused and leaves no trace, who stays outside.

The clock of these tests is the machine's: dossiers are filed moments ago.
"""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Apology, Dossier, Note, Proposal, Supplement
from motcua.casework.payments.models import Payment
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import (
    a_unit,
    an_agency,
    an_officer,
    officer_view,
    signed_in_client,
)
from tests.factories.dossiers import (
    accepted,
    an_authority,
    assigned,
    filed,
    numbered,
    proposed,
)

from .acts_table import (
    CASES,
    GRANT_TYPED,
    PAUSE_TYPED,
    just_now,
    meant_to_refuse,
    paused,
    today,
    with_fee_due,
)

pytestmark = pytest.mark.django_db
IDS = [case.slug for case in CASES]
REPEATABLE = {"note", "originals"}  # what may be written twice is no conflict


def page_of(client: Client, dossier: Dossier, slug: str) -> str:
    response = client.get(f"/desk/dossiers/{dossier.code}/{slug}/")
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def send(client: Client, dossier: Dossier, slug: str, typed: dict[str, object], *, seen: str | None = None):
    if seen is None:
        page = page_of(client, dossier, slug)
        seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    return client.post(f"/desk/dossiers/{dossier.code}/{slug}/", {"seen": seen, **typed})


def trace() -> tuple[int, ...]:
    models = (Supplement, Proposal, Note, Payment, Apology)
    events = AuditEvent.objects.exclude(kind="ActRefused").count()
    return events, *(model.objects.count() for model in models)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_act_is_done_and_says_who_acts_next(case):
    dossier = just_now(case.bring)
    client = signed_in_client(an_authority()[case.role])

    response = send(client, dossier, case.slug, case.typed)
    followed = client.get(response["Location"])

    dossier.refresh_from_db()
    assert response.status_code == 302, response.content.decode()
    assert dossier.sub_status == case.becomes
    assert "notice--good" in followed.content.decode()
    assert ("Tiếp theo: " in followed.content.decode()) == (case.becomes != "ended")


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_an_officer_of_another_agency_finds_nothing(case):
    dossier = just_now(case.bring)
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    role = "leader" if case.role == "leader" else case.role
    unit = a_unit(f"bg-{role}", agency=other)
    stranger = signed_in_client(an_officer(role, unit=unit, code=f"bg-{role}"))
    before, standing = trace(), dossier.sub_status

    opened = stranger.get(f"/desk/dossiers/{dossier.code}/{case.slug}/")
    sent = stranger.post(f"/desk/dossiers/{dossier.code}/{case.slug}/", case.typed)

    dossier.refresh_from_db()
    assert (opened.status_code, sent.status_code) == (404, 404)
    assert (trace(), dossier.sub_status) == (before, standing)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.slug not in REPEATABLE],
    ids=[slug for slug in IDS if slug not in REPEATABLE],
)
def test_a_second_tab_that_comes_too_late_is_refused_and_leaves_no_trace(case):
    dossier = just_now(case.bring)
    client = signed_in_client(an_authority()[case.role])
    seen = re.search(r'name="seen" value="([^"]*)"', page_of(client, dossier, case.slug))[1]
    send(client, dossier, case.slug, case.typed, seen=seen)
    dossier.refresh_from_db()
    before, standing = trace(), dossier.sub_status

    again = send(client, dossier, case.slug, case.typed, seen=seen)

    dossier.refresh_from_db()
    assert again.status_code in {404, 409, 422}
    assert (trace(), dossier.sub_status) == (before, standing)


@pytest.mark.parametrize(
    ("slug", "role", "bring", "typed", "sentence"),
    [
        ("refuse", "receptionist", filed, {"reason": "x"}, "Ghi căn cứ pháp lý"),
        ("undo", "receptionist", accepted, {}, "Ghi lý do"),
        ("supplement", "receptionist", filed, {}, "Chọn ít nhất một giấy tờ"),
        ("supplement", "receptionist", filed, {"ask-paper-giay-cu": "on"}, "Ghi rõ cần bổ sung"),
        ("assign", "division_head", accepted, {"officer_code": "lan"}, "Chọn người nhận việc"),
        ("payment", "cashier", with_fee_due, {"amount_vnd": "ba triệu", "way": "gold"}, "Ghi số tiền"),
        ("note", "receptionist", filed, {"text": " "}, "Ghi nội dung"),
        ("send-back", "leader", proposed, {}, "Ghi lý do"),
        ("pause", "specialist", assigned, PAUSE_TYPED | {"basis": ""}, "Ghi căn cứ pháp lý"),
        ("pause", "specialist", assigned, PAUSE_TYPED | {"reason": "tired"}, "Chọn một lý do"),
        ("resume", "specialist", paused, {}, "Ghi vì sao tính tiếp"),
        ("apologise", "leader", assigned, {"reason": "Chậm", "new_day": "mai"}, "Ghi ngày theo dạng"),
        ("intend", "leader", meant_to_refuse, {}, "Ghi ngày theo dạng"),
        ("propose", "specialist", assigned, {"outcome": "refuse"}, "Ghi lý do từ chối"),
        ("propose", "specialist", assigned, {"outcome": "intend"}, "Chọn một đề xuất"),
        ("propose", "specialist", assigned, {"outcome": "maybe"}, "Chọn một đề xuất"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_leaves_no_trace(slug, role, bring, typed, sentence):
    dossier = just_now(bring)
    client = signed_in_client(an_authority()[role])
    before = trace()

    response = send(client, dossier, slug, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "error-summary" in page
    assert trace() == before


def test_a_payment_of_another_amount_is_refused_with_the_amount_owed():
    dossier = just_now(with_fee_due)
    client = signed_in_client(an_authority()["cashier"])
    typed = {"amount_vnd": "2000000", "way": "cash", "number": "BL-02", "paid_on": today()}

    response = send(client, dossier, "payment", typed)

    assert response.status_code == 409
    assert "3.000.000" in response.content.decode()
    assert not Payment.objects.exists()


def test_the_page_of_an_act_that_cannot_be_done_now_says_why():
    dossier = just_now(filed)
    client = signed_in_client(an_authority()["receptionist"])

    response = client.get(f"/desk/dossiers/{dossier.code}/return/")

    assert response.status_code == 409
    assert "Chỉ làm được ở bước" in response.content.decode()
    assert "<form" not in response.content.decode().split("<main")[1]


def test_a_role_without_the_permission_is_told_whose_work_it_is():
    dossier = just_now(proposed)
    client = signed_in_client(an_authority()["division_head"])

    opened = client.get(f"/desk/dossiers/{dossier.code}/approve/")
    sent = client.post(f"/desk/dossiers/{dossier.code}/approve/", {"seen": ""})

    assert opened.status_code == 409
    assert "Duyệt và ký kết quả" in opened.content.decode()
    assert sent.status_code == 403


def test_an_unknown_act_does_not_exist():
    dossier = just_now(filed)
    client = signed_in_client(an_authority()["receptionist"])

    assert client.get(f"/desk/dossiers/{dossier.code}/burn/").status_code == 404


def test_the_return_waits_until_the_signed_paper_is_made():
    dossier = just_now(numbered)
    client = signed_in_client(an_authority()["receptionist"])
    before = trace()

    response = send(client, dossier, "return", {"way": "online"})

    assert response.status_code == 409
    assert trace() == before


# Papers to look at


def test_the_receipt_can_be_seen_before_it_is_issued():
    dossier = just_now(filed)
    client = signed_in_client(an_authority()["receptionist"])
    before = trace()

    response = client.get(f"/desk/dossiers/{dossier.code}/preview/receipt/")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert trace() == before


def test_the_leader_sees_the_result_that_waits_and_a_stranger_does_not():
    dossier = just_now(proposed)
    leader = signed_in_client(an_authority()["leader"])
    unit = a_unit("bg-lanh-dao", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = signed_in_client(an_officer("leader", unit=unit, code="bg-lanh-dao"))
    address = f"/desk/dossiers/{dossier.code}/preview/result/"

    assert leader.get(address).content.startswith(b"%PDF")
    assert stranger.get(address).status_code == 404
    assert leader.get(address.replace("result", "nonsense")).status_code == 404


@pytest.mark.parametrize("typed", [GRANT_TYPED, {"outcome": "refuse", "reason": "a", "basis": "b"}, {}])
def test_a_proposal_can_be_seen_while_it_is_written(typed):
    dossier = just_now(assigned)
    client = signed_in_client(an_authority()["specialist"])
    before = trace()

    response = client.post(f"/desk/dossiers/{dossier.code}/preview/proposal/", typed)

    assert response.content.startswith(b"%PDF")
    assert trace() == before


@pytest.mark.parametrize("tab", ["papers", "data", "timeline", "notes", "nonsense"])
def test_every_part_of_the_page_of_a_dossier_opens(tab):
    dossier = just_now(proposed)
    client = signed_in_client(an_authority()["leader"])

    page = client.get(f"/desk/dossiers/{dossier.code}/?tab={tab}").content.decode()

    assert dossier.code in page
    assert "Duyệt và ký" in page


@pytest.mark.parametrize("notes", [0, 20])
def test_the_page_of_a_dossier_asks_the_same_queries_however_much_was_done(
    notes, django_assert_num_queries: DjangoAssertNumQueries
):
    dossier = just_now(proposed)
    leader = an_authority()["leader"]
    for number in range(notes):
        dossiers.write_note(
            by=officer_view(leader), code=dossier.code, text=f"Ghi chú {number}", at=timezone.now()
        )
    client = signed_in_client(leader)

    with django_assert_num_queries(31):
        client.get(f"/desk/dossiers/{dossier.code}/?tab=notes")
