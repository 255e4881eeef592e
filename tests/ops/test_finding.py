"""`motcua procedures search` without a database: from what is shipped."""

import json

import pytest

from motcua.ops import cli


@pytest.fixture
def nothing_made(tmp_path, monkeypatch):
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_without_a_database_the_shipped_procedures_are_searched(nothing_made, capsys):
    assert cli.main(["procedures", "search", "giay", "phep", "x", "quang", "--limit", "3", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found[0]["code"] == "2.000086.000.00.00.H50"
    assert [set(one) for one in found] == [{"code", "name", "agency", "score"}] * 3
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_nothing_found_is_the_answer_no(nothing_made, capsys):
    assert cli.main(["procedures", "search", "zzzz", "qqqq", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == []
