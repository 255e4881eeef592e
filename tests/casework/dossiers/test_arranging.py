"""How queues stand for a role in a unit: the pure table, who may say so, what an officer sees then."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.arranging import ArrangementMissing, ArrangementUnusable, NothingArranged
from motcua.casework.dossiers.models import QueueArrangement
from motcua.casework.dossiers.queries import arranging, queues
from motcua.casework.dossiers.rules import arranging as rules
from motcua.casework.dossiers.rules.arranging import Holding, Line
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import a_unit, an_agency, an_officer, lan, officer_view
from tests.factories.dossiers import FILED, an_authority, filed

from .standings import by_role
from .traces import no_trace

KEY, OTHER = (1, "receptionist"), (2, "leader")
RULES = [rule for rule in queues.QUEUES if rule.slug in {"reception", "leader", "all"}]
BOTH = frozenset({"dossier.receive", "dossier.see"})


def lines_of(viewer, **changed):
    """The queues of a receptionist in the product's order, some said otherwise."""
    return [changed.get(rule.slug, Line(rule.slug)) for rule in queues.queue_rules(viewer)]


def arrange(by=None, lines=(), unit="qt-mot-cua", role="receptionist"):
    return dossiers.arrange_queues(
        by=by or by_role("administrator"), unit_code=unit, role_code=role, lines=lines, at=FILED
    )


def permission_of(slug):
    return next(rule.permission for rule in RULES if rule.slug == slug)


def test_a_queue_is_hidden_only_where_every_post_that_gives_it_hides_it():
    see = permission_of("all")
    kept = {KEY: [Line("reception"), Line("all", is_shown=False)]}
    one = Holding(KEY, frozenset({permission_of("reception"), see}))
    two = Holding(OTHER, frozenset({permission_of("leader"), see}))

    alone = {each.slug: each.is_shown for each in rules.arranged(RULES, kept, [one])}
    beside = {each.slug: each.is_shown for each in rules.arranged(RULES, kept, [one, two])}

    assert (alone["all"], beside["all"]) == (False, True)


def test_the_first_post_names_a_queue_and_what_is_not_arranged_stands_behind():
    kept = {KEY: [Line("all", "Mọi hồ sơ"), Line("reception", "Hồ sơ mới")]}
    holding = Holding(KEY, frozenset(rule.permission for rule in RULES))

    stands = rules.arranged(RULES, kept, [holding])

    assert [one.label for one in stands] == ["Mọi hồ sơ", "Hồ sơ mới", "Chờ ký"]


def test_where_nothing_would_be_left_everything_is_shown():
    kept = {KEY: [Line(rule.slug, is_shown=False) for rule in RULES]}
    holding = Holding(KEY, frozenset(rule.permission for rule in RULES))

    assert all(one.is_shown for one in rules.arranged(RULES, kept, [holding]))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([Line("a", is_shown=False), Line("b", is_shown=False)], "ít nhất một mục"),
        ([Line("a")], "không khớp"),
        ([Line("a"), Line("a")], "không khớp"),
        ([Line("a", "x" * 41), Line("b")], "dài nhất"),
        ([Line("a", "Một"), Line("b", "một")], "trùng tên"),
        ([Line("a", sort="newest"), Line("b", sort="sideways")], "không xếp được"),
    ],
)
def test_an_arrangement_that_cannot_stand_is_refused(lines, says):
    sorts = {"a": frozenset({"newest"}), "b": frozenset({"newest"})}

    with pytest.raises(ArrangementUnusable, match=says):
        rules.checked(lines, sorts=sorts)


@pytest.mark.django_db
def test_an_officer_sees_the_queues_as_arranged_and_the_counts_stay_exact():
    an_authority()
    filed()
    viewer = officer_view(lan())
    before = {one.slug: str(one.total) for one in queues.queues(viewer=viewer, at=FILED)}
    changed = {"all": Line("all", "Mọi hồ sơ", columns=("phone",), sort="newest")}
    changed["late"] = Line("late", is_shown=False)
    arrange(lines=list(reversed(lines_of(viewer, **changed))))

    found = queues.queues(viewer=viewer, at=FILED + timedelta(minutes=1))

    assert {one.slug: str(one.total) for one in found} == before
    assert [one.slug for one in found] == list(reversed([rule.slug for rule in queues.queue_rules(viewer)]))
    by_slug = {one.slug: one for one in found}
    assert (by_slug["all"].label, by_slug["all"].columns, by_slug["all"].sort) == (
        "Mọi hồ sơ",
        ("phone",),
        "newest",
    )
    assert not by_slug["late"].is_shown
    assert queues.find_queue(viewer, "late")


@pytest.mark.django_db
def test_the_totals_and_the_arrangement_are_one_query(django_assert_num_queries):
    an_authority()
    viewer = officer_view(lan())
    arrange(lines=lines_of(viewer, all=Line("all", "Mọi hồ sơ")))

    with django_assert_num_queries(1):
        queues.queues(viewer=viewer, at=FILED)


@pytest.mark.django_db
def test_another_role_and_another_unit_stay_as_they_are():
    an_authority()
    viewer = officer_view(lan())
    arrange(lines=lines_of(viewer, all=Line("all", "Mọi hồ sơ")))
    elsewhere = officer_view(an_officer("receptionist", unit=a_unit("mc-2", agency=an_agency("so-khac"))))

    for other in (by_role("leader"), elsewhere):
        assert "Mọi hồ sơ" not in [one.label for one in queues.queues(viewer=other, at=FILED)]


@pytest.mark.django_db
def test_a_return_leaves_the_queues_of_the_product_and_an_event():
    an_authority()
    viewer = officer_view(lan())
    arrange(lines=lines_of(viewer, all=Line("all", "Mọi hồ sơ"), late=Line("late", is_shown=False)))
    dossiers.return_queues(
        by=by_role("administrator"), unit_code="qt-mot-cua", role_code="receptionist", at=FILED
    )

    assert [one.label for one in queues.queues(viewer=viewer, at=FILED)] == [
        rule.label for rule in queues.queue_rules(viewer)
    ]
    events = AuditEvent.objects.filter(subject="unit:qt-mot-cua", kind__startswith="Queues").order_by(
        "sequence"
    )
    assert [(one.kind, one.payload.get("hidden")) for one in events] == [
        ("QueuesArranged", ["late"]),
        ("QueuesReturned", None),
    ]


@pytest.mark.django_db
def test_only_who_administers_the_agency_arranges_and_a_refusal_leaves_nothing():
    an_authority()
    viewer = officer_view(lan())
    lines = lines_of(viewer, all=Line("all", "Mọi hồ sơ"))
    elsewhere = officer_view(an_officer("administrator", unit=a_unit("vp", agency=an_agency("so-khac"))))
    for by in (viewer, elsewhere):
        with no_trace(), pytest.raises(PermissionLacking):
            arrange(by=by, lines=lines)
    with no_trace(), pytest.raises(ArrangementMissing):
        arrange(lines=lines, unit="khong-co")
    with no_trace(), pytest.raises(NothingArranged):
        arrange(lines=lines_of(viewer))
    with no_trace(), pytest.raises(NothingArranged):
        dossiers.return_queues(
            by=by_role("administrator"), unit_code="qt-mot-cua", role_code="receptionist", at=FILED
        )
    with pytest.raises(ArrangementMissing):
        arranging.arrangement_page(viewer=elsewhere, unit_code="qt-mot-cua", role_code="receptionist")
    assert not QueueArrangement.objects.exists()
