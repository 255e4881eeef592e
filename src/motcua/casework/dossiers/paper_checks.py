"""The papers of a filing: which files it must bring, and every defect of those that lie beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.records.documents.enums import State
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules import papers as rules
from motcua.reference.catalogue.rules.content import Paper
from motcua.reference.catalogue.rules.papers import Demand, Fault, FaultKind, Laid
from motcua.reference.forms.rules import Form, Text

from .enums import Channel
from .models import LaidPaper


@dataclass(frozen=True)
class DraftDefect:
    """One thing to put right in a step; `field` is the control on that step's page."""

    field: str
    sentence: str
    remedy: str


def papers_of(
    version: Version, case_slug: str, channel: str, answers: Mapping[str, Any] | None = None
) -> tuple[Paper, ...]:
    """The papers that this case and channel ask for; those that depend on answers follow them when given."""
    papers = content_rules.papers_of(version.content)
    return content_rules.papers_asked(papers, case=case_slug, channel=channel, answers=answers)


def demands_of(
    content: Mapping[str, Any],
    *,
    case_slug: str,
    answers: Mapping[str, Any],
    channel: str = Channel.ONLINE,
    form: Form | None = None,
    on: date | None = None,
) -> tuple[Demand, ...]:
    """What the content of a version asks for with these answers, row by row; what the form itself is, too."""
    papers = content_rules.papers_of(content)
    return rules.demands(papers, case=case_slug, channel=channel, answers=answers, form=form, on=on)


def as_files(demands: Sequence[Demand]) -> list[Demand]:
    """Those for which a file is laid beside an online filing."""
    return [demand for demand in demands if rules.is_brought_as_file(demand.paper)]


def placed(demand: Demand) -> Paper:
    """The paper under the place where its files are laid: its slug, or slug and row."""
    return demand.paper if demand.row is None else replace(demand.paper, slug=demand.place)


def name_of(demand: Demand) -> str:
    """The paper's name, with its device or person."""
    return f"{demand.paper.name} – {demand.row_label or demand.row}" if demand.row else str(demand.paper.name)


def text_of(stated: Any) -> str:
    """A text of the content in the reader's language."""
    return str(Text.of(stated))


def laid_of(papers: Sequence[LaidPaper]) -> list[Laid]:
    """What is laid and can be read: a file in which malware was found since is as good as none."""
    return [laid for _one, laid in laid_pairs(papers)]


def laid_pairs(papers: Sequence[LaidPaper]) -> list[tuple[LaidPaper, Laid]]:
    """As `laid_of`, each with its row."""
    sound = [one for one in papers if one.document.state != State.REJECTED]
    return [(one, Laid(one.slug, one.row, one.row_label, one.issued_on, one.expires_on)) for one in sound]


def blocked_defects(papers: Sequence[LaidPaper]) -> list[DraftDefect]:
    """A file that holds malware must go before anything is filed beside it."""
    blocked = [one for one in papers if one.document.state == State.REJECTED]
    return [
        DraftDefect(
            f"paper-{rules.place_of(one.slug, one.row)}",
            _("“%(name)s” holds malware.") % {"name": one.document.file_name},
            _("Remove it, check your computer, and give a clean file."),
        )
        for one in blocked
    ]


def paper_defects(
    demands: Sequence[Demand], laid: Sequence[Laid], *, on: date, channel: str = Channel.ONLINE
) -> list[DraftDefect]:
    """All that is wrong with the papers on that day, each at its box or at the day asked beside it.

    Law: ND-142-2020/14.
    """
    return [defect_of(fault) for fault in rules.faults(demands, laid, on=on, channel=channel)]


@dataclass(frozen=True)
class Counted:
    """How many of one paper were brought, and the days that stand on it."""

    originals: int = 0
    certified_copies: int = 0
    plain_copies: int = 0
    issued_on: date | None = None
    expires_on: date | None = None

    @property
    def is_brought(self) -> bool:
        return bool(self.originals or self.certified_copies or self.plain_copies)


