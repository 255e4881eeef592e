"""What the applicant sees of filed dossiers: the list, and one whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q

from motcua.casework.dossiers import answer_lookups, checking, paper_checks, rules
from motcua.casework.dossiers.enums import Business, Ground, HolderKind, ResultWay, Stage, SubStatus
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Crossing, Dossier, FiledPaper, Filing, ResultReturn, Supplement
from motcua.casework.dossiers.permissions import check_is_party
from motcua.casework.dossiers.rules import endings as ending_rules
from motcua.casework.payments.queries import ChargeView
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.calendar.rules import ClockReading
from motcua.records.documents.rules import Limits
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from motcua.records.repository.queries.taking import names_of
from motcua.reference.catalogue.rules.content import Paper
from motcua.reference.catalogue.rules.fees import FeeLine
from motcua.reference.forms.ports import Lookups
from motcua.reference.forms.rules import Form, Shown, display_rows

from .crossings import CrossingView, crossing_view, crossings_of, form_of_round
from .endings import StopRequestRow, stop_request_of
from .fees import fees_of
from .files import FileRow, filed_row
from .forecasts import ForecastOfDossier, forecast_of
from .former import changes_of, former_of
from .helping import OwnPlaces, own_places
from .losses import LostRow, losses_of
from .messages import MessageRow, messages_of
from .names import holder_name, owner_name
from .others import OtherRow, others_of
from .replies_awaited import marked, own_words
from .timeline import TimelineRow, clock_of, timeline

PAGE = 20


@dataclass(frozen=True)
class DossierRow:
    code: str
    procedure_name: str
    owner_name: str
    state: str
    state_label: str
    step_label: str
    submitted_at: datetime
    due_at: datetime | None
    waits_for_me: bool


def dossiers_of(
    *, viewer: ApplicantView, after: datetime | None = None
) -> tuple[list[DossierRow], datetime | None]:
    """The viewer's dossiers, newest first, and the cursor of the next page. One query."""
    found = (
        Dossier.objects.owned_or_filed_by(
            person_id=viewer.person_id, organisation_ids=viewer.organisation_ids
        )
        .select_related("publication__procedure", "owner_person", "owner_organisation")
        .order_by("-submitted_at", "-pk")
    )
    if after is not None:
        found = found.filter(submitted_at__lt=after)
    rows = [_row(dossier) for dossier in marked(found)[: PAGE + 1]]
    more = len(rows) > PAGE
    return rows[:PAGE], rows[PAGE - 1].submitted_at if more else None


def _row(dossier: Dossier) -> DossierRow:
    return DossierRow(
        code=dossier.code,
        procedure_name=dossier.publication.procedure.name,
        owner_name=owner_name(dossier),
        state=dossier.business,
        **own_words(dossier, is_reply_awaited=dossier.waits_for_reply),
        submitted_at=dossier.submitted_at,
        due_at=dossier.due_at,
        waits_for_me=dossier.holder_kind == HolderKind.APPLICANT,
    )


@dataclass(frozen=True)
class LetterRow:
    """A paper of the authority; `document_code` is empty while it is being made."""

    kind: str
    label: str
    fixed_at: datetime
    document_code: str
    is_revoked: bool


@dataclass(frozen=True)
class SupplementView:
    stage: str
    asked_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None
    defects: tuple[dict[str, str], ...]

    @property
    def is_before_refusal(self) -> bool:
        return self.stage == Stage.REFUSAL


@dataclass(frozen=True)
class FiledView:
    """What was filed in one round; `former` is the procedure that it was filed under if it is another now,
    `names` those of its papers. `is_carried`: brought over by an officer from a round before."""

    round: int
    filed_at: datetime
    shown: tuple[Shown, ...]
    files: tuple[tuple[str, FileRow], ...]
    note: str
    former: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    is_carried: bool = False

    @property
    def is_in_force(self) -> bool:
        """Whether it was filed under the procedure that the dossier is under now."""
        return not self.former


