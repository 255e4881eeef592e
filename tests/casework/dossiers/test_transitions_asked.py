"""The applicant is asked whether a dossier moves to the new version: no answer is to stay."""

from typing import Any

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import CrossingState
from motcua.casework.dossiers.errors import DossierMissing, NotAsked
from motcua.casework.dossiers.models import Crossing, Dossier
from motcua.casework.dossiers.rules.crossing import changes_anything
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.notifications.models import Message
from motcua.reference.catalogue.models import Version
from tests.factories.accounts import applicant_view, hoa, minh
from tests.factories.dossiers import filed, later, reload

from .test_transitions import AT, a_new_version, a_transition, spread, with_fee
from .traces import no_trace

pytestmark = pytest.mark.django_db


def asked(make: Any = filed) -> Dossier:
    dossier = with_fee(make)
    spread(a_transition(a_new_version(), "ask"))
    return dossier


def test_who_is_asked_stays_until_they_answer():
    dossier = asked()

    crossing = Crossing.objects.get()
    assert (reload(dossier).version.number, crossing.state) == (1, CrossingState.ASKED)
    assert crossing.touched["fee_after_vnd"] == 4_000_000
    assert AuditEvent.objects.filter(kind="MoveAsked").count() == 1


def test_the_applicant_moves_their_dossier():
    dossier = asked()

    dossiers.answer_move(by=applicant_view(minh()), code=dossier.code, moves=True, at=later(AT))

    event = AuditEvent.objects.get(kind="DossierMoved")
    assert (reload(dossier).version.number, event.actor_kind) == (2, "applicant")
    assert Crossing.objects.get().answered_at == later(AT)


def test_the_applicant_stays_and_is_asked_no_more():
    dossier = asked()
    dossiers.answer_move(by=applicant_view(minh()), code=dossier.code, moves=False, at=later(AT))

    assert (reload(dossier).version.number, Crossing.objects.get().state) == (1, CrossingState.STAYED)
    with no_trace(), pytest.raises(NotAsked):
        dossiers.answer_move(by=applicant_view(minh()), code=dossier.code, moves=True, at=later(AT, 20))


def test_a_stranger_answers_nothing_and_leaves_no_trace():
    dossier = asked()

    with no_trace(), pytest.raises(DossierMissing):
        dossiers.answer_move(by=applicant_view(hoa()), code=dossier.code, moves=True, at=later(AT))


def test_an_answer_that_comes_too_late_is_refused_and_leaves_no_trace():
    dossier = asked()
    me = applicant_view(minh())
    dossiers.withdraw(by=me, code=dossier.code, at=later(AT))

    with no_trace(), pytest.raises(NotAsked):
        dossiers.answer_move(by=me, code=dossier.code, moves=True, at=later(AT, 20))


def asked_about_nothing() -> Dossier:
    """The new version says the same for this dossier."""
    dossier = with_fee()
    same = Version.objects.get(pk=dossier.version_id)
    same.pk, same.number = None, 2
    same.content = same.content | {"name": {"vi": "Cấp giấy phép, nói rõ hơn"}}
    same.content_hash = content_hash(same.content)
    same.save(force_insert=True)
    spread(a_transition(same, "ask"))
    return dossier


def test_who_would_notice_nothing_is_told_to_do_nothing():
    asked_about_nothing()

    message = Message.objects.order_by("-pk").first()
    assert not changes_anything(Crossing.objects.get().touched)
    assert message is not None
    assert "anh/chị không phải làm gì" in message.subject
    assert "phiên bản nào" not in message.subject + message.body


@pytest.mark.parametrize(
    ("changed", "notices"),
    [
        ({}, False),
        ({"lost": ["a"]}, True),
        ({"papers_more": ["so-do"]}, True),
        ({"fee_after_vnd": 2}, True),
        ({"due_after": "2026-11-24T17:00:00+07:00"}, True),
        ({"due_before": ""}, False),
    ],
)
def test_the_applicant_notices_questions_papers_fee_and_day(changed, notices):
    same = {one: [] for one in ("lost", "missing", "papers_more", "papers_less")}
    same |= {"fee_before_vnd": 1, "fee_after_vnd": 1}
    same |= dict.fromkeys(("due_before", "due_after"), "2026-11-23T17:00:00+07:00")

    assert changes_anything(same | changed) is notices
