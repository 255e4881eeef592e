"""Who decides is not clear: kept with a holder and a deadline, then registered or answered, told at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import UnclearState
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.counter import IntakeIncomplete
from motcua.casework.dossiers.errors.places import (
    NotYourPapers,
    ProcedureElsewhere,
    UnclearMissing,
    UnclearOver,
)
from motcua.casework.dossiers.models import Dossier, UnclearRequest
from motcua.casework.dossiers.queries import unclear as queries
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.rules import WorkingCalendar, answer_by
from motcua.foundation.notifications.models import Message
from motcua.records.letters.models import Letter
from tests.factories.accounts import a_unit, an_agency, an_officer, officer_view
from tests.factories.dossiers import FILED, a_publication, an_authority, later
from tests.factories.intakes import BINH, an_intake
from tests.factories.places import hue
from tests.factories.requests import a_request, wanted

from .test_acts_are_whole import check_whole
from .traces import no_trace

pytestmark = pytest.mark.django_db
WHY = {"reason": "Không thuộc ngành khoa học và công nghệ.", "basis": "Điều 1 Luật thử"}
ASSIGNED = {"publication_code": "2.000086.000.00.00.H50", "reason": "Thiết bị bức xạ."}


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def outsider() -> OfficerView:
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return officer_view(an_officer(unit=unit, code="bg-tiep-nhan"))


def assigned(by: OfficerView) -> UnclearRequest:
    a_publication()
    request = a_request(by)
    return dossiers.assign_request(by=by, code=request.code, at=later(FILED), **ASSIGNED)


def test_it_is_kept_with_a_holder_and_a_deadline_and_the_applicant_is_told():
    request = a_request()

    assert (request.state, request.holder.code) == (UnclearState.WAITING, "lan")  # type: ignore[union-attr]
    assert request.holder_until == answer_by(submitted_at=FILED, calendar=WorkingCalendar(number=1, days={}))
    message = Message.objects.get()
    assert message.address == BINH.email
    assert "X-quang" not in message.body
    event = AuditEvent.objects.get(kind="RequestTakenIn")
    assert event.subject == f"request:{request.code}"
    assert "X-quang" not in str(event.payload)


def test_the_same_page_sent_twice_keeps_one():
    typed = wanted()

    first = dossiers.take_in(by=lan(), wanted=typed, at=FILED)
    by = lan()
    with no_trace():
        assert dossiers.take_in(by=by, wanted=typed, at=later(FILED)) == first


@pytest.mark.parametrize("changes", [{"wants": " "}, {"channel": "online"}])
def test_without_what_is_asked_or_how_it_came_nothing_is_kept(changes):
    by = lan()

    with no_trace(), pytest.raises(IntakeIncomplete):
        dossiers.take_in(by=by, wanted=wanted(**changes), at=FILED)


def test_only_a_one_stop_desk_takes_in():
    by = officer_view(an_authority()["clerk"])

    with no_trace(), pytest.raises(NotYourPapers):
        dossiers.take_in(by=by, wanted=wanted(), at=FILED)


def test_assigned_it_is_registered_at_the_same_desk_for_whoever_decides():
    by = hue()
    request = assigned(by)
    assert queries.typed_for(viewer=by, code=request.code)["_token"] == request.code

    dossier = dossiers.receive(by=by, intake=an_intake(token=request.code), at=later(FILED, 30))

    request.refresh_from_db()
    assert (request.state, request.dossier) == (UnclearState.REGISTERED, dossier)
    assert (request.holder, request.holder_until) == (None, None)
    assert dossier.agency.code == "skhcn-quang-tri"
    assert AuditEvent.objects.get(kind="RequestAssigned").payload["agency_decides"] == "skhcn-quang-tri"
    assert Message.objects.filter(subject__contains="Đã xác định cơ quan giải quyết").count() == 1


def test_assigned_it_has_a_holder_and_a_new_deadline_until_it_is_registered():
    request = assigned(hue())

    assert request.holder_until is not None
    assert request.holder_until > later(FILED)
    assert [row.code for row in queries.board(viewer=hue(), at=FILED).open] == [request.code]


def test_only_a_procedure_of_the_province_can_be_chosen():
    a_publication()
    by = outsider()
    request = a_request(by)

    with no_trace(), pytest.raises(ProcedureElsewhere):
        dossiers.assign_request(by=by, code=request.code, at=later(FILED), **ASSIGNED)


def test_an_answer_is_form_03_with_reason_and_ground():
    request = a_request()

    dossiers.answer_request(by=lan(), code=request.code, at=later(FILED), **WHY)

    request.refresh_from_db()
    letter = Letter.objects.get(subject=f"request:{request.code}")
    assert (request.state, request.letter, request.holder) == (UnclearState.ANSWERED, letter, None)
    assert (letter.kind, letter.data["reason"]) == ("refusal", WHY["reason"])
    assert letter.data["head"]["procedure_name"] == request.wants
    assert not Dossier.objects.exists()
    assert Message.objects.filter(subject__contains="Không có cơ quan nào").count() == 1


@pytest.mark.parametrize("missing", ["reason", "basis"])
def test_an_answer_without_reason_or_ground_is_none(missing):
    request, by = a_request(), lan()

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.answer_request(by=by, code=request.code, at=later(FILED), **(WHY | {missing: " "}))


def test_assigning_without_a_reason_changes_nothing():
    a_publication()
    request, by = a_request(), lan()

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.assign_request(by=by, code=request.code, at=later(FILED), **(ASSIGNED | {"reason": ""}))


def test_what_was_answered_is_neither_assigned_nor_registered_any_more():
    by = hue()
    request = assigned(by)
    dossiers.answer_request(by=by, code=request.code, at=later(FILED, 20), **WHY)
    intake = an_intake(token=request.code)

    with no_trace(), pytest.raises(UnclearOver):
        dossiers.assign_request(by=by, code=request.code, at=later(FILED, 30), **ASSIGNED)
    with no_trace(), pytest.raises(UnclearOver):
        dossiers.receive(by=by, intake=intake, at=later(FILED, 30))


def test_to_another_desk_it_does_not_exist():
    request, by = a_request(), outsider()

    with no_trace(), pytest.raises(UnclearMissing):
        dossiers.answer_request(by=by, code=request.code, at=later(FILED), **WHY)
    with pytest.raises(UnclearMissing):
        queries.one(viewer=by, code=request.code, at=FILED)


def test_an_act_whose_event_cannot_be_written_leaves_nothing():
    a_publication()
    request, by = a_request(), lan()

    check_whole(lambda: dossiers.take_in(by=by, wanted=wanted(), at=FILED))
    check_whole(lambda: dossiers.assign_request(by=by, code=request.code, at=later(FILED), **ASSIGNED))
    check_whole(lambda: dossiers.answer_request(by=by, code=request.code, at=later(FILED), **WHY))


def test_many_are_shown_with_as_many_queries_as_one_and_lateness_is_told():
    viewer = lan()
    a_request(viewer)
    with CaptureQueriesContext(connection) as one:
        queries.board(viewer=viewer, at=FILED)
    for _ in range(4):
        a_request(viewer)
    with CaptureQueriesContext(connection) as many:
        rows = queries.board(viewer=viewer, at=FILED + timedelta(days=3)).open

    assert len(rows) == 5
    assert all(row.is_late for row in rows)
    assert len(one) == len(many) == 2
