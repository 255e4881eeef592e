"""What a line of a transfer hands over: a dossier whole, or a loose paper with all its files."""

from dataclasses import dataclass

from motcua.casework.archives.models import TransferLine
from motcua.casework.dossiers.queries.whole import Whole, WholePaper, whole
from motcua.foundation.accounts.models import Agency
from motcua.records.digitisation.models import Paper
from motcua.records.repository.enums import AskState, Precision
from motcua.records.repository.models import Holding

SCANNED = "Bản quét từ giấy"
COPIED = "Bản sao có chữ ký số của cơ quan"
WITH_WORDS = "Bản quét có lớp chữ để tìm kiếm"
CORRECTED = "Giấy tờ đang được sửa theo yêu cầu của chủ; xem mục yêu cầu sửa giấy tờ."


@dataclass(frozen=True)
class Place:
    """Where the paper itself lies, as the line of digitisation knew it."""

    store: str = ""
    box: str = ""
    folder: str = ""


@dataclass(frozen=True)
class LoosePaper:
    """Everything of one loose paper; `papers` are its files. `unfinished` says why it cannot go yet."""

    holding: Holding
    agency_name: str
    place: Place
    papers: tuple[WholePaper, ...]
    unfinished: str = ""

    @property
    def code(self) -> str:
        return self.holding.code


Content = Whole | LoosePaper


def content_of(line: TransferLine) -> Content:
    """What the line hands over."""
    if line.dossier_id is not None:
        return whole(dossier_id=line.dossier_id)
    assert line.holding_id is not None
    return loose_paper(holding_id=line.holding_id)


def loose_paper(*, holding_id: int) -> LoosePaper:
    """The paper with this key and all its files. Four queries."""
    holding = Holding.objects.with_documents().get(pk=holding_id)
    asked = holding.asked.filter(state=AskState.ACCEPTED)
    return LoosePaper(
        holding=holding,
        agency_name=Agency.objects.get(code=holding.agency_code).name_vi,
        place=_place(holding),
        papers=tuple(_files(holding)),
        unfinished=CORRECTED if asked.exists() else "",
    )


def _place(holding: Holding) -> Place:
    found = Paper.objects.select_related("box").filter(code=holding.source_code).first()
    return Place(found.box.store, found.box.label, found.folder) if found else Place()


def _files(holding: Holding) -> list[WholePaper]:
    """The scan, the agency's copy and the one with words, as far as they are there."""
    number, _, symbol = holding.number_symbol.partition("/")
    named = (
        (holding.document, SCANNED),
        (holding.signed_copy, COPIED),
        (holding.text, WITH_WORDS),
    )
    return [
        WholePaper(
            document,
            holding.type_name,
            origin,
            holding.held_at,
            "Số hóa",
            number=number,
            symbol=symbol,
            issued_on=holding.issued_on if holding.precision == Precision.DAY else None,
            signer=holding.signer,
        )
        for document, origin in named
        if document is not None
    ]
