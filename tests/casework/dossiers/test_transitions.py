"""Dossiers under way at publication: they stay, move or are asked; a move is shown, kept and undone exactly."""

from datetime import date, datetime
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.casework.dossiers import jobs
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, CrossingState, Finance
from motcua.casework.dossiers.errors import (
    ChangedSinceMove,
    FeePaidSinceMove,
    NothingMoved,
)
from motcua.casework.dossiers.models import Crossing, Dossier, Filing, Transition
from motcua.casework.dossiers.queries import applicant, desk_dossier
from motcua.casework.payments.enums import ChargeState
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.kernel.errors import Forbidden
from motcua.foundation.notifications.models import Message
from motcua.reference.catalogue.models import FeeVersion, Version
from motcua.reference.forms.models import FormVersion
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import (
    CONTENT,
    FEE,
    FILED,
    FORM,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    proposed,
    reload,
)

from .traces import no_trace, picture

pytestmark = pytest.mark.django_db
AT = later(FILED, 600)
AT_DAY = date(2026, 11, 16)
GROUND = "Điều 12 Nghị định thử"


def a_new_version(*, fee_vnd: int | None = 4_000_000, valid_from: date = AT_DAY, **content: Any) -> Version:
    """Version 2: another field in the place of the remark, a paper more, another fee and time."""
    publication = a_publication(with_fee=True)
    fields = [
        *FORM["sections"][0]["fields"][:1],
        {"name": "floor", "kind": "short_text", "label": {"vi": "Tầng"}},
    ]  # type: ignore[index]
    form = FORM | {"sections": [FORM["sections"][0] | {"fields": fields}]}  # type: ignore[index]
    kept = {"content": form, "content_hash": content_hash(form), "kept_at": AT}
    new_form = FormVersion.objects.create(code="don-thu", number=2, **kept)
    fee = None
    if fee_vnd is not None:
        line = FEE["lines"][0] | {"amount_vnd": fee_vnd}  # type: ignore[index]
        stated = FEE | {"lines": [line]}
        kept = {"content": stated, "content_hash": content_hash(stated), "kept_at": AT}
        fee = FeeVersion.objects.create(code="phi-thu", number=2, **kept)
    paper = {"slug": "so-do", "name": {"vi": "Sơ đồ"}, "source": "luat", "verified": False}
    facts = CONTENT | {
        "papers": [CONTENT["papers"][0], paper], "time": CONTENT["time"] | {"amount": 9},  # type: ignore[index,operator]
    } | content  # fmt: skip
    return Version.objects.create(
        publication=publication, number=2, content=facts, content_hash=content_hash(facts), sources=[],
        form_version=new_form, fee_version=fee, valid_from=valid_from, published_at=AT,
    )  # fmt: skip


def a_transition(version: Version, under_way: str = "move") -> Transition:
    made = dossiers.begin_transition(
        version_id=version.pk, under_way=under_way, ground=GROUND, by=SYSTEM, at=AT
    )
    assert made is not None
    return made


def spread(transition: Transition) -> None:
    """What the worker does: each dossier by its own job."""
    dossiers.spread_transition(transition_code=transition.code, after=0, at=AT)
    for job in ProcrastinateJob.objects.filter(task_name="dossiers.cross").order_by("id"):
        dossiers.cross(**job.args, at=AT)


def moved(dossier: Dossier, **content: Any) -> Dossier:
    spread(a_transition(a_new_version(**content)))
    return reload(dossier)


def with_fee(make: Any = filed) -> Dossier:
    an_authority()
    found: Dossier = make(publication=a_publication(with_fee=True))
    return found


def editor() -> OfficerView:
    """Whoever publishes in the agency."""
    return officer_view(an_authority()["editor"])


def state_of(dossier: Dossier) -> dict[str, Any]:
    """The dossier and its fee, all columns."""
    charges = Charge.objects.filter(subject=f"dossier:{dossier.code}", state=ChargeState.DUE)
    return {"dossier": Dossier.objects.filter(pk=dossier.pk).values().get(), "due": list(charges.values())}


def test_the_rule_is_to_stay():
    dossier = with_fee()
    version = a_new_version()

    with no_trace():
        assert dossiers.begin_transition(
            version_id=version.pk, under_way="stay", ground="", by=SYSTEM, at=AT
        ) is None  # fmt: skip
    assert reload(dossier).version.number == 1


