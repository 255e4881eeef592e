"""Minh in a browser, and a paper of his."""

import pytest
from django.test import Client

from motcua.records.repository.models import Holding
from tests.factories.accounts import minh, signed_in_client
from tests.factories.files import a_pdf
from tests.factories.holdings import a_holding


@pytest.fixture
def browser() -> Client:
    return signed_in_client(minh())


@pytest.fixture
def holding() -> Holding:
    return a_holding(minh(), content=a_pdf(pages=2), pages=2)
