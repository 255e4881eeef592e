"""The rules of papers on the page of a shipped procedure: by device and person, age, validity, shared files."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from motcua.casework.dossiers.models import Dossier, DraftPaper, FiledPaper
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo.answers import posted as right_answers
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.operations import Loaded
from tests.factories import dossiers as made
from tests.factories.accounts import a_membership, an_organisation, minh, signed_in_client
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401
from tests.web.portal.pages import PDF, begin, fill, main_form, posted, step, submit
from tests.web.portal.test_shipped_procedures import view

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE = "2.000086.000.00.00.H50"
RULES: dict[str, dict[str, Any]] = {
    "inspection-certificates": {"valid_days": 45},
    "officer-certificate": {"max_age_months": 6},
    "establishment": {"shared": True},
}
BY_DEVICE = ["inspection-certificates--1", "inspection-certificates--2"]
DEVICE = "devices-1-"


def a_stricter_version() -> None:
    """The shipped procedure by its last complete law, three of its papers under rules that can be checked."""
    versions = list(Version.objects.filter(publication__full_code=CODE).order_by("number"))
    complete = next(one for one in reversed(versions) if RULES.keys() <= slugs_of(one))
    papers = [paper | RULES.get(paper["slug"], {}) for paper in complete.content["papers"]]
    content = complete.content | {"papers": papers}
    complete.pk, complete.number, complete.content = None, versions[-1].number + 1, content
    complete.content_hash = content_hash(content)
    complete.valid_from, complete.valid_to = max(one.valid_from for one in versions), None
    complete.save(force_insert=True)


def slugs_of(version: Version) -> set[str]:
    return {paper["slug"] for paper in version.content["papers"]}


def a_filled_draft(browser: Client) -> str:
    """A draft of it for two devices; its code."""
    code = begin(browser, publication=CODE)
    member = {"ground": "legal_representative", "organisation_code": an_organisation().code}
    fill(browser, code, "case", member)
    answers = right_answers(view(code).form, today=local_date(now()), seed=1)
    first = {name: value for name, value in answers.items() if name.startswith("devices-0-")}
    second = {name.replace("devices-0-", DEVICE): value for name, value in first.items()}
    second = {name: f"{value}2" if "serial" in name else value for name, value in second.items()}
    assert fill(browser, code, "form", answers | second).status_code == 302
    return code


@pytest.fixture
def browser(loaded: Loaded) -> Iterator[Client]:  # noqa: F811
    made.an_authority()
    a_membership(minh())
    a_stricter_version()
    with override_settings(MOTCUA_DEMO=True):
        yield signed_in_client(minh())


def day(days: int) -> str:
    return f"{local_date(now()) + timedelta(days=days):%d/%m/%Y}"


def give(browser: Client, code: str, days: dict[str, str], *, files: bool = True) -> HttpResponse:
    """The papers' page sent with a file in every box that is empty, and with those days."""
    form = main_form(browser.get(step(code, "papers")))
    chosen = {
        f"paper-{one.slug}": SimpleUploadedFile(f"{one.slug}.pdf", PDF + one.slug.encode())
        for one in view(code).papers
        if files and not one.files
    }
    return browser.post(step(code, "papers"), posted(form, {**chosen, **days}))


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


GOOD = {f"expires-{place}": 90 for place in BY_DEVICE} | {"issued-officer-certificate": -30}


def test_each_device_has_its_box_and_each_rule_is_said_and_checked(browser: Client) -> None:
    code = a_filled_draft(browser)
    page = text(browser.get(step(code, "papers")))
    assert all(f'id="box-paper-{place}"' in page for place in BY_DEVICE)
    assert "training-certificates--1" in page

    wrong = {f"expires-{BY_DEVICE[0]}": day(10), f"expires-{BY_DEVICE[1]}": "hôm qua"}
    answer = give(browser, code, wrong | {"issued-officer-certificate": day(-400)})
    said = text(answer)

    assert answer.status_code == 422
    for control in (*wrong, "issued-officer-certificate"):
        assert f'href="#f-{control}"' in said, control

    answer = give(browser, code, {name: day(days) for name, days in GOOD.items()}, files=False)
    assert answer.status_code == 302, text(answer)
    assert submit(browser, code).status_code == 302
    rows = FiledPaper.objects.filter(slug="inspection-certificates").values_list("row", "expires_on")
    until = local_date(now()) + timedelta(days=90)
    assert sorted(rows) == [(1, until), (2, until)]


def test_one_file_does_for_dossiers_filed_together(browser: Client) -> None:
    first = a_filled_draft(browser)
    give(browser, first, {name: day(days) for name, days in GOOD.items()})
    second = a_filled_draft(browser)
    page = browser.get(step(second, "papers"))
    assert "Dùng tệp" in text(page)

    browser.post(step(second, "papers"), posted(main_form(page), {"share": f"establishment {first}"}, go=""))

    shared = DraftPaper.objects.filter(slug="establishment").values_list("document_id", flat=True)
    assert len(shared) == 2
    assert len(set(shared)) == 1
    assert not Dossier.objects.exists()
