"""What the applicant is preparing: drafts with all their defects and what they would cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from motcua.casework.dossiers import checking, draft_rows, held_papers, once_only, paper_checks, sharing
from motcua.casework.dossiers.enums import Ground, SubStatus
from motcua.casework.dossiers.errors import DraftMissing
from motcua.casework.dossiers.models import Dossier, Draft, DraftPaper
from motcua.casework.dossiers.once_only import Offer
from motcua.casework.dossiers.owner_facts import Origin
from motcua.casework.dossiers.paper_checks import DraftDefect
from motcua.casework.dossiers.sharing import SharedFile
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents.rules import Limits
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.rules.content import Case, Paper
from motcua.reference.catalogue.rules.fees import FeeLine
from motcua.reference.catalogue.rules.papers import Demand, place_of
from motcua.reference.forms.ports import Lookups
from motcua.reference.forms.rules import Form, Shown, display_rows

from .files import FileRow, answer_files, laid_row
from .helping import Helped, helped


@dataclass(frozen=True)
class DraftRow:
    code: str
    publication_code: str
    procedure_name: str
    case_name: str
    updated_at: datetime
    step: str


@dataclass(frozen=True)
class PaperAsked:
    """A paper that the draft must bring, with the files laid beside it so far.

    `slug` is its place; `asks_issue_day` and `asks_last_day` tell which days are asked beside the files,
    `shared` the files of other filings that would do, and `held` what the repository has for it while nothing
    lies there; `taken` is what was taken from it.
    """

    demand: Demand
    files: tuple[FileRow, ...]
    issued_on: date | None = None
    expires_on: date | None = None
    shared: tuple[SharedFile, ...] = ()
    held: tuple[Held, ...] = ()
    taken: tuple[Held, ...] = ()

    @property
    def rule(self) -> Paper:
        return self.demand.paper

    @property
    def slug(self) -> str:
        return self.demand.place

    @property
    def name(self) -> str:
        return paper_checks.name_of(self.demand)


@dataclass(frozen=True)
class LikeRow:
    """A dossier under way that looks like the one being prepared."""

    code: str
    submitted_at: datetime
    step: str


@dataclass(frozen=True)
class DraftView:
    """Everything that the wizard shows; `defects` by step: case, form, papers, delivery.

    `files` are those laid for fields of the form, by code; `files_named` those that a sound answer names.
    """

    code: str
    revision: int
    publication_code: str
    procedure_name: str
    agency_name: str
    cases: tuple[Case, ...]
    case_slug: str
    ground: str
    ground_note: str
    organisation_code: str
    mandator: dict[str, str]
    owner_name: str
    form: Form
    answers: dict[str, Any]
    lookups: Lookups
    files: dict[str, FileRow]
    files_named: tuple[FileRow, ...]
    origins: dict[str, str]
    offers: tuple[Offer, ...]
    shown: tuple[Shown, ...]
    papers: tuple[PaperAsked, ...]
    on_paper: tuple[Paper, ...]
    limits: Limits
    helped: Helped | None
    result_way: str
    result_address: str
    fee_lines: tuple[FeeLine, ...]
    total_vnd: int
    is_fee_known: bool
    defects: dict[str, tuple[DraftDefect, ...]]
    like_under_way: tuple[LikeRow, ...]
    step: str
    updated_at: datetime

    @property
    def is_complete(self) -> bool:
        return not any(self.defects.values())


def drafts_of(*, viewer: ApplicantView) -> list[DraftRow]:
    """The viewer's drafts, the last touched first. One query."""
    drafts = (
        Draft.objects.filter(account__code=viewer.account_code)
        .select_related("version", "publication__procedure")
        .order_by("-updated_at")
    )
    return [
        DraftRow(
            code=draft.code,
            publication_code=draft.publication.full_code,
            procedure_name=draft.publication.procedure.name,
            case_name=checking.case_name(draft.version, draft.case_slug),
            updated_at=draft.updated_at,
            step=_step_of(draft),
        )
        for draft in drafts
    ]


def _step_of(draft: Draft) -> str:
    """Where to go on: the first step that nothing was saved for."""
    if draft.revision == 0:
        return "case"
    return "form" if not draft.answers else "papers"


def own_draft(*, viewer: ApplicantView, code: str) -> Draft:
    """The viewer's draft with all that its check looks at. One query. Raises DraftMissing."""
    draft = draft_rows.draft_of(Draft.objects.all(), code=code, account_code=viewer.account_code)
    if draft is None:
        raise DraftMissing()
    return draft


