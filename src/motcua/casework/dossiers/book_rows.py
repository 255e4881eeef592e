"""What stands in the tracking book: the entries of the register with the dossiers that they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.kernel.clock import local
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter, RegisterEntry
from motcua.records.letters.sheets import BookLine

from . import checking
from .enums import Business, Channel, ResultWay, SubStatus
from .models import Dossier, HandOver, Result

SUBJECT = "dossier:"
WAYS = {
    ResultWay.ONLINE: "Trực tuyến",
    ResultWay.COUNTER: "Tại Bộ phận Một cửa",
    ResultWay.POST: "Bưu chính công ích",
}
ENDS = {
    Business.REFUSED: "Không được tiếp nhận",
    Business.WITHDRAWN: "Người nộp rút hồ sơ",
    Business.STOPPED: "Dừng giải quyết",
}
AT_KIOSK = "Nộp tại ki-ốt"
RELATED = (
    "agency", "publication__procedure", "version", "owner_person", "owner_organisation", "filer"
)  # fmt: skip


@dataclass(frozen=True)
class BookRow:
    """One entry; moments are None while the dossier has not come so far. `is_struck`: counts no more."""

    number: int
    code: str
    procedure: str
    sets: int
    owner: str
    contact: str
    agency: str
    received_at: datetime
    due_at: datetime | None
    forwarded_at: datetime | None
    back_at: datetime | None
    returned_at: datetime | None
    way: str
    note: str
    is_struck: bool


def rows_of(entries: Sequence[RegisterEntry]) -> list[BookRow]:
    """The entries with what their dossiers say today; four queries for any number. Load the letters along."""
    codes = [entry.letter.subject.removeprefix(SUBJECT) for entry in entries]
    dossiers = {one.code: one for one in Dossier.objects.filter(code__in=codes).select_related(*RELATED)}
    facts = _Facts(dossiers)
    return [
        _row(entry, dossiers[code], facts)
        for entry, code in zip(entries, codes, strict=True)
        if code in dossiers
    ]


class _Facts:
    """What other tables know of the dossiers of one page."""

    def __init__(self, dossiers: dict[str, Dossier]) -> None:
        ids = [one.pk for one in dossiers.values()]
        handed = HandOver.objects.filter(dossier_id__in=ids, of_papers=False).order_by("pk")
        self.forwarded: dict[int, datetime] = {}
        self.back: dict[int, datetime] = {}
        for one in handed.values_list("dossier_id", "waits_for", "at"):
            if one[1] == SubStatus.WAITING_ASSIGNMENT:
                self.forwarded.setdefault(one[0], one[2])
            if one[1] == SubStatus.WAITING_RETURN:
                self.back[one[0]] = one[2]
        results = Result.objects.filter(dossier_id__in=ids, returned_at__isnull=False).order_by("pk")
        self.returned = dict(results.values_list("dossier_id", "returned_at"))
        subjects = [f"{SUBJECT}{code}" for code in dossiers]
        standing = Letter.objects.filter(subject__in=subjects, kind=LetterKind.RECEIPT).in_force()
        self.standing = dict(standing.order_by("pk").values_list("subject", "number"))


def _row(entry: RegisterEntry, dossier: Dossier, facts: _Facts) -> BookRow:
    owner = dossier.owner_organisation or dossier.owner_person or dossier.filer
    struck = entry.letter.state == LetterState.REVOKED
    return BookRow(
        number=entry.number,
        code=dossier.code,
        procedure=dossier.publication.procedure.name,
        sets=checking.sets_of(dossier.version),
        owner=str(getattr(owner, "name", "") or getattr(owner, "full_name", "")),
        contact="; ".join(one for one in (owner.address, owner.phone) if one),
        agency=dossier.agency.name_vi,
        received_at=entry.entered_at,
        due_at=None if struck else dossier.due_at,
        forwarded_at=None if struck else facts.forwarded.get(dossier.pk),
        back_at=None if struck else facts.back.get(dossier.pk),
        returned_at=None if struck else facts.returned.get(dossier.pk),
        way=WAYS[ResultWay(dossier.result_way)],
        note="; ".join(_notes(dossier, facts, struck)),
        is_struck=struck,
    )


def _notes(dossier: Dossier, facts: _Facts, struck: bool) -> list[str]:
    """How it ended or why the entry counts no more, and that it was filed at a kiosk."""
    ended = _note(dossier, facts) if struck else ENDS.get(Business(dossier.business), "")
    return [one for one in (ended, AT_KIOSK if dossier.channel == Channel.KIOSK else "") if one]


def _note(dossier: Dossier, facts: _Facts) -> str:
    """Why an entry counts no more: another receipt took its place, or the acceptance was undone."""
    number = facts.standing.get(f"{SUBJECT}{dossier.code}")
    return f"Thay bằng số {number:02d}" if number else "Hủy tiếp nhận"


def line_of(row: BookRow) -> BookLine:
    """An entry as it is printed."""
    return BookLine(
        number=f"{row.number:02d}",
        code=row.code,
        procedure=row.procedure,
        sets=str(row.sets),
        owner=row.owner,
        contact=row.contact,
        agency=row.agency,
        received=_day(row.received_at),
        due=_day(row.due_at),
        forwarded=_day(row.forwarded_at),
        back=_day(row.back_at),
        returned=_day(row.returned_at),
        way=row.way,
        note=row.note,
    )


def _day(at: datetime | None) -> str:
    return f"{local(at):%d/%m/%Y}" if at else ""
