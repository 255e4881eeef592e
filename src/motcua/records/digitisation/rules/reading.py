"""The whole reading of one document, and what in it does not fit together."""

from collections.abc import Sequence
from dataclasses import dataclass

from .checks import Doubt, doubts_of
from .dates import find_date
from .ends import find_recipients, find_signer
from .heads import find_agencies, find_title, parted
from .licences import Licence, find_licence
from .numbers import find_number
from .pages import Line, Page
from .values import Value
from .words import BODY

_HEAD_ROWS = 8
"""Lines from the top within which the name of the state may stand."""
_MOST_HEAD = 30


@dataclass(frozen=True)
class Reading:
    """None where the paper has no such thing: nothing is guessed."""

    superior_agency: Value | None = None
    issuing_agency: Value | None = None
    number: Value | None = None
    symbol: Value | None = None
    type: Value | None = None
    place: Value | None = None
    issued_on: Value | None = None
    abstract: Value | None = None
    signing_power: Value | None = None
    signer_title: Value | None = None
    signer: Value | None = None
    recipients: Value | None = None
    licence: Licence | None = None
    doubts: tuple[Doubt, ...] = ()


def read(pages: Sequence[Page]) -> Reading:
    """What a document of one or more pages says about itself; its annexes may follow. Never raises."""
    lines = [line for page in pages for line in page.lines if any(char.isalnum() for char in line.text)]
    first = [line for line in lines if line.page == lines[0].page]
    head = [part for line in first[:_HEAD_ROWS] for part in parted(line)] + first[_HEAD_ROWS:]
    top = _before_body(head)
    numbered, dated = find_number(top), find_date(top)
    titled = find_title(head)
    above = _above(top, [numbered.line if numbered else None, dated.line if dated else None], titled.starts)
    superior, issuing = find_agencies(above)
    recipients, at = find_recipients(lines)
    signed = find_signer(lines, at)
    kind = titled.kind
    reading = Reading(
        superior_agency=superior,
        issuing_agency=issuing,
        number=numbered.number if numbered else None,
        symbol=numbered.symbol if numbered else None,
        type=kind,
        place=dated.place if dated else None,
        issued_on=dated.issued_on if dated else None,
        abstract=titled.abstract,
        signing_power=signed.power,
        signer_title=signed.title,
        signer=signed.signer,
        recipients=recipients,
        licence=find_licence(lines, str(kind.value) if kind else ""),
    )
    return _doubted(reading)


def _doubted(reading: Reading) -> Reading:
    return Reading(**{**vars(reading), "doubts": doubts_of(reading)})


def _before_body(head: Sequence[Line]) -> list[Line]:
    """The lines above `Căn cứ …` and the like: a date or number below is another document's."""
    for place, line in enumerate(head):
        if BODY.match(line.folded):
            return list(head[:place])
    return list(head[:_MOST_HEAD])


def _above(top: Sequence[Line], ends: Sequence[Line | None], starts: int) -> list[Line]:
    """The lines above the first of number, date and type."""
    rows = [line.row for line in ends if line is not None]
    return [line for line in top[:starts] if all(line.row < row for row in rows)]
