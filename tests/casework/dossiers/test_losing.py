"""Papers that the agency lost: an apology at once, rebuilt or asked for again, and the clock runs on."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import LostState
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.losing import NothingLost, NothingToReplace
from motcua.casework.dossiers.models import ClockEntry, Dossier, LostPaper
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.rules import losing as rules
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Forbidden
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, assigned, filed, later, missing_papers, reload
from tests.factories.files import a_pdf

from .traces import no_trace

pytestmark = pytest.mark.django_db
LOST = later(FILED, 40)
FOUND = "Kiểm kê tủ hồ sơ không còn giấy này."


def officer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def lose(dossier: Dossier, *slugs: str, what_happened: str = FOUND, role: str = "leader") -> None:
    dossiers.record_loss(
        by=officer(role), code=dossier.code, slugs=slugs, what_happened=what_happened, at=LOST
    )


def states() -> dict[str, str]:
    return dict(LostPaper.objects.values_list("slug", "state"))


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"is_accepted": False}, NothingLost),
        ({"slugs": []}, NothingLost),
        ({"slugs": ["khac"]}, NothingLost),
        ({"slugs": ["don", "khac"]}, NothingLost),
        ({"missing": ["don"]}, NothingLost),
        ({"what_happened": "  "}, ReasonMissing),
    ],
)
def test_what_counts_as_lost(facts, refusal):
    whole = {
        "is_accepted": True,
        "slugs": ["don"],
        "known": ["don", "giay-cu"],
        "missing": [],
        "what_happened": FOUND,
    }
    rules.check_loss(**whole)

    with pytest.raises(refusal):
        rules.check_loss(**whole | facts)


@pytest.mark.parametrize("slugs", [[], ["don"], ["giay-cu", "don"]])
def test_only_what_is_asked_for_comes_back(slugs):
    rules.check_replaced(slugs=["giay-cu"], asked=["giay-cu"])

    with pytest.raises(NothingToReplace):
        rules.check_replaced(slugs=slugs, asked=["giay-cu"])


def test_the_portal_keeps_files_and_the_form_that_was_sent():
    assert rules.is_kept(has_file=True, is_sent_form=False)
    assert rules.is_kept(has_file=False, is_sent_form=True)
    assert not rules.is_kept(has_file=False, is_sent_form=False)
    assert rules.state_of("don", kept=["don"]) is LostState.REBUILT
    assert rules.state_of("don", kept=[]) is LostState.ASKED


def test_the_owner_is_told_at_once_and_the_apology_says_all():
    dossier = missing_papers()

    body = Message.objects.latest("pk").body
    letter = Letter.objects.get(kind=LetterKind.LOSS)
    printed = str(letter.data)
    assert FOUND in body
    assert "Giấy phép đã cấp" in body
    assert FOUND in printed
    assert "Giấy phép đã cấp" in printed
    assert "chịu mọi chi phí" in printed
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=LOST)
    assert [(row.slug, row.is_asked, row.what_happened) for row in view.lost] == [("giay-cu", True, FOUND)]
    assert LetterKind.LOSS in [row.kind for row in view.letters]
    assert any("đã xin lỗi" in row.sentence for row in view.timeline)


def test_neither_state_nor_holder_nor_clock_changes():
    dossier = reload(assigned())

    lose(dossier, "giay-cu")

    after = reload(dossier)
    kept = ("business", "sub_status", "holder_kind", "holder_officer_id", "holder_until", "due_at")
    assert [getattr(after, name) for name in kept] == [getattr(dossier, name) for name in kept]
    assert [entry.kind for entry in ClockEntry.objects.filter(dossier=dossier)] == ["start"]


def test_what_the_portal_keeps_is_rebuilt_and_nothing_is_asked():
    dossier = assigned(paper=a_pdf())

    lose(dossier, "don", "giay-cu")

    assert states() == {"don": "rebuilt", "giay-cu": "rebuilt"}
    assert "không phải làm gì" in Message.objects.latest("pk").body
    assert not desk_dossier(viewer=officer("leader"), code=dossier.code, at=LOST).ending.lost_and_asked


def test_the_event_names_slugs_and_never_the_words():
    missing_papers()

    event = AuditEvent.objects.get(kind="LossRecorded")
    assert (event.payload["papers"], event.payload["rebuilt"]) == ("giay-cu", "")
    assert FOUND not in str(event.payload)


def test_before_reception_the_agency_holds_nothing_to_lose():
    dossier = filed()

    with no_trace(), pytest.raises(NothingLost):
        lose(dossier, "giay-cu")


def test_a_missing_paper_is_not_lost_again_and_silence_is_refused():
    dossier = missing_papers()

    with no_trace(), pytest.raises(NothingLost):
        lose(dossier, "giay-cu")
    with no_trace(), pytest.raises(ReasonMissing):
        lose(dossier, "don", what_happened=" ")


def test_only_who_decides_apologises_for_the_agency():
    dossier = assigned()

    with no_trace(), pytest.raises(Forbidden):
        lose(dossier, "giay-cu", role="receptionist")


def test_the_paper_is_there_again_and_may_be_lost_anew():
    dossier = missing_papers()
    back = {"by": officer("receptionist"), "code": dossier.code, "at": later(LOST)}

    with no_trace(), pytest.raises(NothingToReplace):
        dossiers.replace_lost(slugs=["don"], **back)
    dossiers.replace_lost(slugs=["giay-cu"], **back)

    row = LostPaper.objects.get()
    assert (row.state, row.back_at) == ("back", later(LOST))
    assert "đã có lại" in Message.objects.latest("pk").subject
    with no_trace(), pytest.raises(NothingToReplace):
        dossiers.replace_lost(slugs=["giay-cu"], **back)
    lose(dossier, "giay-cu")
    assert sorted(LostPaper.objects.values_list("state", flat=True)) == ["asked", "back"]
