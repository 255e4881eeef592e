"""What the command line promises: exit status, one sentence, JSON alone."""

import json

import pytest

from motcua.ops import cli
from motcua.ops.grammar import NOUNS, Needs, Verb

pytestmark = pytest.mark.slow

DUE = ("calendar", "due", "--received", "2026-11-20T14:30", "--amount", "5")


def verbs() -> list[tuple[str, Verb]]:
    found = []
    for noun, (_, inside) in NOUNS.items():
        if isinstance(inside, Verb):
            found.append((noun, inside))
        else:
            found += [(f"{noun} {name}", verb) for name, verb in inside.items()]
    return found


@pytest.mark.parametrize(("typed", "verb"), verbs(), ids=[typed for typed, _ in verbs()])
def test_every_command_leads_to_a_function(typed, verb):
    assert callable(cli._function(verb))


@pytest.mark.parametrize(
    "words", [DUE, ("catalogue", "search", "buc xa"), ("catalogue", "lists"), ("catalogue", "check")]
)
def test_what_is_shipped_is_answered_without_a_database(installation, words):
    done = installation.run(*words, "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)
    assert not (installation.data / "postgres").exists()


def test_a_due_date_explains_itself(installation):
    done = installation.run(*DUE, "--explain")

    assert done.stdout.splitlines()[-1].startswith("2026-11-30T17:00:00+07:00")
    assert len(done.stdout.splitlines()) > 3


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("catalogue", "search", "xyzzy-qwrt"), 1),
        (("db", "status"), 1),
        ((), 2),
        (("nonsense",), 2),
        (("calendar", "due", "--received", "yesterday", "--amount", "5"), 2),
        ((*DUE, "--unit", "fortnight"), 2),
        ((*DUE, "--calendar", "/nonexistent.yaml"), 2),
        (("documents", "verify", "/nonexistent.pdf"), 2),
        (("documents", "verify", __file__), 2),
        (("db", "restore", "/nonexistent.tar"), 2),
    ],
)
def test_the_exit_status_tells_no_from_failure(installation, words, status):
    done = installation.run(*words)

    assert done.returncode == status
    assert "Traceback" not in done.stdout + done.stderr
    if status == 2:
        assert done.stdout == ""
        assert done.stderr.strip()


def test_no_answer_is_a_sentence_when_the_server_is_not_there(installation):
    done = installation.run("audit", "verify", DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")

    assert done.returncode == 2
    assert done.stderr.startswith("The database of DATABASE_URL does not answer:")
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_setting_is_a_sentence(installation):
    done = installation.run("catalogue", "check", MOTCUA_DEMO="perhaps")

    assert (done.returncode, done.stderr) == (2, "MOTCUA_DEMO must be 1 or 0, not 'perhaps'.\n")


def test_a_bug_is_a_sentence_too(capsys, monkeypatch):
    def broken(*args: object) -> int:
        raise ZeroDivisionError("division by zero")

    assert cli._guarded(broken) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_maintenance_is_turned_on_and_off(installation):
    installation.did("maintenance", "on", "--note", "Mở lại lúc 20:00.")
    assert (installation.data / "maintenance").read_text() == "Mở lại lúc 20:00."

    installation.did("maintenance", "off")
    assert not (installation.data / "maintenance").exists()


def test_commands_that_only_read_what_is_shipped_say_that_they_need_no_database():
    without = {typed for typed, verb in verbs() if verb.needs in {Needs.CODE, Needs.NOTHING}}

    assert {"catalogue search", "catalogue lists", "documents verify"} <= without
