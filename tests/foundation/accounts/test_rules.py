"""What holds for accounts, posts and identifiers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.foundation.accounts import errors, rules
from motcua.foundation.accounts.enums import Permission, Scope
from motcua.foundation.kernel.errors import Refused

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("minh@motcua.example", "minh@motcua.example"), ("  Minh@Motcua.Example ", "minh@motcua.example")],
)
def test_an_email_is_kept_in_one_way(text, kept):
    assert rules.normalise_email(text) == kept


@pytest.mark.parametrize(
    ("failures", "after", "is_locked"),
    [(0, 1, False), (1, 2, False), (2, 3, False), (3, 4, False), (4, 0, True)],
)
def test_the_fifth_failure_locks_for_15_minutes(failures, after, is_locked):
    count, until = rules.after_failure(failures, at=AT)

    assert count == after
    assert until == (AT + timedelta(minutes=15) if is_locked else None)


@pytest.mark.parametrize(
    ("until", "locked"),
    [(None, False), (AT - timedelta(seconds=1), False), (AT, False), (AT + timedelta(seconds=1), True)],
)
def test_an_account_is_locked_until_the_moment_and_not_at_it(until, locked):
    assert rules.is_locked(until, at=AT) is locked


@pytest.mark.parametrize(
    ("form", "value", "kept"),
    [
        ("long", "000.00.15.H50", "000.00.15.H50"),
        ("long", " 000.00.15.h50 ", "000.00.15.H50"),
        ("short", "H50", "H50"),
        ("short", "H50.15", "H50.15"),
        ("short", "H15.50.05.13", "H15.50.05.13"),
    ],
)
def test_an_identifier_has_the_shape_of_its_form(form, value, kept):
    assert rules.checked_identifier(form, value) == kept


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("long", "H50.15"),
        ("short", "000.00.15.H50"),
        ("long", "000.00.15.50"),
        ("long", ""),
        ("short", "H5"),
        ("short", "H50."),
        ("medium", "H50"),
    ],
)
def test_an_identifier_of_another_shape_is_refused(form, value):
    with pytest.raises(errors.IdentifierUnusable):
        rules.checked_identifier(form, value)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (date(2026, 1, 1), None, True),
        (date(2026, 1, 1), date(2026, 1, 1), True),
        (date(2026, 1, 2), date(2026, 1, 1), False),
    ],
)
def test_a_period_does_not_end_before_it_starts(start, end, fits):
    if fits:
        rules.check_period(start, end)
    else:
        with pytest.raises(errors.PeriodUnusable):
            rules.check_period(start, end)


@pytest.mark.parametrize("text", ["qt-mot-cua", "a", "so-1"])
def test_a_code_is_kept_as_it_is(text):
    assert rules.checked_code(text) == text


@pytest.mark.parametrize("text", ["", "Sở", "a b", "-a", "a-", "a--b", "A", "a/b"])
def test_a_code_that_does_not_fit_an_address_is_refused(text):
    with pytest.raises(errors.CodeUnusable):
        rules.checked_code(text)


@pytest.mark.parametrize(
    ("permissions", "scope"),
    [
        (frozenset(), Scope.AGENCY),
        (frozenset({"dossier.burn"}), Scope.AGENCY),
        (frozenset({Permission.ADMINISTER}), "world"),
    ],
)
def test_a_role_that_means_nothing_is_refused(permissions, scope):
    with pytest.raises(errors.RoleUnusable):
        rules.check_role(permissions=permissions, scope=scope)


def test_every_permission_is_in_a_role_that_the_product_ships():
    assert set(Permission) == set().union(*(role.permissions for role in rules.DEFAULT_ROLES))


@pytest.mark.parametrize(
    ("name", "lines", "fits"),
    [
        ("Sở Khoa học và Công nghệ", ["a", "", "b"], True),
        ("", [], False),
        ("x" * 121, [], False),
        ("Sở", ["1", "2", "3", "4", "5"], False),
    ],
)
def test_a_letterhead_names_the_agency_in_a_few_lines(name, lines, fits):
    if fits:
        assert rules.checked_letterhead(name, "", lines)["lines"] == ["a", "b"]
    else:
        with pytest.raises(errors.LetterheadUnusable):
            rules.checked_letterhead(name, "", lines)


@pytest.mark.parametrize(
    ("limit", "fits"), [(1024**2, True), (100 * 1024**2, True), (0, False), (100 * 1024**2 + 1, False)]
)
def test_an_upload_limit_lies_between_1_and_100_megabytes(limit, fits):
    if fits:
        rules.check_upload_limit(limit)
    else:
        with pytest.raises(errors.UploadLimitUnusable):
            rules.check_upload_limit(limit)


@pytest.mark.parametrize("text", ["04509000123", "999090001234", "abc"])
def test_an_unusable_identity_number_is_refused_with_a_sentence(text):
    with pytest.raises(Refused, match=r"."):
        rules.checked_identity_number(text)


def test_an_unusable_tax_number_is_refused():
    with pytest.raises(errors.TaxNumberUnusable):
        rules.checked_tax_number("9900000008")


@pytest.mark.parametrize(
    ("new", "widens"),
    [
        ((frozenset({"dossier.see"}), "unit"), False),
        ((frozenset(), "unit"), False),
        ((frozenset({"dossier.see"}), "own"), False),
        ((frozenset({"dossier.see"}), "agency"), True),
        ((frozenset({"dossier.decide"}), "own"), True),
    ],
)
def test_a_role_widens_by_one_permission_more_or_by_its_reach(new, widens):
    assert rules.role_widens(old=(frozenset({"dossier.see"}), "unit"), new=new) is widens