@dataclass(frozen=True)
class Brought:
    """What comes on paper instead of files, by the slug of the paper; `held` is what the repository has of it
    instead, so that nobody needs to bring it.
    """

    channel: str
    papers: Mapping[str, Counted]
    held: Mapping[str, Held] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(one.is_brought for one in self.papers.values()) + len(self.held)

    def laid(self, demands: Sequence[Demand]) -> list[Laid]:
        """As if a file lay at each row that a paper is asked for: paper is counted, not sorted by rows."""
        return [laid for demand in demands if (laid := self._laid(demand)) is not None]

    def _laid(self, demand: Demand) -> Laid | None:
        if held := self.held.get(demand.paper.slug):
            return held_as_laid(demand, held)
        counted = self.papers.get(demand.paper.slug, Counted())
        if not counted.is_brought:
            return None
        return Laid(demand.paper.slug, demand.row, demand.row_label, counted.issued_on, counted.expires_on)


def held_as_laid(demand: Demand, held: Held) -> Laid:
    """A paper of the repository as if its file lay there, with the days known of it; no end is for ever."""
    until = held.valid_until or date.max
    return Laid(demand.paper.slug, demand.row, demand.row_label, held.issued_on, until)


_CONTROLS = {
    FaultKind.ISSUE_DAY_MISSING: "issued-",
    FaultKind.ISSUED_LATER: "issued-",
    FaultKind.TOO_OLD: "issued-",
    FaultKind.LAST_DAY_MISSING: "expires-",
    FaultKind.ENDS_TOO_SOON: "expires-",
}


def defect_of(fault: Fault) -> DraftDefect:
    """The fault at the control where it is put right."""
    demand = fault.demand
    prefix = _CONTROLS.get(fault.kind, "paper-")
    asked_beside = (prefix == "issued-" and demand.asks_issue_day) or (
        prefix == "expires-" and demand.asks_last_day
    )
    sentence, remedy = _words(fault)
    place = prefix if asked_beside or prefix == "paper-" else "paper-"
    return DraftDefect(f"{place}{demand.place}", sentence, remedy)


def _words(fault: Fault) -> tuple[str, str]:
    name = {"name": name_of(fault.demand)}
    day = {"day": f"{fault.day:%d/%m/%Y}" if fault.day else ""}
    match fault.kind:
        case FaultKind.MISSING:
            return _("“%(name)s” is missing.") % name, _("Choose a file and lay it beside this paper.")
        case FaultKind.OTHER_ROW:
            return (
                _("The file of “%(name)s” was laid for another row of the table.") % name,
                _("Remove it and choose the file that belongs to this row."),
            )
        case FaultKind.ISSUE_DAY_MISSING:
            return _("The day of issue of “%(name)s” is missing.") % name, _("Write the day on the paper.")
        case FaultKind.LAST_DAY_MISSING:
            return _("The last day of “%(name)s” is missing.") % name, _("Write the day on the paper.")
        case FaultKind.ISSUED_LATER:
            return _("“%(name)s” is dated later than today.") % name, _("Check the day on the paper.")
        case FaultKind.TOO_OLD:
            return (
                _("“%(name)s” is too old: it must be issued on %(day)s or later.") % (name | day),
                _("Get a new one and lay it here."),
            )
        case _:
            return (
                _("“%(name)s” ends too soon: it must be valid until %(day)s or longer.") % (name | day),
                _("Have it renewed first, then lay the new one here."),
            )


def day_typed(text: str) -> date | None:
    """`16/11/2026` or `2026-11-16` as a day; None for anything else."""
    parts = text.strip().replace(".", "/").replace("-", "/").split("/")
    if len(parts) != 3 or not all(part.isdigit() and part.isascii() and len(part) <= 4 for part in parts):
        return None
    first, month, last = map(int, parts)
    year, day = (first, last) if first > 31 else (last, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
