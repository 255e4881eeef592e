"""The page of a procedure: every part that the law names, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.catalogue.enums import Channel, StatusKind
from motcua.reference.catalogue.errors import ProcedureUnknown
from motcua.reference.catalogue.models import Level, Publication, Version
from motcua.reference.catalogue.rules import content as contents
from motcua.reference.catalogue.rules import fees
from motcua.reference.catalogue.rules.measuring import LiveFacts
from motcua.reference.forms.rules import EMPTY, Form, Text, parse_form

from .levels import LevelLine, level_lines
from .measures import CaseLevel, measured_cases
from .page_versions import (
    Successor,
    VersionLine,
    newest_first,
    numbered,
    successors,
    usual_and_filed,
    version_line,
)


@dataclass(frozen=True)
class Fact:
    """One sentence of the content; `verified` when somebody has read it in the text of the law."""

    text: Text
    verified: bool
    slug: str = ""


@dataclass(frozen=True)
class ChannelFact(Fact):
    """A way to file, with its own time and fee where they are other than those of the procedure."""

    time: Text = EMPTY
    fee: Text = EMPTY


@dataclass(frozen=True)
class LegalText:
    number: str
    title: Text
    articles: str
    date: str
    verified: bool


@dataclass(frozen=True)
class Other:
    """The same procedure at another agency."""

    full_code: str
    agency_name: str


@dataclass(frozen=True)
class ProcedurePage:
    """All parts of a procedure as one agency publishes it; `has_content` is false while only a list names it.

    `status_note` says in one sentence whether the content holds; it is empty when it simply does.
    `unverified` names facts for the editor's eye. `known_as` is the code that an editor has confirmed.
    `is_incomplete` when only a part is known. `usual` is the version that holds, `filed` the one under which
    dossiers are filed; either may be another than the one shown, or none.
    """

    code: str
    full_code: str
    short_code: str
    name: Text
    field_code: str
    field_name: Text
    agency_code: str
    agency_name: Text
    decision: str
    known_as: str
    status: StatusKind
    status_note: str
    levels: list[LevelLine]
    history: list[VersionLine]
    others: list[Other]
    list_notes: list[str]
    usual: VersionLine | None = None
    filed: VersionLine | None = None
    successors: tuple[Successor, ...] = ()
    is_incomplete: bool = False
    has_content: bool = False
    version_number: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    audience: Fact | None = None
    who: tuple[str, ...] = ()
    authority: Fact | None = None
    steps: tuple[Fact, ...] = ()
    channels: tuple[ChannelFact, ...] = ()
    sets: int | None = None
    sets_text: Text = EMPTY
    cases: tuple[contents.Case, ...] = ()
    papers: tuple[contents.Paper, ...] = ()
    time: contents.TimeFacts | None = None
    is_fee_known: bool = False
    is_free: bool = False
    prices: tuple[fees.Price, ...] = ()
    fee_terms: tuple[str, ...] = ()
    fee_title: Text = EMPTY
    fee_verified: bool = False
    result: Fact | None = None
    result_form: str = ""
    result_code: str = ""
    validity: Text = EMPTY
    conditions: tuple[Fact, ...] = ()
    legal_basis: tuple[LegalText, ...] = ()
    sources: tuple[str, ...] = ()
    form: Form | None = None
    upload: contents.UploadLimits | None = None
    unverified: tuple[str, ...] = ()
    measured: tuple[CaseLevel, ...] = ()
    description: Text = EMPTY
    reception: Text = EMPTY
    delegated: Text = EMPTY
    coordinating: Text = EMPTY
    returns: tuple[str, ...] = ()

    def papers_of_case(self, case: str, channel: str = "online") -> tuple[contents.Paper, ...]:
        return contents.papers_asked(self.papers, case=case, channel=channel)


def procedure_page(
    *, code: str, on: date, agency: str | None = None, demo: bool = False, number: int | None = None
) -> ProcedurePage:
    """The page for a national part, a full code in either form, or a local id.

    Shown is the version in force on that day; else the newest that was, else the first to come; or the one
    with `number`. Of several agencies the one asked for, else one that has published content. A demo takes
    filings under law that has ended too, which shows in the level that is measured. Five queries, one more
    where other procedures stand in the place of this one.

    Raises: ProcedureUnknown, VersionUnknown.
    """
    found = list(
        Publication.objects.by_code(code)
        .select_related("procedure__field", "procedure__known_as", "agency")
        .prefetch_related("versions__form_version", "versions__fee_version", "levels", "list_rows")
        .order_by("full_code")
    )
    wanted = [one for one in found if agency in (None, one.agency.code)]
    if not wanted:
        raise ProcedureUnknown(code)
    publication = max(wanted, key=lambda one: bool(one.versions.all()))
    usual, filed = usual_and_filed(publication, on, demo=demo)
    version = usual if number is None else numbered(publication, number)
    base = _base(publication, version, on)
    base["others"] = [Other(one.full_code, one.agency.name_vi) for one in found if one is not publication]
    if version is None:
        return ProcedurePage(**base)
    lines = {line.number: line for line in base["history"]}
    return ProcedurePage(
        **base,
        **_content(publication, version),
        usual=lines[usual.number] if usual else None,
        filed=lines[filed.number] if filed else None,
        successors=successors(publication, version),
        measured=measured_cases(version, base["levels"], on=on, demo=demo, facts=LiveFacts()),
    )


def _base(publication: Publication, version: Version | None, on: date) -> dict[str, Any]:
    procedure, field = publication.procedure, publication.procedure.field
    status = _status(version, on)
    return {
        "code": procedure.code,
        "full_code": publication.full_code,
        "short_code": publication.short_code,
        "name": Text.of(version.content["name"]) if version else Text(procedure.name, procedure.name_en),
        "field_code": field.code,
        "field_name": Text(field.name_vi, field.name_en),
        "agency_code": publication.agency.code,
        "agency_name": Text(publication.agency.name_vi, publication.agency.name_en),
        "decision": _decision(publication),
        "known_as": procedure.known_as.code if procedure.known_as else "",
        "status": status,
        "status_note": status_note(status, version),
        "levels": level_lines(_standing_levels(publication)),
        "history": [version_line(one, is_shown=one is version) for one in newest_first(publication)],
        "list_notes": [row.raw["ghi_chu"] for row in publication.list_rows.all() if row.raw.get("ghi_chu")],
    }


def _standing_levels(publication: Publication) -> list[Level]:
    withdrawn = {one.pk for one in publication.versions.all() if one.withdrawn_at is not None}
    standing = [level for level in publication.levels.all() if level.version_id not in withdrawn]
    return sorted(standing, key=lambda level: level.pk)


def _status(version: Version | None, on: date) -> StatusKind:
    if version is None:
        return StatusKind.NO_CONTENT
    return contents.status_on(
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        in_force_verified=bool(version.content.get("in_force_verified", True)),
        on=on,
    )


def status_note(status: StatusKind, version: Version | None) -> str:
    """One sentence on whether the content holds; empty when it does."""
    days = {
        "from": f"{version.valid_from:%d/%m/%Y}" if version else "",
        "to": f"{version.valid_to:%d/%m/%Y}" if version and version.valid_to else "",
    }
    match status:
        case StatusKind.IN_FORCE:
            return ""
        case StatusKind.ENDED:
            return _("By the rules that held until %(to)s; no current content is published.") % days
        case StatusKind.NOT_YET:
            return _("By rules that hold from %(from)s on.") % days
        case StatusKind.UNVERIFIED:
            return _("Nobody has checked yet that these rules still hold.")
        case _:
            return _("No content is published.")


def _decision(publication: Publication) -> str:
    if publication.decision_number is None or publication.decision_on is None:
        return ""
    return _("%(number)s of %(day)s, %(agency)s") % {
        "number": publication.decision_number,
        "day": f"{publication.decision_on:%d/%m/%Y}",
        "agency": publication.decision_agency,
    }


def _content(publication: Publication, version: Version) -> dict[str, Any]:
    content = version.content
    form = parse_form(version.form_version.content) if version.form_version else None
    sets, result = content.get("sets", {}), content.get("result", {})
    return {
        "has_content": True,
        "is_incomplete": bool(content.get("incomplete")),
        "version_number": version.number,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "audience": _fact(content["audience"]),
        "who": tuple(content["audience"]["who"]),
        "authority": _fact(content["authority"]),
        "steps": tuple(map(_fact, content["steps"])),
        "channels": tuple(map(_channel, content["channels"])),
        "sets": sets.get("count"),
        "sets_text": Text.of(sets.get("text")),
        "cases": contents.cases_of(content),
        "papers": contents.papers_of(content),
        "time": contents.time_facts(content) if content.get("time") else None,
        **_fee(content, version, form),
        "result": _fact(result) if result else None,
        "result_form": result.get("form", ""),
        "result_code": result.get("national_code", ""),
        "validity": Text.of(result.get("validity", {}).get("text")),
        "conditions": tuple(map(_fact, content["conditions"])),
        "legal_basis": tuple(map(_legal_text, content["legal_basis"])),
        "sources": tuple(source["text"] for source in content["sources"]),
        "form": form,
        "upload": _limits(contents.upload_limits(content), publication.agency.upload_max_bytes),
        **{
            name: Text.of(content.get(name))
            for name in ("description", "reception", "delegated", "coordinating")
        },
        "returns": tuple(str(Channel(one).label) for one in content.get("returns", ())),
        "unverified": tuple(contents.unverified_facts(content)),
    }


def _fact(stated: Mapping[str, Any]) -> Fact:
    return Fact(Text.of(stated["text"]), bool(stated["verified"]), stated.get("slug", ""))


def _channel(stated: Mapping[str, Any]) -> ChannelFact:
    time, fee = stated.get("time") or {}, stated.get("fee") or {}
    return ChannelFact(
        Text.of(stated["text"]),
        bool(stated["verified"]),
        stated["slug"],
        Text.of(time.get("text")),
        Text.of(fee.get("text")),
    )


def _legal_text(stated: Mapping[str, Any]) -> LegalText:
    return LegalText(
        number=stated["number"],
        title=Text.of(stated["title"]),
        articles=stated.get("articles", ""),
        date=stated.get("date", ""),
        verified=bool(stated["verified"]),
    )


def _fee(content: Mapping[str, Any], version: Version, form: Form | None) -> dict[str, Any]:
    if version.fee_version is None:
        return {}
    rule = version.fee_version.content
    prices, said = tuple(fees.price_list(rule, form=form)), tuple(fees.terms(rule, form=form))
    return {
        "is_fee_known": True,
        "is_free": not prices and not said,
        "prices": prices,
        "fee_terms": said,
        "fee_title": Text.of(rule["title"]),
        "fee_verified": bool(rule["verified"] and content["fee"]["verified"]),
    }


def _limits(stated: contents.UploadLimits, agency_max_bytes: int) -> contents.UploadLimits:
    """The narrower of what the procedure and what the agency allow."""
    return contents.UploadLimits(stated.types, min(stated.max_bytes, agency_max_bytes))
