"""The papers of one dossier as the desk shows them: asked for and filed, and in the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.casework.dossiers import paper_checks
from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.enums import Verdict
from motcua.casework.dossiers.models import Dossier, FiledPaper, PaperVerdict
from motcua.records.documents import looks
from motcua.records.documents.enums import ScanNote, State
from motcua.records.documents.models import Document
from motcua.records.documents.queries import DRAWN_TYPES
from motcua.records.letters.queries import LetterRow
from motcua.records.repository.queries.taking import names_of

from .brought import on_paper
from .desk_rows import FileRow, PaperCheck, VerdictRow

OF_ANSWERS = "Tệp gửi kèm tờ khai"


@dataclass(frozen=True)
class PaperToView:
    """A file with the paper it was filed for; `pages` is 0 for what cannot be drawn."""

    code: str
    name: str
    label: str
    pages: int
    size_bytes: int
    may_be_signed: bool


def to_view(papers: Iterable[PaperCheck], letters: Iterable[LetterRow]) -> list[PaperToView]:
    """In the order of the procedure, the last round first; then the authority's own papers as they were made.

    What was not accepted after its look is left out.
    """
    filed = [
        PaperToView(file.code, file.name, _label(paper, file), file.pages, file.size_bytes, file.is_pdf)
        for paper in papers
        for file in sorted(paper.files, key=lambda file: -file.round)
        if file.is_usable
    ]
    made = [
        PaperToView(
            row.document_code, row.file_name, row.name, row.pages, row.size_bytes, _is_pdf(row.file_name)
        )
        for row in letters
        if row.document_code
    ]
    return filed + made


def _label(paper: PaperCheck, file: FileRow) -> str:
    return f"{paper.name} (bổ sung lần {file.supplement})" if file.supplement else paper.name


def papers_of(dossier: Dossier, *, rounds: int) -> tuple[PaperCheck, ...]:
    """What the procedure asks for, what was filed for it, said of it, up to round `rounds`; three queries,
    one more where papers were taken from the repository.
    """
    filed: dict[str, list[FileRow]] = {}
    rows = list(
        FiledPaper.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round)
        .select_related("filing", "document__content")
        .order_by("pk")
    )
    names = names_of(codes=[row.holding_code for row in rows])
    for row in rows:
        name = names.get(row.holding_code, row.document.file_name)
        filed.setdefault(row.slug, []).append(_file(dossier, row, name))
    said = _verdicts(dossier)
    asked = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    of_answers, came = filed.pop(ANSWERS, None), on_paper(dossier)
    beside = PaperCheck(ANSWERS, OF_ANSWERS, False, False, False, tuple(of_answers or ()))
    return tuple(
        PaperCheck(
            slug=paper.slug,
            name=paper.name.vi,
            required=paper.is_required,
            original_required=paper.original_required,
            by_form=paper.by_form,
            files=tuple(filed.get(paper.slug, ())),
            on_paper=came.get(paper.slug, ""),
            verdict=next((one for one in said.get(paper.slug, ()) if one.round == rounds), None),
            before=tuple(one for one in said.get(paper.slug, ()) if one.round < rounds),
        )
        for paper in asked
    ) + ((beside,) if of_answers else ())


def _file(dossier: Dossier, row: FiledPaper, name: str) -> FileRow:
    document = row.document
    return FileRow(
        document.code,
        name,
        document.content.size_bytes,
        row.filing.round - dossier.first_round + 1,
        row.filing.filed_at,
        looks.of(document),
        _stated(row),
        _pages(document),
        document.state == State.ACCEPTED,
        document.scan_note == ScanNote.NOT_SCANNED,
        is_pdf=_is_pdf(document.file_name),
        is_held=bool(row.holding_code),
    )


def _is_pdf(file_name: str) -> bool:
    """Whether a signature can be in it; a file was kept only if it is what its name says."""
    return file_name.lower().endswith(".pdf")


def _verdicts(dossier: Dossier) -> dict[str, list[VerdictRow]]:
    found: dict[str, list[VerdictRow]] = {}
    rows = PaperVerdict.objects.filter(dossier=dossier, round__gte=dossier.first_round).select_related(
        "given_by"
    )
    for row in rows.order_by("round"):
        label = str(Verdict(row.verdict).label)
        found.setdefault(row.slug, []).append(
            VerdictRow(row.verdict, label, row.reason, row.given_by.full_name, row.given_at, row.round)
        )
    return found


def _stated(row: FiledPaper) -> str:
    """For which row of the table the file is, and the days that the applicant stated."""
    said = [f"lấy từ kho, mã {row.holding_code}"] if row.holding_code else []
    said += [f"dòng {row.row}"] if row.row else []
    said += [f"cấp {row.issued_on:%d/%m/%Y}"] if row.issued_on else []
    said += [f"hết hạn {row.expires_on:%d/%m/%Y}"] if row.expires_on else []
    return ", ".join(said)


def _pages(document: Document) -> int:
    return max(document.pages, 1) if document.content.media_type in DRAWN_TYPES else 0
