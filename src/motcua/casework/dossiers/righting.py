"""A dossier held against another procedure than its own: what fits, what is missing, its fee, its day.

Nothing is written here: the page shows it before the act, and the act does what it says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from motcua.casework.payments import queries as payments
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.enums import ClockEventKind, StartEvent
from motcua.foundation.calendar.rules import ClockEvent, ClockReading, TimeRule, read_clock
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue import queries as catalogue
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.content import Paper
from motcua.reference.catalogue.rules.fees import FeeLine, total_vnd
from motcua.reference.catalogue.rules.papers import Demand, Laid, faults, is_brought_as_file
from motcua.reference.forms.rules import Defect, as_typed, lookups_of

from . import checking, paper_checks
from .enums import ELECTRONIC
from .errors import NoTimeRule
from .errors.righting import AnotherAgency, CaseMissing, OwnerNotMeant, SameProcedure
from .fees_due import asked_now, fee_lines
from .models import BroughtPaper, ClockEntry, Dossier, FiledPaper, Filing
from .paper_checks import Brought, Counted
from .rules import righting as rules
from .rules.righting import Onward
from .typed import check_anew

ACCEPTED_AS_VALID = "Hồ sơ đầy đủ, hợp lệ"


@dataclass(frozen=True)
class Lack:
    """One thing that the right procedure asks for and the dossier lacks, as a supplement asks for it."""

    kind: str
    slug: str
    name: str
    sentence: str


@dataclass(frozen=True)
class Fit:
    """A dossier under another procedure. `fields` and `papers` name for what is new what it is carried from;
    `dropped_fields`, `dropped_papers` what stays behind with the version that it is from."""

    version: Version
    case_slug: str
    answers: dict[str, Any]
    fields: dict[str, str]
    papers: dict[str, str]
    files: tuple[FiledPaper, ...]
    brought: tuple[BroughtPaper, ...]
    dropped_fields: tuple[str, ...]
    dropped_papers: tuple[str, ...]
    lacks: tuple[Lack, ...]
    lines: tuple[FeeLine, ...]
    paid_vnd: int
    owed_before_vnd: int
    rule: TimeRule
    reading: ClockReading | None
    onward: Onward

    @property
    def asked_vnd(self) -> int:
        return total_vnd(self.lines)

    @property
    def difference_vnd(self) -> int:
        return rules.difference_vnd(paid_vnd=self.paid_vnd, asked_vnd=self.asked_vnd)

    @property
    def to_pay_vnd(self) -> int:
        return max(self.difference_vnd, 0)

    @property
    def paid_too_much_vnd(self) -> int:
        return max(-self.difference_vnd, 0)


def right_version(dossier: Dossier, *, publication_code: str) -> Version:
    """The version in force on the day of filing, as if the dossier had been filed under it.

    Raises: Missing, Refused (nothing could be filed under it that day), AnotherAgency.
    """
    on = local_date(dossier.submitted_at)
    found = catalogue.version_for_filing(publication_code=publication_code, on=on, demo=settings.MOTCUA_DEMO)
    version = Version.objects.select_related(
        "form_version",
        "fee_version",
        "process_version",
        "publication__procedure__field",
        "publication__agency",
    ).get(pk=found.version_id)
    if version.publication.agency_id != dossier.agency_id:
        raise AnotherAgency(version.publication.agency.name_vi)
    return version


def fit(dossier: Dossier, version: Version, *, case_slug: str) -> Fit:
    """The dossier under that version, in the language of the law. Some ten queries, whatever was filed.

    Raises: SameProcedure, CaseMissing, OwnerNotMeant, NoTimeRule.
    """
    _check(dossier, version, case_slug)
    with translation.override("vi"):
        return _fit(dossier, version, case_slug)


def _check(dossier: Dossier, version: Version, case_slug: str) -> None:
    if (version.publication_id, case_slug) == (dossier.publication_id, dossier.case_slug):
        raise SameProcedure()
    cases = checking.case_slugs(version)
    if (case_slug not in cases) if cases else case_slug:
        raise CaseMissing()
    who = (version.content.get("audience") or {}).get("who") or [dossier.owner_kind]
    if dossier.owner_kind not in who:
        raise OwnerNotMeant()
    if checking.time_rule(version, dossier.channel) is None:
        raise NoTimeRule()


def _fit(dossier: Dossier, version: Version, case_slug: str) -> Fit:
    on = local_date(dossier.submitted_at)
    old, new = checking.form_of(dossier.version), checking.form_of(version)
    filed = (
        Filing.objects.filter(dossier=dossier).order_by("-round").values_list("answers", flat=True).first()
    )
    typed = as_typed(old, filed or {})
    fields = {name: was for name, was in rules.like_fields(old, new).items() if typed.get(was)}
    questions = {field.name: field for field in new.fields}
    raw = {name: rules.fitted(questions[name], typed[was]) for name, was in fields.items()}
    checked, lost = check_anew(new, raw, on=on, lookups=lookups_of(filed or {}))
    kept = {name: was for name, was in fields.items() if name in checked.answers and name not in lost}
    papers = _papers(dossier, version, case_slug, checked.answers, on, tables=kept)
    lines = _lines(dossier, version, case_slug, checked.answers, on)
    lacks = (*_field_lacks(dossier, version, checked.defects), *papers.lacks)
    asked = payments.charges_about(subject=f"dossier:{dossier.code}")
    paid = sum(one.amount_vnd for one in asked if not one.is_due)
    rule = checking.time_rule(version, dossier.channel)
    assert rule is not None  # _check has looked
    waits = rule.start_event is StartEvent.VALID_PAPERS_AND_FEE and total_vnd(lines) > paid
    onward = rules.onward(sub_status=dossier.sub_status, is_missing=bool(lacks), waits_for_fee=waits)
    return Fit(
        version=version,
        case_slug=case_slug,
        answers=checked.answers,
        fields=kept,
        papers=papers.carried,
        files=papers.files,
        brought=papers.brought,
        dropped_fields=tuple(name for name in filed or {} if name not in kept.values()),
        dropped_papers=papers.dropped,
        lacks=lacks,
        lines=lines,
        paid_vnd=paid,
        owed_before_vnd=sum(one.amount_vnd for one in asked),
        rule=rule,
        reading=_reading(dossier, rule, onward),
        onward=onward,
    )


def _lines(
    dossier: Dossier, version: Version, case_slug: str, answers: Mapping[str, Any], on: date
) -> tuple[FeeLine, ...]:
    """What the version asks before there is a result."""
    fee = version.fee_version
    found = fee_lines(
        version.content,
        fee.content if fee else None,
        answers,
        case=case_slug,
        on=on,
        form=checking.form_of(version),
        channel=dossier.channel,
    )
    return tuple(asked_now(found))


def _field_lacks(dossier: Dossier, version: Version, defects: Sequence[Defect]) -> list[Lack]:
    """Each question once; who filed on paper answers on paper, so there it is asked for in words."""
    form, kind = checking.form_of(version), "field" if dossier.channel in ELECTRONIC else "other"
    found: dict[str, Lack] = {}
    for one in defects:
        asked = form.field(one.field)
        label = asked.label.vi if asked else one.field
        sentence = f"{one.sentence} {one.remedy}".strip()
        if kind == "other":
            sentence = (
                f"Tờ khai của thủ tục “{version.publication.procedure.name}”, mục “{label}”: {sentence}"
            )
        found.setdefault(one.field, Lack(kind, one.field, label, sentence))
    return list(found.values())


@dataclass(frozen=True)
class _Papers:
    carried: dict[str, str]
    files: tuple[FiledPaper, ...]
    brought: tuple[BroughtPaper, ...]
    dropped: tuple[str, ...]
    lacks: tuple[Lack, ...]


def _papers(
    dossier: Dossier,
    version: Version,
    case_slug: str,
    answers: Mapping[str, Any],
    on: date,
    *,
    tables: Mapping[str, str],
) -> _Papers:
    """What lies beside the dossier, moved to the papers of the right procedure. Two queries."""
    before = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    after = paper_checks.papers_of(version, case_slug, dossier.channel)
    likes = {
        slug: was
        for slug, was in rules.like_papers(before, after).items()
        if _rows_fit(_by_slug(after)[slug], _by_slug(before)[was], tables)
    }
    moved = {was: slug for slug, was in likes.items()}
    files = tuple(_in_force(FiledPaper, dossier).select_related("document"))
    brought = tuple(_in_force(BroughtPaper, dossier))
    laid_as = [
        _as(one, moved[one.slug], _by_slug(after)[moved[one.slug]]) for one in files if one.slug in moved
    ]
    counted_as = _counted([one for one in brought if one.slug in moved], moved)
    lain = {one.slug for one in (*files, *brought)}
    demands = paper_checks.demands_of(
        version.content,
        case_slug=case_slug,
        answers=answers,
        channel=dossier.channel,
        form=checking.form_of(version),
        on=on,
    )
    return _Papers(
        carried={slug: was for slug, was in likes.items() if was in lain},
        files=tuple(laid_as),
        brought=tuple(counted_as),
        dropped=tuple(dict.fromkeys(one.slug for one in (*files, *brought) if one.slug not in moved)),
        lacks=_paper_lacks(dossier, demands, laid_as, counted_as, on),
    )


def _in_force(model: Any, dossier: Dossier) -> Any:
    """What was filed under the procedure that the dossier is under now."""
    return model.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round).order_by(
        "pk"
    )


def _by_slug(papers: Sequence[Paper]) -> dict[str, Paper]:
    return {paper.slug: paper for paper in papers}


def _rows_fit(new: Paper, old: Paper, tables: Mapping[str, str]) -> bool:
    """A paper per device goes with its table only."""
    return not new.per_row or tables.get(new.per_row) == old.per_row


def _as(file: FiledPaper, slug: str, paper: Paper) -> FiledPaper:
    """The same file for the other paper, not saved yet."""
    return FiledPaper(
        slug=slug,
        row=file.row if paper.per_row else None,
        issued_on=file.issued_on,
        expires_on=file.expires_on,
        document=file.document,
    )


def _counted(rows: Sequence[BroughtPaper], moved: Mapping[str, str]) -> list[BroughtPaper]:
    """What came on paper over all rounds, as one count for each paper."""
    found: dict[str, BroughtPaper] = {}
    for one in rows:
        so_far = found.setdefault(moved[one.slug], BroughtPaper(slug=moved[one.slug]))
        so_far.originals += one.originals
        so_far.certified_copies += one.certified_copies
        so_far.plain_copies += one.plain_copies
        so_far.issued_on, so_far.expires_on = one.issued_on, one.expires_on
    return list(found.values())


def _paper_lacks(
    dossier: Dossier,
    demands: Sequence[Demand],
    files: Sequence[FiledPaper],
    brought: Sequence[BroughtPaper],
    on: date,
) -> tuple[Lack, ...]:
    labels = {demand.place: demand.row_label for demand in demands}
    laid = [
        Laid(one.slug, one.row, labels.get(f"{one.slug}--{one.row}", ""), one.issued_on, one.expires_on)
        for one in files
    ]
    counts = {
        one.slug: Counted(
            one.originals, one.certified_copies, one.plain_copies, one.issued_on, one.expires_on
        )
        for one in brought
    }
    laid += Brought(dossier.channel, counts).laid(demands)
    asked = [one for one in demands if is_brought_as_file(one.paper, channel=dossier.channel)]
    found: dict[str, Lack] = {}
    for fault in faults(asked, laid, on=on, channel=dossier.channel):
        defect, paper = paper_checks.defect_of(fault), fault.demand.paper
        sentence = f"{defect.sentence} {defect.remedy}"
        found.setdefault(paper.slug, Lack("paper", paper.slug, paper.name.vi, sentence))
    return tuple(found.values())


def events_under(dossier: Dossier, onward: Onward) -> list[ClockEvent]:
    """The events of the clock as they count under the right procedure: from the reception that was valid."""
    events = [entry.event for entry in ClockEntry.objects.filter(dossier=dossier).order_by("pk")]
    if onward is Onward.START_CLOCK and dossier.accepted_at is not None:
        at: datetime = dossier.accepted_at
        return [ClockEvent(kind=ClockEventKind.START, at=at, reason=ACCEPTED_AS_VALID)]
    return events


def _reading(dossier: Dossier, rule: TimeRule, onward: Onward) -> ClockReading | None:
    """The clock by the time of the right procedure, line by line; None before it starts."""
    events = events_under(dossier, onward)
    if not events:
        return None
    if dossier.calendar_number is None:
        calendar = calendars.calendar_in_force(agency_code=dossier.agency.code, at=events[-1].at)
    else:
        calendar = calendars.calendar_numbered(number=dossier.calendar_number)
    return read_clock(events=events, rule=rule, calendar=calendar)
