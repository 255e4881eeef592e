"""A wrong result: an apology with a day, the right result with the next code, the old one counts no more."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import (
    DossierMissing,
    NewDayRefused,
    NotYourDossier,
    PapersNotMade,
    ReasonMissing,
    ResultIncomplete,
    TakerMissing,
    TrackingMissing,
    WrongOfficer,
)
from motcua.casework.dossiers.errors.corrections import (
    CorrectionMoved,
    NothingToCorrect,
    NotTheDrafter,
    WrongOriginalUnsaid,
)
from motcua.casework.dossiers.errors.refusing import NoNoticeHere
from motcua.casework.dossiers.models import Correction, Dossier, Proposal, Result, ResultReturn
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk import WorklistFilters, worklist
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier, result_form
from motcua.casework.dossiers.queries.previews import preview
from motcua.casework.dossiers.queries.queues import queues
from motcua.casework.dossiers.rules import corrections as correction_rules
from motcua.casework.dossiers.rules.returns import Taking
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.models import Post
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.kernel.clock import local
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from tests.factories.accounts import an_officer, applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, GRANT, an_authority, later, numbered, reload

from .standings import (
    ON_PAPER,
    corrected,
    correcting,
    correction_drafted,
    correction_numbered,
    lay_out,
    returned,
)
from .traces import no_trace

pytestmark = pytest.mark.django_db
NOW = later(FILED, 100)


def officer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def wrong(dossier: Dossier, **more: object) -> Correction:
    facts = {"by": officer("leader"), "code": dossier.code, "at": NOW}
    return dossiers.open_correction(**(facts | {"reason": "Sai tên.", "until": date(2026, 11, 18)} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({}, None),
        ({"business": "processing"}, NothingToCorrect),
        ({"is_open": True}, NothingToCorrect),
        ({"reason": " "}, ReasonMissing),
        ({"until": date(2026, 11, 16)}, NewDayRefused),  # today
        ({"until": date(2026, 11, 21)}, NewDayRefused),  # a Saturday
    ],
)
def test_what_a_correction_needs(change, error):
    facts = {
        "business": "returned", "is_open": False, "reason": "Sai tên.", "until": date(2026, 11, 18), "at": FILED,
        "calendar": shipped_calendar(),
    } | change  # fmt: skip
    if error is None:
        correction_rules.check_correction(**facts)
        return
    with pytest.raises(error):
        correction_rules.check_correction(**facts)


def test_an_open_correction_has_an_owner_a_day_and_an_apology():
    dossier = returned()

    kept = wrong(dossier)

    assert (kept.holder_unit.kind, f"{local(kept.due_at):%d/%m %H:%M}") == ("division", "18/11 17:00")
    assert kept.drafter == an_authority()["specialist"]
    assert reload(dossier).business == "returned"
    words = Letter.objects.get(kind=LetterKind.CORRECTION).data
    assert "Sai tên." in [row["value"] for row in words["rows"]]
    assert "18/11/2026" in Message.objects.order_by("-pk")[0].body
    page = desk_dossier(viewer=officer("leader"), code=dossier.code, at=NOW)
    assert page.ending.correction is not None
    assert page.ending.correction.step == "Chờ soạn kết quả đúng"
    assert an_authority()["specialist"].full_name in page.ending.correction.holder


def test_it_lies_in_a_queue_of_its_own_that_is_counted():
    dossier = correcting()

    rows = worklist(viewer=officer("leader"), queue="correct", filters=WorklistFilters(), at=NOW).rows
    assert [row.code for row in rows] == [dossier.code]
    counts = {
        queue.slug: queue.total.count for queue in queues(viewer=officer("clerk"), at=NOW) if queue.total
    }
    assert counts["correct"] == 1


def test_the_right_result_takes_the_next_code_and_the_place_of_the_wrong_one():
    dossier = corrected()
    before = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=NOW)
    assert before.result is not None
    assert before.result.code == f"{dossier.code}-KQ1"

    right = dossiers.number_correction(by=officer("clerk"), code=dossier.code, at=NOW)

    kept = Correction.objects.get()
    assert (right.code, kept.right, kept.state) == (f"{dossier.code}-KQ2", right, "done")
    assert kept.wrong.letter.state == LetterState.REVOKED
    assert right.number == kept.wrong.number + 1
    assert reload(dossier).business == "returned"
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=NOW)
    assert view.result is not None
    assert view.result.code == right.code
    assert not Charge.objects.filter(subject=f"dossier:{dossier.code}").exists()
    payload = AuditEvent.objects.get(kind="ResultCorrected").payload
    assert (payload["result"], payload["instead_of"]) == (right.code, kept.wrong.code)


def test_a_corrected_result_can_be_corrected_again():
    dossier = corrected()
    dossiers.number_correction(by=officer("clerk"), code=dossier.code, at=NOW)

    again = wrong(dossier)

    assert again.wrong.code == f"{dossier.code}-KQ2"


def test_a_result_that_was_not_returned_is_not_corrected_and_leaves_no_trace():
    dossier = numbered()

    with no_trace(), pytest.raises(NothingToCorrect):
        wrong(dossier)


def test_acts_out_of_turn_are_refused_and_leave_no_trace():
    dossier = returned()
    with no_trace(), pytest.raises(CorrectionMoved):
        draft(dossier)
    wrong(dossier)
    for does in (
        lambda: dossiers.sign_correction(by=officer("leader"), code=dossier.code, at=NOW),
        lambda: send_back(dossier),
        lambda: hand_over(dossier),
    ):
        with no_trace(), pytest.raises(CorrectionMoved):
            does()
    with no_trace(), pytest.raises(NothingToCorrect):
        wrong(dossier)
    with no_trace(), pytest.raises(CorrectionMoved):
        dossiers.number_correction(by=officer("clerk"), code=dossier.code, at=NOW)
    with no_trace(), pytest.raises(ResultIncomplete):
        draft(dossier, data={})
    with no_trace(), pytest.raises(NoNoticeHere):
        draft(dossier, outcome="intend", data={"reason": "Sai.", "basis": "Điều 1"})
    assert Result.objects.count() == 1


def draft(dossier: Dossier, **more: object) -> Proposal:
    facts = {"by": officer("specialist"), "code": dossier.code, "outcome": "grant", "data": GRANT, "at": NOW}
    return dossiers.draft_correction(**(facts | {"opinion": "Đã sửa tên."} | more))  # type: ignore[arg-type]


def send_back(dossier: Dossier, reason: str = "Còn sai ngày.") -> Correction:
    return dossiers.send_correction_back(by=officer("leader"), code=dossier.code, reason=reason, at=NOW)


def hand_over(dossier: Dossier, **more: object) -> Result:
    facts = {"by": officer("receptionist"), "code": dossier.code, "at": NOW, "wrong_original": "taken_back"}
    return dossiers.return_correction(**(facts | ON_PAPER | more))  # type: ignore[arg-type]


def another() -> OfficerView:
    division = an_authority()["specialist"].posts.get().unit
    return officer_view(an_officer("specialist", unit=division, code="qt-chuyen-vien-hai"))


def test_only_whoever_is_named_drafts_and_the_head_names_who():
    dossier, second = correcting(), another()
    with no_trace(), pytest.raises(DossierMissing):
        draft(dossier, by=second)  # who had no hand in it
    with no_trace(), pytest.raises(NotTheDrafter):
        draft(dossier, by=officer("leader"))
    with no_trace(), pytest.raises(NotYourDossier):
        dossiers.name_drafter(by=officer("specialist"), code=dossier.code, officer_code=second.code, at=NOW)
    with no_trace(), pytest.raises(WrongOfficer):
        dossiers.name_drafter(by=officer("division_head"), code=dossier.code, officer_code="qt-clerk", at=NOW)

    dossiers.name_drafter(by=officer("division_head"), code=dossier.code, officer_code=second.code, at=NOW)

    with no_trace(), pytest.raises(NotTheDrafter):
        draft(dossier)
    assert draft(dossier, by=second).proposed_by_id == second.id


def test_whoever_left_the_unit_drafts_no_more_and_the_page_says_that_nobody_does():
    dossier = returned()
    Post.objects.filter(officer=an_authority()["specialist"]).update(valid_to=date(2026, 11, 1))

    kept = wrong(dossier)

    assert kept.drafter is None
    page = desk_dossier(viewer=officer("leader"), code=dossier.code, at=NOW)
    assert page.ending.correction is not None
    assert "chưa giao cho ai" in page.ending.correction.holder


def test_the_leader_sends_a_draft_back_and_it_begins_where_it_was():
    dossier = correction_drafted()
    with no_trace(), pytest.raises(ReasonMissing):
        send_back(dossier, " ")

    send_back(dossier)

    kept = Correction.objects.get()
    assert (kept.state, kept.holder_unit.kind, kept.drafter.code) == (
        "waiting_draft",
        "division",
        "qt-specialist",
    )
    page = desk_dossier(viewer=officer("specialist"), code=dossier.code, at=NOW)
    assert page.ending.correction is not None
    assert page.ending.correction.sent_back_for == "Còn sai ngày."
    fields = {one.name: one.value for one in result_form(viewer=officer("specialist"), code=dossier.code)}
    assert fields["content"] == GRANT["content"]
    draft(dossier)
    dossiers.sign_correction(by=officer("leader"), code=dossier.code, at=NOW)
    assert [row.state for row in Proposal.objects.order_by("pk")] == ["approved", "sent_back", "approved"]


def test_a_draft_is_looked_at_before_it_is_signed():
    dossier = correction_drafted()

    assert preview(viewer=officer("leader"), code=dossier.code, kind="result", at=NOW).startswith(b"%PDF")


def test_at_the_counter_it_is_said_who_took_it_and_what_became_of_the_wrong_one():
    dossier = correction_numbered()
    kept = Correction.objects.get()
    assert (kept.state, kept.holder_unit) == ("waiting_return", dossier.reception_unit)
    assert kept.wrong.letter.state == LetterState.REVOKED
    with no_trace(), pytest.raises(TakerMissing):
        hand_over(dossier, taking=Taking(by="filer", name="Trần Văn Minh", paper_seen="identity_card"))
    with no_trace(), pytest.raises(WrongOriginalUnsaid):
        hand_over(dossier, wrong_original="")

    right = hand_over(dossier)

    kept.refresh_from_db()
    assert (kept.state, kept.wrong_original, kept.right) == ("done", "taken_back", right)
    given = ResultReturn.objects.get(result=right)
    assert (given.way, given.taken_name) == ("counter", "Trần Văn Minh")
    assert "Bộ phận Một cửa" in Message.objects.order_by("-pk")[0].body
    page = desk_dossier(viewer=officer("receptionist"), code=dossier.code, at=NOW)
    assert "đã thu lại bản sai" in page.results[-1].given
    payload = AuditEvent.objects.get(kind="CorrectionReturned").payload
    assert payload["wrong_original"] == "taken_back"
    assert "Minh" not in str(payload)
    assert reload(dossier).business == "returned"


def test_by_post_it_has_a_number_that_the_owner_is_told():
    dossier = correction_numbered(way="post", tracking_number="EE1")
    with no_trace(), pytest.raises(TrackingMissing):
        hand_over(dossier, way="post")

    hand_over(dossier, way="post", tracking_number="EE123456789VN")

    assert "EE123456789VN" in Message.objects.order_by("-pk")[0].body
    given = ResultReturn.objects.order_by("-pk")[0]
    assert (given.way, given.taken_name, given.tracking_number) == ("post", "", "EE123456789VN")
    assert Correction.objects.get().wrong_original == ""


def test_what_is_not_made_yet_is_not_handed_over():
    dossier = corrected(**ON_PAPER)
    dossiers.number_correction(by=officer("clerk"), code=dossier.code, at=NOW)

    with no_trace(), pytest.raises(PapersNotMade):
        hand_over(dossier)


def test_the_owner_is_told_at_each_step_that_is_theirs():
    dossier = returned(**ON_PAPER)
    before = Message.objects.count()
    wrong(dossier)
    draft(dossier)
    dossiers.sign_correction(by=officer("leader"), code=dossier.code, at=NOW)
    dossiers.number_correction(by=officer("clerk"), code=dossier.code, at=NOW)
    lay_out(dossier)
    hand_over(dossier)

    told = [row.subject.split("] ")[1] for row in Message.objects.order_by("pk")[before:]]
    assert told == [
        "Kết quả của anh/chị có sai sót; cơ quan đang sửa",
        "Đã có kết quả đúng",
        "Kết quả đúng đã được trả",
    ]
