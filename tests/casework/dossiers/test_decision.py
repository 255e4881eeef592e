"""From assignment to the returned result, and what is refused on the way."""

from datetime import date, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, ClockKind, Delivery, HolderKind, SubStatus
from motcua.casework.dossiers.errors import (
    DossierMissing,
    MoveRefused,
    NotYourDossier,
    PapersNotMade,
    ReasonMissing,
    ResultIncomplete,
    WrongOfficer,
)
from motcua.casework.dossiers.models import ClockEntry, Note, Proposal, Result
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import a_post, a_unit, an_officer, officer_view
from tests.factories.dossiers import (
    FILED,
    GRANT,
    accepted,
    an_authority,
    assigned,
    later,
    numbered,
    proposed,
    reload,
    signed,
)

from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 120)


def who(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


# Assigning


def test_assigning_hands_the_dossier_to_the_officer_until_it_is_due():
    dossier = assigned()

    assert (dossier.business, dossier.sub_status) == (Business.PROCESSING, SubStatus.APPRAISING)
    assert dossier.holder_kind == HolderKind.OFFICER
    assert dossier.holder_until == dossier.due_at


def test_a_dossier_is_given_on_to_a_colleague():
    dossier = assigned()
    mai = an_officer("specialist", unit=a_unit("qt-chuyen-mon", kind="division"), code="mai")

    dossiers.assign(by=who("division_head"), code=dossier.code, officer_code=mai.code, at=AT)

    assert reload(dossier).holder_officer == mai


def test_an_officer_of_another_unit_is_refused_and_leaves_no_trace():
    dossier = accepted()
    elsewhere = an_officer("specialist", unit=a_unit("qt-khac", kind="division"), code="khac")

    with no_trace(), pytest.raises(WrongOfficer):
        dossiers.assign(by=who("division_head"), code=dossier.code, officer_code=elsewhere.code, at=AT)


def test_a_post_that_has_ended_neither_gives_work_nor_keeps_it_from_who_has_another():
    dossier, ended = accepted(), AT.date() - timedelta(days=1)
    old_desk = a_unit("qt-khac", kind="division")
    specialist = an_authority()["specialist"]
    a_post(specialist, role="specialist", unit=old_desk, valid_to=ended)
    a_post(specialist, role="receptionist", unit=specialist.posts.first().unit, valid_to=ended)
    gone = an_officer("specialist", unit=old_desk, code="gone")
    a_post(gone, role="specialist", unit=specialist.posts.first().unit, valid_to=ended)

    with no_trace(), pytest.raises(WrongOfficer):
        dossiers.assign(by=who("division_head"), code=dossier.code, officer_code="gone", at=AT)
    dossiers.assign(by=who("division_head"), code=dossier.code, officer_code=specialist.code, at=AT)

    assert reload(dossier).holder_officer == specialist


def test_a_receptionist_does_not_assign():
    dossier = accepted()

    with no_trace(), pytest.raises(NotYourDossier):
        dossiers.assign(by=who("receptionist"), code=dossier.code, officer_code="qt-specialist", at=AT)


def test_a_note_is_kept_but_its_words_stay_out_of_the_chain():
    dossier = assigned()

    dossiers.write_note(by=who("specialist"), code=dossier.code, text="Gọi ông Minh hỏi lại.", at=AT)

    assert Note.objects.get().text == "Gọi ông Minh hỏi lại."
    assert "Minh" not in str(AuditEvent.objects.get(kind="NoteWritten").payload)


def test_an_empty_note_is_refused_and_leaves_no_trace():
    dossier = assigned()

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.write_note(by=who("specialist"), code=dossier.code, text=" ", at=AT)


# Proposing


@pytest.mark.parametrize(
    ("outcome", "data"),
    [("grant", {"title": "", "content": "x"}), ("grant", {}), ("refuse", {"reason": "x", "basis": " "})],
)
def test_a_proposal_that_says_too_little_is_refused_and_leaves_no_trace(outcome, data):
    dossier = assigned()

    with no_trace(), pytest.raises(ResultIncomplete):
        dossiers.propose(
            by=who("specialist"), code=dossier.code, outcome=outcome, data=data, opinion="", at=AT
        )


def test_another_specialist_does_not_even_see_the_dossier():
    dossier = assigned()
    mai = an_officer("specialist", unit=a_unit("qt-chuyen-mon", kind="division"), code="mai")

    with no_trace(), pytest.raises(DossierMissing):
        dossiers.propose(
            by=officer_view(mai), code=dossier.code, outcome="grant", data=GRANT, opinion="", at=AT
        )


# The leader


def test_signing_fixes_the_paper_and_the_result():
    dossier = signed()

    result = Result.objects.get(dossier=dossier)
    assert result.code == f"{dossier.code}-KQ1"
    assert (dossier.business, dossier.sub_status) == (Business.DECIDED, SubStatus.WAITING_NUMBER)
    assert result.letter.kind == LetterKind.RESULT
    assert result.letter.leader_code == "qt-leader"
    assert Proposal.objects.get().state == "approved"


def test_a_refusal_is_signed_as_a_result():
    dossier = signed(outcome="refuse")

    assert Result.objects.get(dossier=dossier).letter.kind == LetterKind.RESULT_REFUSAL


def test_sending_back_returns_it_to_who_proposed_it():
    dossier = proposed()

    dossiers.send_back(by=who("leader"), code=dossier.code, reason="Thiếu căn cứ", at=AT)

    dossier = reload(dossier)
    assert dossier.holder_officer is not None
    assert dossier.holder_officer.code == "qt-specialist"
    assert Proposal.objects.get().answer_note == "Thiếu căn cứ"


def test_sending_back_without_a_reason_is_refused_and_leaves_no_trace():
    dossier = proposed()

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.send_back(by=who("leader"), code=dossier.code, reason="", at=AT)


def test_signing_what_was_not_proposed_is_refused_and_leaves_no_trace():
    dossier = assigned()

    with no_trace(), pytest.raises((MoveRefused, NotYourDossier)):
        dossiers.approve_and_sign(by=who("leader"), code=dossier.code, at=AT)


def test_signing_twice_is_refused_and_leaves_no_trace():
    dossier = signed()

    with no_trace(), pytest.raises(MoveRefused):
        dossiers.approve_and_sign(by=who("leader"), code=dossier.code, at=AT)


@pytest.mark.parametrize("role", ["receptionist", "clerk", "division_head"])
def test_only_a_leader_signs(role):
    dossier = proposed()

    with no_trace(), pytest.raises((NotYourDossier, DossierMissing)):
        dossiers.approve_and_sign(by=who(role), code=dossier.code, at=AT)


# Number, seal, return


def test_numbering_takes_the_next_number_of_the_year_and_stops_the_clock():
    first, second = numbered(), numbered(at=FILED + timedelta(hours=1))

    results = Result.objects.order_by("pk")
    assert [result.number for result in results] == [1, 2]
    assert results[0].symbol == "GP-SKHCN"
    kinds = ClockEntry.objects.filter(dossier=first).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [ClockKind.START, ClockKind.STOP]
    assert second.delivery == Delivery.READY
    assert AuditEvent.objects.filter(kind="ResultNumbered").order_by("pk")[0].payload["on_time"] is True


def test_a_stopped_clock_keeps_the_appointment():
    dossier = numbered()

    assert dossier.due_at is not None


def test_numbers_begin_anew_each_year():
    numbered()
    later_year = numbered(at=FILED + timedelta(days=60))

    assert Result.objects.get(dossier=later_year).number == 1


def test_numbering_twice_is_refused_and_leaves_no_trace():
    dossier = numbered()

    with no_trace(), pytest.raises(MoveRefused):
        dossiers.number_and_seal(by=who("clerk"), code=dossier.code, at=AT)


def test_a_result_is_not_returned_before_its_signed_paper_is_made():
    dossier = numbered()

    with no_trace(), pytest.raises(PapersNotMade):
        dossiers.return_result(by=who("receptionist"), code=dossier.code, at=AT)


def test_the_validity_of_a_result_is_kept_where_the_version_gives_it():
    dossier = signed()

    assert Result.objects.get(dossier=dossier).valid_from == date(2026, 11, 16)
    assert Letter.objects.filter(subject=f"dossier:{dossier.code}").count() == 2
