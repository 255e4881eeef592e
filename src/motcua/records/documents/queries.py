"""Reads of the documents room."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from django.db.models import Count, Q

from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.ports import adapter

from . import errors, rules
from .enums import Damage, ScanNote, State
from .models import Content, DamagedContent, Document, FileCheck, Upload
from .ports import Drawings, PageDrawer, Parts, Store


def find(*, code: str) -> Document:
    """The document with its content row, for rooms above that have asked who may see it. Raises Missing."""
    document = Document.objects.usable().with_content().filter(code=code).first()
    if document is None:
        raise errors.DocumentMissing()
    return document


def open_for(*, code: str, owner_codes: frozenset[str]) -> Document:
    """The document if it belongs to one of these owners; a stranger's looks missing. Raises Missing."""
    document = Document.objects.usable().with_content().owned_by(*owner_codes).filter(code=code).first()
    if document is None:
        raise errors.DocumentMissing()
    return document


def stream_of(document: Document) -> BinaryIO:
    """The original bytes, to be closed by the caller. Raises ContentMissing."""
    store: Store = adapter("store")
    return store.open(document.content_id)


@contextmanager
def local_file(document: Document) -> Iterator[Path]:
    """The original bytes as a file with a name, wherever the store has them; gone at the end.

    Raises ContentMissing.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-file-") as folder:
        path = Path(folder) / f"in{Path(document.file_name).suffix.lower()}"
        with stream_of(document) as source, path.open("wb") as target:
            copyfileobj(source, target, 1 << 20)
        yield path


SAMPLE = 20


def place_of_files() -> str:
    """Where the store keeps contents, for operators.

    Raises OutsideFailure or OSError when it cannot, or when this is another place than the one that held
    them: a disk that is not mounted is away, not empty. Before it was marked a few contents speak for it.
    """
    store: Store = adapter("store")
    place = store.check()
    if not store.is_marked():
        some = list(Content.objects.order_by("pk").values_list("pk", flat=True)[:SAMPLE])
        if some and not any(map(store.has, some)):
            raise errors.StoreNotOurs
    return place


def damage_of(document: Document) -> str:
    """ "missing" or "broken" where the store no longer has these very bytes, else nothing. Reads the file."""
    return damage_of_content(document.content_id)


def damage_of_content(sha256: str) -> str:
    """As `damage_of`, for kept bytes. Raises OutsideFailure when the store does not answer."""
    store: Store = adapter("store")
    try:
        with store.open(sha256) as file:
            found = hashlib.sha256()
            while piece := file.read(1 << 20):
                found.update(piece)
    except errors.ContentMissing:
        return Damage.MISSING
    except errors.ContentBroken:
        return Damage.BROKEN
    return "" if found.hexdigest() == sha256 else Damage.BROKEN


@dataclass(frozen=True)
class CheckRow:
    """A round of the check of kept files."""

    begun_at: datetime
    ended_at: datetime | None
    files: int
    size_bytes: int


@dataclass(frozen=True)
class DamageRow:
    """A kept file that is missing or changed, by its hash."""

    sha256: str
    damage: Damage
    found_at: datetime


def last_checks() -> tuple[CheckRow | None, CheckRow | None]:
    """The round under way, and the last one that went through. One query."""
    rows = [
        CheckRow(check.begun_at, check.ended_at, check.files, check.size_bytes)
        for check in FileCheck.objects.order_by("-pk")[:2]
    ]
    under_way = next((row for row in rows if row.ended_at is None), None)
    return under_way, next((row for row in rows if row.ended_at), None)


def damaged() -> list[DamageRow]:
    """What is damaged as far as the checks saw, the newest first. One query."""
    found = DamagedContent.objects.filter(mended_at=None).order_by("-found_at", "pk")
    return [DamageRow(row.content_id, Damage(row.damage), row.found_at) for row in found]


def not_scanned(*, since_before: datetime) -> tuple[int, int]:
    """Files that waited for the scanner since before then, and those that it does not take. One query."""
    late = Count("pk", filter=Q(scan_note=ScanNote.WAITING, created_at__lt=since_before))
    aside = Count("pk", filter=Q(scan_note=ScanNote.UNSCANNABLE))
    found = Document.objects.filter(state=State.RECEIVED).aggregate(waiting=late, aside=aside)
    return found["waiting"], found["aside"]


def own_upload(*, code: str, by: Actor, at: datetime) -> Upload:
    """An upload that this actor began and that still waits, or was finished. Raises UploadMissing."""
    upload = Upload.objects.of(by.code).filter(code=code, expires_at__gt=at).first()
    if upload is None:
        raise errors.UploadMissing()
    return upload


def uploads_under_way(*, by: Actor, subject_code: str, at: datetime) -> list[Upload]:
    """What this actor began to send for one subject and did not finish, the oldest first. One query."""
    mine = Upload.objects.of(by.code).under_way(at=at).filter(subject_code=subject_code)
    return list(mine.order_by("begun_at", "pk"))


def stream_of_upload(code: str) -> BinaryIO:
    """The bytes that have arrived, to be closed by the caller. Raises UploadMissing."""
    parts: Parts = adapter("parts")
    return parts.open(code)


DRAWN_TYPES = rules.DRAWN_TYPES
TURNS = (0, 90, 180, 270)
WIDTHS = (1240, 2000)
"""In pixels: an A4 page at 150 dots per inch, and closer."""


def page_of(document: Document, *, page: int, width_px: int = WIDTHS[0], turn: int = 0) -> bytes:
    """One page as a JPEG, for whoever was let to the document; drawn at the first look and kept a week.

    The original is never changed. Raises PageMissing, OutsideFailure.
    """
    if document.content.media_type not in DRAWN_TYPES or width_px not in WIDTHS or turn not in TURNS:
        raise errors.PageMissing()
    drawings: Drawings = adapter("drawings")
    name = f"{page}-{width_px}-{turn}.jpg"
    if kept := drawings.find(document.content_id, name):
        return kept
    drawer: PageDrawer = adapter("page_drawer")
    with stream_of(document) as file:
        drawn = drawer.draw(file, page=page, width_px=width_px, turn=turn)
    if drawn is None:
        raise errors.PageMissing()
    if not turn:
        drawings.keep(document.content_id, name, drawn)
    return drawn


def small_page_of(document: Document, *, page: int) -> bytes:
    """A small picture of one of the first pages, for whoever was let to the document, as `page_of`.

    A job drew it when the document was accepted; where it has not yet, it is drawn now.
    Raises PageMissing, OutsideFailure.
    """
    is_drawn = document.state == State.ACCEPTED and document.content.media_type in DRAWN_TYPES
    if not is_drawn or not 1 <= page <= rules.MOST_SMALL:
        raise errors.PageMissing()
    drawings: Drawings = adapter("drawings")
    if kept := drawings.find(document.content_id, rules.small_name(page)):
        return kept
    drawer: PageDrawer = adapter("page_drawer")
    with stream_of(document) as file:
        drawn = drawer.draw(file, page=page, width_px=rules.SMALL_WIDTH, turn=0)
    if drawn is None:
        raise errors.PageMissing()
    drawings.keep(document.content_id, rules.small_name(page), drawn)
    return drawn
