"""Hand-over lists: made once with a number, a dossier on one open list at most, each line ended by itself."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.hand_over_lists import (
    HandOverListMissing,
    NothingTicked,
    NothingToList,
)
from motcua.casework.dossiers.models import Dossier, Forwarding, HandOver, HandOverList, HandOverListLine
from motcua.casework.dossiers.queries import hand_over_lists as queries
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from tests.factories import dossiers as made
from tests.factories.accounts import a_unit, an_agency, an_officer, officer_view
from tests.factories.dossiers import FILED, an_authority, later
from tests.factories.intakes import an_intake
from tests.factories.places import hue, papers_there, received_elsewhere
from tests.records.letters.test_papers import text_of

from . import standings
from .test_acts_are_whole import check_whole
from .traces import no_trace

pytestmark = pytest.mark.django_db


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def outsider() -> OfficerView:
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return officer_view(an_officer(unit=unit, code="bg-tiep-nhan"))


def received(**intake: object) -> Dossier:
    """On paper at the desk of the agency that decides; three sheets of paper for the division."""
    return dossiers.receive(by=lan(), intake=an_intake(**intake), at=FILED)


def for_post(*, way: str = "post") -> Dossier:
    """A signed, numbered result that its owner wants by post."""
    dossier = standings.made()
    Dossier.objects.filter(pk=dossier.pk).update(result_way=way, result_address="12 Lê Lợi, Đông Hà")
    return made.reload(dossier)


def listed(
    *found: Dossier, by: OfficerView | None = None, kind: str = "to_unit", group: queries.Group | None = None
) -> HandOverList:
    by = by or lan()
    one = group or next(one for one in queries.groups_of(viewer=by) if one.kind == kind)
    codes = [dossier.code for dossier in found]
    return dossiers.make_list(
        by=by, desk=one.desk, kind=kind, unit=one.unit, codes=codes, at=later(FILED, 600)
    )


def kinds(viewer: OfficerView) -> list[tuple[str, list[str]]]:
    return [(one.kind, [row.code for row in one.rows]) for one in queries.groups_of(viewer=viewer)]


def states(found: HandOverList) -> list[str]:
    return [one.state for one in found.lines.order_by("place")]


class TestToAUnit:
    def test_papers_wait_then_stand_on_a_list_and_are_handed_over_with_a_trace(self):
        dossier = received()
        assert kinds(lan()) == [("to_unit", [dossier.code])]

        found = listed(dossier)

        assert (found.number, found.year, found.unit) == (1, 2026, made.reload(dossier).work_unit)
        assert kinds(lan()) == []
        done, refused = dossiers.end_lines(by=lan(), code=found.code, numbers={1: ""}, at=later(FILED, 700))
        assert (done, refused, states(found)) == (1, [], ["done"])
        row = HandOver.objects.filter(dossier=dossier).last()
        assert (row.of_papers, row.to_unit, row.given_by.code) == (True, found.unit, "lan")
        assert "bảng kê số 01/2026" in row.note
        event = AuditEvent.objects.get(kind="PapersHandedOver")
        assert (event.payload["list"], event.payload["papers"]) == (found.code, 4)
        assert kinds(lan()) == []

    def test_the_number_goes_on_within_the_year(self):
        first, second = received(), received()

        assert [listed(one).number for one in (first, second)] == [1, 2]

    def test_what_is_filed_online_has_no_papers_to_hand_over(self):
        made.accepted()

        assert kinds(lan()) == []

    def test_a_dossier_on_an_open_list_goes_on_no_other(self):
        dossier = received()
        group = queries.groups_of(viewer=lan())[0]
        found = listed(dossier)

        with no_trace(), pytest.raises(NothingToList):
            listed(dossier, group=group)
        with pytest.raises(IntegrityError, match="dossier_is_on_one_open_list"), transaction.atomic():
            HandOverListLine.objects.create(list=found, place=2, dossier=dossier, thing="papers", papers=1)

    def test_what_is_taken_off_waits_for_the_next_list(self):
        first, second = received(), received()
        found = listed(first, second)

        assert dossiers.take_off(by=lan(), code=found.code, places=[2], at=later(FILED, 700)) == 1

        assert states(found) == ["waiting", "refused"]
        assert kinds(lan()) == [("to_unit", [second.code])]
        assert listed(second).number == 2

    def test_a_line_that_cannot_be_done_says_why_and_the_others_are_done(self):
        stays, goes = received(), received()
        found = listed(stays, goes)
        dossiers.undo_acceptance(by=lan(), code=stays.code, reason="Nhầm", at=later(FILED, 610))
        before = HandOver.objects.filter(dossier=stays).count()

        done, refused = dossiers.end_lines(
            by=lan(), code=found.code, numbers={1: "", 2: ""}, at=later(FILED, 700)
        )

        assert (done, [one.dossier.code for one in refused]) == (1, [stays.code])
        assert states(found) == ["refused", "done"]
        assert "không còn ở bước" in refused[0].why
        assert HandOver.objects.filter(dossier=stays).count() == before
        assert AuditEvent.objects.filter(kind="ActRefused", payload__reason="NoLongerThere").exists()

    def test_a_line_ends_once(self):
        found = listed(received())
        numbers = {1: ""}
        dossiers.end_lines(by=lan(), code=found.code, numbers=numbers, at=later(FILED, 700))

        with no_trace(), pytest.raises(NothingTicked):
            dossiers.end_lines(by=lan(), code=found.code, numbers=numbers, at=later(FILED, 710))
        with no_trace(), pytest.raises(NothingTicked):
            dossiers.take_off(by=lan(), code=found.code, places=[1], at=later(FILED, 710))

    def test_no_list_and_no_line_without_its_record(self):
        dossier = received()
        group = queries.groups_of(viewer=lan())[0]
        check_whole(lambda: listed(dossier, group=group))
        found = listed(dossier, group=group)
        check_whole(
            lambda: dossiers.end_lines(by=lan(), code=found.code, numbers={1: ""}, at=later(FILED, 700))
        )


class TestBetweenDesks:
    def test_papers_for_another_agency_go_by_hand_or_by_post_on_one_list(self):
        dossier = received_elsewhere()
        assert kinds(hue()) == [("to_unit", [dossier.code]), ("post", [dossier.code])]
        found = listed(dossier, by=hue(), kind="post")
        assert kinds(hue()) == []
        assert "Bộ phận" in found.lines.get().address

        dossiers.end_lines(by=hue(), code=found.code, numbers={1: "EM123"}, at=later(FILED, 700))

        sent = Forwarding.objects.get(dossier=dossier)
        assert (sent.state, sent.way, sent.post_number) == ("on_the_way", "post", "EM123")

    def test_papers_that_came_from_another_desk_go_on_to_the_division(self):
        dossier = papers_there()

        assert kinds(lan()) == [("to_unit", [dossier.code])]


class TestResults:
    def test_a_result_comes_back_from_its_unit_then_is_posted_with_its_number(self):
        dossier = for_post()
        assert kinds(lan()) == [("from_unit", [dossier.code]), ("post", [dossier.code])]
        back = listed(dossier, kind="from_unit")
        dossiers.end_lines(by=lan(), code=back.code, numbers={1: ""}, at=later(FILED, 700))
        row = HandOver.objects.filter(dossier=dossier).last()
        assert (row.from_unit, row.to_unit, row.of_papers) == (back.unit, back.desk, True)
        assert kinds(lan()) == [("post", [dossier.code])]

        found = listed(dossier, kind="post")
        assert found.lines.get().address == "12 Lê Lợi, Đông Hà"
        with no_trace(), pytest.raises(NothingTicked):
            dossiers.end_lines(by=lan(), code=found.code, numbers={1: " "}, at=later(FILED, 710))
        dossiers.end_lines(by=lan(), code=found.code, numbers={1: "EM9"}, at=later(FILED, 720))

        assert [one.why for one in found.lines.all()] == [""]
        given = made.reload(dossier).results.get().given
        assert (given.way, given.tracking_number, states(found)) == ("post", "EM9", ["done"])

    def test_a_result_at_the_counter_is_not_posted(self):
        for_post(way="counter")

        assert [kind for kind, _codes in kinds(lan())] == ["from_unit"]

    def test_a_result_online_is_on_no_list(self):
        for_post(way="online")

        assert kinds(lan()) == []


class TestWhoMay:
    def test_a_stranger_finds_no_list_and_makes_none(self):
        dossier = received()
        group = queries.groups_of(viewer=lan())[0]
        with no_trace(), pytest.raises(HandOverListMissing):
            listed(dossier, by=outsider(), group=group)
        found = listed(dossier)

        for act in (
            lambda: dossiers.end_lines(by=outsider(), code=found.code, numbers={1: ""}, at=FILED),
            lambda: dossiers.take_off(by=outsider(), code=found.code, places=[1], at=FILED),
            lambda: queries.one_list(viewer=outsider(), code=found.code),
            lambda: queries.list_pdf(viewer=outsider(), code=found.code, at=FILED),
        ):
            with no_trace(), pytest.raises(HandOverListMissing):
                act()
        assert queries.find_by_code(viewer=outsider(), words=found.code) == ""
        assert queries.find_by_code(viewer=lan(), words=found.code.lower()) == found.code

    def test_who_works_in_the_division_has_no_lists(self):
        received()
        tuan = officer_view(an_authority()["specialist"])

        assert (queries.groups_of(viewer=tuan), queries.lists(viewer=tuan)) == ([], [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers_handoverlist SET number = 9",
        "DELETE FROM dossiers_handoverlist",
        "UPDATE dossiers_handoverlistline SET owner = 'Khác'",
        "UPDATE dossiers_handoverlistline SET papers = 9",
        "DELETE FROM dossiers_handoverlistline",
    ],
)
def test_the_database_refuses_to_change_what_is_printed(statement):
    listed(received())

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE; SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)


def test_the_paper_holds_every_line_and_places_to_sign():
    first, second = received(), received()
    found = listed(first, second)

    text = text_of(queries.list_pdf(viewer=lan(), code=found.code, at=later(FILED, 800)))

    assert "BẢNG KÊ GIAO NHẬN" in text
    assert "01/2026" in text
    assert found.code in text
    assert "Ký nhận" in text
    assert text.count("Võ Thanh Bình") == 2
    assert "Cộng: 2 hồ sơ, 8 bản" in text


def test_more_dossiers_take_no_more_queries():
    def cost() -> int:
        viewer = lan()
        with CaptureQueriesContext(connection) as queries_made:
            queries.groups_of(viewer=viewer)
            queries.lists(viewer=viewer)
        return len(queries_made)

    listed(received())
    received()
    few = cost()
    for _ in range(3):
        received()

    assert cost() == few <= 6
