"""Officers and the repository: only for a dossier in hand, with a reason that the owner reads; and its keepers."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.owner_papers import opened_paper
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import now
from motcua.foundation.notifications.models import Message
from motcua.records.repository.enums import Origin
from motcua.records.repository.errors import LetInNoMore
from motcua.records.repository.models import Access, AskedCorrection, Holding
from tests.factories import accounts as make
from tests.factories.accounts import hoa, minh, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, assigned, filed, signed
from tests.factories.files import a_pdf
from tests.factories.holdings import a_holding, a_source, asked_to_correct, numbered

pytestmark = pytest.mark.django_db
WHY = "Đối chiếu thời hạn giấy phép đã cấp."


def desk(role: str) -> Client:
    return signed_in_client(an_authority()[role])


@pytest.fixture
def holding() -> Holding:
    return a_holding(minh(), content=a_pdf(pages=2), pages=2)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def open_paper(client: Client, dossier: Dossier, holding: Holding, reason: str = WHY) -> object:
    address = reverse("desk:owner_papers", args=[dossier.code])
    return client.post(address, {"paper": holding.code, "reason": reason})


def pictures(client: Client, dossier: Dossier, holding: Holding) -> int:
    address = reverse("desk:owner_paper_picture", args=[dossier.code, holding.code, 1])
    return client.get(address).status_code


# For a dossier in hand


def test_an_officer_opens_a_paper_for_a_dossier_in_hand_and_the_owner_reads_who_when_and_why(holding):
    dossier, client = assigned(), desk("specialist")
    assert "05/GP-SKHCN" in text(client.get(reverse("desk:owner_papers", args=[dossier.code])))
    assert "Giấy tờ trong kho" in text(
        client.get(f"{reverse('desk:dossier', args=[dossier.code])}?tab=owner")
    )

    assert open_paper(client, dossier, holding).status_code == 302
    page = text(client.get(reverse("desk:owner_paper", args=[dossier.code, holding.code])))
    assert pictures(client, dossier, holding) == 200
    file = client.get(reverse("desk:owner_paper_file", args=[dossier.code, holding.code, "original"]))
    assert b"".join(file.streaming_content) == a_pdf(pages=2)

    assert WHY in page
    told = text(signed_in_client(minh()).get(reverse("portal:paper", args=[holding.code])))
    name = an_authority()["specialist"].full_name
    assert told.count(f"{name}, Sở Khoa học và Công nghệ") == 2
    assert told.count(f"Cho hồ sơ {dossier.code}. Lý do: {WHY}") == 2
    events = AuditEvent.objects.filter(subject=f"opened:{holding.code}").order_by("sequence")
    assert [event.payload["way"] for event in events] == ["shown", "original"]
    assert {event.payload["dossier"] for event in events} == {dossier.code}
    assert WHY not in str([event.payload for event in events])


def test_nothing_is_shown_before_it_was_opened_with_a_reason(holding):
    dossier, client = assigned(), desk("specialist")

    assert open_paper(client, dossier, holding, reason=" ").status_code == 422
    assert client.post(reverse("desk:owner_papers", args=[dossier.code]), {"reason": WHY}).status_code == 422
    assert pictures(client, dossier, holding) == 403
    assert client.get(reverse("desk:owner_paper", args=[dossier.code, holding.code])).status_code == 403

    assert not Access.objects.exists()
    assert not AuditEvent.objects.filter(subject=f"opened:{holding.code}").exists()


def test_a_paper_of_somebody_else_is_refused_with_an_event(holding):
    dossier, client, other = assigned(), desk("specialist"), a_holding(hoa())

    answer = open_paper(client, dossier, other)

    assert answer.status_code == 403
    assert not Access.objects.exists()
    refusal = AuditEvent.objects.get(kind="ActRefused")
    assert (refusal.payload["act"], refusal.payload["reason"]) == ("owner_papers", "NotForThisDossier")
    assert dossier.code in refusal.subject


@pytest.mark.parametrize(
    ("role", "status"), [("clerk", 403), ("cashier", 403), ("editor", 403), ("leader", 200)]
)
def test_only_who_works_on_the_dossier_may(holding, role: str, status: int):
    dossier = assigned()

    assert desk(role).get(reverse("desk:owner_papers", args=[dossier.code])).status_code == status


def test_before_it_is_assigned_it_is_in_the_hands_of_the_desk(holding):
    dossier = filed()

    assert desk("receptionist").get(reverse("desk:owner_papers", args=[dossier.code])).status_code == 200
    assert desk("specialist").get(reverse("desk:owner_papers", args=[dossier.code])).status_code == 404


def test_once_the_result_is_signed_the_papers_are_shut_again(holding):
    dossier, client = assigned(), desk("specialist")
    open_paper(client, dossier, holding)
    assert pictures(client, dossier, holding) == 200

    other = signed()
    Dossier.objects.filter(pk=dossier.pk).update(sub_status=other.sub_status, business=other.business)

    assert pictures(client, dossier, holding) == 403
    refused = open_paper(client, dossier, holding)
    assert refused.status_code == 403


def test_what_one_officer_opened_is_open_to_that_officer_only_and_for_hours(holding):
    dossier = assigned()
    open_paper(desk("specialist"), dossier, holding)

    assert pictures(desk("leader"), dossier, holding) == 403
    officer = officer_view(an_authority()["specialist"])
    from_then = Access.objects.get().until
    with pytest.raises(LetInNoMore):
        opened_paper(viewer=officer, code=dossier.code, holding_code=holding.code, at=from_then)


def test_the_list_costs_the_same_however_many_papers_there_are(django_assert_max_num_queries):
    dossier, client = assigned(), desk("specialist")
    for _ in range(8):
        a_holding(minh())

    with django_assert_max_num_queries(12):
        client.get(reverse("desk:owner_papers", args=[dossier.code]))


# Whose it is


def keeper() -> Client:
    return signed_in_client(make.an_administrator())


def test_a_waiting_paper_is_found_by_number_or_name_without_standing_in_an_address():
    a_holding(numbered("191234567", "Trần Văn Sáu"))
    a_holding(numbered("191234568", "Nguyễn Thị Tám"))
    client = keeper()

    for words in ("191234567", "tran van", "Sáu"):
        answer = client.post(reverse("desk:unmatched"), {"words": words})
        assert words not in answer["Location"]
        page = text(client.get(answer["Location"]))
        assert "Trần Văn Sáu" in page
        assert "Nguyễn Thị Tám" not in page


def test_papers_of_another_agency_are_not_there():
    other = make.an_agency("skhcn-bac-giang", symbol="BG")
    holding = a_holding(numbered("191234567", "Trần Văn Sáu"), source=a_source(agency_code=other.code))
    client = keeper()

    assert "Trần Văn Sáu" not in text(client.get(reverse("desk:unmatched")))
    assert client.get(reverse("desk:unmatched_paper", args=[holding.code])).status_code == 404
    matched = client.post(reverse("desk:unmatched_paper", args=[holding.code]), {"owner": hoa().code})
    assert matched.status_code == 403


def test_a_paper_is_matched_by_hand_with_a_number_that_was_typed():
    holding, client = a_holding(numbered("191234567", "Phạm Thị Hoa")), keeper()
    person = hoa()
    address = reverse("desk:unmatched_paper", args=[holding.code])
    assert "Không có người hay tổ chức nào" in text(client.get(address))
    assert client.post(address, {}).status_code == 422

    found = text(client.post(address, {"number": person.identity_number}))
    assert "Tên trùng với tên trên giấy tờ" in found
    assert "Có tài khoản" in found
    assert client.post(address, {"owner": person.code}).status_code == 302

    holding.refresh_from_db()
    assert holding.owner_code == person.code
    assert client.get(address).status_code == 404, "what has an owner is theirs"
    assert client.post(address, {"owner": minh().code}).status_code == 409


def test_a_keeper_looks_at_a_paper_that_waits_and_at_no_other(holding):
    waiting, client = a_holding(numbered("191234567")), keeper()

    assert client.get(reverse("desk:kept_paper_picture", args=[waiting.code, 1])).status_code == 200
    assert client.get(reverse("desk:kept_paper_picture", args=[holding.code, 1])).status_code == 404

    assert AuditEvent.objects.filter(subject=f"opened:{waiting.code}").count() == 1
    assert not AuditEvent.objects.filter(subject=f"opened:{holding.code}").exists()


# What owners ask to have corrected


def answer(client: Client, asked: AskedCorrection, how: str, **said: str) -> int:
    address = reverse("desk:asked_correction_answer", args=[asked.code, how])
    return client.post(address, said).status_code


def facts(**changed: str) -> dict[str, str]:
    return {
        "type_name": "Giấy phép tiến hành công việc bức xạ",
        "number_symbol": "05/GP-SKHCN",
        "issued_on": "03/04/2019",
        "precision": "day",
        "issuer_name": "Sở Khoa học và Công nghệ",
        "abstract": "Sử dụng thiết bị X-quang chẩn đoán y tế",
        "signer": "Trần Thanh Trường",
        "valid_from": "03/04/2019",
        "valid_until": "",
        "what": "",
    } | changed


def test_a_request_is_accepted_corrected_and_the_owner_told_each_time(holding):
    asked, client = asked_to_correct(holding, minh()), keeper()
    assert asked.code in text(client.get(reverse("desk:asked_corrections")))
    assert "Số đúng là 06/GP-SKHCN." in text(client.get(reverse("desk:asked_correction", args=[asked.code])))

    assert answer(client, asked, "accept", corrector="quan-tri") == 302
    assert answer(client, asked, "finish", **facts(number_symbol="06/GP-SKHCN")) == 302

    holding.refresh_from_db()
    asked.refresh_from_db()
    assert holding.number_symbol == "06/GP-SKHCN"
    assert "06/gp-skhcn" in holding.words
    assert (asked.state, asked.answer) == ("done", "Đã sửa: số, ký hiệu.")
    event = AuditEvent.objects.get(kind="HoldingCorrected")
    assert event.payload == {"ask": asked.code, "fields": ["number_symbol"]}
    subjects = list(Message.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == [
        "Đã nhận đề nghị sửa giấy tờ của anh/chị",
        "Đề nghị sửa giấy tờ của anh/chị được chấp nhận",
        "Giấy tờ của anh/chị đã được sửa",
    ]
    page = text(signed_in_client(minh()).get(reverse("portal:paper", args=[holding.code])))
    assert "Đã sửa: số, ký hiệu." in page
    assert "Đề nghị sửa" in page


def test_a_request_is_refused_with_a_reason_that_the_owner_reads(holding):
    asked, client = asked_to_correct(holding, minh()), keeper()

    assert answer(client, asked, "refuse", reason=" ") == 422
    assert answer(client, asked, "refuse", reason="Bản gốc ghi đúng là 05.") == 302

    asked.refresh_from_db()
    assert asked.state == "refused"
    assert "Bản gốc ghi đúng là 05." in Message.objects.order_by("-pk")[0].body
    assert answer(client, asked, "accept", corrector="quan-tri") == 422, "answered before"


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("accept", {"corrector": ""}),
        ("accept", {"corrector": "khong-co"}),
        ("finish", {"type_name": "Giấy phép"}),  # not accepted yet
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_no_trace(holding, how, said):
    asked, client = asked_to_correct(holding, minh()), keeper()
    events, messages = AuditEvent.objects.exclude(kind="ActRefused").count(), Message.objects.count()

    assert answer(client, asked, how, **said) == 422

    asked.refresh_from_db()
    assert asked.state == "waiting"
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == events
    assert Message.objects.count() == messages


def test_a_correction_that_changes_nothing_or_contradicts_itself_is_refused(holding):
    asked, client = asked_to_correct(holding, minh()), keeper()
    answer(client, asked, "accept", corrector="quan-tri")

    assert answer(client, asked, "finish", **facts()) == 422
    assert answer(client, asked, "finish", **facts(valid_until="01/01/2010")) == 422
    assert answer(client, asked, "finish", **facts(issued_on="không rõ")) == 422

    holding.refresh_from_db()
    assert holding.valid_until is None


def test_a_result_born_digital_is_corrected_in_its_dossier_and_said_so_here():
    holding = a_holding(minh(), source=a_source("X-KQ1", Origin.BORN_DIGITAL))
    asked, client = asked_to_correct(holding, minh()), keeper()
    answer(client, asked, "accept", corrector="quan-tri")

    assert answer(client, asked, "finish", what="") == 422
    assert answer(client, asked, "finish", number_symbol="9/GP", what="Đã cấp kết quả đúng, mã KQ2.") == 302

    holding.refresh_from_db()
    assert holding.number_symbol == "05/GP-SKHCN"


def test_another_agencys_keeper_sees_no_request(holding):
    asked = asked_to_correct(holding, minh())
    unit = make.a_unit("bg", agency=make.an_agency("skhcn-bac-giang", symbol="BG"))
    stranger = signed_in_client(make.an_officer("administrator", unit=unit, code="ngoai"))

    assert asked.code not in text(stranger.get(reverse("desk:asked_corrections")))
    assert stranger.get(reverse("desk:asked_correction", args=[asked.code])).status_code == 404
    assert answer(stranger, asked, "refuse", reason="Không.") == 404


def a_result() -> Holding:
    """A paper that a division of the agency issued, for a dossier of its owner."""
    dossier = assigned()
    source = a_source(dossier_code=dossier.code, procedure_code="2.000086")
    return a_holding(minh(), source=source, number_symbol="09/GP-SKHCN")


def test_a_request_goes_to_the_unit_that_issued_the_paper_and_keepers_see_it_too():
    asked = asked_to_correct(a_result(), minh(), at=now())
    unit = Dossier.objects.get().work_unit

    assert asked.unit_code == unit.code
    assert AuditEvent.objects.get(kind="CorrectionAsked").payload["unit"] == unit.code
    told = Message.objects.filter(subject=f"Đề nghị sửa giấy tờ: {asked.code}")
    assert [one.recipient for one in told] == [an_authority()["division_head"].account.code]
    assert "06/GP-SKHCN" not in told.get().body
    for who in (desk("division_head"), desk("specialist"), keeper()):
        assert asked.code in text(who.get(reverse("desk:asked_corrections")))
        page = text(who.get(reverse("desk:asked_correction", args=[asked.code])))
        assert f"Chuyển đến: {unit.name}." in page
        assert who.get(reverse("desk:kept_paper_picture", args=[asked.holding.code, 1])).status_code == 200

    assert answer(desk("division_head"), asked, "accept", corrector=an_authority()["specialist"].code) == 302
    assert Message.objects.filter(recipient=an_authority()["specialist"].account.code).count() == 1
    assert answer(desk("specialist"), asked, "finish", **facts(number_symbol="06/GP-SKHCN")) == 302
    asked.refresh_from_db()
    assert asked.state == "done"


def test_where_the_dossier_is_not_known_the_unit_that_works_on_the_procedure_there_is_asked():
    unit = assigned().work_unit
    like = a_source(procedure_code="2.000086")
    elsewhere = a_holding(minh(), source=like, issuer_code="so-khac")
    here = a_holding(minh(), source=a_source(procedure_code="2.000086"), issuer_code=unit.agency.code)

    assert asked_to_correct(here, minh(), at=now()).unit_code == unit.code
    assert asked_to_correct(elsewhere, minh(), at=now()).unit_code == ""


def test_a_unit_that_did_not_issue_the_paper_sees_and_answers_nothing(holding):
    an_authority()
    asked = asked_to_correct(holding, minh(), at=now())
    assert asked.unit_code == ""
    before = AuditEvent.objects.exclude(kind="ActRefused").count()

    for who in (desk("division_head"), desk("specialist")):
        assert asked.code not in text(who.get(reverse("desk:asked_corrections")))
        assert who.get(reverse("desk:asked_correction", args=[asked.code])).status_code == 404
        assert answer(who, asked, "refuse", reason="Không.") == 404
        assert who.get(reverse("desk:kept_paper_picture", args=[holding.code, 1])).status_code == 404

    assert desk("receptionist").get(reverse("desk:asked_corrections")).status_code == 403
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == before


def test_who_cannot_open_the_request_is_not_named_to_correct_it(holding):
    asked, client = asked_to_correct(holding, minh()), keeper()
    clerk = an_authority()["clerk"]

    assert clerk.full_name not in text(client.get(reverse("desk:asked_correction", args=[asked.code])))
    assert answer(client, asked, "accept", corrector=clerk.code) == 422


def test_the_left_column_offers_them_to_keepers_only():
    an_authority()
    assert "Giấy tờ chưa rõ chủ" in text(keeper().get(reverse("desk:home")))
    assert "Giấy tờ chưa rõ chủ" not in text(desk("receptionist").get(reverse("desk:home")))
