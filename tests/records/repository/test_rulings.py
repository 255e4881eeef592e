"""Keepers end a paper, let it count again, or take it from whom it is not; what is refused leaves no trace."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from motcua.records.repository import errors, operations, tokens
from motcua.records.repository.enums import (
    HoldingState,
    OpeningWay,
    Origin,
    OwnerKind,
    RulingKind,
    WrongAbout,
)
from motcua.records.repository.facts import DigitisedCode
from motcua.records.repository.models import Holding, Ruling
from motcua.records.repository.queries import kept, owners, strangers, taking
from motcua.records.repository.rules.ruling import refusal_of
from tests.factories.accounts import (
    MONDAY,
    a_unit,
    an_administrator,
    an_agency,
    an_officer,
    applicant_view,
    hoa,
    minh,
    officer_view,
)
from tests.factories.holdings import a_holding, a_source, numbered

NEXT = MONDAY + timedelta(hours=1)
WHY = "Quyết định số 12/QĐ-SKHCN thu hồi."
REVOKED, REPLACED, REINSTATED, RELEASED = RulingKind
ENDED = {REVOKED: "revoked", REPLACED: "replaced"}


@pytest.mark.parametrize(("kind", "origin", "state"), list(product(RulingKind, Origin, HoldingState)))
def test_what_may_be_ruled_of_a_paper_with_an_owner(kind, origin, state):
    last = {HoldingState.REVOKED: REVOKED, HoldingState.REPLACED: REPLACED}.get(state, "")
    may = {
        REVOKED: origin is not Origin.BORN_DIGITAL and state == "valid",
        REPLACED: state == "valid",
        REINSTATED: state != "valid",
        RELEASED: origin is not Origin.BORN_DIGITAL,
    }[kind]

    assert (refusal_of(kind, origin=origin, state=state, owner_code="P1", last=last) is None) is may


def test_only_what_a_keeper_ended_can_be_taken_back_and_only_whose_it_is_known_be_taken_away():
    facts: dict[str, Any] = {"origin": Origin.DIGITISED, "owner_code": "P1"}
    for state, last in (("revoked", ""), ("revoked", REPLACED), ("replaced", REINSTATED), ("valid", REVOKED)):
        assert isinstance(refusal_of(REINSTATED, state=state, last=last, **facts), errors.NothingToTakeBack)
    nobodys = facts | {"owner_code": "", "state": "valid", "last": ""}
    assert isinstance(refusal_of(RELEASED, **nobodys), errors.NobodysPaper)
    assert isinstance(refusal_of(REPLACED, **nobodys), errors.NobodysPaper)
    assert refusal_of(REVOKED, **nobodys) is None


def keeper() -> OfficerView:
    return officer_view(an_administrator())


def release(holding: Holding, **said: Any) -> Ruling:
    facts = {
        "by": keeper(),
        "number": "",
        "name": "Trần Văn Sáu",
        "reason": "Số nhập sai.",
        "at": NEXT,
    } | said
    return operations.release(code=holding.code, **facts)


def told() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("body", flat=True))


pytest_db = pytest.mark.django_db


@pytest_db
def test_a_revoked_paper_is_taken_for_no_dossier_and_its_owner_reads_why():
    holding = a_holding(minh())
    ask: dict[str, Any] = {"owner_code": minh().code, "type_codes": holding.type_codes, "on": MONDAY.date()}
    assert taking.fitting(**ask)

    ruling = operations.rule_revoked(by=keeper(), code=holding.code, reason=f" {WHY} ", at=NEXT)

    holding.refresh_from_db()
    assert (holding.state, holding.reason, holding.revoked_at) == ("revoked", WHY, NEXT)
    assert taking.fitting(**ask) == []
    event = AuditEvent.objects.get(kind="HoldingRevoked")
    assert (event.payload, event.acting_for) == ({"ruling": ruling.code}, minh().code)
    assert WHY in told()[0]


@pytest_db
def test_a_renewed_licence_takes_the_place_of_the_one_before():
    old, new = a_holding(minh()), a_holding(minh(), number_symbol="06/GP-SKHCN")

    operations.rule_replaced(by=keeper(), code=old.code, by_code=new.code, reason="Đã gia hạn.", at=NEXT)

    old.refresh_from_db()
    assert (old.state, old.replaced_by, old.reason) == ("replaced", new, "Đã gia hạn.")
    event = AuditEvent.objects.get(kind="HoldingReplaced")
    assert event.payload == {"by_holding": new.code, "ruling": Ruling.objects.get().code}


@pytest_db
def test_what_was_ended_by_mistake_counts_again_as_before():
    old, new = a_holding(minh()), a_holding(minh(), number_symbol="06/GP-SKHCN")
    ways = (
        lambda: operations.rule_revoked(by=keeper(), code=old.code, reason=WHY, at=NEXT),
        lambda: operations.rule_replaced(
            by=keeper(), code=old.code, by_code=new.code, reason="Gia hạn.", at=NEXT
        ),
    )
    for end in ways:
        end()
        operations.reinstate(by=keeper(), code=old.code, reason="Ghi nhầm giấy tờ.", at=NEXT)

        old.refresh_from_db()
        assert (old.state, old.reason, old.revoked_at, old.replaced_by) == ("valid", "", None, None)
    assert AuditEvent.objects.filter(kind="HoldingReinstated").count() == 2
    assert [row.kind for row in kept.rulings_of(old)] == [REINSTATED, REPLACED, REINSTATED, REVOKED]


@pytest_db
def test_a_paper_taken_from_whom_it_is_not_is_out_of_their_sight_at_once():
    holding = a_holding(minh())
    share = operations.share(
        by=applicant_view(minh()),
        code=holding.code,
        purpose="Mở tài khoản",
        until=MONDAY + timedelta(days=1),
        most_openings=None,
        at=MONDAY,
    )
    token = tokens.token_of(share.code)

    ruling = release(holding)

    holding.refresh_from_db()
    assert (holding.owner_code, holding.matched_at, holding.owner_kind) == ("", None, OwnerKind.UNKNOWN)
    assert (holding.owner_number, holding.owner_name) == ("", "Trần Văn Sáu")
    with pytest.raises(errors.HoldingMissing):
        owners.own_holding(viewer=applicant_view(minh()), code=holding.code)
    with pytest.raises(errors.ShareMissing):
        strangers.shared_holding(token=token, at=NEXT)
    event = AuditEvent.objects.get(kind="PaperReleased")
    assert (event.acting_for, event.payload) == (
        minh().code,
        {"ruling": ruling.code, "shares": [share.code]},
    )
    assert AuditEvent.objects.get(kind="ShareEnded").payload == {"share": share.code}
    assert "Số nhập sai." in told()[0]


@pytest_db
def test_the_right_owner_sees_nothing_of_what_the_wrong_one_did():
    holding, wrong = a_holding(minh()), applicant_view(minh())
    operations.keep_opening(by=wrong.actor, holding=holding, way=OpeningWay.SHOWN, at=MONDAY)
    operations.share(
        by=wrong,
        code=holding.code,
        purpose="Mở tài khoản",
        until=MONDAY + timedelta(days=1),
        most_openings=None,
        at=MONDAY,
    )
    operations.ask_correction(
        by=wrong, code=holding.code, about=WrongAbout.OWNER, words="Không phải của tôi.", at=MONDAY
    )
    release(holding)
    asked = holding.asked.get()
    assert (asked.state, asked.answer, asked.done_at) == ("done", "Số nhập sai.", NEXT)

    after = NEXT + timedelta(minutes=1)
    holding = operations.match(by=keeper(), code=holding.code, owner_code=hoa().code, at=after)

    assert owners.shares_of(code=holding.code, since=holding.matched_at, at=after) == []
    assert owners.asked_of(code=holding.code, since=holding.matched_at) == []
    [opening] = owners.openings_of(code=holding.code, owner_code=hoa().code)
    assert (opening.kind, opening.who, opening.purpose) == ("mislaid", "", "")


@pytest_db
def test_by_a_number_alone_it_never_goes_back_and_by_hand_it_may():
    holding = a_holding(minh())
    release(holding, number=minh().identity_number, name=minh().full_name)

    assert operations.match_by_number(code=holding.code, at=NEXT) is False

    holding.refresh_from_db()
    assert holding.owner_code == ""
    operations.match(by=keeper(), code=holding.code, owner_code=minh().code, at=NEXT)


@pytest_db
def test_the_code_of_a_digitised_result_loses_the_number_of_whom_it_is_not():
    number = minh().identity_number
    code = DigitisedCode(code=f"{number}.KQ1.7", owner_part=number, type_part="KQ1", order=7)
    holding = a_holding(minh(), more={"digitised": code})

    release(holding)

    holding.refresh_from_db()
    assert (holding.digitised_code, holding.digitised_owner) == (None, "")
    assert number not in holding.words


@pytest_db
@pytest.mark.parametrize(
    ("kind", "said", "error"),
    [
        ("rule_revoked", {"reason": " "}, errors.ReasonMissing),
        ("rule_revoked", {"by": "stranger"}, errors.NotYoursToKeep),
        ("rule_replaced", {"by_code": "H-nothing"}, errors.NoSuccessor),
        ("rule_replaced", {"by_code": "itself"}, errors.NoSuccessor),
        ("reinstate", {}, errors.NothingToTakeBack),
        ("release", {"number": "x" * 21, "name": ""}, errors.FactsRefused),
        ("release", {"number": "", "name": "", "by": "stranger"}, errors.NotYoursToKeep),
    ],
)
def test_what_is_refused_leaves_no_trace(kind, said, error):
    holding = a_holding(minh())
    other = a_unit("bg", agency=an_agency("skhcn-bac-giang", symbol="BG"))
    stranger = officer_view(an_officer("administrator", unit=other, code="ngoai"))
    facts = {"by": keeper(), "reason": WHY, "at": NEXT} | said
    if facts["by"] == "stranger":
        facts["by"] = stranger
    if facts.get("by_code") == "itself":
        facts["by_code"] = holding.code
    before = Holding.objects.values().get()
    events = AuditEvent.objects.count()

    with pytest.raises(error):
        getattr(operations, kind)(code=holding.code, **facts)

    assert Holding.objects.values().get() == before
    assert not Ruling.objects.exists()
    assert (AuditEvent.objects.count(), Message.objects.count()) == (events, 0)


@pytest_db
def test_another_owners_paper_and_one_that_replaced_another_take_nobodys_place():
    old, other = a_holding(minh()), a_holding(hoa())
    first, new = a_holding(minh()), a_holding(minh())
    by = keeper()
    operations.rule_replaced(by=by, code=first.code, by_code=new.code, reason="Gia hạn.", at=NEXT)

    assert kept.successors(viewer=by, holding=old, on=MONDAY.date()) == []
    with pytest.raises(errors.NoSuccessor):
        operations.rule_replaced(by=by, code=old.code, by_code=other.code, reason="Gia hạn.", at=NEXT)


@pytest_db
def test_a_keeper_finds_a_paper_by_its_number_or_code_in_the_agencies_kept():
    holding, by = a_holding(minh()), keeper()
    a_holding(minh(), source=a_source(agency_code="so-khac"))
    a_holding(numbered("191234567"), number_symbol="07/GP-SKHCN")

    for words in ("05/gp-skhcn", holding.code):
        found = kept.kept_papers(viewer=by, words=words, on=MONDAY.date())
        assert [row.code for row in found] == [holding.code]
    assert kept.kept_papers(viewer=by, words=" ", on=MONDAY.date()) == []
