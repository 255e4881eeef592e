"""Kiosks on the administrator's pages: registered, the key shown once, renewed, revoked, listed."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.accounts.models import Kiosk
from motcua.foundation.audit.models import AuditEvent
from tests.factories import accounts as make
from tests.factories.accounts import an_administrator, signed_in_client
from tests.factories.kiosks import a_kiosk

pytestmark = pytest.mark.django_db
KEY = re.compile(r"(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}")


@pytest.fixture
def browser() -> Client:
    return signed_in_client(an_administrator())


def register(browser: Client, **given: str) -> str:
    sent = {"unit_code": make.a_unit().code, "name": "Ki-ốt 1", "place": "Sảnh tầng 1"} | given
    return browser.post(reverse("desk:admin_kiosk_new"), sent).content.decode()


def test_the_link_and_the_code_are_shown_once(browser: Client) -> None:
    shown = register(browser)

    key = KEY.findall(shown)[0]
    assert f"/kiosk/open/{key}/" in shown
    listed = browser.get(reverse("desk:admin_kiosks")).content.decode()
    assert "Ki-ốt 1" in listed
    assert "chưa mở lần nào" in listed
    assert key not in listed
    assert "data-mc-kiosk" not in shown  # the administrator's own browser is none


def test_a_refused_registration_keeps_what_was_typed_and_leaves_no_trace(browser: Client) -> None:
    register(browser)
    events = AuditEvent.objects.exclude(kind="ActRefused").count()

    shown = register(browser, place="Cạnh quầy 2")

    assert "đã có ki-ốt tên “Ki-ốt 1”" in shown
    assert "Cạnh quầy 2" in shown
    assert not KEY.findall(shown)
    assert Kiosk.objects.count() == 1
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == events


def test_a_new_code_and_the_end_of_a_kiosk(browser: Client) -> None:
    kiosk = a_kiosk()
    asked = browser.get(reverse("desk:admin_kiosk_renew", args=[kiosk.code])).content.decode()
    assert "hết hiệu lực ngay" in asked

    renewed = browser.post(reverse("desk:admin_kiosk_renew", args=[kiosk.code])).content.decode()
    assert KEY.findall(renewed)

    browser.post(reverse("desk:admin_kiosk_revoke", args=[kiosk.code]))
    listed = browser.get(reverse("desk:admin_kiosks")).content.decode()
    assert "đã thu hồi" in listed
    assert reverse("desk:admin_kiosk_renew", args=[kiosk.code]) not in listed
    late = browser.post(reverse("desk:admin_kiosk_renew", args=[kiosk.code]))
    assert late.status_code == 422
    assert "Hãy đăng ký ki-ốt mới" in late.content.decode()


def test_the_list_costs_the_same_for_any_number(browser: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("desk:admin_kiosks")).status_code == 200
        return len(asked)

    a_kiosk("Ki-ốt 1")
    one = queries()
    for number in range(2, 8):
        a_kiosk(f"Ki-ốt {number}")

    assert queries() == one
