"""A draft becomes a version; versions are withdrawn, procedures abolished."""

import copy
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from motcua.reference.catalogue import errors, operations, queries
from motcua.reference.catalogue.models import Publication, Version
from tests.factories.accounts import FRIDAY, MONDAY, lan, officer_view

from .drafting import (
    CODE,
    DECISION,
    a_submitted_draft,
    an_editor,
    an_open_draft,
    changed,
    events_since,
    published,
)

pytestmark = pytest.mark.django_db
FIRST = date(2026, 12, 1)


def test_a_draft_becomes_a_version_with_its_decision_and_days(loaded):
    draft = a_submitted_draft(name={"vi": "Khai báo thiết bị bức xạ"})

    version = published(draft)

    assert (version.number, version.valid_from, version.valid_to) == (2, FIRST, None)
    assert (version.decision_number, version.decision_on) == (DECISION.number, DECISION.on)
    assert (version.published_by, version.under_way) == ("bien-tap-binh", "stay")
    assert version.content["valid_from"]["day"] == "2026-12-01"
    assert version.content["valid_from"]["verified"] is False
    assert version.process_version.content["steps"]
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("published", version)
    page = queries.procedure_page(code=CODE, on=FIRST)
    assert str(page.name) == "Khai báo thiết bị bức xạ"
    assert DECISION.number in page.decision


def test_both_the_procedure_and_the_draft_have_an_event_of_the_act(loaded):
    draft = a_submitted_draft()

    with events_since() as made:
        published(draft, under_way="ask", ground="Điều 20 NĐ 142/2020/NĐ-CP")

    assert [(event.kind, event.subject) for event in made if event.kind.endswith("Published")] == [
        ("VersionPublished", CODE),
        ("DraftPublished", draft.code),
    ]
    assert made[0].payload["under_way"] == "ask"
    assert made[0].act_id == made[1].act_id


def test_whoever_wrote_in_a_draft_does_not_approve_it(loaded):
    draft = a_submitted_draft()

    with events_since() as made, pytest.raises(errors.SamePerson):
        published(draft, by=an_editor())

    assert made == []
    assert Version.objects.filter(publication__full_code=CODE).count() == 1


def test_one_who_wrote_long_ago_does_not_approve_it_either(loaded):
    draft, binh = an_open_draft(), an_editor("binh")
    operations.save_draft_part(
        by=binh, draft_code=draft.code, revision=1, part="fee", content=None, at=MONDAY
    )
    operations.save_draft_part(
        by=an_editor(),
        draft_code=draft.code,
        revision=2,
        part="procedure",
        content=changed(
            draft, fee=None, time={**draft.content["procedure"]["time"], "starts": "valid_papers"}
        ),
        at=MONDAY,
    )
    operations.submit_draft(by=an_editor(), draft_code=draft.code, revision=3, at=MONDAY)
    draft.refresh_from_db()

    with pytest.raises(errors.SamePerson):
        published(draft, by=binh)


def test_whoever_handed_in_what_the_command_line_brought_does_not_approve_it_alone(loaded):
    binh = an_editor("binh")
    draft = an_open_draft(by=SYSTEM)
    operations.save_draft_part(
        by=SYSTEM, draft_code=draft.code, revision=1, part="procedure", content=changed(draft), at=MONDAY
    )
    draft = operations.submit_draft(by=binh, draft_code=draft.code, revision=1, at=MONDAY)

    with events_since() as made, pytest.raises(errors.SamePerson):
        published(draft, by=binh)

    assert made == []


