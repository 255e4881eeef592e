"""What every test gets: a PostgreSQL, the application's role, and conditions harsher than production.

The database is a cluster of our own in `var/test` (no fsync), or DATABASE_URL. Its name comes from
MOTCUA_TEST_DB. Tables are made as the owner; every test then runs as the application's role, so that what
the product may not do fails here first.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.test import override_settings
from django.utils import translation

from motcua.config import database, embedded, grants
from tests import emptying, migrated, sharing
from tests.stand_ins import swift as swift_server

ROOT = Path(__file__).resolve().parents[1]
TEST_DATA = ROOT / "var" / "test"
ENVIRON = dict(os.environ) | ({} if os.environ.get("DATABASE_URL") else {"MOTCUA_DATA": str(TEST_DATA)})
ROLE = database.application_role(ENVIRON)
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--large", action="store_true", help="run the tests that take minutes too")
    parser.addoption("--once", action="store_true", help="run each test with one set of its parameters")


def pytest_configure() -> None:
    """No test is a demo unless it says so: the address of the database would decide otherwise."""
    settings.MOTCUA_DEMO = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--once"):
        first = {item.nodeid.split("[")[0]: item for item in reversed(items)}
        items[:] = [item for item in items if first[item.nodeid.split("[")[0]] is item]
    if config.getoption("--large"):
        return
    skip = pytest.mark.skip(reason="minutes long: run with --large")
    for item in items:
        if "large" in item.keywords:
            item.add_marker(skip)


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How `-n` shares the tests, unless `--dist` says otherwise."""
    return sharing.ByFile(config, log) if config.getoption("dist") == "load" else None


# The database


@pytest.fixture(scope="session")
def test_cluster() -> Iterator[None]:
    """The cluster of the tests, shared by all test processes of this checkout; the last one stops it."""
    with database.in_use(ENVIRON, settings=QUICK):
        _let_the_owner_empty_tables()
        settings.DATABASES["default"].update(database.django_settings(ENVIRON, as_owner=True))
        yield


def _let_the_owner_empty_tables() -> None:
    if database.is_embedded(ENVIRON):
        known = embedded.connection(TEST_DATA, as_owner=True)
        with psycopg.connect(
            host=known["HOST"], port=known["PORT"], dbname=known["NAME"], user=embedded.SUPERUSER,
            password=embedded.secret(TEST_DATA, embedded.SUPERUSER),
        ) as link:  # fmt: skip
            link.execute("SELECT pg_advisory_xact_lock(1)")  # two that grant at once fail
            link.execute(emptying.allow(known["USER"]))


@pytest.fixture(autouse=True, scope="session")
def _only_filled_tables_are_emptied() -> Iterator[None]:
    """After a test with transactions of its own."""
    original = DatabaseOperations.sql_flush
    DatabaseOperations.sql_flush = emptying.sql_flush
    yield
    DatabaseOperations.sql_flush = original


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    test_cluster: None, django_db_modify_db_settings: None, django_db_blocker: pytest.FixtureRequest
) -> None:
    """The cluster runs before the test database is named and made, and what it is copied from is there."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        found = migrated.template(lock=TEST_DATA / "migrated.lock")
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = found


@pytest.fixture(scope="session")
def django_db_setup(
    test_cluster: None, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """After the tables: the grants; from then on every connection takes the application's role."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        grants.ensure_role(ROLE)
        grants.grant_application(ROLE)
        connection.close()
    options: dict[str, Any] = connection.settings_dict["OPTIONS"]
    options["options"] = f"{database.PLANNING} -c role={ROLE}"
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
    options.pop("options")


@pytest.fixture(autouse=True)
def _as_application(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests with a database act as the application; what pytest-django cleans up, it cleans as the owner."""
    if not {"db", "transactional_db"} & set(_database_fixtures(request)):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        cursor.execute("SET motcua.rewrite = 'off'")
    yield
    if connection.in_atomic_block:
        return
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET motcua.rewrite = 'on'")


def _database_fixtures(request: pytest.FixtureRequest) -> list[str]:
    marked = ["db"] if request.node.get_closest_marker("django_db") else []
    return [*marked, *request.fixturenames]


# Files


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes into the data of the checkout."""
    folder = tmp_path_factory.getbasetemp() / "data"
    with override_settings(
        MOTCUA_DATA=folder,
        MOTCUA_FILES=folder / "files",
        MOTCUA_MAIL_FOLDER=folder / "mail",
        MOTCUA_KEYS=folder / "keys",
    ):
        yield


@pytest.fixture(scope="session")
def swift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[swift_server.Swift]:
    """A real S3-compatible store, started at first use; each test takes a bucket of its own."""
    with swift_server.running(tmp_path_factory.mktemp("swift")) as started:
        yield started


# Language


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """A page in English leaves its language behind in the thread: every test starts in Vietnamese."""
    with translation.override("vi"):
        yield


# Harsher than production


@pytest.fixture(autouse=True, scope="session")
def _shuffled_querysets() -> Iterator[None]:
    """A queryset without an order comes back in any order, as PostgreSQL is free to do."""
    original = SQLCompiler._order_by_pairs

    def shuffled(self: SQLCompiler) -> Iterator[tuple[Any, bool]]:
        query, ordered = self.query, False
        for pair in original(self):
            ordered = True
            yield pair
        reads_rows = query.default_cols or query.select
        counts = any(a.contains_aggregate for a in query.annotations.values())
        grouped = query.group_by is not None or query.distinct or query.combinator or query.subquery
        if not ordered and reads_rows and not counts and not grouped:
            yield OrderBy(Random()), False

    SQLCompiler._order_by_pairs = shuffled
    yield
    SQLCompiler._order_by_pairs = original


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Nothing is reached beyond this machine."""
    original = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        original(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = original  # type: ignore[method-assign]
