"""Content of which only a part is known: what its check asks, and that nobody comes to harm by it."""

import copy
from datetime import date

import pytest

from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import loading, operations, packages, queries, shipped
from motcua.reference.catalogue.models import Version
from tests.factories.accounts import MONDAY

from .drafting import AGENCY, an_editor, an_open_draft, published

TODAY = date(2026, 11, 22)
IN_PART = shipped.DATA / "procedures" / "2.002131@nd-332-2025"


def content(**changes):
    read = copy.deepcopy(packages.read(IN_PART).content)
    read["procedure"] |= changes
    return read


def faults(parts) -> set[str]:
    folder = loading.load_content(parts, known_fields=shipped.field_codes())
    return {problem.field for problem in folder.problems}


def test_what_is_not_known_may_be_left_out_only_where_the_content_says_that_it_is_incomplete():
    assert faults(content()) == set()
    assert faults(content(incomplete=False)) == {"papers", "sets", "time", "result"}


def test_steps_and_papers_of_complete_content_are_not_empty():
    whole = copy.deepcopy(packages.read(shipped.DATA / "procedures" / "2.002252").content)
    whole["procedure"] |= {"steps": [], "papers": []}

    assert faults(whole) == {"steps", "papers"}


def test_incomplete_content_has_no_form():
    form = packages.read(shipped.DATA / "procedures" / "2.002131").content["form"]

    assert faults(content() | {"form": form}) == {"incomplete"}


@pytest.mark.django_db
def test_a_draft_of_it_is_opened_completed_and_published(loaded):
    code = "2.002131.000.00.00.H50"
    whole = packages.read(shipped.DATA / "procedures" / "2.002131").content
    draft = an_open_draft(publication_code=code)
    assert draft.content["procedure"]["incomplete"] is True
    assert queries.draft_problems(draft=draft) == []

    for revision, part in enumerate(("procedure", "form", "fee", "process"), start=1):
        operations.save_draft_part(
            by=an_editor(),
            draft_code=draft.code,
            revision=revision,
            part=part,
            content=whole[part],
            at=MONDAY,
        )
    submitted = operations.submit_draft(by=an_editor(), draft_code=draft.code, revision=5, at=MONDAY)
    version = published(submitted)

    assert "incomplete" not in version.content
    filed = queries.version_for_filing(publication_code=code, on=date(2026, 12, 1), demo=False)
    assert filed.version_id == version.pk


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [False, True])
def test_level_and_fee_are_answered_for_whatever_is_published(loaded, demo):
    codes = set(Version.objects.values_list("publication__procedure__code", flat=True))
    assert len(codes) > 40
    for code in codes:
        assert queries.level_of(code=code, on=TODAY, demo=demo).cases, code
        fee = queries.fee_of(code=code, answers={}, on=TODAY, demo=demo)
        assert fee.is_known or fee.amount_vnd == 0, code


@pytest.mark.django_db
def test_what_is_shipped_for_an_authority_takes_in_what_stands_in_the_place_of_its_procedures(loaded):
    here = Version.objects.filter(publication__agency__code=AGENCY)
    codes = set(here.values_list("publication__procedure__code", flat=True))

    assert {"2.002382", "2.002383", "1.014445", "1.014446"} <= codes
    assert not codes & {"1.000173", "1.002145", "3.000453"}
    assert operations.load_shipped(agencies={"H50": AGENCY}, by=SYSTEM, at=MONDAY).versions == loaded.versions
