"""The small site of addresses.py, and a browser that does not hide errors from the tests."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings


@pytest.fixture(autouse=True)
def _small_site() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.web.ui.addresses"):
        yield


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)
