"""A dossier whole, as it goes to the archives: its facts, all its files, what each handler said.

For rooms above that have asked who may; nothing is left out that the law counts as the dossier.
Law: TT-13-2023-BNV/content.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from motcua.casework.dossiers import checking, paper_checks
from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.models import (
    Correction,
    Dossier,
    DossierMessage,
    FiledPaper,
    Filing,
    Result,
    SideTask,
    StepProduct,
)
from motcua.foundation.accounts.models import Organisation
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents.enums import Purpose, ScanNote, State
from motcua.records.documents.models import Document
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from motcua.reference.forms.rules import display_rows
from motcua.reference.workflow.enums import Product

from .desk_papers import OF_ANSWERS
from .names import owner_name
from .opinions import Opinion, opinions_of
from .words import CHANNEL_WORDS, END_WORDS

RELATED = (
    "agency", "reception_unit", "work_unit", "publication__procedure", "version__form_version",
    "owner_person", "owner_organisation", "filer",
)  # fmt: skip


@dataclass(frozen=True)
class WholePaper:
    """A file of a dossier. `trust`: electronic from the start, digitised, or as it was sent."""

    document: Document
    type_name: str
    origin: str
    at: datetime
    trust: str
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    signer: str = ""
    round: int = 0

    @property
    def is_safe(self) -> bool:
        """Looked at, and found free of malware where there is a scanner."""
        return self.document.state == State.ACCEPTED and self.document.scan_note != ScanNote.WAITING


@dataclass(frozen=True)
class Answer:
    """One line of what was declared; `label` alone is the title of a part."""

    label: str
    value: str = ""


@dataclass(frozen=True)
class Whole:
    """Everything of one dossier. `unfinished` says why it cannot go yet."""

    code: str
    procedure_code: str
    procedure_name: str
    agency_code: str
    agency_name: str
    unit_name: str
    owner_kind: str
    owner_identifier: str
    owner: str
    filer: str
    channel: str
    submitted_at: datetime
    accepted_at: datetime | None
    ended_at: datetime
    ending: str
    is_sample: bool
    answers: tuple[Answer, ...]
    papers: tuple[WholePaper, ...]
    opinions: tuple[Opinion, ...]
    unfinished: str = ""


def whole(*, dossier_id: int) -> Whole:
    """The dossier with this key, which has ended; some twenty queries, however much is in it."""
    dossier = Dossier.objects.select_related(*RELATED).get(pk=dossier_id)
    assert dossier.ended_at is not None
    letters = list(Letter.objects.about(f"dossier:{dossier.code}").select_related("document__content"))
    return Whole(
        code=dossier.code,
        procedure_code=dossier.publication.procedure.code,
        procedure_name=dossier.publication.procedure.name,
        agency_code=dossier.agency.code,
        agency_name=dossier.agency.name_vi,
        unit_name=(dossier.work_unit or dossier.reception_unit).name,
        owner_kind=dossier.owner_kind,
        owner_identifier=_identifier(dossier),
        owner=owner_name(dossier),
        filer=dossier.filer.full_name,
        channel=CHANNEL_WORDS[dossier.channel],
        submitted_at=dossier.submitted_at,
        accepted_at=dossier.accepted_at,
        ended_at=dossier.ended_at,
        ending=END_WORDS.get(dossier.business, ""),
        is_sample=dossier.is_sample,
        answers=tuple(_answers(dossier)),
        papers=tuple(_papers(dossier, letters)),
        opinions=tuple(opinions_of(dossier)),
        unfinished=_unfinished(dossier, letters),
    )


def _identifier(dossier: Dossier) -> str:
    owner = dossier.owner_organisation or dossier.owner_person or dossier.filer
    return (owner.tax_number if isinstance(owner, Organisation) else owner.identity_number) or ""


def _answers(dossier: Dossier) -> Iterator[Answer]:
    """What was declared last, under the titles of its parts; rows of tables a line each."""
    last = Filing.objects.filter(dossier=dossier).order_by("-round").first()
    for shown in display_rows(checking.form_of(dossier.version), last.answers) if last else ():
        if shown.table is None:
            yield Answer(shown.label, shown.value)
            continue
        for row in shown.table.rows:
            said = (f"{head}: {cell}" for head, cell in zip(shown.table.headers, row, strict=False) if cell)
            yield Answer(shown.label, "; ".join(said))


def _unfinished(dossier: Dossier, letters: Iterable[Letter]) -> str:
    if any(one.state in (LetterState.FIXED, LetterState.FAILED) for one in letters):
        return "Còn văn bản của hồ sơ chưa lập xong; xem mục giấy tờ của hồ sơ."
    if Correction.objects.filter(dossier=dossier, done_at=None).exists():
        return "Kết quả sai của hồ sơ đang được sửa."
    return ""


def _papers(dossier: Dossier, letters: Iterable[Letter]) -> Iterator[WholePaper]:
    """Each file once: what was filed, what the agency made, what others answered, what came with messages."""
    seen: set[int] = set()
    for one in (*_filed(dossier), *_made(dossier, letters), *_beside(dossier)):
        if one.document.pk not in seen:
            seen.add(one.document.pk)
            yield one


def _filed(dossier: Dossier) -> Iterator[WholePaper]:
    asked = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    names = {paper.slug: paper.name.vi for paper in asked} | {ANSWERS: OF_ANSWERS}
    rows = FiledPaper.objects.filter(filing__dossier=dossier).select_related("filing", "document__content")
    for row in rows.order_by("pk"):
        scanned = row.document.purpose == Purpose.SCAN or row.document.uploaded_by_kind == "officer"
        yield WholePaper(
            row.document,
            names.get(row.slug, row.slug),
            "Thành phần hồ sơ",
            row.filing.filed_at,
            "Số hóa" if scanned else "Bản điện tử người nộp gửi",
            issued_on=row.issued_on,
            round=row.filing.round,
        )


def _made(dossier: Dossier, letters: Iterable[Letter]) -> Iterator[WholePaper]:
    results = {
        one.letter_id: one for one in Result.objects.filter(dossier=dossier).select_related("signed_by")
    }
    for letter in letters:
        if letter.document is None:
            continue
        result = results.get(letter.pk)
        yield WholePaper(
            letter.document,
            NAMES.get(LetterKind(letter.kind), letter.kind),
            "Văn bản của cơ quan",
            letter.fixed_at,
            "Gốc điện tử",
            number=f"{result.number:02d}" if result and result.number else "",
            symbol=result.symbol if result else "",
            issued_on=local_date(result.numbered_at or letter.fixed_at if result else letter.fixed_at),
            signer=result.signed_by.full_name if result else "",
        )


def _beside(dossier: Dossier) -> Iterator[WholePaper]:
    related = ("document__content",)
    for task in SideTask.objects.filter(dossier=dossier).exclude(document=None).select_related(*related):
        assert task.document is not None
        at = task.ended_at or task.asked_at
        yield WholePaper(
            task.document, "Văn bản trả lời của đơn vị phối hợp", "Phối hợp", at, "Bản điện tử",
            number=task.letter_number[:11], issued_on=task.letter_on,
        )  # fmt: skip
    for made in StepProduct.objects.filter(dossier=dossier).exclude(document=None).select_related(*related):
        assert made.document is not None
        yield WholePaper(
            made.document,
            str(Product(made.kind).label),
            "Sản phẩm của bước xử lý",
            made.kept_at,
            "Bản điện tử",
        )
    for said in (
        DossierMessage.objects.filter(dossier=dossier).exclude(document=None).select_related(*related)
    ):
        assert said.document is not None
        yield WholePaper(
            said.document, "Tệp kèm tin nhắn", "Trao đổi với người nộp", said.written_at, "Bản điện tử"
        )


NAMES = {
    LetterKind.ACKNOWLEDGEMENT: "Xác nhận nộp hồ sơ trực tuyến",
    LetterKind.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    LetterKind.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    LetterKind.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    LetterKind.APOLOGY: "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
    LetterKind.STOP: "Thông báo dừng giải quyết hồ sơ",
    LetterKind.CORRECTION: "Văn bản xin lỗi do sai kết quả",
    LetterKind.INTENDED_REFUSAL: "Thông báo dự kiến từ chối",
    LetterKind.LOSS: "Văn bản xin lỗi do làm mất giấy tờ",
    LetterKind.RESULT: "Kết quả giải quyết",
    LetterKind.RESULT_REFUSAL: "Văn bản từ chối giải quyết",
}
