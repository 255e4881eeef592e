"""A result and originals pass into somebody's hands: who, by which paper, and told when it comes early."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import ResultWay
from motcua.casework.dossiers.errors import (
    DossierMissing,
    NothingToAcknowledge,
    NothingToHandBack,
    TakerMissing,
    TrackingMissing,
)
from motcua.casework.dossiers.models import Dossier, OriginalBack, ResultReturn
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.rules import returns as return_rules
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.factories.accounts import applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, assigned, filed, later, numbered, signed

from .standings import made, returned
from .traces import no_trace

pytestmark = pytest.mark.django_db
MINH = Taking(by="filer", name="Trần Văn Minh", paper_seen="vneid", is_signed=True)
LATER = later(FILED, 90)


def officer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def give(dossier: Dossier, **more: object) -> Dossier:
    return dossiers.return_result(by=officer("receptionist"), code=dossier.code, at=LATER, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("way", "taking", "tracking_number", "error"),
    [
        (ResultWay.ONLINE, Taking(), "", None),
        (ResultWay.POST, Taking(), "EA123456789VN", None),
        (ResultWay.POST, Taking(), " ", TrackingMissing),
        (ResultWay.COUNTER, MINH, "", None),
        (ResultWay.COUNTER, Taking(), "", TakerMissing),
        (ResultWay.COUNTER, Taking(by="filer", name="Minh", paper_seen="vneid"), "", TakerMissing),
        (ResultWay.COUNTER, Taking(by="cousin", name="Minh", paper_seen="vneid", is_signed=True), "", TakerMissing),
        (ResultWay.COUNTER, Taking(by="filer", name=" ", paper_seen="vneid", is_signed=True), "", TakerMissing),
        (ResultWay.COUNTER, Taking(by="filer", name="Minh", paper_seen="book", is_signed=True), "", TakerMissing),
    ],
)  # fmt: skip
def test_each_way_says_what_it_needs(way, taking, tracking_number, error):
    if error is None:
        return_rules.check_return(way=way, taking=taking, tracking_number=tracking_number)
        return
    with pytest.raises(error):
        return_rules.check_return(way=way, taking=taking, tracking_number=tracking_number)


@pytest.mark.parametrize(("days", "early"), [(-1, True), (0, False), (1, False), (None, False)])
def test_a_result_is_early_on_a_day_before_its_appointment(days, early):
    due_at = None if days is None else FILED - timedelta(days=days)

    assert return_rules.is_early(due_at=due_at, at=FILED) is early


def test_at_the_counter_the_row_says_who_and_the_event_only_codes():
    dossier = made()

    give(dossier, way="counter", taking=MINH)

    kept = ResultReturn.objects.get()
    assert (kept.taken_name, kept.paper_seen, kept.given_by) == (
        "Trần Văn Minh",
        "vneid",
        an_authority()["receptionist"],
    )
    event = AuditEvent.objects.get(kind="ResultReturned")
    assert event.payload == {
        "result": f"{dossier.code}-KQ1",
        "way": "counter",
        "taken_by": "filer",
        "paper_seen": "vneid",
    }
    page = desk_dossier(viewer=officer("leader"), code=dossier.code, at=LATER)
    assert "Trần Văn Minh (người nộp hồ sơ) ký nhận" in page.results[0].given


@pytest.mark.parametrize(
    ("more", "error"), [({"way": "counter"}, TakerMissing), ({"way": "post"}, TrackingMissing)]
)
def test_a_return_that_says_too_little_leaves_no_trace(more, error):
    dossier = made()

    with no_trace(), pytest.raises(error):
        give(dossier, **more)


def test_a_posted_result_can_be_followed_by_its_owner():
    dossier = made()

    give(dossier, way="post", tracking_number="EA123456789VN")

    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=LATER)
    assert view.result is not None
    assert view.result.tracking_number == "EA123456789VN"


def test_the_owner_confirms_once_and_nobody_else():
    dossier = returned()
    with no_trace(), pytest.raises(DossierMissing):
        dossiers.acknowledge_result(by=applicant_view(hoa()), code=dossier.code, at=LATER)

    dossiers.acknowledge_result(by=applicant_view(minh()), code=dossier.code, at=LATER)

    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=LATER)
    assert view.result is not None
    assert view.result.acknowledged_at == LATER
    assert not view.result.waits_for_acknowledgement
    with no_trace(), pytest.raises(NothingToAcknowledge):
        dossiers.acknowledge_result(by=applicant_view(minh()), code=dossier.code, at=LATER)


def test_what_is_there_before_its_day_is_told_before_it_is_returned():
    numbered()

    assert "17:00 23/11/2026" in Message.objects.order_by("-pk")[0].body
    assert AuditEvent.objects.get(kind="ResultNumbered").payload["early"] is True


def test_what_comes_on_its_day_is_not_called_early():
    dossier = signed()

    dossiers.number_and_seal(by=officer("clerk"), code=dossier.code, at=FILED + timedelta(days=7))

    assert AuditEvent.objects.get(kind="ResultNumbered").payload["early"] is False
    assert "sớm hơn" not in Message.objects.order_by("-pk")[0].body


def hand_back(dossier: Dossier, **more: object) -> Dossier:
    facts = {
        "by": officer("receptionist"),
        "code": dossier.code,
        "counts": {"giay-cu": 2},
        "taking": MINH,
        "at": LATER,
    }
    return dossiers.hand_back_originals(**(facts | more))  # type: ignore[arg-type]


def test_originals_are_handed_back_with_how_many_and_to_whom():
    dossier = hand_back(assigned())

    kept = OriginalBack.objects.get()
    assert (kept.slug, kept.count, kept.taken_name) == ("giay-cu", 2, "Trần Văn Minh")
    page = desk_dossier(viewer=officer("leader"), code=dossier.code, at=LATER)
    assert (page.originals_back[0].name, page.originals_back[0].count) == ("Giấy phép đã cấp", 2)
    assert "Trần" not in str(AuditEvent.objects.get(kind="OriginalsHandedBack").payload)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"counts": {}}, NothingToHandBack),
        ({"counts": {"giay-cu": 0}}, NothingToHandBack),
        ({"counts": {"khong-co": 1}}, NothingToHandBack),
        ({"counts": {"don": 1}}, NothingToHandBack),  # the form itself has no original
        ({"taking": Taking()}, TakerMissing),
    ],
)
def test_a_handing_back_that_says_too_little_leaves_no_trace(wrong, error):
    dossier = assigned()

    with no_trace(), pytest.raises(error):
        hand_back(dossier, **wrong)


def test_before_the_receipt_nothing_is_kept_and_nothing_handed_back():
    dossier = filed()

    with no_trace(), pytest.raises(NothingToHandBack):
        hand_back(dossier)