def draft_view(*, viewer: ApplicantView, code: str, at: datetime, with_offers: bool = False) -> DraftView:
    """One draft with all its defects and what it would cost. Raises DraftMissing.

    With `with_offers` also what earlier dossiers of the same owner answer: two queries more.
    """
    draft = own_draft(viewer=viewer, code=code)
    on = local_date(at)
    checked = checking.check_draft(draft, on=on)
    form = checking.form_of(draft.version)
    known = _known(draft, form, viewer, on)
    return DraftView(
        **_facts(draft),
        form=form,
        answers={name: one.value for name, one in known.items()} | draft.answers,
        origins=_origins(draft, known),
        offers=tuple(once_only.offers(draft, form)) if with_offers else (),
        lookups=checked.lookups,
        files=answer_files(checked.laid),
        files_named=tuple(answer_files(checked.papers).values()),
        shown=tuple(display_rows(form, checked.answers)),
        papers=_papers(draft, checked, viewer, on),
        on_paper=_on_paper(checked),
        limits=checking.upload_limits(draft.version, draft.publication.agency, ""),
        fee_lines=tuple(checked.fee_lines),
        total_vnd=sum(line.amount_vnd for line in checked.fee_lines),
        is_fee_known=draft.version.fee_version is not None,
        defects=checked.defects,
        like_under_way=_like(draft, viewer),
        step=_step_of(draft),
    )


def _facts(draft: Draft) -> dict[str, Any]:
    """What the draft itself says."""
    return {
        "code": draft.code,
        "revision": draft.revision,
        "publication_code": draft.publication.full_code,
        "procedure_name": draft.publication.procedure.name,
        "agency_name": draft.publication.agency.name_vi,
        "cases": checking.cases_of(draft.version),
        "case_slug": draft.case_slug,
        "ground": draft.ground,
        "ground_note": draft.ground_note,
        "organisation_code": draft.owner_organisation.code if draft.owner_organisation else "",
        "mandator": draft.mandator,
        "owner_name": _owner_name(draft),
        "helped": helped(draft),
        "result_way": draft.result_way,
        "result_address": draft.result_address,
        "updated_at": draft.updated_at,
    }


def _on_paper(checked: checking.Checked) -> tuple[Paper, ...]:
    """What is asked for and taken as no file, each once."""
    papers = (one.paper for one in checked.demands)
    return tuple({one.slug: one for one in papers if not one.by_form and not one.is_electronic}.values())


def form_of(draft: Draft) -> Form:
    """The form that the draft's version pins."""
    return checking.form_of(draft.version)


def step_defects(saved: Draft, step: str, *, at: datetime) -> tuple[DraftDefect, ...]:
    """What is wrong at one step of a draft that an operation has just returned. One query, for its papers."""
    return checking.check_draft(saved, on=local_date(at)).defects[step]


def _papers(
    draft: Draft, checked: checking.Checked, viewer: ApplicantView, on: date
) -> tuple[PaperAsked, ...]:
    laid: dict[str, list[DraftPaper]] = {}
    for one in checked.papers:
        laid.setdefault(place_of(one.slug, one.row), []).append(one)
    asked, demands = [], paper_checks.as_files(checked.demands)
    owner = held_papers.owner_code(draft)
    own = owner if owner in (viewer.person_code, *viewer.organisation_codes) else ""
    held = held_papers.open_offers(demands, checked.papers, owner_code=own, on=on)
    for demand in demands:
        here = laid.get(demand.place, [])
        asked.append(
            PaperAsked(
                demand,
                tuple(laid_row(one, checked.taken) for one in here),
                issued_on=next((one.issued_on for one in here if one.issued_on), None),
                expires_on=next((one.expires_on for one in here if one.expires_on), None),
                shared=() if here else tuple(sharing.offers(draft, demand, on=on)),
                held=tuple(held.get(demand.place, ())),
                taken=tuple(
                    checked.taken[one.holding_code] for one in here if one.holding_code in checked.taken
                ),
            )
        )
    return tuple(asked)


def _known(draft: Draft, form: Form, viewer: ApplicantView, on: date) -> dict[str, Origin]:
    """What is known before anybody typed it; nothing of an organisation that the viewer has left."""
    if draft.owner_organisation_id is not None and draft.owner_organisation_id not in viewer.organisation_ids:
        return {}
    return once_only.filled_in(draft, form, on=on)


def _origins(draft: Draft, known: Mapping[str, Origin]) -> dict[str, str]:
    """By field the words about where its answer comes from, while it still says what was taken over."""
    facts = {name: one.facts for name, one in known.items()} | draft.origins
    return {
        name: once_only.words(one)
        for name, one in facts.items()
        if draft.answers.get(name, one["value"]) == one["value"]
    }


def _owner_name(draft: Draft) -> str:
    if draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER):
        return draft.owner_organisation.name if draft.owner_organisation else ""
    return draft.mandator.get("full_name", "") if draft.ground == Ground.MANDATE else draft.filer.full_name


def _like(draft: Draft, viewer: ApplicantView) -> tuple[LikeRow, ...]:
    """Open dossiers of the same procedure for the same owner."""
    if draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER):
        owner = Q(owner_organisation=draft.owner_organisation)
    else:
        owner = Q(owner_person=draft.filer)
    found = (
        Dossier.objects.open()
        .owned_or_filed_by(person_id=viewer.person_id, organisation_ids=viewer.organisation_ids)
        .filter(owner, publication=draft.publication, case_slug=draft.case_slug)
        .order_by("-submitted_at")[:3]
    )
    return tuple(LikeRow(d.code, d.submitted_at, str(SubStatus(d.sub_status).label)) for d in found)
