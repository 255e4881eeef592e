"""What another procedure would make of a dossier, said before it is put under it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.enums import Stage, SubStatus
from motcua.casework.dossiers.errors import SupplementAskedAlready
from motcua.casework.dossiers.models import Dossier, Supplement
from motcua.casework.dossiers.righting import Fit, fit, right_version
from motcua.casework.dossiers.rules.righting import Onward
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue import queries as catalogue
from motcua.reference.catalogue.rules.content import Case
from motcua.reference.catalogue.rules.fees import FeeLine
from motcua.reference.forms.rules import Form

from .former import names_of_papers
from .in_sight import find

HITS = 8


@dataclass(frozen=True)
class Choice:
    """A procedure that was found, by its code and name."""

    publication_code: str
    code: str
    name: str


@dataclass(frozen=True)
class Carried:
    """An answer or a paper that goes along: as what it was given, and as what it counts."""

    name: str
    was: str


@dataclass(frozen=True)
class FitView:
    """What the right procedure makes of the dossier, said before anything is done."""

    publication_code: str
    code: str
    name: str
    case_slug: str
    case_name: str
    version: int
    answers: tuple[Carried, ...]
    dropped_answers: tuple[str, ...]
    papers: tuple[Carried, ...]
    dropped_papers: tuple[str, ...]
    lacks: tuple[tuple[str, str], ...]
    lines: tuple[FeeLine, ...]
    asked_vnd: int
    owed_before_vnd: int
    paid_vnd: int
    to_pay_vnd: int
    paid_too_much_vnd: int
    time_before: str
    time_after: str
    due_before: datetime | None
    due_after: datetime | None
    clock_lines: tuple[str, ...]
    goes_back: bool
    starts_clock: bool
    pauses: bool
    has_receipt: bool
    why_not: str


@dataclass(frozen=True)
class RightingLook:
    """The page of the act as it stands: what was searched for and found, what was chosen."""

    words: str = ""
    hits: tuple[Choice, ...] = ()
    chosen: Choice | None = None
    cases: tuple[Case, ...] = ()
    case_slug: str = ""
    fit: FitView | None = None

    @property
    def asks_case(self) -> bool:
        return self.chosen is not None and self.fit is None


def look(
    *, viewer: OfficerView, code: str, words: str, publication_code: str, case_slug: str
) -> RightingLook:
    """What was found and what the chosen procedure would make of the dossier.

    Raises: DossierMissing, and as righting.right_version and righting.fit.
    """
    words, dossier = words.strip()[:200], find(viewer=viewer, code=code)
    if not publication_code:
        return RightingLook(words=words, hits=_hits(dossier, words))
    version = right_version(dossier, publication_code=publication_code)
    procedure, cases = version.publication.procedure, checking.cases_of(version)
    chosen = Choice(version.publication.full_code, procedure.code, procedure.name)
    if len(cases) == 1:
        case_slug = cases[0].slug
    if cases and case_slug not in {case.slug for case in cases}:
        return RightingLook(words=words, chosen=chosen, cases=cases)
    view = _view(dossier, fit(dossier, version, case_slug=case_slug))
    return RightingLook(words=words, chosen=chosen, cases=cases, case_slug=case_slug, fit=view)


def _hits(dossier: Dossier, words: str) -> tuple[Choice, ...]:
    if not words:
        return ()
    on = local_date(dossier.submitted_at)
    found = catalogue.find(words=words, agency=dossier.agency.code, limit=HITS, on=on).hits
    return tuple(Choice(hit.full_code, hit.code, hit.name) for hit in found if hit.is_complete)


def _view(dossier: Dossier, found: Fit) -> FitView:
    old_form, new_form = checking.form_of(dossier.version), checking.form_of(found.version)
    old_papers, new_papers = names_of_papers(dossier.version), names_of_papers(found.version)
    publication, due = found.version.publication, found.reading.due if found.reading else None
    with translation.override("vi"):
        return FitView(
            publication_code=publication.full_code,
            code=publication.procedure.code,
            name=publication.procedure.name,
            case_slug=found.case_slug,
            case_name=checking.case_name(found.version, found.case_slug),
            version=found.version.number,
            answers=tuple(
                Carried(_label(new_form, name), _label(old_form, was)) for name, was in found.fields.items()
            ),
            dropped_answers=tuple(_label(old_form, name) for name in found.dropped_fields),
            papers=tuple(Carried(new_papers[slug], old_papers[was]) for slug, was in found.papers.items()),
            dropped_papers=tuple(old_papers.get(slug, slug) for slug in found.dropped_papers),
            lacks=tuple((one.name, one.sentence) for one in found.lacks),
            lines=found.lines,
            asked_vnd=found.asked_vnd,
            owed_before_vnd=found.owed_before_vnd,
            paid_vnd=found.paid_vnd,
            to_pay_vnd=found.to_pay_vnd,
            paid_too_much_vnd=found.paid_too_much_vnd,
            time_before=checking.time_words(dossier.version, dossier.channel),
            time_after=checking.time_words(found.version, dossier.channel),
            due_before=dossier.due_at,
            due_after=due.due_at if due else None,
            clock_lines=tuple(line.sentence for line in found.reading.lines) if found.reading else (),
            goes_back=found.onward is Onward.BACK_TO_RECEPTION,
            starts_clock=found.onward is Onward.START_CLOCK,
            pauses=found.onward is Onward.PAUSE_FOR_FEE,
            has_receipt=dossier.accepted_at is not None,
            why_not=_why_not(dossier, found),
        )


def _label(form: Form, name: str) -> str:
    field = form.field(name)
    return str(field.label) if field else name


def _why_not(dossier: Dossier, found: Fit) -> str:
    """The one refusal that is known only once it is known what is missing."""
    if not found.lacks or dossier.sub_status == SubStatus.APPRAISING:
        return ""
    asked = Supplement.objects.filter(dossier=dossier, stage=Stage.RECEPTION).exists()
    return str(SupplementAskedAlready()) if asked else ""
