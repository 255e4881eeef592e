"""The papers that were given, as the receipt lists them."""

from collections.abc import Sequence

from motcua.records.letters import papers
from motcua.reference.catalogue.rules.content import Paper

from . import paper_checks
from .answer_lookups import ANSWERS
from .intake import ON_PAPER
from .models import Dossier, FiledPaper, Filing


def paper_lines(dossier: Dossier) -> tuple[papers.PaperLine, ...]:
    """The papers of the procedure that were given: on paper, by the form, by files; then the form's files."""
    given: dict[str, list[FiledPaper]] = {}
    counted: dict[str, list[int]] = {}
    rounds = Filing.objects.filter(dossier=dossier, round__gte=dossier.first_round)
    for filing in rounds.prefetch_related("papers__document", "brought"):
        for paper in filing.papers.all():
            given.setdefault(paper.slug, []).append(paper)
        for one in filing.brought.all():
            so_far = counted.get(one.slug, [0, 0, 0])
            more = (one.originals, one.certified_copies, one.plain_copies)
            counted[one.slug] = [sum(pair) for pair in zip(so_far, more, strict=True)]
    lines = []
    for rule in paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel):
        if rule.slug in counted:
            lines.append(_line_on_paper(rule, *counted[rule.slug]))
        elif rule.by_form and dossier.channel not in ON_PAPER:
            lines.append(papers.PaperLine(name=rule.name.vi, originals=1, note="khai trên biểu mẫu điện tử"))
        elif rule.slug in given:
            lines.append(_line_of_files(rule, given[rule.slug]))
    return (*lines, *map(_file_line, given.get(ANSWERS, ())))


def _line_of_files(rule: Paper, filed: Sequence[FiledPaper]) -> papers.PaperLine:
    """How many files were given, and what was taken from the repository instead."""
    held = [one.holding_code for one in filed if one.holding_code]
    said = [f"lấy từ kho, mã {', '.join(held)}"] if held else []
    said += [f"{len(filed) - len(held)} tệp"] if len(filed) > len(held) else []
    note = ", ".join([*said, *(["bản gốc nộp sau"] if rule.original_required else [])])
    return papers.PaperLine(name=rule.name.vi, originals=rule.originals, copies=rule.copies, note=note)


def _line_on_paper(rule: Paper, originals: int, certified: int, plain: int) -> papers.PaperLine:
    """A paper as it was counted at the counter; which copies they are, where it matters."""
    note = "bản chứng thực" if certified else ""
    if certified and plain:
        note = f"{certified} bản chứng thực, {plain} bản chụp"
    return papers.PaperLine(name=rule.name.vi, originals=originals, copies=certified + plain, note=note)


def _file_line(paper: FiledPaper) -> papers.PaperLine:
    """A file of the form by its name and by the hash of what it holds, in groups that a line can break at."""
    sha256 = paper.document.content_id
    groups = " ".join(sha256[place : place + 8] for place in range(0, len(sha256), 8))
    name = f"Tệp kèm tờ khai: {paper.document.file_name} (SHA-256: {groups})"
    return papers.PaperLine(name=name, note="1 tệp")
