"""A backup, restored somewhere else, is the same installation."""

import tarfile

import pytest

from . import made_once
from .installation import Installation
from .test_cluster import EVENT

pytestmark = [pytest.mark.slow, pytest.mark.processes]


@pytest.fixture
def filled(installation):
    made_once.copy_of("filled", installation.data, make=lambda data: fill(Installation(data).make_empty()))
    return installation


def fill(installation: Installation) -> None:
    """One sealed event, one event after the seal, one waiting message, a file, and one that is still arriving."""
    installation.python(EVENT)
    installation.did("audit", "seal")
    installation.python(EVENT.replace("D-1", "D-2"))
    installation.python(
        "from motcua.foundation.notifications import operations; from motcua.foundation.kernel import clock\n"
        "operations.send(event_id='e', recipient='P-1', address='minh@example.vn', subject='s', body='b', "
        "at=clock.now())"
    )
    file = installation.data / "files" / "ab" / "abcdef"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"giay phep")
    arriving = installation.data / "files" / "uploads" / "U-1"
    arriving.parent.mkdir()
    arriving.write_bytes(b"still on its way, not part of a backup")


def test_everything_comes_back(filled, second, data_folder):
    told = filled.json("db", "backup", str(data_folder / "b.tar"))
    second.did("db", "restore", str(data_folder / "b.tar"))

    assert (told["files"], told["format"]) == (1, 1)
    assert (data_folder / "b.tar").stat().st_mode & 0o077 == 0
    assert (second.data / "files" / "ab" / "abcdef").read_bytes() == b"giay phep"
    assert not (second.data / "files" / "uploads").exists()
    assert second.json("audit", "verify") == filled.json("audit", "verify")
    counts = "from {0} import {1}; print({1}.objects.count())"
    for models, name in (
        ("motcua.foundation.notifications.models", "Message"),
        ("procrastinate.contrib.django.models", "ProcrastinateJob"),
    ):
        assert int(second.python(counts.format(models, name))) == 1


def test_the_trail_goes_on_in_a_new_era(filled, second, data_folder):
    filled.did("db", "backup", str(data_folder / "b.tar"))
    second.did("db", "restore", str(data_folder / "b.tar"))

    second.python(EVENT.replace("D-1", "D-3"))
    second.did("audit", "seal")

    verdict = second.json("audit", "verify")
    assert (verdict["holds"], verdict["events"], verdict["seals"], verdict["unsealed"]) == (True, 3, 2, 0)
    assert second.python(
        "from motcua.foundation.audit.models import AuditEvent\n"
        "print(*AuditEvent.objects.order_by('id').values_list('era', flat=True))"
    ).split() == ["1", "1", "2"]


def test_the_application_has_its_rights_and_no_more_after_a_restore(filled, second, data_folder):
    filled.did("db", "backup", str(data_folder / "b.tar"))
    second.did("db", "restore", str(data_folder / "b.tar"))

    rights = next(p for p in second.json("health")["points"] if p["name"] == "rights")

    assert rights["well"] is True


def test_no_private_key_and_no_password_is_in_it(filled, data_folder):
    filled.did("db", "backup", str(data_folder / "b.tar"))

    with tarfile.open(data_folder / "b.tar") as tar:
        names = tar.getnames()

    assert [n for n in names if n.startswith("keys/")] == [n for n in names if n.endswith(".pub")]
    assert not [n for n in names if "password" in n or "secret" in n or n.endswith(".key")]


def test_a_database_with_something_in_it_is_not_overwritten(filled, second, data_folder):
    second.make_empty()
    filled.did("db", "backup", str(data_folder / "b.tar"))

    refused = second.run("db", "restore", str(data_folder / "b.tar"))

    assert (refused.returncode, "not empty" in refused.stderr) == (2, True)


def test_a_backup_is_not_overwritten_and_leaves_nothing_half_made(filled, data_folder):
    (data_folder / "b.tar").write_text("precious")

    refused = filled.run("db", "backup", str(data_folder / "b.tar"))

    assert (refused.returncode, (data_folder / "b.tar").read_text()) == (2, "precious")
    assert {p.name for p in data_folder.iterdir()} == {"data", "b.tar"}
    assert [p.name for p in filled.data.glob(".*")] == []


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"PK\x03\x04"])
def test_a_file_that_is_no_backup_is_refused(second, data_folder, content):
    (data_folder / "b.tar").write_bytes(content)

    refused = second.run("db", "restore", str(data_folder / "b.tar"))

    assert (refused.returncode, "is not a backup" in refused.stderr) == (2, True)