REFUSALS = {
    "not-handed-in": (errors.DraftClosed, {}),
    "stale": (errors.StaleDraft, {"revision": 1}),
    "forbidden": (Forbidden, {"by": "lan"}),
    "decision": (errors.DecisionIncomplete, {"decision": operations.Decision(" ", DECISION.on, "Sở")}),
    "decision-to-come": (
        errors.DecisionIncomplete,
        {"decision": operations.Decision("1", date(2027, 1, 1), "Sở")},
    ),
    "days": (errors.PeriodUnusable, {"valid_to": date(2026, 11, 30)}),
    "ground": (errors.GroundMissing, {"under_way": "move"}),
    "under-way": (errors.GroundMissing, {"under_way": "burn", "ground": "x"}),
    "unknown": (errors.DraftUnknown, {"draft_code": "D-000000000000"}),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_not_in_order_is_not_published_and_leaves_no_trace(loaded, case):
    error, terms = REFUSALS[case]
    draft = an_open_draft() if case == "not-handed-in" else a_submitted_draft()
    by = {"by": officer_view(lan())} if terms.get("by") else {}

    with events_since() as made, pytest.raises(error):
        published(draft, **(terms | by))

    assert made == []
    assert Version.objects.filter(publication__full_code=CODE).count() == 1
    draft.refresh_from_db()
    assert draft.state in {"submitted", "editing"}


def test_the_version_before_ends_when_the_new_one_begins_and_holds_again_when_it_is_withdrawn(loaded):
    second = published(a_submitted_draft())
    third = published(a_submitted_draft(keywords=["ba"]), valid_from=date(2027, 1, 1))
    second.refresh_from_db()
    assert second.valid_to == date(2026, 12, 31)

    operations.withdraw_version(by=an_editor("binh"), version_id=third.pk, reason="Sai mức phí", at=FRIDAY)

    second.refresh_from_db()
    assert second.valid_to is None
    shown = queries.version_for_filing(publication_code=CODE, on=date(2027, 2, 1), demo=True)
    assert shown.number == 2
    states = {line.number: line.state for line in queries.history(publication_code=CODE, on=FIRST)}
    assert states == {1: "replaced", 2: "in_force", 3: "withdrawn"}


def test_a_dossier_stays_with_a_version_that_was_withdrawn(loaded):
    version = published(a_submitted_draft())

    operations.withdraw_version(by=an_editor("binh"), version_id=version.pk, reason="Sai", at=FRIDAY)

    assert queries.version_of(version_id=version.pk).number == 2


def test_a_version_is_withdrawn_once_and_with_a_reason(loaded):
    version, binh = published(a_submitted_draft()), an_editor("binh")
    with events_since() as made, pytest.raises(errors.ReasonMissing):
        operations.withdraw_version(by=binh, version_id=version.pk, reason=" ", at=FRIDAY)
    with pytest.raises(Forbidden):
        operations.withdraw_version(by=officer_view(lan()), version_id=version.pk, reason="x", at=FRIDAY)
    with pytest.raises(errors.VersionUnknown):
        operations.withdraw_version(by=binh, version_id=0, reason="x", at=FRIDAY)
    assert made == []
    operations.withdraw_version(by=binh, version_id=version.pk, reason="Sai", at=FRIDAY)

    with events_since() as made, pytest.raises(errors.VersionWithdrawn):
        operations.withdraw_version(by=binh, version_id=version.pk, reason="Sai", at=FRIDAY)

    assert made == []


@pytest.mark.parametrize("column", ["decision_number", "ground", "content", "draft_id"])
def test_the_database_refuses_to_change_a_version(loaded, column):
    version = published(a_submitted_draft())

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**{column: None if column == "draft_id" else {}})


