"""A paper in hand goes back to the others; and what waits is found behind what waits for a decision."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.errors import KeyingLost, PaperMissing
from motcua.records.digitisation.models import Keying, KeyingError, Paper
from tests.factories.accounts import MONDAY
from tests.factories.line import VALUES, a_box, a_campaign, a_paper, checker, key, keyer

pytestmark = pytest.mark.django_db


def test_who_gives_a_paper_back_is_given_another_first():
    box = a_box()
    first, second = a_paper(box), a_paper(box)
    line.take_next(by=keyer(), at=MONDAY)

    line.give_back(by=keyer(), paper_code=first.code, at=MONDAY)

    assert line.take_next(by=keyer(), at=MONDAY).paper == second
    assert line.take_next(by=keyer("nhap-2"), at=MONDAY).paper in (first, second)


def test_nobody_is_left_without_work_for_having_given_it_back():
    paper = a_paper()
    line.take_next(by=keyer(), at=MONDAY)
    line.give_back(by=keyer(), paper_code=paper.code, at=MONDAY)

    assert line.take_next(by=keyer(), at=MONDAY).paper == paper


def test_what_is_not_in_hand_cannot_be_given_back():
    paper = a_paper()
    kept = AuditEvent.objects.count()

    with pytest.raises(KeyingLost):
        line.give_back(by=keyer(), paper_code=paper.code, at=MONDAY)
    with pytest.raises(PermissionLacking):
        line.give_back(by=checker(), paper_code=paper.code, at=MONDAY)
    with pytest.raises(PaperMissing):
        line.give_back(by=keyer(), paper_code="DV-0", at=MONDAY)

    assert not Keying.objects.exists()
    assert AuditEvent.objects.count() == kept


def test_a_paper_knows_how_many_entries_it_has_whatever_becomes_of_them():
    paper = a_paper()

    def entries() -> int:
        paper.refresh_from_db()
        assert paper.entries == paper.keyings.filter(void_at=None).count()
        return paper.entries

    line.take_next(by=keyer(), at=MONDAY)
    line.take_next(by=keyer("nhap-2"), at=MONDAY + timedelta(minutes=30))
    assert entries() == 2
    line.give_back(by=keyer("nhap-2"), paper_code=paper.code, at=MONDAY + timedelta(minutes=31))
    assert entries() == 1
    line.take_next(by=keyer("nhap-3"), at=MONDAY + timedelta(hours=1))  # the first has lost it by now
    assert entries() == 1
    line.keep_entry(by=keyer("nhap-3"), paper_code=paper.code, values=VALUES, at=MONDAY + timedelta(hours=1))
    assert entries() == 1

    Paper.objects.update(entries=0)
    with connection.schema_editor() as editor:
        import_module("motcua.records.digitisation.migrations.0009_entries_of_before").count(None, editor)
    assert entries() == 1


def test_a_paper_that_waits_is_found_behind_many_that_wait_for_a_decision():
    box = a_box()
    for _number in range(201):
        paper = a_paper(box)
        Keying.objects.bulk_create(
            Keying(paper=paper, round=n, officer_code=f"nhap-{n}", values={}, taken_at=MONDAY, done_at=MONDAY)
            for n in (1, 2)
        )
    Paper.objects.update(entries=2)
    waiting = a_paper(box)

    assert line.take_next(by=keyer("nhap-3"), at=MONDAY + timedelta(minutes=1)).paper == waiting


def test_what_the_second_round_sets_right_was_wrong_of_whoever_had_it_so_the_machine_too():
    box = a_box(a_campaign(sampling="full"))
    paper = a_paper(box, read=VALUES | {"issued_on": "2018-04-03", "number": "16", "owner": "Đúng"})
    paper = key(paper, VALUES, VALUES)
    lot = paper.lots.get().lot

    line.look_at_sample(
        by=checker(),
        lot_code=lot.code,
        paper_code=paper.code,
        values={"number": "16", "signer": "Ai"},
        at=MONDAY,
    )

    counted = KeyingError.objects.filter(taken_back=False)
    wrong = sorted(counted.values_list("officer_code", "field"))
    assert KeyingError.objects.get(taken_back=True).field == "number"  # the machine had it right after all
    assert wrong == [
        ("", "number"), ("", "owner"), ("", "signer"),
        ("nhap-1", "number"), ("nhap-1", "signer"), ("nhap-2", "number"), ("nhap-2", "signer"),
    ]  # fmt: skip
