"""What an owner sees of their papers: the list, one of them, who opened it, its links, its corrections."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from motcua.foundation.accounts.models import Agency, Officer
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit import queries as audit
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import ActorKind
from motcua.foundation.kernel.text import normalise
from motcua.records.repository import errors, permissions, tokens
from motcua.records.repository.enums import AskState, HoldingState, OpeningWay, Standing, WrongAbout
from motcua.records.repository.models import NEWEST, Access, AskedCorrection, Holding, Share
from motcua.records.repository.rules import sharing

from . import opened_chain
from .rows import ROW, PaperRow, PaperView, paper_view, rows_of

PAGE = 20
MOST_OPENINGS_SHOWN = 100
MOST_SHOWN = 50


@dataclass(frozen=True)
class Wanted:
    """What of an owner's papers is asked for; empty is all."""

    words: str = ""
    type_name: str = ""
    standing: str = ""
    year: int | None = None
    page: int = 1


@dataclass(frozen=True)
class Kinds:
    """What there is to choose from: names of papers and years of issue, and how many papers in all."""

    types: tuple[str, ...]
    years: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Found:
    rows: list[PaperRow]
    is_more: bool


def kinds_of(*, owner_code: str) -> Kinds:
    """One query."""
    counted = (
        Holding.objects.of(owner_code)
        .order_by()
        .annotate(year=ExtractYear("issued_on"))
        .values_list("type_name", "year")
        .annotate(n=Count("pk"))
    )
    found = list(counted)
    return Kinds(
        types=tuple(sorted({name for name, _year, _n in found}, key=normalise)),
        years=tuple(sorted({year for _name, year, _n in found if year}, reverse=True)),
        total=sum(n for _name, _year, n in found),
    )


def papers_of(*, owner_code: str, wanted: Wanted, on: date) -> Found:
    """A page of an owner's papers, the newest first. One query, by the index of the owner."""
    found = _matching(Holding.objects.of(owner_code), wanted, on=on)
    first = (wanted.page - 1) * PAGE
    rows = list(found.only(*ROW).order_by(*NEWEST)[first : first + PAGE + 1])
    return Found(rows_of(rows[:PAGE], on=on), is_more=len(rows) > PAGE)


def _matching(found: QuerySet[Holding], wanted: Wanted, *, on: date) -> QuerySet[Holding]:
    for word in normalise(wanted.words).split()[:8]:
        found = found.filter(words__contains=word)
    if wanted.type_name:
        found = found.filter(type_name=wanted.type_name)
    if wanted.year:
        found = found.filter(issued_on__gte=date(wanted.year, 1, 1), issued_on__lte=date(wanted.year, 12, 31))
    ended = Q(valid_until__isnull=False, valid_until__lt=on)
    if wanted.standing == Standing.EXPIRED:
        return found.filter(ended, state=HoldingState.VALID, is_refusal=False)
    if wanted.standing == Standing.VALID:
        return found.filter(~ended, state=HoldingState.VALID, is_refusal=False)
    if wanted.standing == Standing.REFUSAL:
        return found.filter(state=HoldingState.VALID, is_refusal=True)
    return found.filter(state=wanted.standing) if wanted.standing else found


def paper_of(*, viewer: ApplicantView, code: str, on: date) -> PaperView:
    """One paper of the viewer's own. One query. Raises HoldingMissing."""
    return paper_view(own_holding(viewer=viewer, code=code), on=on)


def own_holding(*, viewer: ApplicantView, code: str) -> Holding:
    """Raises HoldingMissing."""
    mine = Holding.objects.of(*permissions.owner_codes(viewer)).with_documents()
    holding = mine.select_related("replaced_by").filter(code=code).first()
    if holding is None:
        raise errors.HoldingMissing()
    return holding


@dataclass(frozen=True)
class OpeningRow:
    """Who opened a paper: `who` an officer with the agency, the owner, or empty for whoever has a link.

    `kind` is of an actor, or share, or filer for who filed a dossier that its file lies in, or mislaid for
    whoever opened it while it lay with another owner, of whom nothing is said. Of a file that lies in several
    dossiers `dossier_code` names all of them.
    """

    at: datetime
    kind: str
    who: str
    agency: str
    way: OpeningWay
    dossier_code: str
    reason: str
    purpose: str


def openings_of(
    *, code: str, owner_code: str, files: Collection[str] = (), since: datetime | None = None
) -> list[OpeningRow]:
    """The newest hundred, for the paper's owner; of its `files`, documents by code, also what was opened
    through dossiers since it is theirs. At most five queries.
    """
    chains = [opened_chain(one) for one in (code, *files)]
    found = audit.newest_of(subjects=chains, most=MOST_OPENINGS_SHOWN)
    own = opened_chain(code)
    events = [one for one in found if one.subject == own or (since is None or one.occurred_at >= since)]
    told = [event.payload for event in events if event.subject == own]
    officers = {event.actor_code for event in events if event.actor_kind == ActorKind.OFFICER}
    names = _Names(
        officers=dict(Officer.objects.filter(code__in=officers).values_list("code", "full_name")),
        agencies=_by_code(Agency.objects, "name_vi", {one["office"] for one in told}),
        reasons=_by_code(Access.objects, "reason", {one["access"] for one in told}),
        purposes=_by_code(Share.objects, "purpose", {one["share"] for one in told}),
    )
    return [
        _opening(event, names, owner_code) if event.subject == own else _through_a_dossier(event, names)
        for event in events
    ]


