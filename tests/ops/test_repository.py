"""Results that were issued before, kept for their owners from the command line."""

import json
from argparse import Namespace

import pytest

from motcua.ops.commands import repository
from motcua.records.repository.models import Holding
from tests.casework.dossiers.standings import returned

pytestmark = pytest.mark.django_db


def held(capsys: pytest.CaptureFixture[str], *, most: int = 0) -> dict[str, object]:
    assert repository.hold_issued(Namespace(most=most, json=True)) == 0
    said = capsys.readouterr().out  # a log line may stand before the answer
    return json.loads(said[said.index("{") :])


def test_what_was_issued_before_is_held_and_a_second_run_goes_on_where_the_first_stopped(capsys):
    for _ in range(3):
        returned()

    assert held(capsys, most=2) == {"held": 2, "not_ready": 0, "left": 1}
    assert held(capsys) == {"held": 1, "not_ready": 0, "left": 0}
    assert held(capsys) == {"held": 0, "not_ready": 0, "left": 0}
    assert Holding.objects.count() == 3


def test_people_read_a_sentence_and_how_far_it_is(capsys):
    returned()

    repository.hold_issued(Namespace(most=0, json=False))

    assert capsys.readouterr().out.endswith("1 results are kept for their owners now; 0 are left.\n")
    assert repository._progress(500, 1500, 5.0) == "500 of 1500, 100 a second, 0 minutes left"
