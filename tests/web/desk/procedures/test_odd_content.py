"""Drafts from packages that hold anything at all: every page of them still opens."""

from typing import Any

import pytest

from motcua.reference.catalogue import operations as catalogue
from motcua.web.desk.procedures import places
from tests.factories.accounts import MONDAY, officer_view, signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import a_package

pytestmark = pytest.mark.django_db


def a_form(*fields: Any) -> dict[str, Any]:
    return {"schema": 1, "sections": [{"slug": "s", "title": {"vi": "S"}, "fields": list(fields)}]}


def deep(levels: int) -> Any:
    condition: Any = {"var": "x"}
    for _ in range(levels):
        condition = {"!": [condition]}
    return condition


ODD: list[dict[str, Any]] = [
    {"form": {}},
    {"form": {"sections": "x", "title": 3}},
    {"form": {"sections": [1, None, {"fields": "x"}, {"fields": {"a": 1}}, {"title": "x", "fields": [1, None]}]}},
    {"form": a_form({"name": 5, "kind": [], "label": "x"}, {"kind": "one_of", "options": "x"}, {"kind": "burn"})},
    {"form": a_form({"name": "a", "kind": "table", "label": {"vi": "A"}, "columns": "x"})},
    {"form": a_form({"name": "a", "kind": "short_text", "label": {"vi": "A"}, "when": deep(20)})},
    {"form": a_form({"name": "a", "kind": "short_text", "label": {"vi": "A"}, "when": {"burn": [1]}})},
    {"form": a_form({"name": "a", "kind": "short_text", "label": {"vi": "A"}, "when": [1, {"var": []}]})},
    {"form": a_form({"name": "a", "kind": "calculated", "label": {"vi": "A"}, "calculate": {"/": [1, 0]}})},
    {"form": a_form({"name": "a", "kind": "whole_number", "label": {"vi": "A"}, "min": "x", "max_length": "y"})},
    {"fee": {"lines": "x"}},
    {"fee": {"lines": [None, 1, {"method": "fixed", "prices_vnd": []}, {"method": [], "when": {}}]}},
    {"process": {"steps": [None, {"role": 3}], "decision": []}},
    {"procedure": {"code": "2.000086"}},
    {"procedure": {"papers": {}, "cases": [1], "sources": "x", "name": "y", "audience": [], "time": 3}},
    {"procedure": {"papers": [[], {"slug": [], "name": [], "cases": "x", "form": 1}], "levels": [0], "fee": 5}},
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:50])
def test_every_page_of_an_odd_draft_opens(odd):
    editor = an_authority()["editor"]
    draft = catalogue.open_draft(
        by=officer_view(editor), agency="skhcn-quang-tri", content={**a_package(), **odd}, at=MONDAY
    )
    client = signed_in_client(editor)
    client.raise_request_exception = False
    edit = f"/desk/drafts/{draft.code}/edit"
    addresses = [f"/desk/drafts/{draft.code}/{page}" for page in ("", "form/", "try/", "review/", "export/")]
    addresses += [f"{edit}/{slug}/" for slug in places.slices() if slug != "form"]
    addresses += [f"{edit}/form/sections.{n}/" for n in range(2)]
    addresses += [f"{edit}/form/sections.0.fields.{n}/" for n in range(3)]
    addresses += [f"{edit}/papers/papers.{n}/" for n in range(2)]
    addresses += [f"{edit}/fee/lines.{n}/" for n in range(4)] + [f"{edit}/process/steps.0/"]

    answers = {address: client.get(address).status_code for address in addresses}

    assert {address: status for address, status in answers.items() if status not in {200, 404}} == {}
