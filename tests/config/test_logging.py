import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, structlog
from motcua.config.logging import configure
configure({environ!r})
log = structlog.get_logger()
{body}
"""


def lines(body: str, **environ: str) -> list[str]:
    known = {"MOTCUA_LOG": "json"} | environ
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(environ=known, body=body)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_an_event_is_one_line_of_json_with_its_facts():
    (line,) = lines("log.info('dossier_accepted', dossier='H50.15', actor='lan')")

    event = json.loads(line)
    assert (event["event"], event["dossier"], event["level"]) == ("dossier_accepted", "H50.15", "info")


def test_what_libraries_write_goes_the_same_way():
    (line,) = lines("logging.getLogger('django.request').warning('Not Found: %s', '/x')")

    event = json.loads(line)
    assert (event["event"], event["source"]) == ("Not Found: /x", "django.request")


@pytest.mark.parametrize("logger", ["log", "logging.getLogger('django.request')"])
def test_an_error_tells_its_path_and_first_line_only(logger):
    body = f"""
def save():
    raise ValueError('duplicate key violates "one_open_account"\\nDETAIL: (email)=(minh@example.vn)')
try:
    save()
except ValueError:
    {logger}.error('bug_met', exc_info=True)
"""
    (line,) = lines(body)

    assert "one_open_account" in line
    assert "minh@example.vn" not in line
    assert json.loads(line)["at"][-1].endswith("save")


def test_a_level_hides_what_is_below():
    assert lines("log.info('a'); log.warning('b')", MOTCUA_LOG_LEVEL="warning")[0].count('"b"') == 1


def test_people_get_plain_lines():
    (line,) = lines("log.info('worker_started', workers=1)", MOTCUA_LOG="console")

    assert "worker_started" in line
    assert not line.startswith("{")
