"""A box on the line: counted, paused and taken up again, its folder watched."""

import re
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import BoxState, ScanState, Standing
from motcua.records.digitisation.models import Box, Paper, Scan

from ._moving import LOOK, WORK, box_for, locked_box, papers_in, subject_of_box

_WATCHING = ("watched_folder", "watched_for")
FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}")


@transaction.atomic
def count_box(*, by: OfficerView, code: str, papers: int, at: datetime) -> Box:
    """So many documents on paper lie in the box, counted by hand (TT-01-2023-VPCP/8).

    Raises: BoxMissing, PermissionLacking.
    """
    box = box_for(by, code, Permission.DIGITISE_SCAN)
    box.counted_papers, box.counted_at, box.counted_by = max(papers, 0), at, by.code
    box.miscount_reason = ""
    box.save(update_fields=["counted_papers", "counted_at", "counted_by", "miscount_reason"])
    audit.record(events.BoxCounted(subject=subject_of_box(box), at=at, actor=by.actor, papers=papers))
    finish_if_done(box_code=code, at=at)
    box.refresh_from_db(fields=["state", *_WATCHING])
    return box


@transaction.atomic
def explain_miscount(*, by: OfficerView, code: str, reason: str, at: datetime) -> Box:
    """Why there are more or fewer scans than papers.

    Raises: BoxMissing, PermissionLacking, NotCounted, ReasonLacking.
    """
    box = box_for(by, code, Permission.DIGITISE_SCAN)
    if box.counted_papers is None:
        raise errors.NotCounted
    if not reason.strip():
        raise errors.ReasonLacking
    box.miscount_reason = reason.strip()[:300]
    box.save(update_fields=["miscount_reason"])
    scanned = papers_in(box)
    audit.record(
        events.MiscountExplained(
            subject=subject_of_box(box), at=at, actor=by.actor, counted=box.counted_papers, scanned=scanned
        )
    )
    finish_if_done(box_code=code, at=at)
    box.refresh_from_db(fields=["state", *_WATCHING])
    return box


@transaction.atomic
def pause_box(*, by: OfficerView, code: str, reason: str, at: datetime) -> Box:
    """Its papers stand still; what a machine has begun is not kept.

    Raises: BoxMissing, PermissionLacking, BoxNotOpen, ReasonLacking.
    """
    box = box_for(by, code, Permission.DIGITISE_SCAN)
    if box.state != BoxState.OPEN:
        raise errors.BoxNotOpen
    if not reason.strip():
        raise errors.ReasonLacking
    box.state, box.paused_at, box.pause_reason = BoxState.PAUSED, at, reason.strip()[:300]
    box.save(update_fields=["state", "paused_at", "pause_reason"])
    audit.record(events.BoxPaused(subject=subject_of_box(box), at=at, actor=by.actor))
    return box


@transaction.atomic
def resume_box(*, by: OfficerView, code: str, at: datetime) -> Box:
    """Taken up again where it stood. Raises: BoxMissing, PermissionLacking, BoxNotOpen."""
    box = box_for(by, code, Permission.DIGITISE_SCAN)
    if box.state == BoxState.OPEN:
        raise errors.BoxNotOpen
    was_paused = box.state == BoxState.PAUSED
    box.state, box.paused_at, box.pause_reason = BoxState.OPEN, None, ""
    box.save(update_fields=["state", "paused_at", "pause_reason"])
    waiting = _begin_again(box)
    audit.record(events.BoxResumed(subject=subject_of_box(box), at=at, actor=by.actor, papers=waiting))
    if was_paused:  # its count may have been explained meanwhile
        finish_if_done(box_code=code, at=at)
        box.refresh_from_db(fields=["state", *_WATCHING])
    return box


def _begin_again(box: Box) -> int:
    """Defer once more what a machine has to do in the box; a job that is still there finds it done."""
    for scan in Scan.objects.filter(box=box, state=ScanState.LOOKING).order_by("pk"):
        jobs.defer(LOOK, scan=scan.code)
    waiting = Paper.objects.filter(box=box, standing=Standing.MACHINE).order_by("pk")
    rows = list(waiting.values_list("code", "station", "work"))
    for code, station, work in rows:
        jobs.defer(WORK[station], paper=code, work=work)
    return len(rows)


@transaction.atomic
def watch_folder(*, by: OfficerView, code: str, folder: str, at: datetime) -> Box:
    """Files that appear in that folder of the scanners are taken for the box, as scanned by whoever says so.

    An empty name ends it. Raises: BoxMissing, PermissionLacking, BoxNotOpen, FolderNameRefused, FolderTaken.
    """
    box = box_for(by, code, Permission.DIGITISE_SCAN)
    folder = folder.strip()
    if folder:
        if box.state != BoxState.OPEN:
            raise errors.BoxNotOpen
        if not FOLDER.fullmatch(folder):
            raise errors.FolderNameRefused
        if Box.objects.filter(watched_folder=folder).exclude(pk=box.pk).exists():
            raise errors.FolderTaken(folder)
    box.watched_folder, box.watched_for = folder, by.code if folder else ""
    box.save(update_fields=["watched_folder", "watched_for"])
    audit.record(
        events.FolderWatched(
            subject=subject_of_box(box), at=at, actor=by.actor, folder=folder, scanned_by=box.watched_for
        )
    )
    return box


@transaction.atomic
def finish_if_done(*, box_code: str, at: datetime) -> None:
    """Close a box in which nothing is left to do; harmless otherwise.

    A box of which all was left out so far and nobody has counted what lies in it may still be scanned.
    """
    box = locked_box(box_code)
    papers = Paper.objects.filter(box=box)
    if box.state != BoxState.OPEN or not papers.exists():
        return
    if box.counted_papers is None and not papers.filter(standing=Standing.STORED).exists():
        return
    if Scan.objects.filter(box=box, state__in=[ScanState.LOOKING, ScanState.FAULTY]).exists():
        return
    ended = [Standing.STORED, Standing.LEFT_OUT]
    if papers.exclude(standing__in=ended).exists():
        return
    if box.counted_papers is not None and papers_in(box) != box.counted_papers and not box.miscount_reason:
        return
    box.state, box.watched_folder, box.watched_for = BoxState.DONE, "", ""
    box.save(update_fields=["state", *_WATCHING])
    audit.record(events.BoxFinished(subject=subject_of_box(box), at=at, actor=SYSTEM))
