"""Reception: acceptance with receipt and clock, its undoing, one supplement, refusal."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, HolderKind, SubStatus
from motcua.casework.dossiers.errors import (
    DossierMissing,
    MoveRefused,
    NothingAsked,
    NotYourDossier,
    ReasonMissing,
    SupplementAskedAlready,
    UndoTooLate,
)
from motcua.casework.dossiers.models import ClockEntry, Supplement
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.payments.enums import ChargeState
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.errors import ClockOrderRefused
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, minh, officer_view
from tests.factories.dossiers import (
    FILED,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    reload,
)

from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED)
BLURRED = AskedDefect("paper", "giay-cu", "Tệp mờ, không đọc được.")


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def a_stranger() -> OfficerView:
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return officer_view(an_officer(unit=unit, code="bg-tiep-nhan"))


def kinds(code: str) -> list[str]:
    events = AuditEvent.objects.filter(subject=f"dossier:{code}").order_by("sequence")
    return list(events.values_list("kind", flat=True))


def test_accepting_issues_the_receipt_and_starts_the_clock():
    dossier = filed()

    dossiers.accept(by=lan(), code=dossier.code, at=AT)

    dossier = reload(dossier)
    assert (dossier.business, dossier.sub_status) == (Business.ACCEPTED, SubStatus.WAITING_ASSIGNMENT)
    assert dossier.due_at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 17:00, five working days later
    assert dossier.legal_due_at == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # 24:00 of that day
    assert dossier.holder_unit is not None
    assert dossier.holder_unit.code == "qt-chuyen-mon"
    assert list(ClockEntry.objects.filter(dossier=dossier).values_list("kind", flat=True)) == [
        ClockKind.START
    ]
    assert kinds(dossier.code) == ["DossierFiled", "DossierAccepted"]


def test_the_receipt_says_what_the_form_of_the_circular_asks():
    dossier = accepted()

    letter = Letter.objects.get(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)

    assert letter.number == 1
    words = letter.data
    assert words["head"]["dossier_code"] == dossier.code
    assert words["receiver"] == "Nguyễn Thị Lan"
    assert words["submitter"] == "Lê Văn Minh"
    assert words["time_allowed"] == "05 ngày làm việc"
    assert any("Đơn đề nghị" in line["name"] for line in words["papers"])


def test_accepting_tells_the_applicant_by_one_mail():
    dossier = filed()
    before = Message.objects.count()

    dossiers.accept(by=lan(), code=dossier.code, at=AT)

    message = Message.objects.order_by("-pk").first()
    assert Message.objects.count() == before + 1
    assert message is not None
    assert dossier.code in message.subject
    assert "17:00" in message.body
    assert "23/11/2026" in message.body


def test_accepting_before_the_filing_is_refused_and_leaves_no_trace():
    dossier = filed()

    with no_trace(), pytest.raises(ClockOrderRefused):
        dossiers.accept(by=lan(), code=dossier.code, at=dossier.submitted_at - timedelta(seconds=1))


def test_accepting_twice_is_refused_and_leaves_no_trace():
    dossier = accepted()

    with no_trace(), pytest.raises(MoveRefused):
        dossiers.accept(by=lan(), code=dossier.code, at=later(AT))


def test_a_stranger_does_not_even_learn_that_the_dossier_exists():
    dossier = filed()

    with no_trace(), pytest.raises(DossierMissing):
        dossiers.accept(by=a_stranger(), code=dossier.code, at=AT)


@pytest.mark.parametrize("role", ["leader", "clerk", "cashier"])
def test_only_who_receives_may_accept(role):
    dossier = filed()

    with no_trace(), pytest.raises(NotYourDossier):
        dossiers.accept(by=officer_view(an_authority()[role]), code=dossier.code, at=AT)


def test_a_code_that_nobody_has_is_missing():
    an_authority()

    with no_trace(), pytest.raises(DossierMissing):
        dossiers.accept(by=lan(), code="000.00.15.H50-260101-0001", at=AT)


# The fee comes first


def unpaid():
    publication = a_publication("2.000090", with_fee=True, starts="valid_papers_and_fee")
    return filed(publication=publication)


def test_where_the_law_says_so_the_clock_waits_for_the_fee():
    dossier = unpaid()

    dossiers.accept(by=lan(), code=dossier.code, at=AT)

    dossier = reload(dossier)
    assert (dossier.business, dossier.finance) == (Business.AWAITING_PAYMENT, Finance.DUE)
    assert dossier.holder_kind == HolderKind.APPLICANT
    assert dossier.holder_until is not None
    assert dossier.due_at is None
    assert not ClockEntry.objects.filter(dossier=dossier).exists()


def test_a_fee_paid_before_acceptance_lets_the_clock_start_at_once():
    dossier = unpaid()
    dossiers.record_payment(
        by=officer_view(an_authority()["cashier"]), code=dossier.code, amount_vnd=3_000_000, way="cash",
        number="PT-1", paid_on=AT.date(), at=AT,
    )  # fmt: skip

    dossiers.accept(by=lan(), code=dossier.code, at=later(AT))

    assert reload(dossier).business == Business.ACCEPTED
    assert reload(dossier).due_at is not None


# Undoing an acceptance


def test_a_wrong_acceptance_is_undone_within_its_day():
    dossier = accepted()

    dossiers.undo_acceptance(by=lan(), code=dossier.code, reason="Nhầm hồ sơ", at=later(AT, 60))

    dossier = reload(dossier)
    assert (dossier.business, dossier.accepted_at, dossier.due_at) == (Business.SUBMITTED, None, None)
    assert dossier.holder_until == dossier.answer_by
    assert not ClockEntry.objects.filter(dossier=dossier).exists()
    assert Letter.objects.get(subject=f"dossier:{dossier.code}").state == LetterState.REVOKED


def test_it_can_be_accepted_again_with_a_new_receipt():
    dossier = accepted()
    dossiers.undo_acceptance(by=lan(), code=dossier.code, reason="Nhầm hồ sơ", at=later(AT, 60))

    dossiers.accept(by=lan(), code=dossier.code, at=later(AT, 90))

    letters = Letter.objects.filter(subject=f"dossier:{dossier.code}").order_by("pk")
    assert [letter.number for letter in letters] == [1, 2]
    assert reload(dossier).business == Business.ACCEPTED


def test_undoing_on_the_next_day_is_refused_and_leaves_no_trace():
    dossier = accepted()

    with no_trace(), pytest.raises(UndoTooLate):
        dossiers.undo_acceptance(by=lan(), code=dossier.code, reason="Nhầm", at=AT + timedelta(days=1))


def test_undoing_after_work_began_is_refused_and_leaves_no_trace():
    dossier = assigned()

    with no_trace(), pytest.raises(MoveRefused):
        dossiers.undo_acceptance(by=lan(), code=dossier.code, reason="Nhầm", at=later(AT, 60))


def test_undoing_without_a_reason_is_refused_and_leaves_no_trace():
    dossier = accepted()

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.undo_acceptance(by=lan(), code=dossier.code, reason="  ", at=later(AT))


# Supplements


def test_a_supplement_names_everything_once_and_waits_for_the_applicant():
    dossier = filed()
    other = AskedDefect("field", "purpose", "Ghi rõ mục đích sử dụng.")

    dossiers.request_supplement(by=lan(), code=dossier.code, defects=[BLURRED, other], at=AT)

    dossier = reload(dossier)
    assert (dossier.business, dossier.holder_kind) == (Business.AWAITING_SUPPLEMENT, HolderKind.APPLICANT)
    asked = Supplement.objects.get(dossier=dossier)
    assert [defect["slug"] for defect in asked.defects] == ["giay-cu", "purpose"]
    assert asked.letter is not None
    assert [line["name"] for line in asked.letter.data["asked"]] == ["Giấy phép đã cấp", "Mục đích"]
    message = Message.objects.order_by("-pk").first()
    assert message is not None
    assert "Ghi rõ mục đích sử dụng." in message.body


def test_a_supplement_that_asks_for_nothing_is_refused_and_leaves_no_trace():
    dossier = filed()

    with no_trace(), pytest.raises(NothingAsked):
        dossiers.request_supplement(
            by=lan(), code=dossier.code, defects=[AskedDefect("other", "", "  ")], at=AT
        )


def test_a_second_supplement_at_reception_is_refused_and_leaves_no_trace(answered):
    with no_trace(), pytest.raises(SupplementAskedAlready):
        dossiers.request_supplement(by=lan(), code=answered.code, defects=[BLURRED], at=later(AT, 120))


@pytest.fixture
def answered():
    dossier = filed()
    dossiers.request_supplement(by=lan(), code=dossier.code, defects=[BLURRED], at=AT)
    dossiers.answer_supplement(
        by=applicant_view(minh()),
        code=dossier.code,
        raw={},
        note="Không còn bản cũ.",
        at=later(AT, 60),
    )
    return reload(dossier)


def test_after_the_answer_it_waits_at_reception_with_a_new_eight_hours(answered):
    assert (answered.business, answered.sub_status) == (Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
    assert answered.answer_by > FILED + timedelta(hours=8)
    assert answered.holder_until == answered.answer_by


def test_a_supplement_in_appraisal_stops_the_clock_and_the_answer_starts_it_anew():
    dossier = assigned()
    first_due = dossier.due_at
    tuan = officer_view(an_authority()["specialist"])

    dossiers.request_supplement(by=tuan, code=dossier.code, defects=[BLURRED], at=later(AT, 60))
    dossiers.answer_supplement(
        by=applicant_view(minh()), code=dossier.code, raw={}, note="Đã giải trình.",
        at=AT + timedelta(days=2),
    )  # fmt: skip

    dossier = reload(dossier)
    entries = ClockEntry.objects.filter(dossier=dossier).order_by("pk").values_list("kind", flat=True)
    assert list(entries) == [ClockKind.START, ClockKind.PAUSE, ClockKind.RESTART]
    assert first_due is not None
    assert dossier.due_at == datetime(2026, 11, 26, 10, 0, tzinfo=UTC)  # 24/11 is a day off
    assert dossier.holder_officer is not None
    assert dossier.holder_officer.code == tuan.code


# Refusal


def test_a_refusal_ends_the_dossier_with_a_signed_notice():
    dossier = filed()

    dossiers.refuse(by=lan(), code=dossier.code, reason="Sai thẩm quyền", basis="Điều 1", at=AT)

    dossier = reload(dossier)
    assert (dossier.business, dossier.holder_kind, dossier.ended_at) == (
        Business.REFUSED,
        HolderKind.NOBODY,
        AT,
    )
    assert Letter.objects.get(subject=f"dossier:{dossier.code}").kind == LetterKind.REFUSAL


def test_a_refusal_cancels_the_fee_that_is_still_due():
    dossier = unpaid()

    dossiers.refuse(by=lan(), code=dossier.code, reason="Sai thẩm quyền", basis="Điều 1", at=AT)

    assert Charge.objects.get(subject=f"dossier:{dossier.code}").state == ChargeState.CANCELLED
    assert reload(dossier).finance == Finance.NOTHING_DUE


@pytest.mark.parametrize(("reason", "basis"), [("", "Điều 1"), ("Sai", " ")])
def test_a_refusal_without_reason_or_ground_is_refused_and_leaves_no_trace(reason, basis):
    dossier = filed()

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.refuse(by=lan(), code=dossier.code, reason=reason, basis=basis, at=AT)


def test_after_acceptance_a_refusal_is_a_result_and_not_this_act():
    dossier = accepted()

    with no_trace(), pytest.raises(MoveRefused):
        dossiers.refuse(by=lan(), code=dossier.code, reason="Sai", basis="Điều 1", at=later(AT))
