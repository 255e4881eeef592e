"""Received here, decided there: the papers follow by the 15:00 rule, and nobody loses sight of them."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import PapersState
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.errors.counter import NotYourCounter
from motcua.casework.dossiers.errors.places import (
    NotYourPapers,
    OtherProvince,
    PapersGone,
    PapersNotHere,
    PapersNotOnTheWay,
    WayMissing,
)
from motcua.casework.dossiers.models import Forwarding, HandOver
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.paper_checks import Brought, Counted
from motcua.casework.dossiers.queries import counter, course, desk_dossier, hand_overs
from motcua.casework.dossiers.queries import forwarding as queries
from motcua.casework.dossiers.rules.forwarding import confirm_by, forward_by
from motcua.foundation.accounts.queries import OfficerView, agencies_of_province
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.notifications.models import Message
from motcua.records.letters.models import Letter
from tests.factories.accounts import a_unit, an_agency, an_officer, officer_view
from tests.factories.dossiers import FILED, an_authority, later
from tests.factories.intakes import an_intake
from tests.factories.places import hue, papers_on_the_way, papers_there, received_elsewhere

from .traces import no_trace

CALENDAR = WorkingCalendar(number=1, days={})
SEND = {"way": "by_hand"}


def vn(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (vn(16, 9), vn(16, 17)),
        (vn(16, 15), vn(16, 17)),
        (vn(16, 15, 1), vn(17, 8, 30)),
        (vn(20, 16), vn(23, 8, 30)),  # Friday afternoon: Monday
        (vn(21, 9), vn(23, 8, 30)),  # Saturday
    ],
)
def test_papers_go_the_same_day_or_at_the_start_of_the_next_if_they_came_after_15(received, by):
    assert forward_by(received_at=received, calendar=CALENDAR) == by


def test_whoever_gets_them_says_so_by_the_end_of_the_next_working_day():
    assert confirm_by(sent_at=vn(20, 16), calendar=CALENDAR) == vn(23, 17)


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def outsider() -> OfficerView:
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return officer_view(an_officer(unit=unit, code="bg-tiep-nhan"))


@pytest.mark.django_db
class TestReceiving:
    def test_the_dossier_is_received_here_and_decided_there(self):
        dossier = received_elsewhere()

        assert dossier.reception_unit.agency.code == "ttpvhcc-quang-tri"
        assert dossier.agency.code == "skhcn-quang-tri"
        assert dossier.work_unit is not None
        assert dossier.work_unit.agency_id == dossier.agency_id
        assert dossier.holder_unit == dossier.work_unit
        assert dossier.code.startswith("000.00.90.H50-")

    def test_the_receipt_is_the_desks_own(self):
        dossier = received_elsewhere()

        receipt = Letter.objects.get(subject=f"dossier:{dossier.code}", kind="receipt")
        assert receipt.agency_code == "ttpvhcc-quang-tri"
        assert receipt.data["head"]["agency"] == "Trung tâm Phục vụ hành chính công"
        assert receipt.data["head"]["unit"] == "Quầy tiếp nhận"

    def test_the_legal_clock_is_that_of_a_dossier_received_where_it_is_decided(self):
        elsewhere = received_elsewhere()
        at_home = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)
        before = elsewhere.legal_due_at

        dossiers.forward_papers(by=hue(), code=elsewhere.code, at=later(FILED, 60), **SEND)
        elsewhere.refresh_from_db()

        assert elsewhere.legal_due_at == before == at_home.legal_due_at

    def test_the_papers_wait_with_a_desk_and_a_deadline(self):
        dossier = received_elsewhere()

        papers = Forwarding.objects.get(dossier=dossier)
        assert (papers.state, papers.papers) == (PapersState.HERE, 4)
        assert (papers.from_unit.code, papers.to_unit.code) == ("tt-mot-cua", "qt-mot-cua")
        assert papers.due_at == forward_by(received_at=FILED, calendar=CALENDAR)

    def test_a_dossier_received_where_it_is_decided_sends_nothing(self):
        dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

        assert not Forwarding.objects.exists()

    def test_a_desk_of_another_province_receives_nothing_for_this_one(self):
        intake, by = an_intake(), outsider()

        with no_trace(), pytest.raises(OtherProvince):
            dossiers.receive(by=by, intake=intake, at=FILED)

    def test_whoever_has_no_desk_receives_nothing(self):
        intake = an_intake()

        with no_trace(), pytest.raises(NotYourCounter):
            dossiers.receive(by=officer_view(an_authority()["clerk"]), intake=intake, at=FILED)

    def test_the_counter_finds_what_others_of_the_province_decide_after_its_own(self):
        by, publication = hue(), an_intake().publication_code
        found = counter.procedures(viewer=by, words="2.000086", at=FILED)

        assert [hit.full_code for hit in found] == [publication]
        assert counter.procedures(viewer=outsider(), words="2.000086", at=FILED) == []

    def test_a_province_is_all_below_its_top(self):
        hue()
        department, centre = an_agency(), an_agency("ttpvhcc-quang-tri")
        alone = an_agency("skhcn-bac-giang", place="Bắc Giang")

        assert {department.pk, centre.pk} < agencies_of_province(centre.pk)
        assert agencies_of_province(centre.pk) == agencies_of_province(department.pk)
        assert agencies_of_province(alone.pk) == {alone.pk}

    def test_an_incomplete_dossier_waits_at_the_desk_that_received_it(self):
        by = hue()
        asked = [AskedDefect("paper", "giay-cu", "Nộp giấy phép đã cấp.")]
        dossier = dossiers.receive_incomplete(by=by, intake=an_intake(papers={}), defects=asked, at=FILED)

        letter = Letter.objects.get(subject=f"dossier:{dossier.code}", kind="supplement")
        assert letter.agency_code == "ttpvhcc-quang-tri"
        assert not Forwarding.objects.exists()
        brought = Brought("counter", {"don": Counted(originals=1), "giay-cu": Counted(originals=1)})
        dossiers.take_supplement(by=hue(), code=dossier.code, brought=brought, note="", at=later(FILED, 30))
        (row,) = queries.board(viewer=hue(), at=later(FILED, 31)).here
        assert (row.code, row.step) == (dossier.code, "Chờ tiếp nhận")

    def test_who_received_it_sees_it_and_who_has_no_part_does_not(self):
        dossier = received_elsewhere()

        assert desk_dossier.desk_dossier(
            viewer=hue(), code=dossier.code, at=FILED
        ).places.is_received_elsewhere
        assert desk_dossier.desk_dossier(viewer=lan(), code=dossier.code, at=FILED).places.received == (
            "Quầy tiếp nhận, Trung tâm Phục vụ hành chính công"
        )
        with pytest.raises(DossierMissing):
            desk_dossier.desk_dossier(viewer=outsider(), code=dossier.code, at=FILED)


@pytest.mark.django_db
class TestSending:
    def test_papers_leave_with_their_hand_over_and_the_dossier_stays_where_it_is(self):
        dossier = papers_on_the_way()

        papers = Forwarding.objects.get(dossier=dossier)
        row = HandOver.objects.get(dossier=dossier, of_papers=True)
        assert papers.state == PapersState.ON_THE_WAY
        assert (row.from_unit, row.to_unit, row.result) == (papers.from_unit, papers.to_unit, "on_time")
        assert row.until == papers.due_at == confirm_by(sent_at=later(FILED), calendar=CALENDAR)
        assert dossier.holder_unit == dossier.work_unit
        event = AuditEvent.objects.get(kind="PapersForwarded")
        assert (event.actor_code, event.payload["late"]) == ("hue", False)
        assert "lan@motcua.example" in Message.objects.filter(
            subject=f"Giấy tờ đang chuyển đến: {dossier.code}"
        ).values_list("address", flat=True)

    def test_late_papers_are_recorded_as_late(self):
        dossier = received_elsewhere()

        dossiers.forward_papers(by=hue(), code=dossier.code, at=FILED + timedelta(days=2), **SEND)

        assert AuditEvent.objects.get(kind="PapersForwarded").payload["late"] is True
        assert HandOver.objects.get(of_papers=True).result == "late"

    def test_a_number_of_post_is_kept_only_of_what_goes_by_post(self):
        dossier = received_elsewhere()

        dossiers.forward_papers(
            by=hue(), code=dossier.code, way="post", post_number=" EB123456789VN ", at=later(FILED)
        )

        assert Forwarding.objects.get().post_number == "EB123456789VN"

    def test_the_way_must_be_said(self):
        dossier, by = received_elsewhere(), hue()

        with no_trace(), pytest.raises(WayMissing):
            dossiers.forward_papers(by=by, code=dossier.code, way="", at=later(FILED))

    def test_they_leave_once(self):
        dossier, by = papers_on_the_way(), hue()

        with no_trace(), pytest.raises(PapersNotHere):
            dossiers.forward_papers(by=by, code=dossier.code, at=later(FILED, 50), **SEND)

    def test_only_the_desk_that_has_them_sends_them(self):
        dossier, by = received_elsewhere(), lan()

        with no_trace(), pytest.raises(NotYourPapers):
            dossiers.forward_papers(by=by, code=dossier.code, at=later(FILED), **SEND)

    def test_a_withdrawn_acceptance_keeps_them_here_and_a_sent_one_cannot_be_undone(self):
        dossier = received_elsewhere()
        dossiers.undo_acceptance(by=hue(), code=dossier.code, reason="Nhận nhầm.", at=later(FILED))
        assert Forwarding.objects.get().state == PapersState.STAYED
        dossiers.accept(by=hue(), code=dossier.code, at=later(FILED, 20))
        dossiers.forward_papers(by=hue(), code=dossier.code, at=later(FILED, 30), **SEND)
        by = hue()

        with no_trace(), pytest.raises(PapersGone):
            dossiers.undo_acceptance(by=by, code=dossier.code, reason="Nhận nhầm.", at=later(FILED, 40))

    def test_papers_of_a_stopped_dossier_stay(self):
        dossier = received_elsewhere()
        leader = officer_view(an_authority()["leader"])
        dossiers.stop(
            by=leader, code=dossier.code, stop_code="other", reason="Giải thể.", basis="Điều 1 Luật thử",
            at=later(FILED),
        )  # fmt: skip
        by = hue()

        assert queries.board(viewer=by, at=later(FILED, 20)).to_send == ()
        with no_trace(), pytest.raises(PapersNotHere):
            dossiers.forward_papers(by=by, code=dossier.code, at=later(FILED, 30), **SEND)


@pytest.mark.django_db
class TestConfirming:
    def test_the_deciding_desk_says_that_they_came(self):
        dossier = papers_there()

        papers = Forwarding.objects.get(dossier=dossier)
        assert papers.state == PapersState.THERE
        assert papers.confirmed_by is not None
        assert papers.confirmed_by.code == "lan"
        assert AuditEvent.objects.get(kind="PapersConfirmed").payload["whole"] is True

    def test_what_did_not_come_is_told_to_who_sent_it_and_stays_out_of_the_chain(self):
        dossier = papers_on_the_way()

        dossiers.confirm_papers(
            by=lan(), code=dossier.code, missing="Thiếu giấy phép đã cấp.", at=later(FILED)
        )

        assert AuditEvent.objects.get(kind="PapersConfirmed").payload["whole"] is False
        assert "giấy phép" not in str(AuditEvent.objects.get(kind="PapersConfirmed").payload)
        message = Message.objects.get(subject=f"Giấy tờ đến không đủ: {dossier.code}")
        assert message.address == "hue@motcua.example"

    def test_only_the_desk_that_gets_them_confirms(self):
        dossier, by = papers_on_the_way(), hue()

        with no_trace(), pytest.raises(NotYourPapers):
            dossiers.confirm_papers(by=by, code=dossier.code, at=later(FILED, 50))

    def test_what_did_not_leave_does_not_come(self):
        dossier, by = received_elsewhere(), lan()

        with no_trace(), pytest.raises(PapersNotOnTheWay):
            dossiers.confirm_papers(by=by, code=dossier.code, at=later(FILED, 50))

    def test_to_a_stranger_the_dossier_does_not_exist(self):
        dossier, by = papers_on_the_way(), outsider()

        with no_trace(), pytest.raises(DossierMissing):
            dossiers.confirm_papers(by=by, code=dossier.code, at=later(FILED, 50))


@pytest.mark.django_db
class TestLooking:
    def test_each_desk_sees_what_it_has_to_do(self):
        dossier = received_elsewhere()
        at = later(FILED)
        assert [row.code for row in queries.board(viewer=hue(), at=at).to_send] == [dossier.code]
        assert queries.waiting_count(viewer=lan(), at=at) == (0, 0)
        assert queries.waiting_count(viewer=hue(), at=FILED + timedelta(days=1)) == (1, 1)

        dossiers.forward_papers(by=hue(), code=dossier.code, at=at, **SEND)

        assert [row.code for row in queries.board(viewer=lan(), at=at).to_confirm] == [dossier.code]
        assert [row.code for row in queries.board(viewer=hue(), at=at).sent] == [dossier.code]
        nothing = queries.board(viewer=outsider(), at=at)
        assert not any((nothing.to_send, nothing.to_confirm, nothing.sent, nothing.came, nothing.here))

    def test_many_papers_are_shown_with_as_many_queries_as_one(self):
        received_elsewhere()
        viewer = hue()
        with CaptureQueriesContext(
            connection,
        ) as one:
            queries.board(viewer=viewer, at=FILED)
        for _ in range(4):
            received_elsewhere()
        with CaptureQueriesContext(connection) as many:
            assert len(queries.board(viewer=viewer, at=FILED).to_send) == 5

        assert len(many) == len(one) == 5

    def test_the_control_sheet_names_the_papers_and_the_course_does_not_move(self):
        dossier = received_elsewhere()
        before = course.course(viewer=lan(), code=dossier.code, at=later(FILED, 60))
        dossiers.forward_papers(by=hue(), code=dossier.code, at=later(FILED), **SEND)

        rows = hand_overs.hand_overs(viewer=lan(), code=dossier.code)
        assert rows[-1].note == "Giấy tờ (4 bản), giao trực tiếp"
        assert course.course(viewer=lan(), code=dossier.code, at=later(FILED, 60)) == before
