"""Drafts of processes: written, handed in, published by somebody else; what is refused leaves no trace."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.reference.workflow import errors, operations, queries
from motcua.reference.workflow.enums import VersionState
from motcua.reference.workflow.models import ProcessDraft, ProcessVersion
from tests.factories.accounts import MONDAY, an_agency, officer_view
from tests.factories.dossiers import a_publication, an_authority

from .writing import (
    AGENCY,
    CODE,
    DECISION,
    a_draft_of_a_process,
    a_submitted_process,
    a_time_to_come,
    fitting_rows,
)

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def as_(role):
    return officer_view(an_authority()[role])


def published(rows=None, *, valid_from=TODAY, decision=DECISION):
    draft = a_submitted_process(rows)
    return operations.publish_draft(
        by=as_("leader"),
        draft_code=draft.code,
        revision=draft.revision,
        decision=decision,
        valid_from=valid_from,
        at=MONDAY,
    )


def state():
    """All that an act of this room may write."""
    return (
        list(ProcessDraft.objects.order_by("pk").values()),
        list(ProcessVersion.objects.order_by("pk").values()),
        AuditEvent.objects.count(),
    )


def refused(error, act, **named):
    before = state()
    with pytest.raises(error) as found:
        act(**named)
    assert state() == before
    return found.value


def test_a_process_goes_from_a_draft_to_the_one_in_force():
    version = published()

    assert (version.number, version.decision, version.published_by) == (
        1,
        f"12/QĐ-SKHCN ngày {TODAY:%d/%m/%Y} của Sở Khoa học và Công nghệ",
        an_authority()["leader"].code,
    )
    assert queries.process_in_force(procedure_code=CODE, agency_code=AGENCY, on=TODAY) == version
    assert [step["slug"] for step in version.steps] == ["tiep-nhan", "tham-dinh", "ra-soat", "ky"]
    kinds = AuditEvent.objects.filter(kind__startswith="Process").order_by("sequence")
    assert [event.kind for event in kinds] == [
        "ProcessDraftOpened",
        "ProcessDraftEdited",
        "ProcessDraftSubmitted",
        "ProcessPublished",
    ]


def test_a_new_version_replaces_the_old_one_which_is_never_changed():
    first = published(valid_from=date(2026, 1, 1))
    rows = fitting_rows()
    rows[1]["name"] = "Thẩm định kỹ"
    second = published(rows, valid_from=date(2026, 3, 1), decision=replace(DECISION, number="13/QĐ-SKHCN"))

    first.refresh_from_db()
    assert (second.number, first.valid_to) == (2, date(2026, 2, 28))
    shown = queries.history(viewer=as_("editor"), procedure_code=CODE, agency_code=AGENCY, on=TODAY)
    assert [one.state for one in shown] == [VersionState.IN_FORCE, VersionState.REPLACED]
    assert [step["slug"] for step in second.steps] == [step["slug"] for step in first.steps]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessVersion.objects.filter(pk=first.pk).update(decision_number="99")
    with pytest.raises(IntegrityError), transaction.atomic():
        second.delete()


def test_one_that_begins_later_does_not_hold_yet():
    first, second = published(valid_from=date(2026, 1, 1)), None
    rows = fitting_rows()
    rows[1]["name"] = "Thẩm định kỹ"
    second = published(rows, valid_from=date(2027, 1, 1))

    def on(day):
        return queries.process_in_force(procedure_code=CODE, agency_code=AGENCY, on=day)

    assert (on(TODAY), on(date(2027, 1, 1))) == (first, second)


def three_days():
    rows = fitting_rows()
    rows[1]["hours"] = "8"
    return rows


def test_the_hours_are_held_against_the_time_of_the_first_day():
    a_time_to_come(3)
    first = date(2027, 1, 1)

    assert published(three_days(), valid_from=first).valid_from == first

    draft = a_submitted_process(fitting_rows())
    publishing = {"draft_code": draft.code, "revision": draft.revision, "decision": DECISION, "at": MONDAY}
    refusal = refused(
        errors.ProcessHasFaults,
        operations.publish_draft,
        by=as_("leader"),
        valid_from=date(2027, 2, 1),
        **publishing,
    )
    assert "24" in refusal.sentence


def test_what_fits_no_time_of_its_first_day_is_not_published_for_today():
    a_time_to_come(3)
    draft = a_submitted_process(three_days())
    publishing = {"draft_code": draft.code, "revision": draft.revision, "decision": DECISION, "at": MONDAY}
    refused(
        errors.ProcessHasFaults, operations.publish_draft, by=as_("leader"), valid_from=TODAY, **publishing
    )


def test_a_published_time_that_leaves_the_process_behind_is_told():
    def told(on=TODAY):
        return [
            (one.number, one.from_day)
            for one in queries.misfits(procedure_code=CODE, agency_code=AGENCY, on=on)
        ]

    published()
    assert told() == []

    version = a_time_to_come(3)

    assert told() == [(1, version.valid_from)]
    published(three_days(), valid_from=version.valid_from)
    assert told() == []
    with CaptureQueriesContext(connection) as asked:
        told(on=version.valid_from)
    assert len(asked) == 3


def test_a_procedure_that_carries_an_older_process_along_does_not_undo_a_decision():
    agency = an_agency()
    content = {"steps": [{"name": "a", "unit": "b", "role": "leader", "hours": 40}], "decision": None}
    kept = {"procedure_code": CODE, "agency": agency, "valid_to": None, "at": MONDAY, "content": content}
    operations.keep_version(**kept, valid_from=date(2025, 1, 1))
    approved = published()

    assert operations.keep_version(**kept, valid_from=TODAY) == approved
    assert queries.process_in_force(procedure_code=CODE, agency_code=AGENCY, on=TODAY) == approved


class TestRefusals:
    def test_a_sum_above_the_published_time(self):
        rows = fitting_rows()
        rows[1]["hours"] = "32"
        draft = a_draft_of_a_process(rows)

        refusal = refused(
            errors.ProcessHasFaults,
            operations.submit_draft,
            by=as_("editor"),
            draft_code=draft.code,
            revision=draft.revision,
            at=MONDAY,
        )

        assert "48" in refusal.sentence

    def test_a_jump_that_the_table_does_not_allow(self):
        rows = fitting_rows()
        rows[2]["next"] = ["tiep-nhan"]
        draft = a_draft_of_a_process(rows)

        refused(
            errors.ProcessHasFaults,
            operations.submit_draft,
            by=as_("editor"),
            draft_code=draft.code,
            revision=draft.revision,
            at=MONDAY,
        )

    def test_the_second_editor_overwrites_nothing(self):
        draft = a_draft_of_a_process()

        refusal = refused(
            errors.StaleProcess,
            operations.save_rows,
            by=as_("editor"),
            draft_code=draft.code,
            revision=draft.revision - 1,
            rows=[],
            at=MONDAY,
        )

        assert refusal.who == an_authority()["editor"].full_name

    def test_whoever_wrote_does_not_publish(self):
        draft = a_submitted_process()
        publishing = {
            "draft_code": draft.code,
            "revision": draft.revision,
            "decision": DECISION,
            "valid_from": TODAY,
            "at": MONDAY,
        }

        refused(errors.WriterCannotPublish, operations.publish_draft, by=as_("editor"), **publishing)
        refused(PermissionLacking, operations.publish_draft, by=as_("specialist"), **publishing)

    @pytest.mark.parametrize(
        "decision",
        [
            replace(DECISION, number=" "),
            replace(DECISION, agency=""),
            replace(DECISION, on=date(2027, 1, 1)),
            replace(DECISION, number="x" * 61),
        ],
    )
    def test_half_a_decision(self, decision):
        draft = a_submitted_process()

        refused(
            errors.ProcessDecisionIncomplete,
            operations.publish_draft,
            by=as_("leader"),
            draft_code=draft.code,
            revision=draft.revision,
            decision=decision,
            valid_from=TODAY,
            at=MONDAY,
        )

    def test_the_same_steps_again_and_a_period_that_is_taken(self):
        published(valid_from=date(2026, 2, 1))
        draft = a_submitted_process()
        facts = {"draft_code": draft.code, "revision": draft.revision, "decision": DECISION, "at": MONDAY}

        refused(
            errors.ProcessUnchanged, operations.publish_draft, by=as_("leader"), valid_from=TODAY, **facts
        )
        ProcessDraft.objects.filter(pk=draft.pk).update(rows=renamed())
        refused(
            errors.ProcessPeriodTaken,
            operations.publish_draft,
            by=as_("leader"),
            valid_from=date(2026, 2, 1),
            **facts,
        )

    def test_what_is_handed_in_is_not_written_until_it_comes_back(self):
        draft = a_submitted_process()
        facts = {"draft_code": draft.code, "revision": draft.revision, "at": MONDAY}

        refused(errors.ProcessDraftClosed, operations.save_rows, by=as_("editor"), rows=[], **facts)
        refused(errors.ProcessDraftClosed, operations.discard_draft, by=as_("editor"), **facts)
        refused(
            errors.SendBackWithoutReason, operations.send_back_draft, by=as_("leader"), reason=" ", **facts
        )
        operations.send_back_draft(by=as_("leader"), reason="Thiếu bước.", **facts)
        back = queries.draft(viewer=as_("editor"), code=draft.code, on=TODAY)
        assert (back.state, back.sent_back_reason) == ("editing", "Thiếu bước.")
        operations.discard_draft(by=as_("editor"), **facts)

    def test_one_draft_at_a_time_by_editors_only_of_a_procedure_that_is_published(self):
        draft = a_draft_of_a_process()
        opening = {"agency": AGENCY, "procedure_code": CODE, "at": MONDAY}

        refusal = refused(errors.ProcessDraftOpen, operations.open_draft, by=as_("editor"), **opening)
        assert refusal.code == draft.code
        refused(PermissionLacking, operations.open_draft, by=as_("specialist"), **opening)
        refused(
            errors.ProcessUnknown,
            operations.open_draft,
            by=as_("editor"),
            **opening | {"procedure_code": "9.9"},
        )
        refused(
            errors.TooManySteps,
            operations.save_rows,
            by=as_("editor"),
            draft_code=draft.code,
            revision=draft.revision,
            rows=fitting_rows() * 20,
            at=MONDAY,
        )

    def test_a_draft_of_another_authority_is_not_there(self):
        a_draft_of_a_process()
        with pytest.raises(errors.ProcessDraftUnknown):
            queries.draft(viewer=as_("specialist"), code="Q-0", on=TODAY)


def renamed():
    rows = fitting_rows()
    rows[1]["name"] = "Thẩm định kỹ"
    return rows


def test_a_draft_begins_with_the_steps_in_force_and_keeps_their_slugs():
    published(valid_from=date(2026, 1, 1))

    draft = operations.open_draft(by=as_("editor"), agency=AGENCY, procedure_code=CODE, at=MONDAY)

    assert draft.rows == fitting_rows()
    assert a_publication(CODE).agency.code == AGENCY
