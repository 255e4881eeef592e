"""The printed schema and the law register keep up with the data."""

import re
from pathlib import Path

import jsonschema
import pytest

from motcua.reference.catalogue import schemas, shipped
from motcua.reference.catalogue.schema_page import page

DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference"


def test_the_printed_schema_is_up_to_date():
    assert (DOCS / "procedure-schema.md").read_text() == page()


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_the_published_schema_is_a_schema(kind):
    jsonschema.Draft202012Validator.check_schema(schemas.schema(kind))


def test_every_law_that_data_cites_is_in_the_register():
    known = set(re.findall(r"^\| (\S+) \|", (DOCS / "law.md").read_text(), re.MULTILINE))
    cited = {s["law"] for f in shipped.versions() for s in f.procedure["sources"] if "law" in s}

    assert cited <= known