@dataclass(frozen=True)
class ResultView:
    code: str
    outcome: str
    symbol: str
    signed_at: datetime
    document_code: str
    tracking_number: str
    waits_for_acknowledgement: bool
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class DossierView:
    """A dossier as its parties see it."""

    code: str
    code_short: str
    procedure_code: str
    procedure_name: str
    publication_code: str
    case_name: str
    agency_name: str
    places: OwnPlaces
    hotline: str
    owner_name: str
    filer_name: str
    ground_label: str
    state: str
    state_label: str
    step: str
    step_label: str
    progress: int
    is_open: bool
    is_sample: bool
    holder_kind: str
    holder_name: str
    holder_until: datetime | None
    submitted_at: datetime
    answer_by: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    legal_due_at: datetime | None
    due_is_provisional: bool
    clock: ClockReading | None
    result_way_label: str
    result_address: str
    timeline: tuple[TimelineRow, ...]
    filings: tuple[FiledView, ...]
    supplements: tuple[SupplementView, ...]
    charge: ChargeView | None
    charges_before: tuple[ChargeView, ...]
    fees_later: tuple[FeeLine, ...]
    crossing: CrossingView | None
    letters: tuple[LetterRow, ...]
    result: ResultView | None
    form: Form
    latest_answers: dict[str, Any]
    lookups: Lookups
    papers: tuple[Paper, ...]
    limits: Limits
    stop_request: StopRequestRow | None
    may: frozenset[str]
    messages: tuple[MessageRow, ...]
    others: tuple[OtherRow, ...]
    forecast: ForecastOfDossier | None
    lost: tuple[LostRow, ...]

    @property
    def has_unread(self) -> bool:
        return any(one.is_unread for one in self.messages)

    @property
    def waiting_supplement(self) -> SupplementView | None:
        return next((one for one in self.supplements if one.answered_at is None), None)


def own_dossier(*, viewer: ApplicantView, code: str) -> Dossier:
    """A dossier of the viewer, by either form of its code. Raises DossierMissing."""
    dossier = (
        Dossier.objects.select_related(
            "publication__procedure", "version__form_version", "version__fee_version", "agency",
            "reception_unit__agency", "process", "owner_person", "owner_organisation", "filer",
            "holder_unit", "holder_officer", "helper", "help_unit__agency", "kiosk__unit__agency",
        )
        .filter(Q(code=code) | Q(code_short=code))
        .first()
    )  # fmt: skip
    if dossier is None:
        raise DossierMissing()
    check_is_party(dossier, viewer)
    return dossier


def dossier_view(*, viewer: ApplicantView, code: str, at: datetime) -> DossierView:
    """One dossier whole. Raises DossierMissing, for a stranger too."""
    dossier = own_dossier(viewer=viewer, code=code)
    form, crossings = checking.form_of(dossier.version), crossings_of(dossier)
    rounds = _rounds(dossier)
    answers = dict(rounds[-1].answers) if rounds else {}
    letters = letter_rows(dossier, for_desk=False)
    request, asked = stop_request_of(dossier), supplement_views(dossier)
    return DossierView(
        **_names(dossier),
        **_standing(dossier, asked),
        clock=clock_of(dossier),
        timeline=tuple(timeline(dossier, for_desk=False)),
        filings=filed_views(dossier, rounds, crossings),
        supplements=asked,
        **fees_of(dossier),
        crossing=crossing_view(dossier, crossings),
        letters=letters,
        result=result_view(dossier, letters),
        form=form,
        latest_answers=answers,
        lookups=answer_lookups.of_dossier(dossier, answers),
        papers=tuple(paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)),
        limits=checking.upload_limits(dossier.version, dossier.agency, ""),
        stop_request=request,
        may=_may(dossier, is_asked=request is not None and request.answered_at is None),
        messages=messages_of(dossier),
        others=others_of(dossier),
        forecast=forecast_of(dossier, at=at),
        lost=losses_of(dossier),
    )


def _names(dossier: Dossier) -> dict[str, Any]:
    """Codes and names: of the dossier, its procedure, its people."""
    return {
        "code": dossier.code,
        "code_short": dossier.code_short,
        "procedure_code": dossier.publication.procedure.code,
        "procedure_name": dossier.publication.procedure.name,
        "publication_code": dossier.publication.full_code,
        "case_name": checking.case_name(dossier.version, dossier.case_slug),
        "agency_name": dossier.agency.name_vi,
        "places": own_places(dossier),
        "hotline": dossier.agency.hotline,
        "owner_name": owner_name(dossier),
        "filer_name": dossier.filer.full_name,
        "ground_label": str(Ground(dossier.ground).label),
        "result_way_label": str(ResultWay(dossier.result_way).label),
        "result_address": dossier.result_address,
    }


