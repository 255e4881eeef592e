"""Code and database must fit, or nothing starts."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.processes]

LAST = "from django.db import connection; c = connection.cursor(); c.execute({!r})"


def test_a_database_without_tables_is_refused_with_the_command_that_makes_them(installation):
    installation.data.mkdir()
    (installation.data / "made").touch()

    refused = installation.run("worker", "--once")

    assert (refused.returncode, "motcua db migrate" in refused.stderr) == (2, True)


def test_a_database_that_is_newer_is_refused(installation):
    installation.make_empty()
    newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_later', now())"
    installation.did(
        "manage",
        "shell",
        "--no-imports",
        "--verbosity",
        "0",
        "-c",
        LAST.format(newer),
        MOTCUA_DB_AS_OWNER="1",
    )

    for words in (("worker", "--once"), ("web", "--port", "0")):
        refused = installation.run(*words)
        assert (refused.returncode, "audit.0999_later" in refused.stderr) == (2, True)


def test_migrating_twice_changes_nothing(installation):
    installation.make_empty()

    assert installation.run("db", "migrate", "--dry-run").returncode == 0
    installation.did("db", "migrate")


def test_a_dry_run_says_what_is_missing_and_changes_nothing(installation):
    done = installation.run("db", "migrate", "--dry-run")

    assert (done.returncode, "lacks" in done.stderr) == (1, True)
    assert installation.run("db", "migrate", "--dry-run").returncode == 1


def test_health_names_what_is_wrong(installation):
    installation.make_empty()

    done = installation.json("health")

    wrong = [point["name"] for point in done["points"] if not point["well"]]
    assert (done["well"], wrong) == (False, ["worker"])
