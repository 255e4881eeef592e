"""Kiosks, and browsers that are one."""

from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts import operations
from motcua.foundation.accounts.models import Kiosk, Unit
from motcua.foundation.accounts.operations import KioskKey
from motcua.foundation.kernel.actors import SYSTEM

from .accounts import MONDAY, a_unit


def a_kiosk_key(name: str = "Ki-ốt 1", *, unit: Unit | None = None) -> KioskKey:
    """A kiosk of the first desk, with the key that opens it."""
    return operations.register_kiosk(
        by=SYSTEM, unit_code=(unit or a_unit()).code, name=name, place="Sảnh tầng 1", at=MONDAY
    )


def a_kiosk(name: str = "Ki-ốt 1", *, unit: Unit | None = None) -> Kiosk:
    return Kiosk.objects.select_related("unit__agency").get(code=a_kiosk_key(name, unit=unit).kiosk)


def as_kiosk(client: Client, key: str) -> Client:
    """The browser, put into the mode with the key."""
    answer = client.post(reverse("portal:kiosk_open"), {"key": key})
    assert answer.status_code == 302, answer.content.decode()
    return client
