"""What the counter shows: procedures that it receives for, people as known, an intake and its defects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models.functions import Coalesce

from motcua.casework.dossiers import checking, paper_checks, permissions
from motcua.casework.dossiers import intake as intakes
from motcua.casework.dossiers.enums import Business, Channel, Ground, PapersState
from motcua.casework.dossiers.errors import NothingToPreview
from motcua.casework.dossiers.intake import Intake
from motcua.casework.dossiers.models import OPEN, Dossier, Filing
from motcua.casework.dossiers.paper_checks import DraftDefect
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.models import Organisation, Person, Unit
from motcua.foundation.accounts.queries import OfficerView, agencies_of_province
from motcua.foundation.kernel.clock import VIETNAM, local_date
from motcua.records.letters import queries as letters
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue import queries as catalogue
from motcua.reference.catalogue.rules.content import Case, Paper
from motcua.reference.catalogue.rules.fees import FeeLine, total_vnd
from motcua.reference.forms.rules import Form

from .brought import on_paper
from .forwarding import papers_of
from .in_sight import find
from .sittings import AtOnce, at_once
from .words import CHANNEL_WORDS, step_words

PAPERS_AT_COUNTER = (LetterKind.RECEIPT, LetterKind.SUPPLEMENT, LetterKind.REFUSAL)


@dataclass(frozen=True)
class KnownParty:
    """A person or an organisation as the portal knows it; what an account says is not typed over."""

    code: str
    name: str
    phone: str
    email: str
    address: str
    has_account: bool


@dataclass(frozen=True)
class PaperLine:
    """A paper that may be brought; the numbers are those that the procedure asks for.

    `held` is what the repository has of the owner for it: it need not be brought.
    """

    slug: str
    name: str
    required: bool
    by_form: bool
    originals: int
    copies: int
    asks_issue_day: bool
    asks_last_day: bool
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class IntakePage:
    """An intake as it stands: what is asked for, what was typed, what is wrong with it."""

    publication_code: str
    procedure_code: str
    procedure_name: str
    agency_name: str
    cases: tuple[Case, ...]
    case_slug: str
    audience: tuple[str, ...]
    time: str
    papers: tuple[PaperLine, ...]
    form: Form
    raw: Mapping[str, Any]
    origins: Mapping[str, Any]
    fee_lines: tuple[FeeLine, ...]
    is_fee_known: bool
    filer: KnownParty | None
    organisation: KnownParty | None
    hard_defects: tuple[DraftDefect, ...]
    paper_defects: tuple[DraftDefect, ...]
    form_defects: tuple[DraftDefect, ...]
    decisive: frozenset[str]

    @property
    def total_vnd(self) -> int:
        return total_vnd(self.fee_lines)


@dataclass(frozen=True)
class CounterRow:
    """A dossier registered at the counter, in a list of today's."""

    code: str
    procedure_name: str
    owner_name: str
    channel: str
    step: str
    at: datetime
    is_accepted: bool


@dataclass(frozen=True)
class Registered:
    """What was just registered, and what else of the same person was registered that day by the officer."""

    code: str
    procedure_name: str
    filer_name: str
    owner_name: str
    outcome: str
    due_at: datetime | None
    paper_name: str
    number_text: str
    has_receipt: bool
    others: tuple[str, ...]
    may_scan: bool
    goes_to: str
    goes_by: datetime | None
    at_once: AtOnce | None


def agencies_received_for(viewer: OfficerView) -> dict[str, str]:
    """Codes and names of the agencies at whose one-stop desks the officer receives; no query."""
    posts = viewer.posts_with(Permission.DOSSIER_RECEIVE)
    return {post.agency_code: post.agency_name for post in posts if post.unit_kind == UnitKind.ONE_STOP}


def procedures(*, viewer: OfficerView, words: str, at: datetime, limit: int = 8) -> list[catalogue.Hit]:
    """What may be registered at this counter, by code or words: of its own agencies, the best first, then of
    others of the province with a desk to send the papers to. Three queries an agency, five for the others."""
    found = [
        hit
        for agency in agencies_received_for(viewer)
        for hit in catalogue.find(words=words, agency=agency, limit=limit, on=local_date(at)).hits
    ]
    own = sorted(found, key=lambda hit: -hit.score)[:limit]
    return own + _of_others(viewer, words, at, limit - len(own))


