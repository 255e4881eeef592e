"""Refusals in the trail: beside the subject's own chain, and never more than the bounds."""

from datetime import timedelta

import pytest

from motcua.foundation.audit import operations, queries
from motcua.foundation.audit.events import ActRefused
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import Actor, ActorKind
from tests.factories.accounts import MONDAY

pytestmark = pytest.mark.django_db


def refuse(number=0, *, actor="lan", after=timedelta(), reason="StalePage", about="dossier:H1"):
    return operations.record_refusal(
        ActRefused(
            subject=about if not number else f"{about}{number}",
            at=MONDAY + after,
            actor=Actor(ActorKind.OFFICER, actor),
            act="accept",
            reason=reason,
        )
    )


def test_it_stands_in_a_chain_beside_the_subjects_own():
    assert refuse().subject == "refused:dossier:H1"
    assert not queries.events_of(subject="dossier:H1").exists()


def test_the_same_within_a_minute_is_counted_and_told_by_the_next():
    refuse()
    assert refuse(after=timedelta(seconds=5)) is None
    assert refuse(after=timedelta(seconds=59)) is None

    event = refuse(after=timedelta(seconds=60))

    assert (event.sequence, event.payload["left_out"]) == (2, 2)
    assert refuse(after=timedelta(seconds=61)) is None
    assert [row.again for row in queries.refusals_about(subject="dossier:H1")] == [1, 2]


@pytest.mark.parametrize("other", [{"actor": "son"}, {"reason": "MoveRefused"}, {"about": "dossier:H2"}])
def test_another_person_reason_or_dossier_is_another_refusal(other):
    refuse()

    assert refuse(after=timedelta(seconds=1), **other) is not None


def test_one_person_gets_sixty_an_hour_and_others_are_not_held_up():
    for number in range(70):
        refuse(number)

    assert AuditEvent.objects.count() == operations.MOST_AN_HOUR == 60
    assert refuse(actor="son") is not None
    assert refuse(100, after=timedelta(hours=1)) is not None


def test_a_clock_set_back_does_not_silence_refusals():
    refuse()

    assert refuse(after=-timedelta(hours=2)) is not None
