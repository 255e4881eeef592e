"""The check of kept files: is every one there, and whole? Never changes a file."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, notices, queries, rules
from motcua.records.documents.enums import Damage
from motcua.records.documents.events import ContentDamaged, ContentMended
from motcua.records.documents.models import Content, DamagedContent, FileCheck
from motcua.records.documents.ports import Store

AT_ONCE = 50

GoOn = Callable[[int], bool]
"""Told how many bytes were read; waits as long as it likes, and says whether to go on."""


def check_files(*, at: datetime, go_on: GoOn, anew: bool = False) -> FileCheck:
    """Go on with the round under way, or begin one; it ends when every content was looked at.

    Stopped at any moment it goes on at most fifty files before where it was. A store that does not answer,
    or is another than it was, makes nothing missing: the round waits. Raises OutsideFailure.
    """
    store: Store = adapter("store")
    queries.place_of_files()
    store.mark()
    check = _round(at, anew=anew)
    goes_on = True
    while goes_on:
        rest = Content.objects.filter(pk__gt=check.position).order_by("pk")
        found = list(rest.values_list("pk", "size_bytes")[:AT_ONCE])
        if not found:
            check.ended_at = at
            _keep(check)
            break
        try:
            goes_on = _look_at_some(check, found, at, go_on)
        finally:
            _keep(check)
    return check


def _look_at_some(check: FileCheck, found: list[tuple[str, int]], at: datetime, go_on: GoOn) -> bool:
    """Whether to go on after these."""
    for sha256, size_bytes in found:
        _look(check, sha256, at)
        check.files, check.size_bytes = check.files + 1, check.size_bytes + size_bytes
        check.position = sha256
        if not go_on(size_bytes):
            return False
    return True


@transaction.atomic
def _keep(check: FileCheck) -> None:
    check.save(update_fields=["files", "size_bytes", "position", "ended_at"])


@transaction.atomic
def _round(at: datetime, *, anew: bool) -> FileCheck:
    under_way = FileCheck.objects.select_for_update(of=("self",)).filter(ended_at=None).first()
    if under_way and not anew:
        return under_way
    if under_way:
        under_way.delete()
    return FileCheck.objects.create(begun_at=at)


def _look(check: FileCheck, sha256: str, at: datetime) -> None:
    damage = _damage_of(sha256)
    known = DamagedContent.objects.filter(content_id=sha256, mended_at=None).first()
    if damage and (known is None or known.damage != damage):
        _damaged(check, sha256, damage, at)
    elif known and not damage:
        _mended(known, at)


def _damage_of(sha256: str) -> str:
    """Read twice before it is said; what gives no answer while the store does is the file.

    Raises OutsideFailure when it is the store.
    """
    damage = ""
    for _ in range(2):
        try:
            damage = queries.damage_of_content(sha256)
        except errors.StoreAway:
            damage = Damage.BROKEN
        if not damage:
            break
        queries.place_of_files()
    return damage


@transaction.atomic
def _damaged(check: FileCheck, sha256: str, damage: str, at: datetime) -> None:
    """One event for each file; the administrators are written to once in a round."""
    if not Content.objects.select_for_update(of=("self",)).filter(pk=sha256).exists():
        return  # swept meanwhile: nothing names it any more
    DamagedContent.objects.update_or_create(
        content_id=sha256, defaults={"damage": damage, "found_at": at, "mended_at": None}
    )
    subject = rules.subject_of_content(sha256)
    audit.record(ContentDamaged(subject=subject, at=at, actor=SYSTEM, damage=damage))
    notices.files_damaged(event_id=f"file-check:{check.pk}", at=at)


@transaction.atomic
def _mended(known: DamagedContent, at: datetime) -> None:
    known.mended_at = at
    known.save(update_fields=["mended_at"])
    subject = rules.subject_of_content(known.content_id)
    audit.record(ContentMended(subject=subject, at=at, actor=SYSTEM, damage=known.damage))