@dataclass(frozen=True)
class _Names:
    """What codes in events stand for."""

    officers: dict[str, str]
    agencies: dict[str, str]
    reasons: dict[str, str]
    purposes: dict[str, str]


def _by_code(rows: Any, name: str, codes: set[str]) -> dict[str, str]:
    """No query where there is nothing to look up."""
    wanted = codes - {""}
    return dict(rows.filter(code__in=wanted).values_list("code", name)) if wanted else {}


def _opening(event: AuditEvent, names: _Names, owner_code: str) -> OpeningRow:
    told = event.payload
    if event.acting_for not in ("", owner_code):
        who, agency = names.officers.get(event.actor_code, ""), names.agencies.get(told["office"], "")
        return OpeningRow(event.occurred_at, "mislaid", who, agency, OpeningWay(told["way"]), "", "", "")
    is_shared = bool(told["share"])
    return OpeningRow(
        at=event.occurred_at,
        kind="share" if is_shared else event.actor_kind,
        who=names.officers.get(event.actor_code, ""),
        agency=names.agencies.get(told["office"], ""),
        way=OpeningWay(told["way"]),
        dossier_code=told["dossier"],
        reason=names.reasons.get(told["access"], ""),
        purpose=names.purposes.get(told["share"], ""),
    )


def _through_a_dossier(event: AuditEvent, names: _Names) -> OpeningRow:
    """A fact of the room of dossiers: its `way` is shown or taken, `dossiers` where the file lies."""
    told = event.payload
    is_filer = event.actor_kind == ActorKind.APPLICANT
    return OpeningRow(
        at=event.occurred_at,
        kind="filer" if is_filer else event.actor_kind,
        who=names.officers.get(event.actor_code, ""),
        agency="",
        way=OpeningWay.SHOWN if told["way"] == "shown" else OpeningWay.ORIGINAL,
        dossier_code=", ".join(told["dossiers"]),
        reason="",
        purpose="",
    )


@dataclass(frozen=True)
class ShareRow:
    """A link as whoever may end it sees it; without a token it cannot be shown again, only ended."""

    code: str
    purpose: str
    made_at: datetime
    until: datetime
    openings: int
    most_openings: int | None
    ended_at: datetime | None
    is_live: bool
    token: str


def shares_of(*, code: str, since: datetime | None, at: datetime) -> list[ShareRow]:
    """The links of a paper since it is its owner's, the newest first, for its owner. One query."""
    found = Share.objects.filter(_since("made_at", since), holding__code=code).order_by("-pk")
    return [_share(one, at=at) for one in found[:MOST_SHOWN]]


def _share(one: Share, *, at: datetime) -> ShareRow:
    live = sharing.is_live(until=one.until, ended_at=one.ended_at, at=at) and sharing.may_be_opened(
        openings=one.openings, most_openings=one.most_openings
    )
    return ShareRow(
        code=one.code,
        purpose=one.purpose,
        made_at=one.made_at,
        until=one.until,
        openings=one.openings,
        most_openings=one.most_openings,
        ended_at=one.ended_at,
        is_live=live,
        token=tokens.shown_again(one.code, one.token_hash) if live else "",
    )


@dataclass(frozen=True)
class AskRow:
    """A request to correct a paper, and what was answered."""

    code: str
    about: WrongAbout
    words: str
    asked_at: datetime
    state: AskState
    corrector: str
    answer: str
    answered_at: datetime | None
    done_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.state in (AskState.WAITING, AskState.ACCEPTED)


def asked_of(*, code: str, since: datetime | None) -> list[AskRow]:
    """What was asked about a paper since it is its owner's, the newest first, for its owner. At most two
    queries.
    """
    asked = AskedCorrection.objects.filter(_since("asked_at", since), holding__code=code)
    found = list(asked.order_by("-pk")[:MOST_SHOWN])
    names = _by_code(Officer.objects, "full_name", {one.corrector for one in found})
    return [ask_row(one, names) for one in found]


def _since(moment: str, since: datetime | None) -> Q:
    """What an owner before did is not for the owner of today."""
    return Q(**{f"{moment}__gte": since}) if since is not None else Q()


def ask_row(one: AskedCorrection, names: Mapping[str, str]) -> AskRow:
    return AskRow(
        code=one.code,
        about=WrongAbout(one.about),
        words=one.words,
        asked_at=one.asked_at,
        state=AskState(one.state),
        corrector=names.get(one.corrector, one.corrector),
        answer=one.answer,
        answered_at=one.answered_at,
        done_at=one.done_at,
    )
