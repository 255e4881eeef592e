"""What an administrator sees of the templates: each paper with its forms, each file with its restyles."""

import difflib
from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.kernel.errors import OutsideFailure

from . import errors, official, restyling, rules, sheets, sources, trial
from .enums import FormKind, LetterKind
from .models import Restyle
from .official import OfficialForm

BEFORE_2025 = datetime(2024, 3, 4, 8, 30, tzinfo=VIETNAM)
SHARED_NAMES = {"layout.typ": "Khung chung của các giấy", "barcode.typ": "Mã vạch"}


@dataclass(frozen=True)
class PaperRow:
    """A paper with the official forms that the law gave it, the newest first; none for our own papers."""

    name: str
    file: str
    title: str
    forms: tuple[OfficialForm, ...]
    in_force: str


@dataclass(frozen=True)
class RestyleRow:
    """One uploaded text of a file."""

    code: str
    file: str
    note: str
    uploaded_at: datetime
    uploaded_by: str
    in_force: bool
    starts_on: date | None


@dataclass(frozen=True)
class FilePage:
    """A template file of an agency: where the text in force comes from, and all that was uploaded."""

    file: str
    title: str
    text: str
    origin: str
    problem: str
    papers: tuple[str, ...]
    restyles: list[RestyleRow]


def papers(*, on: date) -> list[PaperRow]:
    """Every paper that has a template, with its forms; pure."""
    return [_paper(name, on) for name in trial.NAMES]


def _paper(name: str, on: date) -> PaperRow:
    forms = tuple(form for form in reversed(official.FORMS) if form.kind == name)
    now = next((form for form in forms if form.in_force(on)), None)
    return PaperRow(name, f"{name}.typ", now.name if now else _title(name), forms, now.key if now else "")


def _title(name: str) -> str:
    if name in LetterKind.values:
        return rules.PAPER_NAMES[LetterKind(name)]
    return sheets.LIST_NAME if name == sheets.LIST else sheets.NAMES[FormKind(name)]


def file_page(*, agency_code: str, file: str) -> FilePage:
    """One template file. Raises TemplateMissing."""
    if file not in restyling.FILES:
        raise errors.TemplateMissing()
    names = restyling.papers_with(file)
    rows = list(Restyle.objects.filter(agency_code=agency_code, file=file).order_by("-pk"))
    uploaded = any(row.in_force for row in rows)
    own = sources.own_files((file,), agency_code)
    shipped = (sources.SHIPPED / file).read_text(encoding="utf-8")
    return FilePage(
        file=file,
        title=SHARED_NAMES.get(file) or _title(file.removesuffix(".typ")),
        text=own.get(file, shipped),
        origin="uploaded" if uploaded else "folder" if own else "product",
        problem=sources.problem_of(names[0], agency_code)[1],
        papers=names,
        restyles=_rows(rows),
    )


def _rows(rows: list[Restyle]) -> list[RestyleRow]:
    codes = {row.uploaded_by for row in rows}
    names = dict(Officer.objects.filter(code__in=codes).values_list("code", "full_name"))
    return [
        RestyleRow(
            row.code,
            row.file,
            row.note,
            row.uploaded_at,
            names.get(row.uploaded_by, ""),
            row.in_force,
            row.starts_on,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Comparison:
    """A restyle beside what is in force: the lines that differ, and the papers to look at."""

    restyle: RestyleRow
    title: str
    papers: tuple[tuple[str, str], ...]
    lines: list[tuple[str, str]]


def comparison(*, agency_code: str, code: str) -> Comparison:
    """Raises TemplateMissing."""
    found = _restyle(agency_code, code)
    page = file_page(agency_code=agency_code, file=found.file)
    changed = difflib.unified_diff(page.text.splitlines(), found.text.splitlines(), lineterm="", n=2)
    marks = {"+": "new", "-": "old", "@": "place"}
    lines = [(marks.get(line[:1], "same"), line) for line in list(changed)[2:]]
    papers = tuple((name, _title(name)) for name in page.papers)
    return Comparison(_rows([found])[0], page.title, papers, lines)


def sample(*, agency_code: str, name: str, text: str, restyle: str, at: datetime) -> bytes:
    """A sample of a paper as a PDF, by a legal text, with the files in force or with one restyle.

    Raises: TemplateMissing, TemplateRefused.
    """
    if name not in trial.NAMES:
        raise errors.TemplateMissing()
    files = sources.current(name, agency_code).files
    if restyle:
        found = _restyle(agency_code, restyle)
        files |= {found.file: found.text}
    try:
        return trial.sample_pdf(name, files, at=BEFORE_2025 if text == "TT-01-2018-VPCP" else at)
    except OutsideFailure as failure:
        raise errors.TemplateRefused(str(failure)) from failure


def _restyle(agency_code: str, code: str) -> Restyle:
    found = Restyle.objects.filter(agency_code=agency_code, code=code).first()
    if found is None:
        raise errors.TemplateMissing()
    return found
