"""What a procedure really offers and what it costs, from the version that is live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.catalogue.enums import LevelKind, StatusKind
from motcua.reference.catalogue.errors import CaseUnknown, NoContentPublished, ProcedureUnknown
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.catalogue.rules import content as contents
from motcua.reference.catalogue.rules import fees, measuring
from motcua.reference.catalogue.rules.levels import VALUES, level_words
from motcua.reference.catalogue.rules.measuring import LiveFacts, Measured, Reason
from motcua.reference.forms.rules import Form, parse_form, visible_values

from .drafts import DraftView, draft_problems
from .levels import LevelLine, level_line, levels_of
from .versions import content_of, worked_version


@dataclass(frozen=True)
class CaseLevel:
    """The measured level of one case beside what is claimed. `difference` is a sentence where they differ."""

    case: str
    label: str
    level: str
    level_label: str
    full_or_partial: str
    full_or_partial_label: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    claimed: str
    claimed_scheme: str
    difference: str


@dataclass(frozen=True)
class ProcedureLevel:
    """The measured level of a publication, case by case; `version` is None while no content is published."""

    code: str
    full_code: str
    name: str
    agency_code: str
    version: int | None
    cases: tuple[CaseLevel, ...]


def level_of(
    *, code: str, agency: str | None = None, on: date, demo: bool = False, facts: LiveFacts | None = None
) -> ProcedureLevel:
    """The level that a procedure offers on that day, by the version that is filed under.

    A demo takes filings under law that has ended too.

    Raises: ProcedureUnknown.
    """
    publication = _publication(code, agency)
    version = worked_version(publication_id=publication.pk, on=on, demo=demo)
    cases: tuple[CaseLevel, ...] = ()
    if version is not None:
        claims = levels_of(publication_code=publication.full_code)
        cases = measured_cases(version, claims, on=on, demo=demo, facts=facts or LiveFacts())
    return ProcedureLevel(
        code=publication.procedure.code,
        full_code=publication.full_code,
        name=publication.procedure.name,
        agency_code=publication.agency.code,
        version=version.number if version else None,
        cases=cases,
    )


def measured_cases(
    version: Version, claims: Sequence[LevelLine], *, on: date, demo: bool, facts: LiveFacts
) -> tuple[CaseLevel, ...]:
    """The cases of a version in hand; no query but for its form, fee and process, if they are not in hand."""
    status = contents.status_on(
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        in_force_verified=bool(version.content.get("in_force_verified", True)),
        on=on,
    )
    if not (demo or status is StatusKind.IN_FORCE):
        facts = LiveFacts(False, facts.deals_online, facts.pays_online, facts.returns_online_or_by_post)
    content = {
        "procedure": version.content,
        "form": version.form_version.content if version.form_version else None,
        "fee": version.fee_version.content if version.fee_version else None,
    }
    return compare(measuring.measure(content, facts), contents.cases_of(version.content), claims)


def compare(
    measured: Sequence[Measured], cases: Sequence[contents.Case], claims: Sequence[LevelLine]
) -> tuple[CaseLevel, ...]:
    """Measured levels beside the claims; a claim for all cases holds for each that has none of its own."""
    labels = {case.slug: str(case.label) for case in cases}
    claimed = [line for line in claims if line.kind == LevelKind.CLAIMED]
    return tuple(_compared(one, labels.get(one.case, ""), claimed) for one in measured)


def _compared(one: Measured, label: str, claimed: Sequence[LevelLine]) -> CaseLevel:
    own = [line for line in claimed if line.case == one.case] or [line for line in claimed if not line.case]
    claim = own[0] if own else None
    return CaseLevel(
        case=one.case,
        label=label,
        level=one.level,
        level_label=level_words("ND43", one.level).label if one.level != "0" else _("Below level 1"),
        full_or_partial=one.full_or_partial,
        full_or_partial_label=level_words("ND42", one.full_or_partial).label,
        reasons=one.reasons,
        missing=one.missing,
        claimed=claim.value if claim else "",
        claimed_scheme=claim.scheme if claim else "",
        difference=_difference(one, claim),
    )


def _difference(one: Measured, claim: LevelLine | None) -> str:
    """Where the claim says another level than what is measured, in the words of the claim's own decree."""
    if claim is None or claim.scheme not in VALUES:
        return ""
    measured = one.level if claim.scheme == "ND43" else one.full_or_partial
    if claim.value == measured:
        return ""
    known = measured in VALUES[claim.scheme]
    label = level_words(claim.scheme, measured).label if known else _("Below level 1")
    return _("Claimed: %(claimed)s. Measured: %(measured)s.") % {"claimed": claim.label, "measured": label}


def draft_levels(*, draft: DraftView, facts: LiveFacts | None = None) -> tuple[CaseLevel, ...]:
    """What the cases of a draft would offer if it were live; empty while it has faults. Two queries."""
    if draft_problems(draft=draft):
        return ()
    procedure = draft.content["procedure"]
    claims = [
        level_line(one["scheme"], one["value"], one["kind"], case=one["case"], year=one.get("year"))
        for one in procedure["levels"]
    ]
    measured = measuring.measure(draft.content, facts or LiveFacts())
    return compare(measured, contents.cases_of(procedure), claims)


def fee_of(
    *,
    code: str,
    answers: Mapping[str, Any],
    case: str = "",
    channel: str = "online",
    agency: str | None = None,
    on: date,
    demo: bool = False,
) -> fees.Fee:
    """What answers owe by the version that is filed under; answers of hidden and unknown fields do not count.

    Raises: ProcedureUnknown, NoContentPublished, CaseUnknown.
    """
    publication = _publication(code, agency)
    version = worked_version(publication_id=publication.pk, on=on, demo=demo)
    if version is None:
        raise NoContentPublished
    known = {one.slug for one in contents.cases_of(version.content)}
    if case and case not in known:
        raise CaseUnknown(case)
    parts = content_of(version)
    form = parse_form(parts["form"]) if parts["form"] else None
    return fees.compute(
        parts["fee"],
        case=case,
        answers=standing_answers(form, answers, on=on),
        channel=channel,
        on=on,
        form=form,
        only=contents.fee_lines_of(version.content, channel),
    )


def standing_answers(form: Form | None, answers: Mapping[str, Any], *, on: date) -> Mapping[str, Any]:
    """The answers that exist for the form: no hidden or strange fields, calculated ones computed anew."""
    return visible_values(form, answers, today=on).values if form else {}


def _publication(code: str, agency: str | None) -> Publication:
    """Of several agencies the one asked for, else one that has published content. Raises ProcedureUnknown."""
    found = Publication.objects.by_code(code).select_related("procedure", "agency").order_by("full_code")
    wanted = [one for one in found if agency in (None, "", one.agency.code)]
    if not wanted:
        raise ProcedureUnknown(code)
    complete = set(
        Version.objects.standing().filter(publication__in=wanted).values_list("publication_id", flat=True)
    )
    return max(wanted, key=lambda one: one.pk in complete)
