"""The days of papers: the fields that say them are dates of the form or of the paper's table."""

from pathlib import Path

import pytest

from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.loading import load_folder

FIELDS = {"radiation-safety"}
SHIPPED = shipped.DATA / "procedures" / "2.000086"


def problems(tmp_path: Path, facts: str) -> list[str]:
    folder = tmp_path / "2.000086"
    folder.mkdir()
    for file in SHIPPED.glob("*.yaml"):
        text = file.read_text()
        if file.name == "procedure.yaml":
            text = text.replace("papers:\n", "papers:\n" + facts, 1)
        (folder / file.name).write_text(text)
    return [str(one) for one in load_folder(folder, known_fields=FIELDS).problems]


PAPER = """\
  - slug: giay-thu
    name: {vi: Giấy thử}
    verified: false
    source: nd-142-2020
    FACT
"""


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("{expires_from: không_có, valid_days: 45}", "expires_from"),
        ("{expires_from: org_name, valid_days: 45}", "expires_from"),
        ("{expires_from: org_name}", "expires_from"),
        ("{valid_days: -1}", "valid_days"),
        ("{original: keep}", "original"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(tmp_path, fact, field):
    lines = fact.strip("{}").replace(", ", "\n    ")

    found = problems(tmp_path, PAPER.replace("FACT", lines))

    assert [one for one in found if field in one] == found
    assert found


def test_rules_of_validity_and_age_are_understood(tmp_path):
    facts = PAPER.replace(
        "FACT", "valid_days: 45\n    max_age_months: 6\n    original: show\n    shared: true"
    )

    assert problems(tmp_path, facts) == []
