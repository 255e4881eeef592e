"""The check of kept files: it finds what is gone or changed, goes on where it stopped, and tells once."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.adapters.storage.local import LocalStore
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.foundation.notifications.models import Message
from motcua.records.documents import errors, operations, queries
from motcua.records.documents.enums import Damage
from motcua.records.documents.jobs import Pace
from motcua.records.documents.models import Content, DamagedContent, FileCheck
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.APPLICANT, "minh")
AT = datetime(2026, 11, 20, 19, 17, tzinfo=UTC)
NEXT_NIGHT = AT + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalStore:
    found: LocalStore = adapter("store")
    monkeypatch.setattr(found, "_root", tmp_path)
    monkeypatch.setattr(found, "_incoming", tmp_path / "incoming")
    found.mark()
    return found


def keep(number: int) -> str:
    content = b"%%PDF-%d" % number
    return operations.keep(content=content, name="a.pdf", by=MINH, at=AT).content_id


def to_the_end(_bytes: int) -> bool:
    return True


def spoil(store: LocalStore, name: str) -> None:
    store.path_of(name).chmod(0o640)
    store.path_of(name).write_bytes(b"something else")


def kinds() -> list[str]:
    rows = AuditEvent.objects.filter(subject__startswith="content:").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_all_whole_is_said_with_its_time_and_leaves_no_event(store: LocalStore) -> None:
    names = [keep(number) for number in range(3)]

    operations.check_files(at=AT, go_on=to_the_end)

    under_way, last = queries.last_checks()
    assert under_way is None
    assert last is not None
    assert (last.begun_at, last.ended_at, last.files) == (AT, AT, len(names))
    assert (queries.damaged(), kinds()) == ([], [])


def test_what_is_gone_or_changed_is_found_once_and_what_came_back_is_mended(store: LocalStore) -> None:
    gone, changed, _whole = keep(1), keep(2), keep(3)
    store.path_of(gone).unlink()
    spoil(store, changed)

    operations.check_files(at=AT, go_on=to_the_end)
    operations.check_files(at=NEXT_NIGHT, go_on=to_the_end)

    found = {row.sha256: (row.damage, row.found_at) for row in queries.damaged()}
    assert found == {gone: (Damage.MISSING, AT), changed: (Damage.BROKEN, AT)}
    assert kinds() == ["ContentDamaged"] * 2

    store.put(io.BytesIO(b"%PDF-1"))
    operations.check_files(at=NEXT_NIGHT, go_on=to_the_end)

    assert [row.sha256 for row in queries.damaged()] == [changed]
    assert kinds() == ["ContentDamaged", "ContentDamaged", "ContentMended"]
    assert DamagedContent.objects.get(content_id=gone).mended_at == NEXT_NIGHT


def test_a_stopped_round_goes_on_where_it_was(store: LocalStore) -> None:
    names = sorted(keep(number) for number in range(5))

    operations.check_files(at=AT, go_on=lambda _bytes: False)
    assert FileCheck.objects.get().position == names[0]
    store.path_of(names[0]).unlink()  # looked at already: for the next round
    operations.check_files(at=NEXT_NIGHT, go_on=to_the_end)

    check = FileCheck.objects.get()
    assert (check.begun_at, check.ended_at, check.files) == (AT, NEXT_NIGHT, 5)
    assert queries.damaged() == []


def test_from_the_beginning_if_asked(store: LocalStore) -> None:
    names = sorted(keep(number) for number in range(3))
    operations.check_files(at=AT, go_on=lambda _bytes: False)
    store.path_of(names[0]).unlink()

    operations.check_files(at=AT, go_on=to_the_end, anew=True)

    assert FileCheck.objects.get().files == 3
    assert [row.sha256 for row in queries.damaged()] == [names[0]]


def test_a_store_that_is_away_makes_nothing_missing(store: LocalStore, monkeypatch, tmp_path: Path) -> None:
    keep(1)
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setattr(store, "_incoming", tmp_path / "a file")

    with pytest.raises(OSError, match="a file"):
        operations.check_files(at=AT, go_on=to_the_end)

    assert not DamagedContent.objects.exists()
    assert not FileCheck.objects.exists()


def test_a_file_that_cannot_be_read_is_damaged_and_the_round_goes_on(store: LocalStore) -> None:
    names = sorted(keep(number) for number in range(3))
    store.path_of(names[0]).unlink()
    store.path_of(names[0]).symlink_to("/proc/self/mem")  # opens, and fails as a bad sector does
    store.path_of(names[1]).unlink()
    store.path_of(names[1]).mkdir()

    operations.check_files(at=AT, go_on=to_the_end)

    assert {row.sha256: row.damage for row in queries.damaged()} == dict.fromkeys(names[:2], Damage.BROKEN)
    assert FileCheck.objects.get().files == len(names)


def test_a_disk_that_is_not_mounted_makes_nothing_missing(store: LocalStore, tmp_path: Path) -> None:
    keep(1)
    mounted = tmp_path.rename(tmp_path.with_name("unmounted"))
    tmp_path.mkdir()

    with pytest.raises(errors.StoreNotOurs):
        operations.check_files(at=AT, go_on=to_the_end)
    assert not FileCheck.objects.exists()

    tmp_path.rename(tmp_path.with_name("mount-point"))
    mounted.rename(tmp_path)
    store.path_of(keep(2)).unlink()
    operations.check_files(at=AT, go_on=to_the_end)
    assert [row.damage for row in queries.damaged()] == [Damage.MISSING]


def test_a_disk_that_goes_in_the_middle_of_a_round_makes_nothing_missing(
    store: LocalStore, tmp_path: Path
) -> None:
    names = sorted(keep(number) for number in range(3))

    def then_it_goes(_bytes: int) -> bool:
        tmp_path.rename(tmp_path.with_name("gone"))
        return True

    with pytest.raises(errors.StoreNotOurs):
        operations.check_files(at=AT, go_on=then_it_goes)

    assert not DamagedContent.objects.exists()
    assert FileCheck.objects.get().position == names[0]


def test_a_store_from_before_it_was_marked_is_known_by_what_it_holds(store: LocalStore) -> None:
    gone, _whole = keep(1), keep(2)
    store.path_of(gone).unlink()
    (store._root / "motcua-files").unlink()

    operations.check_files(at=AT, go_on=to_the_end)

    assert store.is_marked()
    assert [row.sha256 for row in queries.damaged()] == [gone]


def test_who_administers_the_top_is_told_once_in_a_round_and_not_again(store: LocalStore) -> None:
    make.a_role("administrator")
    administrator = make.an_administrator()
    for name in (keep(1), keep(2)):
        store.path_of(name).unlink()

    operations.check_files(at=AT, go_on=to_the_end)
    operations.check_files(at=NEXT_NIGHT, go_on=to_the_end)

    message = Message.objects.get()
    assert message.address == administrator.account.email
    assert "lưu giữ" in message.subject


def test_a_damaged_content_that_nobody_names_goes_with_the_sweep(store: LocalStore) -> None:
    document = operations.keep(content=b"%PDF-1", name="a.pdf", by=MINH, at=AT)
    store.path_of(document.content_id).unlink()
    operations.check_files(at=AT, go_on=to_the_end)

    operations.forget(code=document.code, by=MINH, at=AT)
    operations.sweep(before=NEXT_NIGHT)

    assert not Content.objects.exists()
    assert not DamagedContent.objects.exists()


def test_the_pace_holds_back_and_ends() -> None:
    pace = Pace(seconds=0.2, bytes_a_second=1000)

    assert pace(50)
    assert not pace(200)
