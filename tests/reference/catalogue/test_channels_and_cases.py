"""Time and fee may hang on the channel, steps and papers on the case; what says neither stays as it was."""

import copy
from pathlib import Path

import pytest

from motcua.reference.catalogue import loading, packages, shipped
from motcua.reference.catalogue.rules import content as contents
from motcua.reference.catalogue.rules.fees import compute

FACT = {"verified": False, "source": "nd-142-2020"}
TIME = {"amount": 3, "unit": "working_day", "starts": "valid_papers", "text": {"vi": "03 ngày"}, **FACT}


def a_content() -> dict:
    return copy.deepcopy(packages.read(shipped.DATA / "procedures" / "2.000069").content)


def problems(content: dict) -> list[str]:
    found = loading.load_content(content, known_fields=shipped.field_codes()).problems
    return [problem.field for problem in found]


def test_a_channel_may_have_its_own_time():
    content = a_content()
    online = next(one for one in content["procedure"]["channels"] if one["slug"] == "online")
    online["time"] = TIME

    assert problems(content) == []
    assert contents.time_facts(content["procedure"]).rule.amount == 3
    usual = content["procedure"]["time"]["amount"]
    assert contents.time_facts(content["procedure"], channel="counter").rule.amount == usual


def test_a_channel_may_owe_only_some_lines():
    content = copy.deepcopy(packages.read(shipped.DATA / "procedures" / "1.001786").content)
    online = next(one for one in content["procedure"]["channels"] if one["slug"] == "online")
    source = content["procedure"]["sources"][0]["key"]
    online["fee"] = {"lines": [], "verified": False, "source": source}

    def owed(channel: str) -> int:
        only = contents.fee_lines_of(content["procedure"], channel)
        return compute(content["fee"], answers={}, channel=channel, only=only).amount_vnd

    assert problems(content) == []
    assert (owed("online"), owed("counter")) == (0, 3_000_000)
    online["fee"]["lines"] = ["nothing"]
    assert problems(content) == [f"channels[{content['procedure']['channels'].index(online) + 1}].fee.lines"]


def test_papers_of_a_case_are_asked_in_that_case_only():
    content = a_content()
    lost = next(case for case in content["procedure"]["cases"] if case["slug"] == "lost")
    lost["papers"] = [{"slug": "police-note", "name": {"vi": "Xác nhận"}, **FACT}]
    lost["steps"] = [{"text": {"vi": "Nộp hồ sơ"}, **FACT}]

    assert problems(content) == []
    papers = contents.papers_of(content["procedure"])
    asked = {
        case: {paper.slug for paper in contents.papers_asked(papers, case=case)} for case in ("lost", "torn")
    }
    assert "police-note" in asked["lost"]
    assert "police-note" not in asked["torn"]
    assert [str(step) for step in contents.cases_of(content["procedure"])[0].steps or ()] in (
        ["Nộp hồ sơ"],
        [],
    )


@pytest.mark.parametrize("group", ["steps", "papers"])
def test_without_steps_or_papers_of_its_own_every_case_needs_them(group):
    content = a_content()
    content["procedure"][group] = []

    assert group in problems(content)


def test_a_paper_of_a_case_has_a_name_of_its_own_and_names_no_case():
    content = a_content()
    taken = content["procedure"]["papers"][0]["slug"]
    content["procedure"]["cases"][0]["papers"] = [
        {"slug": taken, "name": {"vi": "X"}, "cases": ["torn"], **FACT}
    ]

    assert set(problems(content)) == {"cases[1].papers[1].slug", "cases[1].papers[1].cases"}


def test_another_version_of_a_shipped_procedure_is_named_by_code_and_label(tmp_path: Path):
    folder = tmp_path / "2.000069@2026"
    packages.write(a_content(), folder)
    packages.write(a_content(), tmp_path / "other")

    assert shipped.check(folder).problems == []
    assert [problem.field for problem in shipped.check(tmp_path / "other").problems] == ["code"]


def test_everything_that_the_national_portal_shows_of_a_procedure_has_its_place():
    content = a_content()
    content["procedure"] |= {
        "description": {"vi": "Dành cho cơ sở y tế"},
        "tier": "province",
        "settled_in": "province",
        "reception": {"vi": "Trung tâm Phục vụ hành chính công"},
        "delegated": {"vi": "Sở Khoa học và Công nghệ"},
        "coordinating": {"vi": "Sở Y tế"},
        "returns": ["online", "post"],
    }

    assert problems(content) == []
    assert problems({**content, "procedure": content["procedure"] | {"returns": ["pigeon"]}}) == [
        "returns[1]"
    ]
