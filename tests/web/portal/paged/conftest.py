"""Somebody who files the form in pages."""

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Dossier
from tests.factories import dossiers as made
from tests.factories.accounts import minh, signed_in_client
from tests.web.portal.pages import begin, submit

from .form import PLACE, a_file, a_publication_in_pages, on_page


@pytest.fixture
def browser() -> Client:
    made.an_authority()
    a_publication_in_pages()
    return signed_in_client(minh())


@pytest.fixture
def draft(browser: Client) -> str:
    return begin(browser, publication="2.000070.000.00.00.H50")


@pytest.fixture
def dossier(browser: Client, draft: str) -> Dossier:
    """Filed with two files, one of them in a row of the group."""
    on_page(browser, draft, "who", PLACE)
    last = {"devices-0-serial": "A-1", "count": "2", "sign-name": minh().full_name}
    on_page(browser, draft, "what", last | {"plan": a_file(), "devices-0-photo": a_file("nhan.pdf")})
    submit(browser, draft)
    return Dossier.objects.get()
