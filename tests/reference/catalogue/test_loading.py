"""A folder with a mistake: the problem names file, line and field."""

import shutil
from pathlib import Path

import pytest

from motcua.reference.catalogue import shipped

FILES = ("procedure.yaml", "form.yaml", "fee.yaml", "process.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped X-ray licence."""
    return Path(shutil.copytree(shipped.DATA / "procedures" / "2.000086", tmp_path / "2.000086"))


def _line(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text().splitlines(), start=1) if text in line)


def _edit(folder: Path, file: str, old: str, new: str) -> int:
    """Change the first place; the line on which it stands."""
    path = folder / file
    line = _line(path, old.split("\n")[0])
    path.write_text(path.read_text().replace(old, new, 1))
    return line


MISTAKES = [
    ("procedure.yaml", "field: radiation-safety", "field: magic", "field"),
    ("procedure.yaml", 'code: "2.000086"', 'code: "2.000087"', "code"),
    ("procedure.yaml", "  amount: 25", "  amount: soon", "time.amount"),
    ("procedure.yaml", "  amount: 25", "  amuont: 25", "time.amuont"),
    ("procedure.yaml", "  amount: 25\n  unit: day", "  amount: 0\n  unit: month", "time.amount"),
    (
        "procedure.yaml",
        "  amount: 25\n  unit: day",
        "  at_once: true\n  amount: 25\n  unit: day",
        "time.at_once",
    ),
    ("procedure.yaml", "  unit: day\n", "  unit: fortnight\n", "time.unit"),
    ("procedure.yaml", '{day: "2021-02-01"', '{day: "2021-02-31"', "valid_from.day"),
    ("procedure.yaml", '{day: "2025-12-31"', '{day: "2020-12-31"', "valid_to.day"),
    ("procedure.yaml", "source: tt-02-2022", "source: nowhere", "papers[7].source"),
    ("procedure.yaml", "per_row: staff", "per_row: nobody", "papers[5].per_row"),
    ("procedure.yaml", "  - slug: emergency-plan", "  - slug: radiation-survey", "papers[11].slug"),
    ("procedure.yaml", 'value: "3", kind', 'value: "7", kind', "levels[1].value"),
    ("procedure.yaml", "cases: []", "cases: []\ncases: []", "cases"),
    ("procedure.yaml", "{slug: online,", "{slug: pigeon,", "channels[1].slug"),
    ("form.yaml", "name: org_phone", "name: org_name", "sections[1].fields[3].name"),
    ("form.yaml", "kind: phone, required", "kind: telepathy, required", "sections[1].fields[3].kind"),
    ("form.yaml", "max: today, label", "max: tomorrow, label", "sections[2].fields[5].max"),
    (
        "form.yaml",
        "when: {var: row.has_console}",
        "when: {var: row.tube_year_no}",
        "sections[6].fields[1].columns[17].when",
    ),
    (
        "form.yaml",
        "when: {var: row.has_console}",
        "when: {log: row}",
        "sections[6].fields[1].columns[17].when",
    ),
    ("fee.yaml", "mobile: 2000000", "submarine: 2000000", "lines[1].prices_vnd.submarine"),
    ("fee.yaml", "ct: 8000000", "ct: 8 triệu", "lines[1].prices_vnd.ct"),
    ("process.yaml", "role: leader", "role: king", "steps[4].role"),
    ("process.yaml", "hours: 136", "hours: 137", "steps"),
]


@pytest.mark.parametrize(("file", "old", "new", "field"), MISTAKES)
def test_a_mistake_is_told_with_file_line_and_field(folder, file, old, new, field):
    line = _edit(folder, file, old, new)

    problems = shipped.check(folder).problems

    assert field in [problem.field for problem in problems]
    problem = next(problem for problem in problems if problem.field == field)
    assert problem.file == f"2.000086/{file}"
    assert problem.sentence
    if field not in {"steps", "cases"}:
        assert problem.line == line
    assert str(problem).startswith(f"2.000086/{file}:{problem.line}: {field}: ")


def test_what_is_missing_is_told_at_its_group(folder):
    _edit(folder, "procedure.yaml", "audience:", "audiences:")

    found = {(problem.field, problem.line > 0) for problem in shipped.check(folder).problems}

    assert {("audience", True), ("audiences", True)} <= found


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"a: [1, 2",
        b"a: &x {b: 1}\nc: *x\n",
        b"- 1\n- 2\n",
        b"a: !!python/object/apply:os.system ['true']\n",
        b"a: 1\x00",
        b"[" * 400,
        b"a: 1.5\nb: 2026-01-01\nc: on\n",
        b"x" * (3 * 1024 * 1024),
    ],
)
def test_hostile_yaml_is_a_problem_not_a_crash(folder, file, content):
    (folder / file).write_bytes(content)

    problems = shipped.check(folder).problems

    assert problems
    assert {problem.file for problem in problems} == {f"2.000086/{file}"}


def test_a_missing_folder_is_a_problem(tmp_path):
    (problem,) = shipped.check_all(tmp_path / "nowhere")

    assert problem.file == "nowhere/procedure.yaml"


def test_a_fee_that_starts_the_clock_must_be_known(folder):
    (folder / "fee.yaml").unlink()
    _edit(folder, "procedure.yaml", "fee: {verified: true, source: tt-287-2016}", "fee: null")

    assert [problem.field for problem in shipped.check(folder).problems] == ["time.starts"]
