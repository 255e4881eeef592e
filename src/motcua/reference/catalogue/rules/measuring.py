"""The level that a procedure really offers, case by case, from what is live. Pure: values in, values out.

Law: ND-43-2011/3.4, ND-42-2022/11, ND-224-2026/14.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms.rules import Text

from .content import Paper, papers_asked, papers_of

REASONS = ("presence", "field_check", "incident", "technical")


@dataclass(frozen=True)
class LiveFacts:
    """What the installation really does for this procedure today.

    `takes_filings` is false while its law does not hold or it has no form to fill in. Payment online is false
    until an online way of paying is connected; results are signed files, and go by post on request.
    """

    takes_filings: bool = True
    deals_online: bool = True
    pays_online: bool = False
    returns_online_or_by_post: bool = True


@dataclass(frozen=True)
class Reason:
    """One of the four published reasons why part of it is not online, with the clause of the sector's law."""

    reason: str
    label: str
    basis: str


@dataclass(frozen=True)
class Measured:
    """One case ("" for a procedure without cases): the level 0 to 4 by NĐ 43/2011, `full_or_partial` in the
    words of the later decrees (toan_trinh, mot_phan, thong_tin), and what keeps it from the next level.
    Levels are steps: what lacks a downloadable form is at 1, though it may be filed online in part.
    """

    case: str
    level: str
    full_or_partial: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]


def measure(content: Mapping[str, Any], facts: LiveFacts) -> list[Measured]:
    """Every case of a content {procedure, form, fee, process} that has no faults."""
    cases = [case["slug"] for case in content["procedure"]["cases"]] or [""]
    return [_measure_case(content, case, facts) for case in cases]


def _measure_case(content: Mapping[str, Any], case: str, facts: LiveFacts) -> Measured:
    papers = papers_asked(papers_of(content["procedure"]), case=case, channel="online")
    steps = (
        list(_missing_for_1(content["procedure"], case)),
        list(_missing_for_2(papers)),
        list(_missing_for_3(content, papers, facts)),
        list(_missing_for_4(content, case, facts)),
    )
    level = next((number for number, missing in enumerate(steps) if missing), 4)
    reasons = _reasons(content["procedure"], case)
    missing = list(steps[level]) if level < 4 else []
    if level < 4 and not reasons:
        missing.append(_("No reason is published why part of it is not online."))
    word = "toan_trinh" if level == 4 else "mot_phan" if _is_filed_online(content, facts) else "thong_tin"
    return Measured(case, str(level), word, reasons, tuple(missing))


def _is_filed_online(content: Mapping[str, Any], facts: LiveFacts) -> bool:
    """Whether a dossier is filed online at all, though some of it may come on paper."""
    channels = {channel["slug"] for channel in content["procedure"].get("channels", ())}
    return content.get("form") is not None and "online" in channels and facts.takes_filings


def _missing_for_1(procedure: Mapping[str, Any], case: str) -> Iterator[str]:
    """All the parts that the law names, and the legal texts. Law: ND-63-2010/8."""
    own: Mapping[str, Any] = next((one for one in procedure.get("cases", ()) if one["slug"] == case), {})
    parts = {
        _("how it goes"): procedure.get("steps") or own.get("steps"),
        _("how to file"): procedure.get("channels"),
        _("papers"): procedure.get("papers") or own.get("papers"),
        _("time"): procedure.get("time"),
        _("who may file"): procedure.get("audience"),
        _("who decides"): procedure.get("authority"),
        _("result"): procedure.get("result"),
        _("legal texts"): procedure.get("legal_basis"),
    }
    for name, there in parts.items():
        if not there:
            yield _("A part is missing: %(part)s.") % {"part": name}


def _missing_for_2(papers: Sequence[Paper]) -> Iterator[str]:
    for paper in papers:
        if paper.form_number and not paper.form_file and not paper.by_form:
            yield _("The form of “%(paper)s” cannot be downloaded.") % {"paper": paper.name}


def _missing_for_3(content: Mapping[str, Any], papers: Sequence[Paper], facts: LiveFacts) -> Iterator[str]:
    if content.get("form") is None:
        yield _("There is no electronic form.")
    if "online" not in {channel["slug"] for channel in content["procedure"].get("channels", ())}:
        yield _("Filing online is not among the ways to file.")
    if content.get("form") is not None and not facts.takes_filings:
        yield _("Nothing can be filed: the rules do not hold today or nobody has verified that they do.")
    if not facts.deals_online:
        yield _("Messages about the dossier do not go online.")
    for paper in papers:
        if paper.original_required or not paper.is_electronic:
            yield _("The original of “%(paper)s” must come at the counter or by post.") % {
                "paper": paper.name
            }


def _missing_for_4(content: Mapping[str, Any], case: str, facts: LiveFacts) -> Iterator[str]:
    if content["procedure"].get("fee") is None:
        yield _("Nothing is published about the fee.")
    elif _owes(content.get("fee"), case) and not facts.pays_online:
        yield _("The fee cannot be paid online.")
    returns = content["procedure"].get("returns", ("online", "post"))
    if not facts.returns_online_or_by_post or not {"online", "post"} & set(returns):
        yield _("The result comes neither online nor by post.")


def _owes(fee: Mapping[str, Any] | None, case: str) -> bool:
    """Whether some line of the rule may be owed in this case; a fee of nothing is none."""
    return any(
        rule.get("owed", True)
        and (not rule.get("cases") or case in rule["cases"])
        and (not rule.get("channels") or "online" in rule["channels"])
        and any(_figures(rule))
        for rule in (fee or {}).get("lines", ())
    )


def _figures(rule: Mapping[str, Any]) -> list[int]:
    figures = [rule.get(name, 0) for name in ("amount_vnd", "unit_price_vnd", "rate_ppm", "min_vnd")]
    return [*figures, *rule.get("prices_vnd", {}).values()]


def _reasons(procedure: Mapping[str, Any], case: str) -> tuple[Reason, ...]:
    return tuple(
        Reason(one["reason"], str(Text.of(one.get("text"))) or reason_label(one["reason"]), one["basis"])
        for one in procedure.get("partial", ())
        if not one.get("cases") or case in one["cases"]
    )


def reason_label(reason: str) -> str:
    return {
        "presence": _("The applicant must be present."),
        "field_check": _("The law asks for a check in the field."),
        "incident": _("An incident is not mended yet."),
        "technical": _("There is another technical problem."),
    }[reason]