def test_each_dossier_has_its_own_job_and_its_own_event():
    first, second = with_fee(), filed(at=later(FILED))
    transition = a_transition(a_new_version())

    jobs.spread_transition(transition_code=transition.code, after=0)

    waiting = ProcrastinateJob.objects.filter(task_name="dossiers.cross").order_by("id")
    assert [job.args["dossier_code"] for job in waiting] == [first.code, second.code]
    for job in waiting:
        jobs.cross(**job.args)
    assert AuditEvent.objects.filter(kind="DossierMoved").count() == 2
    assert Transition.objects.get().ground == GROUND


def test_nothing_happens_before_the_first_day_of_the_version():
    with_fee()

    a_transition(a_new_version(valid_from=date(2026, 12, 16)))

    job = ProcrastinateJob.objects.get(task_name="dossiers.spread_transition")
    assert job.scheduled_at == datetime(2026, 12, 16, tzinfo=VIETNAM)


def test_a_job_that_runs_twice_moves_once():
    dossier = moved(with_fee())
    transition = Transition.objects.get()

    with no_trace():
        dossiers.cross(transition_code=transition.code, dossier_code=dossier.code, at=later(AT))


def test_a_withdrawn_version_moves_nobody():
    dossier = with_fee()
    version = a_new_version()
    transition = a_transition(version)
    Version.objects.filter(pk=version.pk).update(
        withdrawn_at=AT, withdrawn_by="editor", withdrawn_reason="Sai phí"
    )

    with no_trace():
        assert dossiers.spread_transition(transition_code=transition.code, after=0, at=AT) == 0
        dossiers.cross(transition_code=transition.code, dossier_code=dossier.code, at=AT)


def test_a_move_says_what_it_touches():
    dossier = with_fee()
    Filing.objects.filter(dossier=dossier).update(answers={"purpose": "X", "remark": "Y"})

    moved(dossier)

    touched = Crossing.objects.get().touched
    assert touched["lost"] == ["remark"]
    assert (touched["papers_more"], touched["papers_less"]) == (["so-do"], ["giay-cu"])
    assert (touched["fee_before_vnd"], touched["fee_after_vnd"], touched["fee_kept"]) == (
        3_000_000,
        4_000_000,
        False,
    )


def test_before_acceptance_the_fee_follows_and_the_applicant_is_told():
    before = Message.objects.count()

    dossier = moved(with_fee())

    due = Charge.objects.get(subject=f"dossier:{dossier.code}", state=ChargeState.DUE)
    assert (dossier.version.number, due.amount_vnd, dossier.finance) == (2, 4_000_000, Finance.DUE)
    assert Message.objects.count() == before + 2  # filed, moved


def test_an_issued_receipt_keeps_its_day_and_its_fee():
    dossier = with_fee(accepted)

    after = moved(dossier)

    assert (after.version.number, after.due_at, after.legal_due_at) == (
        2,
        dossier.due_at,
        dossier.legal_due_at,
    )
    assert after.promised_version_id == dossier.version_id
    assert Charge.objects.get(subject=f"dossier:{dossier.code}").amount_vnd == 3_000_000
    touched = Crossing.objects.get().touched
    assert (touched["fee_kept"], touched["due_kept"]) == (True, True)
    assert touched["due_before"] != touched["due_after"]


def test_a_clock_that_goes_on_after_a_move_counts_by_the_time_of_the_receipt():
    dossier = assigned()
    a_publication(with_fee=True)
    moved(dossier)
    specialist = officer_view(an_authority()["specialist"])
    asked = [dossiers.AskedDefect("other", "", "Nêu rõ hơn.")]
    dossiers.request_supplement(by=specialist, code=dossier.code, defects=asked, at=later(AT))

    after = dossiers.answer_supplement(
        by=applicant_view(minh()), code=dossier.code, raw={}, note="Đã rõ", at=later(AT, 60)
    )

    assert after.due_at == dossier.due_at  # five working days again, on the same day as before


@pytest.mark.parametrize("make", [filed, accepted, assigned])
def test_a_move_back_restores_exactly(make):
    dossier = with_fee(make)
    before = state_of(dossier)
    filings = list(Filing.objects.values())

    moved(dossier)
    assert state_of(dossier) != before
    dossiers.move_back(by=editor(), code=dossier.code, at=later(AT))

    assert state_of(dossier) == before
    assert list(Filing.objects.values()) == filings
    assert Crossing.objects.get().state == CrossingState.MOVED_BACK
    assert AuditEvent.objects.filter(kind="DossierMovedBack").count() == 1


def test_a_fee_that_is_no_longer_due_comes_back_with_the_move_back():
    dossier = with_fee()
    before = state_of(dossier)

    after = moved(dossier, fee_vnd=None)
    assert (after.finance, state_of(dossier)["due"]) == (Finance.NOTHING_DUE, [])
    dossiers.move_back(by=editor(), code=dossier.code, at=later(AT))

    assert state_of(dossier) == before


