"""Upgraded step by step or made at once: the tables are the same."""

import json
import re

import pytest

from tests.ops.conftest import data_folder, installation
from tests.ops.installation import Installation

pytestmark = [pytest.mark.slow, pytest.mark.processes]
__all__ = ["data_folder", "installation"]

TABLES = """
import json
from django.db import connection
QUESTIONS = [
    "SELECT table_name, column_name, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public' AND column_name <> 'era'",  # a restore begins a new one
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
]
with connection.cursor() as cursor:
    found = [sorted(map(str, cursor.execute(question).fetchall())) for question in QUESTIONS]
print(json.dumps(found))
"""


def test_an_upgraded_database_has_the_tables_of_a_new_one(upgraded, installation: Installation):
    fresh = json.loads(installation.make_empty().python(TABLES))

    there = json.loads(upgraded.installation.python(TABLES))

    assert all(len(found) > 10 for found in fresh)
    for upgraded_to, made in zip(there, fresh, strict=True):
        assert _plain(upgraded_to) ^ _plain(made) == set()


def _plain(found: list[str]) -> set[str]:
    """Without the casts and brackets that a restore writes otherwise."""
    return {re.sub(r"::character varying|::text|\[\]|[()]", "", one) for one in found}
