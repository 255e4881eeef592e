"""Everything of one paper, for those who work on the line of its agency; and its files.

Until its fields are decided nothing that was read or entered is told, since others still enter them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import FaultKind, Standing
from motcua.records.digitisation.models import Decision, Extraction, Fault, Keying, LotPaper, Paper, Passing
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line import Station
from motcua.records.digitisation.rules.line.fields import FIELDS
from motcua.records.digitisation.rules.line.keying import normalised
from motcua.records.documents.models import Document

from .found import Found, box_shown, found_of, shown
from .people import names_of
from .places import STATION_WORDS

FILES: Final[Mapping[str, str]] = {
    "scanned": "Bản quét",
    "signed": "Bản quét có chữ ký của người quét",
    "rendition": "Bản có chữ (PDF/A)",
    "copy": "Bản sao có chữ ký số của cơ quan",
}
TOLD_AFTER_THE_DECISION: Final = frozenset({"rendition"})


@dataclass(frozen=True)
class FileRow:
    which: str
    label: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class EnteredRow:
    """What one person had in a field, as people write it."""

    who: str
    at: datetime
    value: str
    is_wrong: bool


@dataclass(frozen=True)
class ValueRow:
    """A field as it stands, how the machine and each person had it, and who decided it if somebody had to."""

    found: Found
    value: str
    entered: tuple[EnteredRow, ...]
    decided_by: str
    set_right_by: str


@dataclass(frozen=True)
class PassedRow:
    station: str
    at: datetime
    who: str


@dataclass(frozen=True)
class FaultRow:
    kind: str
    why: str
    at: datetime
    who: str
    mended_at: datetime | None
    mended_by: str


@dataclass(frozen=True)
class PaperPage:
    """`values` is empty and `is_decided` False while people still enter the fields."""

    code: str
    place: int
    folder: str
    box_label: str
    store: str
    campaign_name: str
    paper_type_name: str
    agency_name: str
    station: str
    standing: str
    pages: int
    has_pictures: bool
    result_code: str
    holding_code: str
    is_stored: bool
    is_decided: bool
    values: tuple[ValueRow, ...]
    doubts: tuple[str, ...]
    passed: tuple[PassedRow, ...]
    faults: tuple[FaultRow, ...]
    files: tuple[FileRow, ...]
    engine: str

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1) if self.has_pictures else range(0)


def _paper(viewer: OfficerView, code: str) -> Paper:
    here = Paper.objects.filter(code=code, box__campaign__agency_code__in=agencies_of(viewer))
    found = here.select_related(
        "box__campaign", "scanned__content", "signed__content", "rendition__content", "copy__content"
    ).first()
    if found is None:
        raise errors.PaperMissing
    return found


def pictured(*, viewer: OfficerView, code: str) -> Document:
    """The scan whose pages are shown, to whoever works on the line of its agency. One query.

    Raises PaperMissing; FileMissing while it is not bound yet or waits for the malware scanner.
    """
    return _usable(_paper(viewer, code).scanned)


def file_of(*, viewer: OfficerView, code: str, which: str) -> Document:
    """One of FILES. Raises PaperMissing, FileMissing."""
    paper = _paper(viewer, code)
    if which not in FILES or (which in TOLD_AFTER_THE_DECISION and paper.values is None):
        raise errors.FileMissing
    return _usable(getattr(paper, which))


def _usable(document: Document | None) -> Document:
    if document is None or not Document.objects.usable().filter(pk=document.pk).exists():
        raise errors.FileMissing
    return document


@dataclass(frozen=True)
class _Past:
    """What happened to a paper; what was read and entered only once it is decided."""

    passed: tuple[Passing, ...]
    faults: tuple[Fault, ...]
    read: Extraction | None = None
    entered: tuple[Keying, ...] = ()
    decision: Decision | None = None
    looks: tuple[LotPaper, ...] = ()

    def officers(self) -> list[str]:
        who = [one.by for one in self.passed] + [one.officer_code for one in self.entered]
        who += [code for one in self.faults for code in (one.found_by, one.mended_by)]
        who += [one.looked_by for one in self.looks]
        return [*who, self.decision.officer_code] if self.decision else who


def _past(paper: Paper) -> _Past:
    passed = tuple(Passing.objects.filter(paper=paper).order_by("pk"))
    faults = tuple(Fault.objects.filter(paper=paper).order_by("pk"))
    if paper.values is None:
        return _Past(passed, faults)
    entered = tuple(paper.keyings.filter(void_at=None).exclude(done_at=None))
    last = max((one.done_at for one in entered if one.done_at), default=paper.moved_at)
    return _Past(
        passed,
        faults,
        read=Extraction.objects.filter(paper=paper).first(),
        entered=entered,
        decision=Decision.objects.filter(paper=paper, decided_at__gte=last).order_by("-pk").first(),
        looks=tuple(paper.lots.exclude(looked_at=None).order_by("pk")),
    )


def paper_page(*, viewer: OfficerView, code: str) -> PaperPage:
    """Eight queries at most. Raises PaperMissing."""
    paper = _paper(viewer, code)
    campaign, past = paper.box.campaign, _past(paper)
    names = names_of(past.officers())
    read = past.read.values if past.read else {}
    return PaperPage(
        code=paper.code,
        place=paper.place,
        folder=paper.folder,
        box_label=box_shown(paper.box.label),
        store=paper.box.store,
        campaign_name=campaign.name,
        paper_type_name=campaign.paper_type_name,
        agency_name=campaign.agency_name,
        station=STATION_WORDS[Station(paper.station)],
        standing=Standing(paper.standing).label,
        pages=paper.pages_count,
        has_pictures=paper.scanned is not None,
        result_code=paper.result_code or "",
        holding_code=paper.holding_code,
        is_stored=paper.standing == Standing.STORED,
        is_decided=paper.values is not None,
        values=_values(paper, read, past, names) if paper.values is not None else (),
        doubts=tuple(doubt["sentence"] for doubt in read.get("doubts", ())),
        passed=tuple(
            PassedRow(STATION_WORDS[Station(one.station)], one.at, _who(one.by, names)) for one in past.passed
        ),
        faults=tuple(_fault(one, names) for one in past.faults),
        files=tuple(_files(paper)),
        engine=past.read.engine if past.read else "",
    )


def _who(code: str, names: Mapping[str, str]) -> str:
    return names.get(code, "Hệ thống")


def _fault(fault: Fault, names: Mapping[str, str]) -> FaultRow:
    return FaultRow(
        kind=FaultKind(fault.kind).label,
        why=fault.why,
        at=fault.found_at,
        who=_who(fault.found_by, names),
        mended_at=fault.mended_at,
        mended_by=_who(fault.mended_by, names),
    )


def _files(paper: Paper) -> list[FileRow]:
    found = []
    for which, label in FILES.items():
        document: Document | None = getattr(paper, which)
        if document is None or (which in TOLD_AFTER_THE_DECISION and paper.values is None):
            continue
        found.append(FileRow(which, label, document.content.size_bytes, document.content_id))
    return found


def _values(
    paper: Paper, read: Mapping[str, Any], past: _Past, names: Mapping[str, str]
) -> tuple[ValueRow, ...]:
    said, decided = paper.values or {}, past.decision
    fields = [name for name in paper.box.campaign.fields if name in FIELDS]
    return tuple(
        ValueRow(
            found=one,
            value=shown(one.name, said.get(one.name, "")),
            entered=tuple(_entered(one.name, said, each, names) for each in past.entered),
            decided_by=_who(decided.officer_code, names) if decided and one.name in decided.values else "",
            set_right_by=next((_who(by.looked_by, names) for by in past.looks if one.name in by.wrong), ""),
        )
        for one in found_of(read, fields=fields)
    )


def _entered(name: str, said: Mapping[str, str], each: Keying, names: Mapping[str, str]) -> EnteredRow:
    had = (each.values or {}).get(name, "")
    assert each.done_at is not None, "only entries that were kept are told"
    return EnteredRow(
        who=_who(each.officer_code, names),
        at=each.done_at,
        value=shown(name, had),
        is_wrong=normalised(name, had) != normalised(name, said.get(name, "")),
    )
