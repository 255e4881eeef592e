"""Every complete procedure that the product ships can be filed for, from start to acknowledgement."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.drafts import draft_view
from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo.answers import posted as right_answers
from motcua.reference.catalogue.operations import Loaded
from tests.factories import dossiers as made
from tests.factories.accounts import (
    a_membership,
    an_organisation,
    applicant_view,
    minh,
    signed_in_client,
)
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401
from tests.web.portal.pages import PDF, PNG, begin, fill, step, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHIPPED = ["2.000086", "2.000069", "2.002131", "2.002254", "1.001786", "2.001207"]
NEWER = ["2.001277", "1.014445", "2.001501"]
FOR_PEOPLE = {"2.002254"}


@pytest.fixture
def browser(loaded: Loaded) -> Iterator[Client]:  # noqa: F811
    made.an_authority()
    a_membership(minh())
    with override_settings(MOTCUA_DEMO=True):
        yield signed_in_client(minh())


def view(code: str) -> Any:
    return draft_view(viewer=applicant_view(minh()), code=code, at=now())


def a_file(types: tuple[str, ...]) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", PDF) if "pdf" in types else SimpleUploadedFile("a.png", PNG)


def for_whom(procedure: str) -> dict[str, str]:
    if procedure in FOR_PEOPLE:
        return {"ground": "self"}
    return {"ground": "legal_representative", "organisation_code": an_organisation().code}


@pytest.mark.parametrize("procedure", SHIPPED + NEWER)
def test_a_shipped_procedure_is_filed_from_start_to_acknowledgement(browser: Client, procedure: str) -> None:
    publication = f"{procedure}.000.00.00.H50"
    page = browser.get(reverse("portal:filing_start", args=[publication]))
    assert page.status_code == 200
    code = begin(browser, publication=publication)
    cases = [case.slug for case in view(code).cases]
    fill(browser, code, "case", for_whom(procedure) | ({"case_slug": cases[0]} if cases else {}))
    answers = right_answers(view(code).form, today=local_date(now()), seed=1)
    assert fill(browser, code, "form", answers).status_code == 302
    files = {f"paper-{paper.slug}": a_file(paper.rule.types) for paper in view(code).papers}
    assert browser.post(step(code, "papers"), files).status_code == 302
    assert browser.get(step(code, "review")).status_code == 200

    answer = submit(browser, code)

    assert answer.status_code == 302, answer.content.decode()
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get(reverse("portal:dossier", args=[Dossier.objects.get().code])).status_code == 200