def _of_others(viewer: OfficerView, words: str, at: datetime, room: int) -> list[catalogue.Hit]:
    """What other agencies of the province decide. Law: ND-118-2025/province."""
    desks = [
        post for post in viewer.posts_with(Permission.DOSSIER_RECEIVE) if post.unit_kind == UnitKind.ONE_STOP
    ]
    if not desks or room <= 0:
        return []
    own = {post.agency_id for post in desks}
    others = set().union(*(agencies_of_province(agency_id) for agency_id in own)) - own
    with_desk = Unit.objects.filter(agency_id__in=others, kind=UnitKind.ONE_STOP, closed_on=None)
    ids = set(with_desk.values_list("agency_id", flat=True))
    if not ids:
        return []
    found = catalogue.find(words=words, limit=room, on=local_date(at)).hits
    return catalogue.at_agencies(found, agency_ids=ids)[:room]


def party(intake: Intake, *, role: str) -> KnownParty | None:
    """Who has the number typed for that role, if the portal knows them; at most one query."""
    if role == "organisation":
        return _of_organisation(intakes.known_organisation(intake.organisation)[0])
    typed = intake.filer if role == "filer" else intake.mandator
    return _of_person(intakes.known_person(typed, prefix=role)[0])


def same_parties(*, viewer: OfficerView, code: str) -> dict[str, str]:
    """What is typed of the parties for the next dossier of the same person. Raises: DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    typed = {"_filer_identity_number": dossier.filer.identity_number or "", "_channel": dossier.channel}
    typed |= {"_ground": dossier.ground, "_ground_note": dossier.ground_note}
    if dossier.owner_organisation is not None:
        typed["_organisation_tax_number"] = dossier.owner_organisation.tax_number or ""
    if dossier.ground == Ground.MANDATE and dossier.owner_person is not None:
        typed["_mandator_identity_number"] = dossier.owner_person.identity_number or ""
        typed["_mandator_full_name"] = dossier.owner_person.full_name
    return typed


def intake_page(*, intake: Intake, at: datetime) -> IntakePage:
    """The intake held against the version in force.

    Raises: Missing, Refused (nothing can be filed for this procedure), PostTooLarge.
    """
    prepared = intakes.prepare(intake, on=local_date(at))
    draft = prepared.draft
    procedure, version = draft.publication.procedure, draft.version
    who = (version.content.get("audience") or {}).get("who") or ["organisation", "person"]
    return IntakePage(
        publication_code=draft.publication.full_code,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        agency_name=draft.publication.agency.name_vi,
        cases=checking.cases_of(version),
        case_slug=draft.case_slug,
        audience=tuple(who),
        time=checking.time_words(version, intake.channel),
        papers=_papers(intake, prepared),
        form=prepared.form,
        raw=draft.answers,
        origins=draft.origins,
        fee_lines=tuple(prepared.checked.fee_lines),
        is_fee_known=version.fee_version is not None,
        filer=_of_person(draft.filer),
        organisation=_of_organisation(draft.owner_organisation),
        hard_defects=tuple(prepared.hard_defects),
        paper_defects=tuple(prepared.paper_defects),
        form_defects=tuple(prepared.form_defects),
        decisive=prepared.decisive,
    )


def _papers(intake: Intake, prepared: intakes.Prepared) -> tuple[PaperLine, ...]:
    """Those of the case and channel, whatever the answers: what comes on paper is counted in any case."""
    asked = {demand.paper.slug: demand for demand in prepared.checked.demands}
    papers = paper_checks.papers_of(prepared.draft.version, prepared.draft.case_slug, intake.channel)
    return tuple(
        _paper(
            paper,
            asks_issue_day=paper.slug in asked and asked[paper.slug].asks_issue_day,
            asks_last_day=paper.slug in asked and asked[paper.slug].asks_last_day,
            held=tuple(prepared.held.get(paper.slug, ())),
        )
        for paper in papers
    )


def _paper(paper: Paper, *, asks_issue_day: bool, asks_last_day: bool, held: tuple[Held, ...]) -> PaperLine:
    return PaperLine(
        slug=paper.slug,
        name=paper.name.vi,
        required=paper.is_required,
        by_form=paper.by_form,
        originals=paper.originals or (0 if paper.copies else 1),
        copies=paper.copies,
        asks_issue_day=asks_issue_day,
        asks_last_day=asks_last_day,
        held=held,
    )


def _of_person(row: Person) -> KnownParty | None:
    if row.pk is None:
        return None
    return KnownParty(row.code, row.full_name, row.phone, row.email, row.address, row.account_id is not None)


def _of_organisation(row: Organisation | None) -> KnownParty | None:
    if row is None or row.pk is None:
        return None
    return KnownParty(row.code, row.name, row.phone, row.email, row.address, True)


# What was registered


def _midnight(at: datetime) -> datetime:
    return datetime.combine(local_date(at), time(), tzinfo=VIETNAM)


def today(*, viewer: OfficerView, at: datetime, limit: int = 20) -> list[CounterRow]:
    """What came on paper to the officer's counters today, the newest first; one query."""
    units = [post.unit_id for post in viewer.posts_with(Permission.DOSSIER_RECEIVE)]
    found = (
        permissions.visible_to_officer(Dossier.objects.filter(reception_unit_id__in=units), viewer)
        .filter(channel__in=intakes.ON_PAPER, submitted_at__gte=_midnight(at))
        .order_by("-submitted_at", "-pk")
        .values_list(
            "code",
            "publication__procedure__name",
            Coalesce("owner_person__full_name", "owner_organisation__name"),
            "channel",
            "sub_status",
            "business",
            "submitted_at",
            "accepted_at",
        )
    )
    return [
        CounterRow(
            code, name, owner or "", CHANNEL_WORDS[channel], step_words(sub, business), filed, bool(ok)
        )
        for code, name, owner, channel, sub, business, filed, ok in found[:limit]
    ]


