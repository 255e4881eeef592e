"""The kept counts of the queues, looked at and counted anew from the command line."""

import json
from argparse import Namespace

import pytest

from motcua.casework.dossiers.models import QueueCount
from motcua.ops.commands import queues
from tests.factories.dossiers import filed

pytestmark = pytest.mark.django_db


def recounted(capsys: pytest.CaptureFixture[str], *, check: bool = False) -> tuple[int, dict[str, object]]:
    status = queues.recount(Namespace(check=check, json=True))
    said = capsys.readouterr().out  # a log line may stand before the answer
    return status, json.loads(said[said.index("{") :])


def test_counts_that_are_right_are_left_alone(capsys):
    filed()

    assert recounted(capsys) == (0, {"wrong": 0, "mended": False})


def test_a_look_says_no_and_changes_nothing(capsys):
    filed()
    QueueCount.objects.update(n=7)

    assert recounted(capsys, check=True) == (1, {"wrong": 1, "mended": False})
    assert QueueCount.objects.get().n == 7


def test_wrong_counts_are_counted_anew(capsys):
    filed()
    QueueCount.objects.update(n=7)

    assert recounted(capsys) == (0, {"wrong": 1, "mended": True})
    assert QueueCount.objects.get().n == 1
    assert recounted(capsys) == (0, {"wrong": 0, "mended": False})


def test_people_read_a_sentence(capsys):
    queues.recount(Namespace(check=False, json=False))

    assert capsys.readouterr().out == "Every count is right.\n"