def test_a_move_is_undone_once_and_a_second_time_leaves_no_trace():
    dossier = moved(with_fee())
    dossiers.move_back(by=editor(), code=dossier.code, at=later(AT))

    with no_trace(), pytest.raises(NothingMoved):
        dossiers.move_back(by=editor(), code=dossier.code, at=later(AT, 20))


def test_who_does_not_publish_moves_nothing_back_and_leaves_no_trace():
    dossier = moved(with_fee())
    specialist = officer_view(an_authority()["specialist"])

    with no_trace(), pytest.raises(Forbidden):
        dossiers.move_back(by=specialist, code=dossier.code, at=later(AT))


def test_what_went_on_under_the_new_version_is_not_undone():
    dossier = moved(with_fee())
    lan = officer_view(an_authority()["receptionist"])
    asked = [dossiers.AskedDefect("paper", "so-do", "Thiếu sơ đồ.")]
    dossiers.request_supplement(by=lan, code=dossier.code, defects=asked, at=later(AT))

    with no_trace(), pytest.raises(ChangedSinceMove):
        dossiers.move_back(by=editor(), code=dossier.code, at=later(AT, 20))


def test_a_fee_paid_meanwhile_stops_the_move_back():
    dossier = moved(with_fee())
    cashier = officer_view(an_authority()["cashier"])
    dossiers.record_payment(
        by=cashier, code=dossier.code, amount_vnd=4_000_000, way="cash", number="1", paid_on=date(2026, 11, 16),
        at=later(AT),
    )  # fmt: skip

    with no_trace(), pytest.raises(FeePaidSinceMove):
        dossiers.move_back(by=editor(), code=dossier.code, at=later(AT, 20))


def test_a_dossier_before_the_leader_is_left_and_why_is_kept():
    dossier = with_fee(proposed)

    after = moved(dossier)

    crossing = Crossing.objects.get()
    assert (after.version.number, crossing.state, crossing.why_left) == (1, CrossingState.LEFT, "decided")


def test_a_dossier_that_waits_for_a_supplement_is_left():
    dossier = with_fee()
    asked = [dossiers.AskedDefect("paper", "giay-cu", "Mờ.")]
    lan = officer_view(an_authority()["receptionist"])
    dossiers.request_supplement(by=lan, code=dossier.code, defects=asked, at=later(FILED, 100))

    after = moved(dossier)

    assert (after.business, Crossing.objects.get().why_left) == (Business.AWAITING_SUPPLEMENT, "supplement")


def test_an_ended_dossier_has_no_job_and_one_that_ended_meanwhile_is_left():
    ended, ending = with_fee(), filed(at=later(FILED))
    me = applicant_view(minh())
    dossiers.withdraw(by=me, code=ended.code, at=later(FILED, 30))
    transition = a_transition(a_new_version())
    dossiers.spread_transition(transition_code=transition.code, after=0, at=AT)
    job = ProcrastinateJob.objects.get(task_name="dossiers.cross")
    dossiers.withdraw(by=me, code=ending.code, at=later(AT))

    dossiers.cross(**job.args, at=later(AT, 20))

    assert [(one.dossier_id, one.why_left) for one in Crossing.objects.all()] == [(ending.pk, "ended")]


def test_a_case_that_is_gone_is_left():
    dossier = with_fee()
    case = {"slug": "lost", "label": {"vi": "Bị mất"}, "source": "luat", "verified": False}

    moved(dossier, cases=[case])

    assert Crossing.objects.get().why_left == "case_gone"


def test_what_was_submitted_is_shown_by_the_form_that_asked_for_it():
    dossier = with_fee(accepted)
    Filing.objects.filter(dossier=dossier).update(answers={"purpose": "X", "remark": "Ghi thêm một điều"})

    moved(dossier)

    mine = applicant.dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=later(AT))
    lan = officer_view(an_authority()["receptionist"])
    theirs = desk_dossier.desk_dossier(viewer=lan, code=dossier.code, at=later(AT))
    assert "Ghi thêm một điều" in str(mine.filings)
    assert "Ghi thêm một điều" in str(theirs.answers)
    assert mine.crossing is not None
    assert mine.crossing.is_moved


def test_events_of_a_move_hold_no_personal_data():
    dossier = moved(with_fee())
    dossiers.move_back(by=editor(), code=dossier.code, at=later(AT))

    said = str(picture()["AuditEvent"])
    assert not any(word in said for word in ("Lê Văn Minh", "045090001234", "Chẩn đoán"))
