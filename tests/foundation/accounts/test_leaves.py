"""Days away with a substitute: who may say so, what is refused, and what a substitute may do meanwhile."""

from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations, queries, rules
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.models import Leave
from motcua.foundation.accounts.queries.leaves import leaves_of, substitutes_for
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Forbidden
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first_day", "last_day", "refusal"),
    [
        (TODAY, TODAY, None),
        (TODAY + DAY, TODAY + 2 * DAY, None),
        (TODAY, TODAY - DAY, errors.PeriodUnusable),
        (TODAY - DAY, TODAY, errors.LeaveInThePast),
    ],
)
def test_days_away_are_today_or_later(first_day, last_day, refusal):
    if refusal is None:
        rules.check_leave(first_day=first_day, last_day=last_day, today=TODAY)
        return
    with pytest.raises(refusal):
        rules.check_leave(first_day=first_day, last_day=last_day, today=TODAY)


def test_only_work_on_dossiers_is_passed_on():
    every = frozenset(str(one) for one in Permission)

    assert every - rules.passed_on(every) == {
        "catalogue.edit", "catalogue.publish", "repository.keep", "archive.keep", "administer", "digitise.plan",
        "digitise.scan", "digitise.key", "digitise.check", "digitise.seal",
    }  # fmt: skip


