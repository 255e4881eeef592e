"""The content of a version as values: papers, cases, the time rule, upload limits."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from motcua.foundation.calendar.enums import StartEvent, Unit
from motcua.foundation.calendar.rules import TimeLimit, TimeRule
from motcua.reference.catalogue.enums import Channel, StatusKind
from motcua.reference.forms.rules import EMPTY, Form, Text, holds, known_values

from .channels import terms_of


@dataclass(frozen=True)
class Case:
    """A case; `steps` is its own course, empty where it goes by that of the procedure."""

    slug: str
    label: Text
    note: Text = EMPTY
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One component of the dossier. `by_form` is filled in online; `original_required` must come on paper."""

    slug: str
    name: Text
    note: Text
    form_number: str
    form_file: str
    originals: int
    copies: int
    by_form: bool
    is_required: bool
    original_required: bool
    cases: tuple[str, ...]
    channels: tuple[str, ...]
    when: Any
    per_row: str
    types: tuple[str, ...]
    verified: bool
    source: str
    original: str = "none"
    is_electronic: bool = True
    valid_days: int | None = None
    expires_from: str = ""
    max_age_months: int | None = None
    issued_from: str = ""
    is_shared: bool = False
    type_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UploadLimits:
    """Of each file."""

    types: tuple[str, ...]
    max_bytes: int


@dataclass(frozen=True)
class RefusalNotice:
    """That an intended refusal is told beforehand; without `reply` the agency names the last day itself."""

    reply: TimeLimit | None
    stops_clock: bool


@dataclass(frozen=True)
class TimeFacts:
    """The rule of the clock, and the shorter times beside it. `at_once`: the applicant waits for it."""

    rule: TimeRule
    check: TimeLimit | None
    supplement: TimeLimit | None
    give_back: TimeLimit | None
    refusal: RefusalNotice | None
    text: Text
    verified: bool
    source: str
    at_once: bool = False


def cases_of(content: Mapping[str, Any]) -> tuple[Case, ...]:
    return tuple(
        Case(
            case["slug"],
            Text.of(case["label"]),
            Text.of(case.get("note")),
            tuple(Text.of(step["text"]) for step in case.get("steps", ())),
        )
        for case in content["cases"]
    )


def papers_of(content: Mapping[str, Any]) -> tuple[Paper, ...]:
    """Every paper that the version names; those that stand with a case are asked in that case only."""
    limits = upload_limits(content)
    own = [
        {**paper, "cases": [case["slug"]]}
        for case in content.get("cases", ())
        for paper in case.get("papers", ())
    ]
    return tuple(_paper(paper, limits) for paper in [*content["papers"], *own])


def _paper(paper: Mapping[str, Any], limits: UploadLimits) -> Paper:
    form = paper.get("form", {})
    return Paper(
        slug=paper["slug"],
        name=Text.of(paper["name"]),
        note=Text.of(paper.get("note")),
        form_number=form.get("number", ""),
        form_file=form.get("file", ""),
        originals=int(paper.get("originals", 0)),
        copies=int(paper.get("copies", 0)),
        by_form=bool(paper.get("by_form", False)),
        is_required=bool(paper.get("required", True)),
        original_required=bool(paper.get("original_required", False)) or paper.get("original") == "hand_in",
        cases=tuple(paper.get("cases", ())),
        channels=tuple(paper.get("channels", ())),
        when=paper.get("when"),
        per_row=paper.get("per_row", ""),
        types=tuple(paper.get("types", limits.types)),
        verified=bool(paper.get("verified", False)),
        source=paper.get("source", ""),
        original=paper.get("original", "hand_in" if paper.get("original_required") else "none"),
        is_electronic=bool(paper.get("electronic", True)),
        valid_days=paper.get("valid_days"),
        expires_from=paper.get("expires_from", ""),
        max_age_months=paper.get("max_age_months"),
        issued_from=paper.get("issued_from", ""),
        is_shared=bool(paper.get("shared", False)),
        type_codes=tuple(paper.get("type_codes", ())),
    )


def papers_asked(
    papers: Sequence[Paper],
    *,
    case: str = "",
    channel: str = Channel.ONLINE,
    answers: Mapping[str, Any] | None = None,
    form: Form | None = None,
    on: date | None = None,
) -> tuple[Paper, ...]:
    """The papers of one case and channel; with answers (to that form), only those whose condition holds."""
    known = None if answers is None else known_values(form, answers)
    return tuple(
        paper
        for paper in papers
        if (not paper.cases or case in paper.cases)
        and (not paper.channels or terms_of(channel) in paper.channels)
        and (known is None or holds(paper.when, known, today=on))
    )


