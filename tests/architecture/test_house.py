"""What every file must obey; read from the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.config.environment import SECRETS
from motcua.ops.commands import states

from .house import ROOT, SOURCE, TESTS, docstrings, files_called, modules, name_of, rooms, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
BANNED_MODULES = {"utils", "helpers", "common", "misc", "services", "managers", "signals"}
OF_A_REQUEST = {"CONTENT_TYPE"}  # of a WSGI environ, not of the process
READ_BY_THE_SYSTEM = {"HOME", "LANG", "LC_ALL", "LC_MESSAGES", "XDG_DATA_HOME", "PATH"}


@pytest.mark.slow
def test_the_arrows_of_the_house_hold():
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_file_can_be_read_in_one_sitting(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_a_file_of_tests_can_be_read_in_one_sitting_too():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in TESTS.rglob("*.py")}
    long = [f"{path.relative_to(ROOT)}: {many}" for path, many in lines.items() if many > LONGEST_FILE]

    assert sorted(long) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_function_can_be_seen_at_once(path: Path):
    """Without its signature and its docstring."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = node.end_lineno - body[0].lineno + 1 if body else 0
            assert lines <= LONGEST_FUNCTION, f"{node.name} at line {node.lineno}: {lines} lines"


def test_no_module_has_a_name_that_says_nothing():
    assert [name_of(p) for p in modules() if p.stem in BANNED_MODULES] == []


def test_the_standard_logging_is_only_configured():
    """structlog everywhere; the standard library's is met once, where it is sent the same way."""
    users = [
        name_of(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import) and any(a.name == "logging" for a in node.names)
    ]

    assert users == ["config/logging.py"]


def test_the_domain_uses_no_signals():
    found = [
        name_of(path)
        for path in modules()
        if re.search(
            r"^from django\.(db\.models|core|contrib\.\w+)\.signals import|@receiver", path.read_text(), re.M
        )
    ]

    assert found == []


def test_only_migrations_stand_beside_one_another_in_one_line():
    """One leaf for each room: two people's migrations do not meet unseen."""
    for room in rooms():
        folder = room / "migrations"
        names = sorted(p.stem for p in folder.glob("0*.py"))
        numbers = [name.split("_")[0] for name in names]
        assert len(numbers) == len(set(numbers)), f"{room.name}: {names}"
        assert not [name for name in names if "_auto_" in name]


def test_every_job_has_one_name_and_somebody_who_calls_it():
    """A job is deferred by name, or stands in the schedule."""
    defined = {}
    for path in files_called("jobs"):
        for found in re.finditer(r"@jobs\.job\(\s*([\w.\"]+)", path.read_text(encoding="utf-8")):
            defined[found[1].strip('"')] = path
    called = "\n".join(p.read_text(encoding="utf-8") for p in modules() if p.name != "jobs.py")
    schedule = (SOURCE / "ops" / "schedule.py").read_text(encoding="utf-8")
    for name, path in defined.items():
        constant = name.rpartition(".")[2]
        wanted = [f'"{name}"', f"defer(\n        {constant}", f"defer({constant}"]
        assert any(w in called + schedule for w in wanted), f"{name} of {name_of(path)} is never called"


def test_every_law_key_stands_in_the_register():
    register = (ROOT / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| ([A-Z][^ |]+) \|", register, re.M))
    missing = {
        f"{place}: {key}"
        for place, text in docstrings()
        for cited in re.findall(r"Law: (.+?)(?:\.\s|\.$|$)", text, re.M)
        for key in re.split(r"[,;]\s*", cited.strip().rstrip("."))
        if key and key not in known
    }

    assert not missing, "\n" + "\n".join(sorted(missing))


def settings_read() -> set[str]:
    """Every variable that the product asks the environment for."""
    found: set[str] = set()
    pattern = r"(?:env\.\w+|environ(?:\.get|\.setdefault)?)[\[(]\s*\"([A-Z0-9_]{3,})\""
    for path in modules():
        found |= set(re.findall(pattern, path.read_text(encoding="utf-8")))
    return (found | set(SECRETS)) - READ_BY_THE_SYSTEM - OF_A_REQUEST - {"DJANGO_SETTINGS_MODULE"}


def test_every_setting_is_in_the_example_and_the_reverse():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    told = set(re.findall(r"^#?([A-Z0-9_]{3,})=", example, re.M))

    assert settings_read() - told == set()
    assert told - settings_read() == set()


def test_every_template_is_used():
    text = "\n".join(
        p.read_text(encoding="utf-8") for suffix in ("py", "html", "txt") for p in SOURCE.rglob(f"*.{suffix}")
    )
    folders_of_computed_names = set(re.findall(r"f\"([\w/]+)/\{", text))
    unused = []
    for home in SOURCE.rglob("templates"):
        for path in home.rglob("*.html"):
            name = path.relative_to(home).as_posix()
            stem = name.rpartition("/")[2]
            computed = any(name.startswith(f"{folder}/") for folder in folders_of_computed_names)
            if not computed and name not in text and f"/{stem}" not in text:
                unused.append(name)

    assert not unused, "\n" + "\n".join(sorted(unused))


def test_two_events_never_share_a_name():
    names: dict[str, str] = {}
    for path in files_called("events"):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name not in {"Event", "Dimensions"}:
                assert node.name not in names, f"{node.name}: {names.get(node.name)} and {name_of(path)}"
                names[node.name] = name_of(path)


def test_nothing_names_the_machine_it_was_written_on():
    """No address of a package index, no folder of this machine."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    words = ("/wor" + "k/", "pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js")
    found = []
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if not name or not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{name}: {word}" for word in words if word in text]

    assert found == []


def test_the_states_page_says_what_the_rules_say():
    assert states.PAGE.read_text(encoding="utf-8") == states.printed()


def test_the_lock_files_name_no_address_and_hold_every_hash():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        packages = re.findall(r"^[a-z0-9][^ ]*==", text, re.M | re.I)
        assert packages
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(packages)
