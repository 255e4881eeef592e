"""Minh in a browser, and a dossier that he filed there."""

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Dossier
from tests.factories.accounts import minh, signed_in_client
from tests.web.portal.pages import complete, ready, submit


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


@pytest.fixture
def dossier(browser: Client) -> Dossier:
    submit(browser, complete(browser))
    return Dossier.objects.get()