@pytest.fixture
def people():
    """A specialist, two colleagues of the same agency, and somebody of another one."""
    division = make.a_unit("qt-chuyen-mon", kind=UnitKind.DIVISION)
    elsewhere = make.a_unit("bg-mot-cua", agency=make.an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return {
        "specialist": make.an_officer("specialist", unit=division, code="tam", full_name="Đỗ Thị Tâm"),
        "colleague": make.an_officer("specialist", unit=division, code="dung", full_name="Lê Dũng"),
        "head": make.an_officer("division_head", unit=division, code="vinh", full_name="Hồ Vinh"),
        "elsewhere": make.an_officer(unit=elsewhere, code="bac"),
    }


def record(by, officer="tam", substitute="dung", first=0, last=4):
    return operations.record_leave(
        by=by, officer_code=officer, substitute_code=substitute, first_day=TODAY + first * DAY,
        last_day=TODAY + last * DAY, at=MONDAY,
    )  # fmt: skip


def view(people, who):
    return make.officer_view(people[who])


def nothing_was_kept():
    return not AuditEvent.objects.exists() and not Leave.objects.exists() and not Message.objects.exists()


class TestRecording:
    def test_the_officer_or_the_administrator_says_who_stands_in(self, people, administrator):
        record(view(people, "specialist"))
        record(administrator, officer="vinh", substitute="lan" if make.lan() else "")

        assert [(one.officer.code, one.substitute.code) for one in Leave.objects.order_by("pk")] == [
            ("tam", "dung"),
            ("vinh", "lan"),
        ]
        event = AuditEvent.objects.filter(kind="LeaveRecorded").order_by("pk").first()
        assert (event.subject, event.actor_code, event.payload["substitute"]) == (
            "officer:tam",
            "tam",
            "dung",
        )
        assert "thay Đỗ Thị Tâm" in Message.objects.order_by("pk")[0].subject

    def test_nobody_else_does(self, people, outsider):
        for by in (view(people, "colleague"), view(people, "head"), outsider):
            with pytest.raises(Forbidden):
                record(by)
        assert nothing_was_kept()

    @pytest.mark.parametrize("substitute", ["tam", "bac", "khong-co"])
    def test_a_substitute_is_a_colleague_of_the_same_agency(self, people, substitute):
        with pytest.raises(errors.SubstituteUnfit):
            record(view(people, "specialist"), substitute=substitute)
        assert nothing_was_kept()

    def test_a_substitute_holds_a_post_until_the_last_day(self, people):
        post = people["colleague"].posts.get()
        post.valid_to = TODAY + DAY
        post.save()

        with pytest.raises(errors.SubstituteUnfit):
            record(view(people, "specialist"))
        assert nothing_was_kept()

    def test_days_away_do_not_overlap(self, people):
        record(view(people, "specialist"))

        with pytest.raises(errors.LeaveOverlaps):
            record(view(people, "specialist"), first=4, last=9)
        assert Leave.objects.count() == 1
        record(view(people, "specialist"), first=5, last=9)

    def test_nobody_stands_in_in_a_circle(self, people):
        record(view(people, "specialist"))

        with pytest.raises(errors.StandsInThen):
            record(view(people, "colleague"), officer="dung", substitute="tam")
        with pytest.raises(errors.StandsInThen):
            record(view(people, "colleague"), officer="dung", substitute="vinh", first=4)
        with pytest.raises(errors.SubstituteAway):
            record(view(people, "head"), officer="vinh", substitute="tam")
        assert Leave.objects.count() == 1


class TestEnding:
    def test_ended_early_nobody_stands_in_any_more(self, people):
        leave = record(view(people, "specialist"))
        assert view(people, "colleague").stands_in_for == ((people["specialist"].pk, "Đỗ Thị Tâm"),)

        operations.end_leave(by=view(people, "specialist"), code=leave.code, at=MONDAY)

        assert view(people, "colleague").stands_in_for == ()
        assert AuditEvent.objects.filter(kind="LeaveEnded").get().payload["substitute"] == "dung"
        with pytest.raises(errors.LeaveOver):
            operations.end_leave(by=view(people, "specialist"), code=leave.code, at=MONDAY)
        record(view(people, "specialist"))

    def test_only_the_officer_and_the_administrator_end_it(self, people, administrator, outsider):
        leave = record(view(people, "specialist"))
        for by in (view(people, "colleague"), outsider):
            with pytest.raises(Forbidden):
                operations.end_leave(by=by, code=leave.code, at=MONDAY)
        assert Leave.objects.get().ended_at is None
        operations.end_leave(by=administrator, code=leave.code, at=MONDAY)

    def test_what_is_over_is_not_ended(self, people):
        leave = record(view(people, "specialist"), last=0)

        with pytest.raises(errors.LeaveOver):
            operations.end_leave(by=view(people, "specialist"), code=leave.code, at=MONDAY + DAY)
        with pytest.raises(errors.NoSuchLeave):
            operations.end_leave(by=view(people, "specialist"), code="LV-0", at=MONDAY)


class TestStandingIn:
    def test_posts_hold_from_the_first_to_the_last_day(self, people):
        record(view(people, "specialist"), first=1, last=2)

        def stands_in(day: date) -> bool:
            found = queries.officer_of(account=people["colleague"].account, on=day)
            return bool(found and found.stands_in_for)

        assert [stands_in(TODAY + n * DAY) for n in range(4)] == [False, True, True, False]

    def test_an_editor_s_right_to_publish_is_not_passed_on(self, people):
        make.a_post(people["head"], role="editor", unit=people["head"].posts.get().unit)
        record(view(people, "head"), officer="vinh", substitute="dung")

        found = view(people, "colleague")

        assert found.may(Permission.DOSSIER_ASSIGN)
        assert not found.may(Permission.CATALOGUE_EDIT)

    def test_whoever_has_no_post_left_stands_in_for_nobody(self, people):
        record(view(people, "specialist"))
        people["colleague"].posts.update(valid_to=TODAY - DAY)

        assert queries.officer_of(account=people["colleague"].account, on=TODAY) is None

    def test_who_stands_in_takes_one_query(self, people, django_assert_num_queries):
        record(view(people, "specialist"))

        with django_assert_num_queries(1):
            queries.officer_of(account=people["colleague"].account, on=TODAY)


class TestPages:
    def test_one_sees_one_s_own_days_and_for_whom_one_stands_in(self, people, administrator, outsider):
        record(view(people, "specialist"))

        mine = leaves_of(view(people, "specialist"), code="tam", on=TODAY)
        assert [(row.substitute_name, row.state) for row in mine.away] == [("Lê Dũng", "lasting")]
        theirs = leaves_of(view(people, "colleague"), code="dung", on=TODAY)
        assert [row.officer_name for row in theirs.stands_in] == ["Đỗ Thị Tâm"]
        assert leaves_of(administrator, code="tam", on=TODAY).away == mine.away
        for stranger in (view(people, "colleague"), outsider):
            with pytest.raises(errors.NoSuchOfficer):
                leaves_of(stranger, code="tam", on=TODAY)

    def test_substitutes_are_offered_from_the_same_agency(self, people):
        offered = substitutes_for(view(people, "specialist"), code="tam", on=TODAY)

        assert [code for code, _name in offered] == ["vinh", "dung"]
