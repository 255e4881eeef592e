"""How far posts reach."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts import errors, permissions, queries
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.models import Membership, Post, Unit
from motcua.foundation.kernel.actors import SYSTEM, Actor, ActorKind
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A province with two departments; the second has a sub-department."""
    province = make.an_agency("ubnd-quang-tri")
    first = make.an_agency("skhcn-quang-tri", parent=province)
    second = make.an_agency("skhdt-quang-tri", parent=province)
    below = make.an_agency("chi-cuc", parent=second)
    return {"province": province, "first": first, "second": second, "below": below}


def view_of(role, agency, *, code="lan"):
    unit = make.a_unit(f"{agency.code}-phong", agency=agency, kind=UnitKind.DIVISION)
    return make.officer_view(make.an_officer(role, unit=unit, code=code))


@pytest.mark.parametrize(
    ("role", "permission", "at", "reached"),
    [
        ("receptionist", Permission.DOSSIER_RECEIVE, "first", {"first"}),
        ("leader", Permission.DOSSIER_DECIDE, "second", {"second"}),
        ("administrator", Permission.ADMINISTER, "second", {"second", "below"}),
        ("administrator", Permission.ADMINISTER, "province", {"province", "first", "second", "below"}),
        ("receptionist", Permission.ADMINISTER, "first", set()),
        ("specialist", Permission.DOSSIER_PROCESS, "first", set()),
    ],
)
def test_a_post_reaches_the_agencies_of_its_scope(tree, role, permission, at, reached):
    found = permissions.reach(view_of(role, tree[at]), permission)

    assert found.agency_ids == {tree[name].pk for name in reached}


def test_a_specialist_reaches_their_own_and_a_division_head_the_unit(tree):
    specialist = view_of("specialist", tree["first"])
    head = view_of("division_head", tree["first"], code="truong-phong")

    assert permissions.reach(specialist, Permission.DOSSIER_PROCESS).own
    unit = Unit.objects.get(code="skhcn-quang-tri-phong")
    assert permissions.reach(head, Permission.DOSSIER_PROCESS).unit_ids == {unit.pk}
    permissions.check_may(head, Permission.DOSSIER_ASSIGN, unit_id=unit.pk)
    permissions.check_may(specialist, Permission.DOSSIER_PROCESS)
    with pytest.raises(errors.PermissionLacking):
        permissions.check_may(specialist, Permission.DOSSIER_PROCESS, unit_id=unit.pk)


def test_posts_add_up(tree):
    officer = make.lan()
    make.a_post(officer, role="cashier", unit=make.a_unit("phong-2", agency=tree["second"]))

    view = make.officer_view(officer)

    assert view.may(Permission.PAYMENT_RECORD)
    assert view.may(Permission.DOSSIER_RECEIVE)
    permissions.check_may(view, Permission.PAYMENT_RECORD, agency_id=tree["second"].pk)
    with pytest.raises(errors.PermissionLacking):
        permissions.check_may(view, Permission.PAYMENT_RECORD, agency_id=tree["first"].pk)


@pytest.mark.parametrize(
    ("fields", "in_post"),
    [
        ({}, True),
        ({"valid_to": MONDAY.date()}, True),
        ({"valid_from": MONDAY.date(), "valid_to": MONDAY.date()}, True),
        ({"valid_to": MONDAY.date().replace(day=15)}, False),
        ({"valid_from": MONDAY.date().replace(day=17)}, False),
    ],
)
def test_an_officer_is_one_on_the_days_of_a_post_both_included(fields, in_post):
    officer = make.lan()
    Post.objects.update(**fields)

    assert (queries.officer_of(account=officer.account, on=MONDAY.date()) is not None) is in_post


def test_an_applicant_is_no_officer_and_an_officer_no_applicant():
    assert queries.officer_of(account=make.minh().account, on=MONDAY.date()) is None
    assert queries.applicant_of(account=make.lan().account, on=MONDAY.date()) is None


@pytest.mark.parametrize(
    ("first", "last", "may_file"),
    [(0, 0, True), (-9, None, True), (1, None, False), (-9, -1, False)],
)
def test_a_member_files_for_the_organisation_on_the_days_of_membership_both_included(first, last, may_file):
    minh = make.minh()
    make.a_membership(minh)
    day = MONDAY.date()
    Membership.objects.update(
        valid_from=day + timedelta(days=first),
        valid_to=None if last is None else day + timedelta(days=last),
    )

    applicant = queries.applicant_of(account=minh.account, on=day)

    assert len(applicant.organisations) == may_file


def test_who_is_asked_costs_one_query(tree, django_assert_num_queries):
    officer, minh = make.an_administrator(), make.minh()
    make.a_membership(minh)

    with django_assert_num_queries(1):
        queries.officer_of(account=officer.account, on=MONDAY.date())
    with django_assert_num_queries(1):
        queries.applicant_of(account=minh.account, on=MONDAY.date())


def test_only_the_system_administers_without_a_post(tree):
    permissions.check_administers(SYSTEM, agency_id=tree["first"].pk)
    permissions.check_administers_all(SYSTEM)
    for kind in set(ActorKind) - {ActorKind.SYSTEM}:
        with pytest.raises(errors.PermissionLacking):
            permissions.check_administers(Actor(kind, "ai"), agency_id=tree["first"].pk)


def test_what_all_share_is_for_who_administers_the_top(tree):
    permissions.check_administers_all(view_of("administrator", tree["province"], code="tren"))
    with pytest.raises(errors.PermissionLacking):
        permissions.check_administers_all(view_of("administrator", tree["second"], code="duoi"))