def test_the_database_refuses_to_take_a_withdrawal_back(loaded):
    version = published(a_submitted_draft())
    operations.withdraw_version(by=an_editor("binh"), version_id=version.pk, reason="Sai", at=FRIDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(
            withdrawn_at=None, withdrawn_by=None, withdrawn_reason=None
        )


def test_a_draft_that_was_overtaken_is_not_published(loaded):
    draft = a_submitted_draft()
    live = Version.objects.get(publication__full_code=CODE)
    Version.objects.create(
        publication=live.publication,
        number=2,
        content=live.content,
        content_hash="0" * 64,
        sources=[],
        valid_from=FIRST,
        published_at=MONDAY,
    )

    with events_since() as made, pytest.raises(errors.DraftBehind, match="2"):
        published(draft)

    assert made == []


def test_a_draft_that_says_nothing_new_is_not_published(loaded):
    published(a_submitted_draft())
    draft = an_open_draft(at=FRIDAY)
    operations.discard_draft(by=an_editor(), draft_code=draft.code, revision=1, at=FRIDAY)
    content = queries.content_of(Version.objects.get(publication__full_code=CODE, number=2))
    draft = operations.open_draft(
        by=an_editor(), agency="skhcn-quang-tri", publication_code=CODE, content=content, at=FRIDAY
    )
    operations.submit_draft(by=an_editor(), draft_code=draft.code, revision=1, at=FRIDAY)

    with events_since() as made, pytest.raises(errors.NothingChanged):
        published(draft)

    assert made == []


def test_a_version_before_another_needs_a_last_day(loaded):
    published(a_submitted_draft(), valid_from=date(2027, 1, 1))

    with pytest.raises(errors.PeriodTaken):
        published(a_submitted_draft(keywords=["ba"]))

    draft = Publication.objects.get(full_code=CODE).drafts.get(state="submitted")
    version = published(draft, valid_to=date(2026, 12, 31))
    assert (version.number, version.valid_to) == (3, date(2026, 12, 31))


def test_a_name_that_stood_for_another_kind_is_refused(loaded):
    draft = an_open_draft()
    form = copy.deepcopy(draft.content["form"])
    field = form["sections"][0]["fields"][0]
    field["kind"] = "long_text"
    form["sections"][0]["fields"].append(field | {"name": "brand_new", "kind": "long_text"})
    operations.save_draft_part(
        by=an_editor(), draft_code=draft.code, revision=1, part="form", content=form, at=MONDAY
    )

    with pytest.raises(errors.DraftHasProblems) as refused:
        operations.submit_draft(by=an_editor(), draft_code=draft.code, revision=2, at=MONDAY)

    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].startswith(f"form: {field['name']}: ")


def test_an_abolished_procedure_ends_and_is_drafted_no_more(loaded):
    binh, last = an_editor("binh"), date(2026, 12, 31)
    published(a_submitted_draft())

    operations.abolish_publication(by=binh, publication_code=CODE, decision=DECISION, on=last, at=FRIDAY)

    assert queries.version_for_filing(publication_code=CODE, on=last, demo=False).number == 2
    with pytest.raises(errors.LawHasEnded):
        queries.version_for_filing(publication_code=CODE, on=date(2027, 1, 1), demo=False)
    with events_since() as made:
        with pytest.raises(errors.PublicationAbolished):
            an_open_draft()
        with pytest.raises(errors.PublicationAbolished):
            operations.abolish_publication(
                by=binh, publication_code=CODE, decision=DECISION, on=last, at=FRIDAY
            )
    assert made == []


def test_a_procedure_with_a_version_to_come_is_not_abolished_before_it(loaded):
    published(a_submitted_draft())

    with events_since() as made, pytest.raises(errors.PeriodTaken):
        operations.abolish_publication(
            by=an_editor("binh"), publication_code=CODE, decision=DECISION, on=date(2026, 11, 30), at=FRIDAY
        )

    assert made == []


def test_what_editors_published_is_not_overwritten_by_what_the_product_ships(loaded):
    version = published(a_submitted_draft())
    live = Version.objects.filter(publication__full_code=CODE).count()

    operations.load_shipped(agencies={"H50": "skhcn-quang-tri"}, by=SYSTEM, at=FRIDAY)

    assert Version.objects.filter(publication__full_code=CODE).count() == live
    assert queries.version_for_filing(publication_code=CODE, on=FIRST, demo=True).number == version.number
