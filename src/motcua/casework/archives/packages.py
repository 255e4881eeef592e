"""What goes into the package of a transfer, line by line in their order."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from motcua.casework.dossiers.queries.whole import WholePaper
from motcua.foundation.kernel.clock import local
from motcua.records.documents import queries as documents
from motcua.records.documents.errors import ContentBroken, ContentMissing
from motcua.records.documents.models import Document

from . import bags, descriptions, paper_descriptions, rules
from .descriptions import DOCUMENTS, DOSSIERS, OPINIONS, Kept, Packed
from .enums import Carried
from .models import LegalHold, PdfaCopy, Transfer, TransferLine
from .paper_descriptions import PAPERS
from .queries.contents import Content, LoosePaper, content_of

SCHEMA = Path(__file__).parent / "data" / "archive-package.xsd"
TABLES = {
    Carried.DOSSIERS: {"dossiers.csv": DOSSIERS, "documents.csv": DOCUMENTS, "opinions.csv": OPINIONS},
    Carried.PAPERS: {"papers.csv": PAPERS, "documents.csv": DOCUMENTS},
}
ITSELF = "Tệp gốc đã là PDF/A theo khai báo trong tệp"
CANNOT = "Định dạng này không lập được PDF/A; chỉ có tệp gốc"


def root_of(transfer: Transfer) -> str:
    """The name of the package and of the folder in it."""
    return f"nop-luu-{transfer.made_year}-{transfer.number:03d}-{transfer.code}"


def chunks(transfer: Transfer, lines: Sequence[TransferLine]) -> Iterator[bytes]:
    """The package of these lines piece by piece; agency and unit are at hand. Raises EntryBroken."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="motcua-nop-luu-")))
        yield from bags.streamed(
            root=root_of(transfer),
            day=local(transfer.made_at),
            facts=_facts(transfer, len(lines)),
            entries=_entries(transfer, lines, folder),
        )


def _facts(transfer: Transfer, number: int) -> dict[str, str]:
    unit = f", {transfer.unit.name}" if transfer.unit else ""
    return {
        "Source-Organization": f"{transfer.agency.name_vi}{unit}",
        "External-Identifier": transfer.code,
        "External-Description": (
            f"Lần nộp lưu số {transfer.number:02d}/{transfer.made_year}: "
            f"{rules.carried_in_words(Carried(transfer.carries), number, transfer.closed_year)}, "
            f"{transfer.kind_title}"
        ),
        "Bagging-Date": f"{local(transfer.made_at):%Y-%m-%d}",
        "Bag-Software-Agent": "Motcua",
        "Retention-Period": rules.years_in_words(transfer.years),
    }


def _entries(transfer: Transfer, lines: Sequence[TransferLine], folder: Path) -> Iterator[bags.Entry]:
    """What it carries first, while its lines gather in tables on the disk; the tables and the schema last."""
    named = TABLES[Carried(transfer.carries)]
    with ExitStack() as stack:
        tables = {
            name: stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            for name in named
        }
        for name, columns in named.items():
            tables[name].write(descriptions.table_head(columns))
        for line in lines:
            found = content_of(line)
            papers, entries = _papers(found)
            yield from entries
            described = _described(found, _kept(transfer, line), papers)
            yield bags.Entry(f"{found.code}/metadata.xml", [described.xml])
            for name, columns in named.items():
                tables[name].writelines(descriptions.table_line(columns, row) for row in described.rows[name])
    for name in named:
        path = folder / name
        yield bags.Entry(name, bags.pieces(path.open("rb")), path.stat().st_size)
    yield bags.Entry(SCHEMA.name, [SCHEMA.read_bytes()])


@dataclass(frozen=True)
class _Described:
    """What is said of a dossier or a paper: its metadata.xml and its lines in each table."""

    xml: bytes
    rows: Mapping[str, Sequence[Mapping[str, str]]]


def _described(found: Content, kept: Kept, papers: Sequence[Packed]) -> _Described:
    if isinstance(found, LoosePaper):
        rows = {
            "papers.csv": [paper_descriptions.paper_fields(found, kept, papers)],
            "documents.csv": [paper_descriptions.file_of_paper_fields(found, one) for one in papers],
        }
        return _Described(paper_descriptions.paper_xml(found, kept, papers), rows)
    rows = {
        "dossiers.csv": [descriptions.dossier_fields(found, kept, papers)],
        "documents.csv": [descriptions.document_fields(found, one) for one in papers],
        "opinions.csv": descriptions.opinion_fields(found),
    }
    return _Described(descriptions.metadata_xml(found, kept, papers), rows)


def _kept(transfer: Transfer, line: TransferLine) -> Kept:
    held = LegalHold.objects.filter(
        dossier=line.dossier_id, holding=line.holding_id, placed_at__lte=transfer.made_at
    )
    return Kept(
        period=rules.years_in_words(transfer.years),
        title=transfer.kind_title,
        is_verified=transfer.is_verified,
        is_held=held.exclude(lifted_at__lte=transfer.made_at).exists(),
    )


def _papers(found: Content) -> tuple[list[Packed], list[bags.Entry]]:
    """The files of a dossier or of a loose paper with their places, and what is to be written there."""
    ids = [paper.document.content_id for paper in found.papers]
    made = PdfaCopy.objects.filter(source__in=ids).select_related("document__content")
    copies = {one.source_id: one for one in made}
    packed, entries = [], []
    for ordinal, paper in enumerate(found.papers, 1):
        one, files = _paper(found.code, ordinal, paper, copies.get(paper.document.content_id))
        packed.append(one)
        entries += files
    return packed, entries


def _paper(
    code: str, ordinal: int, paper: WholePaper, copy: PdfaCopy | None
) -> tuple[Packed, list[bags.Entry]]:
    document = paper.document
    stem = f"{code}/{ordinal:03d}-{document.code}"
    path = f"{stem}{Path(document.file_name).suffix.lower()}"
    original = _file(path, document)
    if copy is None or copy.document is None:
        return Packed(paper, ordinal, path, note=CANNOT if copy is None else ITSELF), [original]
    made, pdfa = copy.document, f"{stem}.pdfa.pdf"
    beside = Packed(paper, ordinal, path, pdfa, made.content_id, made.content.size_bytes)
    return beside, [original, _file(pdfa, made)]


def _file(path: str, document: Document) -> bags.Entry:
    """Opened when its turn comes; one that is gone or cannot be read is broken."""

    def read() -> Iterator[bytes]:
        try:
            yield from bags.pieces(documents.stream_of(document))
        except (ContentMissing, ContentBroken):
            raise bags.EntryBroken(path) from None

    return bags.Entry(path, read(), document.content.size_bytes, document.content_id)
