"""Packages, fees and levels from the command line: what is printed, and the exit status."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from motcua.ops.commands import procedures
from motcua.ops.data import DataFailure
from motcua.reference.catalogue import packages, shipped
from motcua.reference.catalogue.models import Draft
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401

pytestmark = pytest.mark.django_db
PROCEDURES = shipped.DATA / "procedures"


def run(command, capsys, **args) -> tuple[int, dict]:
    status = command(Namespace(json=True, **args))
    return status, json.loads(capsys.readouterr().out or "{}")


def a_broken_package(folder: Path) -> Path:
    packages.write(packages.read(PROCEDURES / "2.002131").content, folder)
    file = folder / "procedure.yaml"
    file.write_text(file.read_text().replace("field: radiation-safety", "field: nowhere"))
    return folder


def test_check_says_zero_for_what_is_right(capsys):
    status, said = run(procedures.check, capsys, path=PROCEDURES)

    assert (status, said["valid"], said["problems"]) == (0, True, [])
    assert {one["code"] for one in said["packages"]} >= {"2.000086"}


def test_check_says_one_with_file_line_and_field(capsys, tmp_path):
    status, said = run(procedures.check, capsys, path=a_broken_package(tmp_path / "p"))

    assert (status, said["valid"]) == (1, False)
    [problem] = said["problems"]
    assert (problem["file"], problem["field"]) == ("p/procedure.yaml", "field")
    assert problem["line"] > 1


def test_check_and_import_say_two_where_nothing_is(capsys, tmp_path):
    assert run(procedures.check, capsys, path=tmp_path / "none") == (2, {})
    assert run(procedures.bring_in, capsys, path=tmp_path / "none", agency="") == (2, {})


def test_what_is_exported_is_imported_as_a_draft(loaded, capsys, tmp_path):  # noqa: F811
    exported = {"code": ["2.002252"], "agency": "", "draft": ""}
    assert run(procedures.take_out, capsys, path=tmp_path / "p.zip", **exported)[0] == 0

    status, said = run(procedures.bring_in, capsys, path=tmp_path / "p.zip", agency="skhcn-bac-giang")

    assert (status, said["problems"], said["refused"]) == (0, [], [])
    draft = Draft.objects.get(code=said["drafts"][0]["draft"])
    assert (draft.agency.code, draft.publication) == ("skhcn-bac-giang", None)
    assert draft.content == packages.read(PROCEDURES / "2.002252").content


def test_a_second_import_is_refused_while_the_draft_is_open(loaded, capsys):  # noqa: F811
    run(procedures.bring_in, capsys, path=PROCEDURES / "2.002131", agency="skhcn-quang-tri")

    status, said = run(procedures.bring_in, capsys, path=PROCEDURES / "2.002131", agency="skhcn-quang-tri")

    assert (status, said["drafts"]) == (1, [])
    assert said["refused"][0]["package"] == "2.002131"
    assert Draft.objects.count() == 1


def test_a_package_with_a_fault_brings_nothing_in(loaded, capsys, tmp_path):  # noqa: F811
    packages.write(packages.read(PROCEDURES / "2.000086").content, tmp_path / "all" / "2.000086")
    a_broken_package(tmp_path / "all" / "2.002131")

    status, said = run(procedures.bring_in, capsys, path=tmp_path / "all", agency="skhcn-quang-tri")

    assert (status, said["drafts"], len(said["problems"])) == (1, [], 1)
    assert not Draft.objects.exists()


def test_a_new_procedure_needs_to_be_told_its_agency(loaded, capsys, tmp_path):  # noqa: F811
    content = packages.read(PROCEDURES / "2.002131").content
    content["procedure"]["code"] = content["process"]["code"] = "1.999999"
    packages.write(content, tmp_path / "p")

    with pytest.raises(DataFailure, match="--agency"):
        run(procedures.bring_in, capsys, path=tmp_path / "p", agency="")

    assert not Draft.objects.exists()


def test_everything_that_is_live_is_exported_into_folders(loaded, capsys, tmp_path):  # noqa: F811
    status, said = run(procedures.take_out, capsys, path=tmp_path, code=[], agency="", draft="")

    assert status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(said["packages"])
    assert not [problem for one in packages.read_all(tmp_path) for problem in one.problems]


def test_nothing_to_export_is_a_no(loaded, capsys, tmp_path):  # noqa: F811
    status, _ = run(procedures.take_out, capsys, path=tmp_path / "p", code=["9.9"], agency="", draft="")

    assert status == 1
    assert not (tmp_path / "p").exists()


def fee(capsys, tmp_path, answers: str, **args) -> tuple[int, dict]:
    (tmp_path / "answers.json").write_text(answers)
    given = {"code": "2.000086", "case": "", "channel": "online", "agency": "", "on": None} | args
    return run(procedures.fee, capsys, answers=tmp_path / "answers.json", **given)


def test_a_fee_is_an_amount_and_its_lines(loaded, capsys, tmp_path):  # noqa: F811
    two = '{"devices": [{"kind": "ct"}, {"kind": "ct"}], "amount": 1}'

    status, said = fee(capsys, tmp_path, two, on=date(2025, 6, 1))

    assert (status, said["amount"]) == (0, 16_000_000)
    assert [(line["quantity"], line["amount"]) for line in said["lines"]] == [(2, 16_000_000)]


def test_an_unknown_fee_is_none_and_a_demo_goes_by_what_it_files_under(loaded, capsys, tmp_path):  # noqa: F811
    one = '{"devices": [{"kind": "ct"}]}'

    assert fee(capsys, tmp_path, one, on=date(2026, 11, 22))[1]["amount"] is None
    with override_settings(MOTCUA_DEMO=True):
        assert fee(capsys, tmp_path, one, on=date(2026, 11, 22))[1]["amount"] == 8_000_000


@pytest.mark.parametrize("answers", ["", "[]", "[" * 100_000, '{"a": ' * 100_000, "x" * 600_000])
def test_answers_that_cannot_be_read_are_a_failure(loaded, capsys, tmp_path, answers):  # noqa: F811
    assert fee(capsys, tmp_path, answers) == (2, {})


@pytest.mark.parametrize(
    "answers",
    ['{"devices": 5}', '{"devices": ["ct", null, {"kind": ["ct"]}, {"kind": {"a": 1}}]}', '{"devices": {}}'],
)
def test_answers_of_another_shape_owe_nothing(loaded, capsys, tmp_path, answers):  # noqa: F811
    status, said = fee(capsys, tmp_path, answers, on=date(2025, 6, 1))

    assert (status, said["amount"]) == (0, 0)


def test_the_level_is_told_case_by_case(loaded, capsys):  # noqa: F811
    status, said = run(procedures.level, capsys, code="2.000069", agency="")

    assert status == 0
    assert [case["case"] for case in said["cases"]] == ["lost", "torn"]
    assert all(case["missing"] for case in said["cases"])