def registered_otherwise(intake: Intake) -> str:
    """The code of the dossier that the same page became with other words on it; empty for none."""
    before = Filing.objects.filter(dossier__submission_code=intake.token, round=1).exclude(sent_hash="")
    return before.exclude(sent_hash=intake.sent_hash).values_list("dossier__code", flat=True).first() or ""


def registered(*, viewer: OfficerView, code: str, at: datetime) -> Registered:
    """Raises: DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    paper = _counter_paper(code)
    owner = dossier.owner_organisation.name if dossier.owner_organisation else ""
    if dossier.owner_person:
        owner = dossier.owner_person.full_name
    return Registered(
        code=dossier.code,
        procedure_name=dossier.publication.procedure.name,
        filer_name=dossier.filer.full_name,
        owner_name=owner,
        outcome=_outcome(dossier),
        due_at=dossier.due_at,
        paper_name=paper.name if paper else "",
        number_text=paper.number_text if paper else "",
        has_receipt=paper is not None and paper.kind is LetterKind.RECEIPT,
        may_scan=dossier.business in OPEN and bool(on_paper(dossier)),
        **_goes_on(dossier, at),
        others=tuple(_of_same_filer(viewer, dossier, dossier.submitted_at)),
        at_once=at_once(dossier, viewer=viewer, at=at),
    )


def _goes_on(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """To which desk the papers have to go, and by when; empty where they stay."""
    waiting = [row for row in papers_of(dossier, at) if row.state == PapersState.HERE]
    return (
        {"goes_to": waiting[0].to_desk, "goes_by": waiting[0].due_at}
        if waiting
        else {"goes_to": "", "goes_by": None}
    )


def _outcome(dossier: Dossier) -> str:
    if dossier.business == Business.AWAITING_SUPPLEMENT:
        return "supplement"
    return "refused" if dossier.business == Business.REFUSED else "accepted"


def _of_same_filer(viewer: OfficerView, dossier: Dossier, at: datetime) -> list[str]:
    """Codes of the other paper dossiers that this person handed in at this counter that day, in order."""
    found = permissions.visible_to_officer(
        Dossier.objects.filter(
            filer_id=dossier.filer_id,
            reception_unit_id=dossier.reception_unit_id,
            channel__in=(Channel.COUNTER, Channel.POST),
            submitted_at__gte=_midnight(at),
        ),
        viewer,
    )
    return list(found.exclude(pk=dossier.pk).order_by("pk").values_list("code", flat=True)[:20])


COPIES = ("Liên 1: giao người nộp", "Liên 2: kèm theo hồ sơ")


def papers_to_print(*, viewer: OfficerView, code: str, with_others: bool, at: datetime) -> bytes:
    """The receipt, request or refusal in two copies; with those of the person's other dossiers of the day.

    Raises: DossierMissing, NothingToPreview.
    Law: TT-01-2018-VPCP/9.
    """
    dossier = find(viewer=viewer, code=code)
    others = _of_same_filer(viewer, dossier, dossier.submitted_at) if with_others else []
    rows = [_counter_paper(one) for one in sorted([code, *others])]
    found = [row.code for row in rows if row is not None]
    if not found:
        raise NothingToPreview()
    return letters.copies_of(codes=found, copies=COPIES, at=at)


def _counter_paper(code: str) -> letters.LetterRow | None:
    """The last paper that reception issued and did not revoke."""
    rows = letters.letters_about(subject=f"dossier:{code}")
    standing = [row for row in rows if row.kind in PAPERS_AT_COUNTER and row.state != LetterState.REVOKED]
    return standing[-1] if standing else None
