"""A wrong result: an apology with a day, the right result with the next code, the old one counts no more."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import NewDayRefused, ReasonMissing, ResultIncomplete
from motcua.casework.dossiers.errors.corrections import CorrectionMoved, NothingToCorrect
from motcua.casework.dossiers.models import Correction, Dossier, Result
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk import WorklistFilters, worklist
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.queues import queues
from motcua.casework.dossiers.rules import corrections as correction_rules
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.kernel.clock import local
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, GRANT, an_authority, later, numbered, reload

from .standings import corrected, correcting, returned
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

    assert (kept.holder_unit.kind, f"{local(kept.due_at):%d/%m %H:%M}") == ("leadership", "18/11 17:00")
    assert reload(dossier).business == "returned"
    words = Letter.objects.get(kind=LetterKind.CORRECTION).data
    assert "Sai tên." in [row["value"] for row in words["rows"]]
    assert "18/11/2026" in Message.objects.order_by("-pk")[0].body
    page = desk_dossier(viewer=officer("leader"), code=dossier.code, at=NOW)
    assert page.ending.correction is not None
    assert page.ending.correction.step == "Chờ lãnh đạo ký kết quả đúng"


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
        dossiers.sign_correction(by=officer("leader"), code=dossier.code, outcome="grant", data=GRANT, at=NOW)
    wrong(dossier)
    with no_trace(), pytest.raises(NothingToCorrect):
        wrong(dossier)
    with no_trace(), pytest.raises(CorrectionMoved):
        dossiers.number_correction(by=officer("clerk"), code=dossier.code, at=NOW)
    with no_trace(), pytest.raises(ResultIncomplete):
        dossiers.sign_correction(by=officer("leader"), code=dossier.code, outcome="grant", data={}, at=NOW)
    assert Result.objects.count() == 1
