"""Who may enter, and that reading changes nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from motcua.web import guards


def test_a_view_without_a_mark_is_shut(browser: Client) -> None:
    answer = browser.get("/unmarked/")

    assert answer.status_code == 403
    assert "should not be seen" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/mine/?a=1", "/apply/", "/office/", "/decide/"])
def test_a_stranger_is_sent_to_sign_in_and_comes_back(browser: Client, address: str) -> None:
    answer = browser.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign_in/?next=%2F")
    assert address.strip("/").split("/")[0] in answer["Location"]


def test_a_fragment_asked_by_a_stranger_sends_the_whole_page_to_sign_in(browser: Client) -> None:
    answer = browser.get("/mine/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/sign_in/")


@pytest.mark.parametrize("address", ["/form/?name=a%00b", "/form/?a%00b=1", "/%00/", "/lookup/%00"])
def test_a_null_character_is_refused_before_the_view(browser: Client, address: str) -> None:
    answer = browser.get(address)

    assert answer.status_code in {400, 404}
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("sent", [{"name": "a\0b"}, {"na\0me": "b"}])
def test_a_null_character_in_a_form_is_refused(browser: Client, sent: dict[str, str]) -> None:
    assert browser.post("/saved/", sent).status_code == 400


def test_a_null_character_in_a_cookie_is_refused(browser: Client) -> None:
    browser.cookies["motcua_session"] = "abcdefgh\0"

    assert browser.get("/mine/").status_code == 400


def test_a_form_of_too_many_fields_is_too_much_at_once(browser: Client) -> None:
    assert browser.post("/saved/", {f"f{number}": "1" for number in range(2500)}).status_code == 413


@pytest.mark.django_db
def test_reading_may_touch_sessions(browser: Client) -> None:
    assert browser.get("/write/session/").content == b"written"


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["job", "accounts"])
def test_reading_may_write_nothing_else(browser: Client, what: str) -> None:
    assert browser.get(f"/write/{what}/").status_code == 500


@pytest.mark.django_db
def test_the_connection_is_free_again_after_a_reading_request(browser: Client) -> None:
    browser.get("/")

    assert guards.check_reads_only not in connection.execute_wrappers


@pytest.mark.parametrize(
    ("sql", "is_reading"),
    [
        ("SELECT 1", True),
        ("  (SELECT 1) UNION (SELECT 2)", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("SAVEPOINT a", True),
        ("SET LOCAL x = 1", True),
        ('INSERT INTO "django_session" VALUES (1)', True),
        ("INSERT INTO accounts_attempt (key) VALUES (1) ON CONFLICT (key) DO UPDATE SET count = 2", True),
        ("INSERT INTO accounts_account (email) VALUES (1)", False),
        ('UPDATE "dossiers_dossier" SET code = 1', False),
        ("DELETE FROM ONLY audit_event", False),
        ("WITH a AS (UPDATE audit_event SET kind = 1 RETURNING 1) SELECT * FROM a", False),
        ("TRUNCATE audit_event", False),
        ("DROP TABLE audit_event", False),
        ("SELECT procrastinate_defer_jobs_v1(1)", False),
        ("INSERT INTO django_session SELECT 1; DELETE FROM audit_event", False),
        ("SELECT 1; DELETE FROM audit_event", False),
        ("SELECT ';' AS mark", True),
    ],
)
def test_a_statement_is_let_through_exactly_when_it_reads(sql: str, is_reading: bool) -> None:
    def run(*_: Any) -> str:
        return "run"

    if is_reading:
        assert guards.check_reads_only(run, sql, (), False, SimpleNamespace()) == "run"
    else:
        with pytest.raises(guards.WriteWhileReading):
            guards.check_reads_only(run, sql, (), False, SimpleNamespace())


def test_every_answer_carries_the_code_that_the_log_has(browser: Client) -> None:
    assert len(browser.get("/")["X-Request-ID"]) == 12
