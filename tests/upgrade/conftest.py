"""The demo data of the previous landing, restored by the product's own commands and brought up to this code."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from motcua.ops.demo import authority
from motcua.ops.demo.browser import Browser, Page
from tests.ops.installation import Installation
from tests.ops.made_once import forget
from tests.ops.test_run import Running

LANDINGS = sorted((Path(__file__).parent / "landings").glob("*.tar.xz"))
VAR = Path(__file__).resolve().parents[2] / "var" / "test"
WHAT_IS_THERE = """
import json
from motcua.casework.dossiers.models import Dossier
from motcua.reference.catalogue.models import Version
dossiers = Dossier.objects.select_related("agency", "filer__account").order_by("code")
versions = Version.objects.select_related("publication", "form_version").order_by("publication__full_code", "number")
print(json.dumps({
    "dossiers": [[d.code, d.agency.code, d.filer.account.email] for d in dossiers],
    "forms": {v.publication.full_code: v.form_version.content for v in versions if v.form_version},
}))
"""


@dataclass
class Upgraded:
    """`before` is what the old code's data held, as read by this code after the migration."""

    installation: Installation
    address: str
    before: dict[str, Any]
    browsers: dict[str, Browser]

    def as_(self, email: str) -> Browser:
        if email not in self.browsers:
            self.browsers[email] = Browser(self.address)
            page = self.browsers[email].get("/account/sign-in/")
            assert page.status == 200, page.text[:300]
            password = authority.definition()["password"]
            page = self.browsers[email].send(
                page, page.form("email", "password"), {"email": email, "password": password}
            )
            assert "sign-in" not in page.path, f"{email} cannot sign in any more"
        return self.browsers[email]

    def log(self) -> str:
        """The end of what the product said while it ran, for a failing test."""
        return (self.installation.data / "run.log").read_text()[-3000:]

    def nobody(self) -> Browser:
        return self.browsers.setdefault("", Browser(self.address))

    def codes_of(self, agency: str) -> list[str]:
        return [code for code, its_agency, _ in self.before["dossiers"] if its_agency == agency]


def documents_on(page: Page) -> list[tuple[str, str]]:
    return [(href, words.lower()) for href, words in page.links if "/documents/" in href]


@pytest.fixture(scope="package", params=LANDINGS, ids=lambda path: path.name.split(".")[0])
def upgraded(request: pytest.FixtureRequest) -> Iterator[Upgraded]:
    VAR.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="upgrade-", dir=VAR))
    folder.chmod(0o755)
    installation = Installation(folder / "data")
    try:
        installation.did("db", "restore", str(request.param))
        installation.did("db", "migrate")
        before = json.loads(installation.python(WHAT_IS_THERE))
        running = Running(installation)
        here = Upgraded(installation, running.address, before, {})
        try:
            yield here
        finally:
            for browser in here.browsers.values():
                browser.close()
            running.stop()
    finally:
        installation.stop()
        forget(folder)
