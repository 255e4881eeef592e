"""How the worker packs a transfer: each dossier or paper looked at by itself, then one package of all that
are whole.

Whatever kills it, it goes on where it was: what was looked at stays marked, PDF/A that was made is kept.
"""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from motcua.casework.archives import packages
from motcua.casework.archives.bags import EntryBroken
from motcua.casework.archives.enums import Carried, LineState, TransferState
from motcua.casework.archives.errors import PaperFaulty
from motcua.casework.archives.events import TransferCalledOff, TransferPacked
from motcua.casework.archives.models import PdfaCopy, Transfer, TransferLine
from motcua.casework.archives.queries.contents import Content, content_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.documents import operations as documents

from . import copies
from .transfers import PACK, defer_packing

log = structlog.get_logger()
EMPTY = {
    Carried.DOSSIERS: "Không hồ sơ nào vào được gói; lý do ghi ở từng hồ sơ.",
    Carried.PAPERS: "Không giấy tờ nào vào được gói; lý do ghi ở từng giấy tờ.",
}

__all__ = ["PACK", "come_again", "pack", "resume"]


@translation.override("vi")
def pack(*, code: str, at: datetime, go_on: Callable[[], bool]) -> bool:
    """Look at what it carries while `go_on` says so, then write the package; whether all is done. Safe to
    repeat.

    In Vietnamese, whoever asks: a package does not depend on a terminal.

    A dossier or paper with a bad file is left for the next transfer with the reason, and the others go.
    Raises: OutsideFailure, from the store.
    """
    while (line := _next(code)) is not None:
        if not go_on():
            return False
        look_at(line=line, at=at)
    while True:
        try:
            write(code=code, at=at)
        except EntryBroken as broken:
            _leave_out(code, broken)
        else:
            return True


def _next(code: str) -> TransferLine | None:
    waiting = TransferLine.objects.filter(
        transfer__code=code, transfer__state=TransferState.PACKING, state=LineState.WAITING
    )
    return waiting.order_by("place").first()


def look_at(*, line: TransferLine, at: datetime) -> None:
    """Whether a line can go, with a PDF/A of each file that can have one; else the reason why not."""
    try:
        found = content_of(line)
        _check(found)
        without = copies.make_all(papers=found.papers, at=at)
    except PaperFaulty as fault:
        log.warning("line_left_out_of_transfer", transfer=line.transfer_id, place=line.place)
        _mark(line, state=LineState.FAULTY, why=str(fault)[:400])
    else:
        _mark(line, state=LineState.PACKED, files=len(found.papers), without_pdfa=without)


def _check(found: Content) -> None:
    """Raises PaperFaulty for what is not finished, or was not found free of malware."""
    if found.unfinished:
        raise PaperFaulty(found.unfinished)
    for paper in found.papers:
        if not paper.is_safe:
            raise PaperFaulty(f"Tệp {paper.document.file_name}: chưa qua kiểm tra mã độc, hoặc đã bị chặn.")


def _mark(line: TransferLine, **facts: object) -> None:
    TransferLine.objects.filter(pk=line.pk, state=LineState.WAITING).update(**facts)


@transaction.atomic
def write(*, code: str, at: datetime) -> None:
    """Write the package of what can go, under the lock of the transfer, and keep it.

    Raises: EntryBroken when a kept file is no longer what it was; then nothing is kept.
    """
    transfer = (
        Transfer.objects.select_for_update(of=("self",)).select_related("agency", "unit").get(code=code)
    )
    if transfer.state != TransferState.PACKING:
        return
    lines = list(transfer.lines.filter(state=LineState.PACKED).order_by("place"))
    faulty = transfer.lines.filter(state=LineState.FAULTY).count()
    if not lines:
        _give_up(transfer, at)
        return
    chunks = packages.chunks(transfer, lines)
    kept = documents.keep_package(chunks=chunks, name=f"{packages.root_of(transfer)}.zip", by=SYSTEM, at=at)
    transfer.document, transfer.packed_at, transfer.state = kept, at, TransferState.READY
    transfer.save(update_fields=["document", "packed_at", "state"])
    dossiers, papers = transfer.counted(len(lines))
    audit.record(
        TransferPacked(
            subject=f"transfer:{code}",
            at=at,
            actor=SYSTEM,
            sha256=kept.content_id,
            size_bytes=kept.content.size_bytes,
            dossiers=dossiers,
            papers=papers,
            faulty=faulty,
        )
    )


def _give_up(transfer: Transfer, at: datetime) -> None:
    why = EMPTY[Carried(transfer.carries)]
    transfer.state, transfer.why, transfer.ended_at = TransferState.CALLED_OFF, why, at
    transfer.save(update_fields=["state", "why", "ended_at"])
    audit.record(TransferCalledOff(subject=f"transfer:{transfer.code}", at=at, actor=SYSTEM))


def _leave_out(code: str, broken: EntryBroken) -> None:
    """Whatever had a file go bad between the look and the writing waits for the next transfer.

    Of a PDF/A copy that went bad a new one is made then.
    """
    its_code, _, name = broken.path.partition("/")
    lines = TransferLine.objects.filter(
        Q(dossier__code=its_code) | Q(holding__code=its_code), transfer__code=code, state=LineState.PACKED
    )
    why = f"Tệp {name}: nội dung lưu giữ không còn nguyên vẹn; xem trang kiểm tra tệp lưu giữ."
    if not lines.update(state=LineState.FAULTY, why=why):
        raise broken
    if name.endswith(".pdfa.pdf"):
        document = name.split("-", 1)[1].removesuffix(".pdfa.pdf")
        PdfaCopy.objects.filter(source__documents__code=document).delete()


def come_again(*, code: str) -> None:
    """Ask for the rest of a package behind whatever else waits."""
    defer_packing(Transfer.objects.get(code=code))


def resume(*, at: datetime) -> int:
    """Ask again for what is being packed, should its job have been given up; how many."""
    found = list(Transfer.objects.filter(state=TransferState.PACKING).order_by("pk"))
    for one in found:
        defer_packing(one)
    return len(found)
