"""An editor builds a form, a second person publishes it, an applicant files it, in Chromium."""

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.reference.catalogue.models import Draft, Publication
from tests.factories.accounts import minh
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    """A running product with its officers, marked as a demo."""
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_a_draft_can_be_used_by_everybody(office, width):
    draft = an_open_draft()
    editor = an_authority()["editor"]
    pages = {
        "procedures": "/desk/procedures/",
        "import": "/desk/procedures/import/",
        "draft": f"/desk/drafts/{draft.code}/",
        "form": f"/desk/drafts/{draft.code}/form/",
        "try": f"/desk/drafts/{draft.code}/try/",
        "review": f"/desk/drafts/{draft.code}/review/",
        "general": f"/desk/drafts/{draft.code}/edit/general/",
        "papers": f"/desk/drafts/{draft.code}/edit/papers/",
        "paper": f"/desk/drafts/{draft.code}/edit/papers/papers.1/",
        "people": f"/desk/drafts/{draft.code}/edit/people/",
        "time": f"/desk/drafts/{draft.code}/edit/time/",
        "fee": f"/desk/drafts/{draft.code}/edit/fee/",
        "fee-line": f"/desk/drafts/{draft.code}/edit/fee/lines.0/",
        "process": f"/desk/drafts/{draft.code}/edit/process/",
        "field": f"/desk/drafts/{draft.code}/edit/form/sections.0.fields.1/",
        "table": f"/desk/drafts/{draft.code}/edit/form/sections.4.fields.0/",
        "column": f"/desk/drafts/{draft.code}/edit/form/sections.4.fields.0.columns.2/",
    }
    with a_browser(office, width=width) as window:
        page = sign_in(window, editor, office)
        for name, address in pages.items():
            page.goto(address)
            check(page, f"editor-{name}")