@dataclass(frozen=True)
class ResultTypes:
    """The type of a result: `local` as procedures here ask for it, `national` of the national database."""

    local: str = ""
    national: str = ""


_NATIONAL = re.compile(r"KQ\.G[0-9]{2}\.[0-9]{6}")


def national_code(type_code: str) -> str:
    """The code of a type if it is one of the national database, else nothing."""
    return type_code if _NATIONAL.fullmatch(type_code) else ""


def result_types(contents: Iterable[Mapping[str, Any]]) -> ResultTypes:
    """Of each the first that one of these contents gives; empty while nobody gave one.

    Law: TT-01-2023-VPCP/10.
    """
    results = [content.get("result") or {} for content in contents]
    local = next((one["type_code"] for one in results if one.get("type_code")), "")
    national = next((one["national_code"] for one in results if one.get("national_code")), "")
    return ResultTypes(str(local), str(national))


def upload_limits(content: Mapping[str, Any]) -> UploadLimits:
    return UploadLimits(tuple(content["upload"]["types"]), int(content["upload"]["max_bytes"]))


def fee_lines_of(content: Mapping[str, Any], channel: str) -> tuple[str, ...] | None:
    """The lines of the fee rule that this channel owes; None where it owes the whole rule."""
    fee = _channel(content, channel).get("fee")
    return tuple(fee["lines"]) if fee else None


def _channel(content: Mapping[str, Any], slug: str) -> Mapping[str, Any]:
    return next((one for one in content.get("channels", ()) if one["slug"] == terms_of(slug)), {})


def time_rule(content: Mapping[str, Any], *, channel: str) -> TimeRule | None:
    """The time by that channel; None while nobody entered one."""
    is_stated = _channel(content, channel).get("time") or content.get("time")
    return time_facts(content, channel=channel).rule if is_stated else None


def time_facts(content: Mapping[str, Any], *, channel: str = Channel.ONLINE) -> TimeFacts:
    """The time rule of a version by one channel; the 15:00 cut-off only where the rule says so.

    Law: ND-61-2018/18.
    """
    stated = _channel(content, channel).get("time") or content["time"]
    rule = TimeRule(
        amount=int(stated["amount"]),
        unit=Unit(stated["unit"]),
        start_event=StartEvent(stated["starts"]),
        cutoff=time(15, 0) if stated.get("cutoff_15") else None,
        ceiling=_limit(stated.get("ceiling")),
    )
    return TimeFacts(
        rule=rule,
        check=_limit(stated.get("check")),
        supplement=_limit(stated.get("supplement")),
        give_back=_limit(stated.get("return")),
        refusal=_refusal(stated),
        text=Text.of(stated["text"]),
        verified=bool(stated.get("verified", False)),
        source=stated.get("source", ""),
        at_once=bool(stated.get("at_once", False)),
    )


def _refusal(stated: Mapping[str, Any]) -> RefusalNotice | None:
    if not stated.get("refusal_notice"):
        return None
    return RefusalNotice(_limit(stated.get("refusal_reply")), bool(stated.get("refusal_stops_clock", False)))


def _limit(stated: Mapping[str, Any] | None) -> TimeLimit | None:
    return TimeLimit(int(stated["amount"]), Unit(stated["unit"])) if stated else None


def status_on(*, valid_from: date, valid_to: date | None, in_force_verified: bool, on: date) -> StatusKind:
    """Whether content with these days holds on a day."""
    if on < valid_from:
        return StatusKind.NOT_YET
    if valid_to is not None and on > valid_to:
        return StatusKind.ENDED
    return StatusKind.IN_FORCE if in_force_verified else StatusKind.UNVERIFIED


def unverified_facts(content: Any, place: str = "") -> list[str]:
    """Where content says `verified: false`, for the editor's eye: `valid_from`, `papers.licence`, …"""
    found: list[str] = []
    if isinstance(content, Mapping):
        if content.get("verified") is False:
            found.append(place)
        for key, value in content.items():
            found += unverified_facts(value, f"{place}.{key}" if place else str(key))
    elif isinstance(content, list):
        for number, value in enumerate(content, start=1):
            name = value.get("slug") or value.get("name") if isinstance(value, Mapping) else None
            found += unverified_facts(value, f"{place}.{name if isinstance(name, str) else number}")
    return found
