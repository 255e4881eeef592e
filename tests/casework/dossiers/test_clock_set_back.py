"""A machine's clock set back: no act lies before the last change of hands, and the refusal leaves no trace."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.calendar.errors import ClockOrderRefused
from tests.factories.dossiers import reload

from .acts_table import ALLOWED, OFFICERS_ACTS
from .standings import STATES, everybody
from .traces import no_trace

pytestmark = pytest.mark.django_db
BESIDE = {"write_note"}
"""What moves nothing is kept as the clock has it."""


@pytest.mark.parametrize("state", ["accepted", "assigned", "proposed", "signed", "numbered"])
def test_an_act_before_the_last_change_of_hands_is_refused_and_leaves_no_trace(state):
    dossier = reload(STATES[state]())
    people = everybody()
    before = dossier.submitted_at - timedelta(days=1)

    done = set()
    for name in sorted(set(ALLOWED[state]) & set(OFFICERS_ACTS) - BESIDE):
        who = next(
            people[one] for one in sorted(ALLOWED[state][name]) if isinstance(people[one], OfficerView)
        )
        with no_trace(), pytest.raises(ClockOrderRefused):
            OFFICERS_ACTS[name](dossier, who, before)
        done.add(name)

    assert done
