"""Kiosks: registered at a desk by who administers it, opened by a key that is shown once, revoked at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation.accounts import errors, operations, rules, tokens
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Kiosk, KioskSeen
from motcua.foundation.accounts.queries import kiosks
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Forbidden
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

from .acts import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts(administrator):
    desk = make.a_unit()
    return {"by": administrator, "unit_code": desk.code, "name": "Ki-ốt 1", "place": "Sảnh", "at": MONDAY}


def no_trace_of_kiosks():
    return not Kiosk.objects.exists() and not AuditEvent.objects.filter(kind__startswith="Kiosk").exists()


@pytest.mark.parametrize(
    "typed", ["7K3Q9XW2MD4TABCDEFGH", "7k3q9-xw2md-4tabc-defgh", " 7K3Q9 XW2MD 4TABC DEFGH "]
)
def test_a_key_is_read_as_people_type_it(typed):
    assert rules.kiosk_key_hash(typed) == rules.kiosk_key_hash("7K3Q9XW2MD4TABCDEFGH")


def test_a_key_is_shown_in_groups():
    assert rules.kiosk_key_words("7K3Q9XW2MD4TABCDEFGH") == "7K3Q9-XW2MD-4TABC-DEFGH"


def test_one_is_registered_opened_and_revoked(facts):
    made = operations.register_kiosk(**facts)
    mark = operations.open_kiosk(key=made.key, at=MONDAY)
    assert kiosks.kiosk_of_mark(mark).name == "Ki-ốt 1"

    operations.revoke_kiosk(by=facts["by"], code=made.kiosk, at=MONDAY)

    assert kiosks.kiosk_of_mark(mark) is None
    assert kiosks.kiosk_of_key(made.key) is None
    assert kinds(f"kiosk:{made.kiosk}") == ["KioskRegistered", "KioskOpened", "KioskRevoked"]
    operations.revoke_kiosk(by=facts["by"], code=made.kiosk, at=MONDAY)
    assert len(kinds(f"kiosk:{made.kiosk}")) == 3


def test_the_key_is_kept_nowhere(facts):
    made = operations.register_kiosk(**facts)
    operations.open_kiosk(key=made.key, at=MONDAY)

    plain = made.key.replace("-", "")
    kept = [*map(str, Kiosk.objects.values_list()), *map(str, AuditEvent.objects.values_list())]
    assert not any(plain in one or made.key in one for one in kept)


def test_another_key_ends_what_the_first_one_opened(facts):
    first = operations.register_kiosk(**facts)
    mark = operations.open_kiosk(key=first.key, at=MONDAY)

    second = operations.renew_kiosk_key(by=facts["by"], code=first.kiosk, at=MONDAY)

    assert second.key != first.key
    assert kiosks.kiosk_of_mark(mark) is None
    with pytest.raises(errors.KioskKeyUnknown):
        operations.open_kiosk(key=first.key, at=MONDAY)
    assert kiosks.kiosk_of_mark(operations.open_kiosk(key=second.key, at=MONDAY)).code == first.kiosk


def test_a_mark_is_not_made_by_strangers(facts):
    made = operations.register_kiosk(**facts)
    mark = tokens.kiosk_mark(Kiosk.objects.get())

    assert kiosks.kiosk_of_mark(mark).code == made.kiosk
    for forged in ("", "x", made.kiosk, mark[:-1] + ("a" if mark[-1] != "a" else "b")):
        assert kiosks.kiosk_of_mark(forged) is None


def test_the_kiosks_of_a_closed_desk_are_none(facts):
    second = make.a_unit("qt-mot-cua-2").code
    made = operations.register_kiosk(**facts | {"unit_code": second})
    mark = operations.open_kiosk(key=made.key, at=MONDAY)
    operations.close_unit(by=facts["by"], code=second, last_day=MONDAY.date(), at=MONDAY)

    assert kiosks.kiosk_of_mark(mark) is None
    [row] = kiosks.kiosks_of(facts["by"])
    assert row.is_desk_closed


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"unit_code": "khong-co"}, errors.NoSuchUnit),
        ({"unit_code": "qt-van-phong"}, errors.KioskHasNoDesk),
        ({"name": " "}, errors.NamesAreMissing),
        ({"place": ""}, errors.NamesAreMissing),
    ],
)
def test_what_says_too_little_is_refused_and_leaves_no_trace(facts, wrong, error):
    make.a_unit("qt-van-phong", kind=UnitKind.OFFICE)

    with pytest.raises(error):
        operations.register_kiosk(**facts | wrong)

    assert no_trace_of_kiosks()


def test_a_name_is_one_at_a_desk_until_it_is_revoked(facts):
    made = operations.register_kiosk(**facts)
    with pytest.raises(errors.KioskNameTaken):
        operations.register_kiosk(**facts)
    assert Kiosk.objects.count() == 1

    operations.revoke_kiosk(by=facts["by"], code=made.kiosk, at=MONDAY)
    with pytest.raises(errors.KioskIsRevoked):
        operations.renew_kiosk_key(by=facts["by"], code=made.kiosk, at=MONDAY)
    operations.register_kiosk(**facts)

    assert kinds(f"kiosk:{made.kiosk}") == ["KioskRegistered", "KioskRevoked"]


def test_only_who_administers_the_desk_does_any_of_it(facts, outsider):
    with pytest.raises(Forbidden):
        operations.register_kiosk(**facts | {"by": outsider})
    assert no_trace_of_kiosks()
    code = operations.register_kiosk(**facts).kiosk

    for act in (operations.renew_kiosk_key, operations.revoke_kiosk):
        with pytest.raises(Forbidden):
            act(by=outsider, code=code, at=MONDAY)
        with pytest.raises(errors.NoSuchKiosk):
            act(by=facts["by"], code="KO-0", at=MONDAY)

    assert kinds(f"kiosk:{code}") == ["KioskRegistered"]
    assert kiosks.kiosks_of(outsider) == []
    with pytest.raises(errors.NoSuchKiosk):
        kiosks.kiosk_page(outsider, code=code)
    assert [value for value, _name in kiosks.desk_choices(outsider)] == ["bg-van-phong"]


def test_when_it_was_last_used_is_kept_without_an_event(facts):
    code = operations.register_kiosk(**facts).kiosk
    for minutes in (1, 5):
        operations.see_kiosk(code=code, at=MONDAY + timedelta(minutes=minutes))
    operations.see_kiosk(code="KO-0", at=MONDAY)

    assert KioskSeen.objects.get().at == MONDAY + timedelta(minutes=5)
    assert kiosks.kiosk_page(facts["by"], code=code).seen_at == MONDAY + timedelta(minutes=5)
    assert kinds(f"kiosk:{code}") == ["KioskRegistered"]


def test_any_number_is_listed_in_one_query(facts):
    for number in range(4):
        operations.register_kiosk(**facts | {"name": f"Ki-ốt {number}"})

    with CaptureQueriesContext(connection) as asked:
        rows = kiosks.kiosks_of(facts["by"])

    assert [row.name for row in rows] == [f"Ki-ốt {number}" for number in range(4)]
    assert len(asked) == 1