def _standing(dossier: Dossier, asked: Sequence[SupplementView]) -> dict[str, Any]:
    """Where it stands, who holds it, and its moments."""
    waits = any(one.is_before_refusal and one.answered_at is None for one in asked)
    return {
        **own_words(dossier, is_reply_awaited=waits),
        "state": dossier.business,
        "step": dossier.sub_status,
        "progress": rules.PROGRESS[SubStatus(dossier.sub_status)],
        "is_open": dossier.ended_at is None,
        "is_sample": dossier.is_sample,
        "holder_kind": dossier.holder_kind,
        "holder_name": holder_name(dossier),
        "holder_until": dossier.holder_until,
        "submitted_at": dossier.submitted_at,
        "answer_by": dossier.answer_by,
        "accepted_at": dossier.accepted_at,
        "due_at": dossier.due_at,
        "legal_due_at": dossier.legal_due_at,
        "due_is_provisional": dossier.due_is_provisional,
    }


def _rounds(dossier: Dossier) -> list[Filing]:
    """The filings in order, each with its papers and their files; two queries."""
    with_files = FiledPaper.objects.select_related("document__content").order_by("pk")
    return list(
        Filing.objects.filter(dossier=dossier)
        .prefetch_related(Prefetch("papers", with_files))
        .order_by("round")
    )


def _may(dossier: Dossier, *, is_asked: bool) -> frozenset[str]:
    acts = set()
    if dossier.accepted_at is None and dossier.business in (
        Business.SUBMITTED, Business.AWAITING_SUPPLEMENT,
    ):  # fmt: skip
        acts.add("withdraw")
    if dossier.business == Business.AWAITING_SUPPLEMENT:
        acts.add("supplement")
    if not is_asked and ending_rules.may_ask_to_stop(
        sub_status=dossier.sub_status, is_accepted=dossier.accepted_at is not None
    ):
        acts.add("stop")
    return frozenset(acts)


def filed_views(
    dossier: Dossier, rounds: Sequence[Filing], crossings: Sequence[Crossing]
) -> tuple[FiledView, ...]:
    """What was filed, round by round. One query where the procedure was changed, one for papers taken."""
    changes = changes_of(dossier)
    names = names_of(codes=[one.holding_code for filing in rounds for one in filing.papers.all()])
    return tuple(
        FiledView(
            round=filing.round,
            filed_at=filing.filed_at,
            shown=tuple(
                display_rows(form_of_round(dossier, crossings, filing.round, changes=changes), filing.answers)
            ),
            files=tuple(filed_row(one, names) for one in filing.papers.all()),
            note=filing.note,
            **former_of(filing, changes),
        )
        for filing in rounds
    )


def supplement_views(dossier: Dossier) -> tuple[SupplementView, ...]:
    return tuple(
        SupplementView(
            stage=row.stage,
            asked_at=row.asked_at,
            answer_due_at=row.answer_due_at,
            answered_at=row.answered_at,
            defects=tuple(row.defects),
        )
        for row in Supplement.objects.filter(dossier=dossier).order_by("pk")
    )


RESULTS = (LetterKind.RESULT, LetterKind.RESULT_REFUSAL)


def letter_rows(dossier: Dossier, *, for_desk: bool) -> tuple[LetterRow, ...]:
    """The authority's papers about the dossier; a result shows to the applicant once it was returned."""
    found: Sequence[Letter] = list(
        Letter.objects.filter(subject=f"dossier:{dossier.code}").select_related("document").order_by("pk")
    )
    hidden = not for_desk and dossier.business != Business.RETURNED
    return tuple(
        LetterRow(
            kind=letter.kind,
            label=str(LetterKind(letter.kind).label),
            fixed_at=letter.fixed_at,
            document_code=letter.document.code if letter.document else "",
            is_revoked=letter.state == LetterState.REVOKED,
        )
        for letter in found
        if for_desk
        or (not (hidden and letter.kind in RESULTS) and letter.state != LetterState.AWAITING_NUMBER)
    )


def result_view(dossier: Dossier, letters: Sequence[LetterRow]) -> ResultView | None:
    result = dossier.results.exclude(numbered_at=None).select_related("given").order_by("-pk").first()
    paper = next((row for row in reversed(letters) if row.kind in RESULTS), None)
    if result is None or paper is None:
        return None
    given: ResultReturn | None = getattr(result, "given", None)
    return ResultView(
        code=result.code,
        outcome=result.outcome,
        symbol=result.symbol,
        signed_at=result.signed_at,
        document_code=paper.document_code,
        tracking_number=given.tracking_number if given else "",
        waits_for_acknowledgement=given is not None and given.acknowledged_at is None,
        acknowledged_at=given.acknowledged_at if given else None,
    )
