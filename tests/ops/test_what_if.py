"""What a draft would change, from the command line."""

import json
from argparse import Namespace

import pytest

from motcua.ops.commands import what_if
from motcua.reference.catalogue.errors import DraftUnknown
from motcua.reference.catalogue.models import Draft
from tests.factories.dossiers import CONTENT, FEE, FILED, FORM, a_publication, filed

pytestmark = pytest.mark.django_db


def a_draft() -> str:
    publication = a_publication()
    content = {"procedure": CONTENT, "form": FORM, "fee": FEE, "process": None}
    return Draft.objects.create(
        code="D-1", agency=publication.agency, publication=publication, content=content, created_by="x",
        changed_by="x", opened_at=FILED, changed_at=FILED,
    ).code  # fmt: skip


def test_it_prints_one_json_object_and_says_no_only_for_failures(capsys: pytest.CaptureFixture[str]) -> None:
    dossier = filed()

    status = what_if.show(Namespace(draft=a_draft(), last=20, json=True))

    said = json.loads(capsys.readouterr().out)
    assert status == 0
    assert (said["looked_at"], said["failing"], said["changed"]) == (1, 0, 1)
    assert said["dossiers"][0]["code"] == dossier.code
    assert said["dossiers"][0]["fee_after_vnd"] == 3_000_000


def test_a_procedure_stands_for_its_open_draft(capsys: pytest.CaptureFixture[str]) -> None:
    filed()
    draft = Draft.objects.get(code=a_draft())
    assert draft.publication is not None

    what_if.show(Namespace(draft=draft.publication.full_code, last=20, json=True))
    Draft.objects.update(state="discarded")

    assert json.loads(capsys.readouterr().out)["looked_at"] == 1
    with pytest.raises(DraftUnknown):
        what_if.show(Namespace(draft=draft.publication.full_code, last=20, json=True))


def test_it_prints_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    filed()

    what_if.show(Namespace(draft=a_draft(), last=20, json=False))

    assert "Phí thẩm định" in capsys.readouterr().out


def test_an_unknown_draft_is_said_to_be_unknown() -> None:
    with pytest.raises(DraftUnknown):
        what_if.show(Namespace(draft="D-0", last=20, json=True))
