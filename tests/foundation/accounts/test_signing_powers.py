"""Powers of signing: given and ended by who administers the agency, as data with a basis."""

from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations, rules
from motcua.foundation.accounts.models import SigningPower
from motcua.foundation.kernel.errors import Forbidden
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

from .acts import kinds

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def facts():
    """What gives Lan a power, by the administrator of her agency."""
    make.lan()
    return {
        "by": make.officer_view(make.an_administrator()),
        "officer_code": "lan",
        "agency_code": "skhcn-quang-tri",
        "kind": "KT",
        "principal": "Giám đốc",
        "basis": "Quyết định số 10/QĐ-SKHCN",
        "valid_from": TODAY,
        "valid_to": None,
        "at": MONDAY,
    }


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("", ("", "Phó Giám đốc")),
        ("KT", ("KT. Giám đốc", "Phó Giám đốc")),
        ("TL", ("TL. Giám đốc", "Phó Giám đốc")),
        ("TUQ", ("TUQ. Giám đốc", "Phó Giám đốc")),
        ("TM", ("TM. Giám đốc", "Phó Giám đốc")),
        ("Q", ("", "Q. Giám đốc")),
    ],
)
def test_the_letters_stand_before_whom_it_is_signed_for(kind, lines):
    assert rules.signature_lines(kind=kind, principal="Giám đốc", title="Phó Giám đốc") == lines


def test_one_is_given_ended_and_given_anew(facts):
    power = operations.give_signing_power(**facts)
    with pytest.raises(errors.SigningPowerHeld):
        operations.give_signing_power(**facts)
    operations.end_signing_power(by=facts["by"], code=power.code, last_day=TODAY, at=MONDAY)
    operations.give_signing_power(**facts | {"valid_from": TODAY + timedelta(days=1), "kind": "Q"})

    assert kinds("officer:lan") == ["SigningPowerGiven", "SigningPowerEnded", "SigningPowerGiven"]
    assert SigningPower.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"kind": "XX"}, errors.SigningPowerUnusable),
        ({"principal": " "}, errors.SigningPowerUnusable),
        ({"basis": ""}, errors.SigningPowerUnusable),
        ({"absent_code": "lan"}, errors.SigningPowerUnusable),
        ({"absent_code": "khong-co"}, errors.NoSuchOfficer),
        ({"officer_code": "khong-co"}, errors.NoSuchOfficer),
        ({"agency_code": "khong-co"}, errors.NoSuchAgency),
        ({"valid_to": date(2020, 1, 1)}, errors.PeriodUnusable),
    ],
)
def test_what_says_too_little_is_refused_and_leaves_no_trace(facts, wrong, error):
    with pytest.raises(error):
        operations.give_signing_power(**facts | wrong)

    assert not SigningPower.objects.exists()
    assert kinds("officer:lan") == []


def test_nobody_signs_for_an_agency_in_which_they_have_no_post(facts):
    other = make.an_agency("skhcn-bac-giang", place="Bắc Giang")
    unit = make.a_unit("bg-van-phong", agency=other)
    by = make.officer_view(make.an_officer("administrator", unit=unit, code="quan-tri-bg"))

    with pytest.raises(errors.SignerHasNoPost):
        operations.give_signing_power(**facts | {"by": by, "agency_code": "skhcn-bac-giang"})
    with pytest.raises(Forbidden):
        operations.give_signing_power(**facts | {"by": by})
    power = operations.give_signing_power(**facts)
    with pytest.raises(Forbidden):
        operations.end_signing_power(by=by, code=power.code, last_day=TODAY, at=MONDAY)
    with pytest.raises(errors.NoSuchSigningPower):
        operations.end_signing_power(by=by, code="QK-0", last_day=TODAY, at=MONDAY)
