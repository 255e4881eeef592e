"""The folders that boxes watch: files that appear there are taken, those that cannot be are laid aside."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Refused
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import events
from motcua.records.digitisation.enums import BoxState, CampaignState
from motcua.records.digitisation.models import Box, RefusedFile
from motcua.records.digitisation.ports import WatchedFolders

from . import _moving, intake


def take_from_folders(*, at: datetime) -> int:
    """Take what lies in the folders of all boxes that watch one; how many files.

    Killed after a file was kept and before it left its folder, the next turn finds that it is there already.
    """
    folders: WatchedFolders = adapter("watched_folders")
    watching = Box.objects.exclude(watched_folder="").filter(
        state=BoxState.OPEN, campaign__state=CampaignState.OPEN
    )
    taken = 0
    for box in watching.order_by("pk"):
        for name in folders.waiting(box.watched_folder, at=at):
            taken += _take(box, name, folders, at)
    return taken


def _take(box: Box, name: str, folders: WatchedFolders, at: datetime) -> int:
    try:
        with folders.open(box.watched_folder, name) as stream:
            scan = intake.take_dropped(box_code=box.code, stream=stream, name=name, at=at)
    except Refused as refusal:  # a door: nobody waits for the answer, so it is kept for whoever scans
        _refused(box.code, name, str(refusal), at)
        folders.lay_aside(box.watched_folder, name, at=at)
        return 0
    folders.take_away(box.watched_folder, name, as_code=scan.code)
    return 1


@transaction.atomic
def _refused(box_code: str, name: str, why: str, at: datetime) -> None:
    box = _moving.locked_box(box_code)
    RefusedFile.objects.create(box=box, file_name=name[:150], why=why[:400], at=at)
    audit.record(events.FileRefused(subject=_moving.subject_of_box(box), at=at, actor=SYSTEM))
