"""Undoing and doing again: changes like any other, of which nothing is lost."""

from datetime import timedelta

import pytest

from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from motcua.reference.catalogue import errors, operations, queries
from motcua.reference.catalogue.models import DraftChange
from motcua.reference.catalogue.rules.undoing import MOST_CHANGES, turns
from tests.factories.accounts import MONDAY, lan, officer_view

from .drafting import an_editor, an_open_draft, events_since

NOON = MONDAY + timedelta(hours=3)


@pytest.mark.parametrize(
    ("kinds", "undo", "redo"),
    [
        ("", None, None),
        ("e", 1, None),
        ("ee", 2, None),
        ("eeu", 1, 3),
        ("eeuu", None, 4),
        ("eeuur", 5, 3),
        ("eeuurr", 6, None),
        ("eeue", 4, None),
        ("eur", 3, None),
        ("euru", None, 4),
        ("u", None, 1),
        ("ur", 2, None),
        ("r", 1, None),
    ],
    ids=lambda given: given if isinstance(given, str) else None,
)
def test_what_is_undone_next_is_told_by_playing_the_changes(kinds, undo, redo):
    words = {"e": "edit", "u": "undo", "r": "redo"}

    found = turns((number, words[kind]) for number, kind in enumerate(kinds, 1))

    assert (found.undo, found.redo) == (undo, redo)


def save(draft, number, *, by=SYSTEM):
    draft.refresh_from_db()
    return operations.save_draft_part(
        by=by, draft_code=draft.code, revision=draft.revision, part="fee", content={"n": number}, at=NOON
    )


def turn(draft, how, *, by=SYSTEM, revision=None):
    draft.refresh_from_db()
    act = operations.undo_draft_change if how == "undo" else operations.redo_draft_change
    act(by=by, draft_code=draft.code, revision=revision or draft.revision, at=NOON)
    draft.refresh_from_db()
    return draft.content["fee"]


@pytest.mark.django_db
def test_changes_are_undone_one_by_one_and_done_again(loaded):
    draft = an_open_draft()
    start = draft.content["fee"]
    save(draft, 1)
    save(draft, 2)

    said = [turn(draft, how) for how in ("undo", "undo", "redo", "redo", "undo")]

    assert said == [{"n": 1}, start, {"n": 1}, {"n": 2}, {"n": 1}]
    assert draft.revision == 8


@pytest.mark.django_db
def test_undoing_says_who_did_it_and_makes_them_an_author(loaded):
    draft, other = an_open_draft(), an_editor("binh")
    save(draft, 1)

    with events_since() as made:
        turn(draft, "undo", by=other)

    assert [(one.kind, one.payload) for one in made] == [
        ("DraftChangeUndone", {"part": "fee", "revision": 3, "before_revision": 2})
    ]
    seen = queries.draft(viewer=other, code=draft.code)
    assert (seen.changed_by_name, other.code in seen.editors) == (other.name, True)
    lines = queries.draft_changes(draft_code=draft.code)
    assert [(one.revision, one.kind, one.by) for one in lines] == [
        (3, "undo", other.name),
        (2, "edit", SYSTEM.code),
    ]
    assert (lines[1].after, lines[0].before, lines[0].after) == ({"n": 1}, {"n": 1}, lines[1].before)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["undo", "redo"])
def test_nothing_to_turn_back_leaves_no_trace(loaded, how):
    draft = an_open_draft()

    with events_since() as made, pytest.raises(errors.NothingToUndo):
        turn(draft, how)

    assert made == []
    assert not DraftChange.objects.exists()
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.django_db
def test_after_a_new_change_what_was_undone_stays_behind(loaded):
    draft = an_open_draft()
    save(draft, 1)
    turn(draft, "undo")
    save(draft, 2)

    with pytest.raises(errors.NothingToUndo):
        turn(draft, "redo")

    assert draft.content["fee"] == {"n": 2}


@pytest.mark.django_db
def test_nobody_undoes_what_they_have_not_seen(loaded):
    draft = an_open_draft()
    save(draft, 1)
    save(draft, 2)

    with events_since() as made, pytest.raises(errors.StaleDraft):
        turn(draft, "undo", revision=2)

    assert made == []
    draft.refresh_from_db()
    assert draft.content["fee"] == {"n": 2}


@pytest.mark.django_db
def test_only_editors_of_an_open_draft_undo(loaded):
    draft = an_open_draft()
    save(draft, 1)

    with events_since() as made, pytest.raises(Forbidden):
        turn(draft, "undo", by=officer_view(lan()))
    assert made == []

    operations.discard_draft(by=SYSTEM, draft_code=draft.code, revision=2, at=NOON)
    with events_since() as made, pytest.raises(errors.DraftClosed):
        turn(draft, "undo")
    assert made == []


@pytest.mark.django_db
def test_only_the_last_changes_are_kept(loaded):
    draft = an_open_draft()
    for number in range(MOST_CHANGES + 3):
        save(draft, number)

    assert draft.changes.count() == MOST_CHANGES
    assert queries.turns_of(draft_code=draft.code).undo == MOST_CHANGES + 4
