"""The forms that the product ships, filled in, on a wide and on the narrowest window, looked at by axe."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo.answers import posted as right_answers
from motcua.reference.catalogue.operations import load_shipped
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, minh, signed_in_client
from tests.web.portal.pages import begin, fill, step
from tests.web.portal.test_shipped_procedures import SHIPPED, view

from .browsing import a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def client(plain_static_files: None, live_server: LiveServer) -> Iterator[Client]:
    made.an_authority()
    load_shipped(agencies={"H50": "skhcn-quang-tri"}, by=SYSTEM, at=MONDAY)
    with override_settings(MOTCUA_DEMO=True):
        yield signed_in_client(minh())


@pytest.mark.parametrize("width", [1280, 320])
def test_every_shipped_form_is_readable_filled_in(
    client: Client, live_server: LiveServer, width: int
) -> None:
    drafts = {}
    for procedure in SHIPPED:
        code = begin(client, publication=f"{procedure}.000.00.00.H50")
        fill(client, code, "form", right_answers(view(code).form, today=local_date(now()), seed=1))
        drafts[procedure] = code
    with a_browser(live_server.url, width=width) as window:
        page = sign_in(window, minh(), live_server.url)
        for procedure, code in drafts.items():
            for name in ("form", "papers", "review"):
                page.goto(step(code, name))
                check(page, f"shipped-{procedure}-{name}")
        page.goto("/en" + step(drafts[SHIPPED[0]], "form"))
        check(page, "shipped-english-form")
