"""Holding what a person prepares, or an officer proposes, against the version of the procedure.

Reads the content of a version (see docs/reference/procedure-schema.md); every defect of a step at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.accounts.enums import IdentifierForm
from motcua.foundation.accounts.models import Agency, AgencyIdentifier
from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.rules import TimeRule
from motcua.foundation.kernel.identifiers import identity_number_defect
from motcua.records.documents.enums import FileType
from motcua.records.documents.rules import Limits
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules.content import Case, Paper
from motcua.reference.catalogue.rules.fees import FeeLine
from motcua.reference.catalogue.rules.papers import Demand, split_place
from motcua.reference.forms.ports import NO_LOOKUPS, Lookups
from motcua.reference.forms.rules import Checked as CheckedForm
from motcua.reference.forms.rules import Defect, Form, Text, check_answers, parse_form

from . import answer_lookups, held_papers
from .enums import Channel, Ground, Outcome, ResultWay
from .errors import NoUnitForWork, ResultIncomplete
from .fees_due import fee_lines
from .models import Dossier, Draft, DraftPaper
from .owner_facts import fixed_defects
from .paper_checks import (
    Brought,
    DraftDefect,
    as_files,
    blocked_defects,
    demands_of,
    paper_defects,
    placed,
)

STEPS = ("case", "form", "papers", "delivery")


@dataclass(frozen=True)
class Checked:
    """What stands of a draft, and by step what does not; of the files `laid`, `papers` would be filed.

    `taken` is what still counts of the papers taken from the repository, by code.
    """

    answers: dict[str, Any]
    lookups: Lookups
    laid: Sequence[DraftPaper]
    papers: Sequence[DraftPaper]
    taken: Mapping[str, Held]
    demands: Sequence[Demand]
    fee_lines: Sequence[FeeLine]
    fee_basis: str
    defects: dict[str, tuple[DraftDefect, ...]]
    form_defects: tuple[Defect, ...]

    @property
    def steps_with_defects(self) -> list[str]:
        return [step for step in STEPS if self.defects[step]]


_FORMS: dict[str, Form] = {}
"""Forms by the hash of their content: a form version never changes."""


def form_of(version: Version) -> Form:
    """The form that the version pins, parsed once per process; a version without one asks nothing."""
    form = version.form_version
    if form is None:
        return Form(code="", title=Text(""), sections=())
    if form.content_hash not in _FORMS:
        _FORMS[form.content_hash] = parse_form(form.content)
    return _FORMS[form.content_hash]


def cases_of(version: Version) -> tuple[Case, ...]:
    return content_rules.cases_of(version.content)


def case_slugs(version: Version) -> list[str]:
    return [case.slug for case in cases_of(version)]


def case_name(version: Version, slug: str) -> str:
    return next((str(case.label) for case in cases_of(version) if case.slug == slug), "")


def files_asked(draft: Draft, *, on: date) -> list[Demand]:
    """The files that the draft must bring, row by row, by its case and what its answers make due."""
    form = form_of(draft.version)
    lookups = answer_lookups.of_draft(draft, form)
    answers = check_answers(form=form, raw=draft.answers, today=on, lookups=lookups).answers
    demands = demands_of(draft.version.content, case_slug=draft.case_slug, answers=answers, form=form, on=on)
    return as_files(demands)


def papers_asked(draft: Draft, *, on: date) -> list[Paper]:
    """As `files_asked`, each paper under the place where its files are laid."""
    return [placed(demand) for demand in files_asked(draft, on=on)]


def upload_limits(draft_version: Version, agency: Agency, slug: str) -> Limits:
    """What one file for this paper may be: the agency's size, the paper's types."""
    stated = content_rules.upload_limits(draft_version.content)
    slug, _row = split_place(slug)
    paper = next((p for p in content_rules.papers_of(draft_version.content) if p.slug == slug), None)
    return Limits(
        max_bytes=min(agency.upload_max_bytes, stated.max_bytes),
        types=frozenset(FileType(kind) for kind in (paper.types if paper else stated.types)),
    )


def check_form(form: Form, raw: Mapping[str, Any], *, on: date, lookups: Lookups = NO_LOOKUPS) -> CheckedForm:
    return check_answers(form=form, raw=raw, today=on, lookups=lookups)


def check_draft(draft: Draft, *, on: date, brought: Brought | None = None) -> Checked:
    """Everything that is right in a draft, and every defect of every step.

    With `brought` the papers come on paper; such a draft need not be saved.
    """
    form, channel = form_of(draft.version), brought.channel if brought else Channel.ONLINE
    laid = [] if brought else list(draft.papers.select_related("document__content").order_by("pk"))
    lookups = answer_lookups.of_draft(draft, form, laid)
    checked = check_answers(form=form, raw=draft.answers, today=on, lookups=lookups)
    named = answer_lookups.files_named(checked.answers)
    papers = [one for one in laid if one.slug != answer_lookups.ANSWERS or one.document.code in named]
    demands = demands_of(
        draft.version.content,
        case_slug=draft.case_slug,
        answers=checked.answers,
        channel=channel,
        form=form,
        on=on,
    )
    taken, owner = held_papers.taken_of(papers, on=on), held_papers.owner_code(draft)
    at_hand = brought.laid(demands) if brought else held_papers.at_hand(papers, taken)
    lines, basis = _fee(draft, checked.answers, channel, on)
    return Checked(
        answers=checked.answers,
        lookups=lookups,
        laid=laid,
        papers=papers,
        taken=taken,
        demands=demands,
        fee_lines=lines,
        fee_basis=basis,
        defects={
            "case": tuple(_case_defects(draft)),
            "form": (
                *(DraftDefect(d.input_name, d.sentence, d.remedy) for d in checked.defects),
                *fixed_defects(draft, form),
            ),
            "papers": (
                *(*blocked_defects(papers), *held_papers.gone_defects(papers, taken, owner_code=owner)),
                *paper_defects(demands, at_hand, on=on, channel=channel),
            ),
            "delivery": tuple(_delivery_defects(draft)),
        },
        form_defects=checked.defects,
    )


def _fee(draft: Draft, answers: Mapping[str, Any], channel: str, on: date) -> tuple[list[FeeLine], str]:
    """What these answers owe, and by which legal text."""
    fee = draft.version.fee_version.content if draft.version.fee_version else None
    form, case = form_of(draft.version), draft.case_slug
    lines = fee_lines(draft.version.content, fee, answers, case=case, on=on, form=form, channel=channel)
    return lines, str((fee or {}).get("source", ""))


def _case_defects(draft: Draft) -> list[DraftDefect]:
    found = []
    if case_slugs(draft.version) and not draft.case_slug:
        found.append(DraftDefect("case_slug", _("No case is chosen."), _("Choose the case that is yours.")))
    if draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER) and draft.owner_organisation is None:
        found.append(
            DraftDefect(
                "organisation_code",
                _("No organisation is chosen."),
                _("Choose the organisation that you file for, or add it to your profile."),
            )
        )
    if draft.ground == Ground.MANDATE:
        found += _mandate_defects(draft)
    return found + _audience_defects(draft)


def _audience_defects(draft: Draft) -> list[DraftDefect]:
    """A procedure for organisations is filed for one, one for people by or for a person."""
    who = (draft.version.content.get("audience") or {}).get("who") or ["organisation", "person"]
    for_organisation = draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER)
    if for_organisation and "organisation" not in who:
        return [
            DraftDefect(
                "ground",
                _("This procedure is for people, not for organisations."),
                _("Choose for yourself, or by a written mandate of the person."),
            )
        ]
    if not for_organisation and "person" not in who:
        return [
            DraftDefect(
                "ground",
                _("This procedure is for organisations only."),
                _("Choose the organisation that you file for."),
            )
        ]
    return []


def _mandate_defects(draft: Draft) -> list[DraftDefect]:
    found = []
    number = draft.mandator.get("identity_number", "").strip()
    if identity_number_defect(number) is not None:
        found.append(
            DraftDefect(
                "mandator_identity_number",
                _("The identity number of the person you file for is not right."),
                _("It has 12 digits, as printed on the identity card."),
            )
        )
    if not draft.mandator.get("full_name", "").strip():
        found.append(
            DraftDefect(
                "mandator_full_name",
                _("The name of the person you file for is missing."),
                _("Write it as on the identity card."),
            )
        )
    if not draft.ground_note.strip():
        found.append(
            DraftDefect(
                "ground_note",
                _("The written mandate is not named."),
                _("Write its number and date, and who certified it."),
            )
        )
    return found


def _delivery_defects(draft: Draft) -> list[DraftDefect]:
    if draft.result_way == ResultWay.POST and not draft.result_address.strip():
        return [
            DraftDefect(
                "result_address",
                _("The address for the post is missing."),
                _("Write where the result is to be sent."),
            )
        ]
    return []


def time_rule(version: Version, channel: str) -> TimeRule | None:
    """The time that the version gives by that channel; None while nobody entered one."""
    return content_rules.time_rule(version.content, channel=channel)


UNIT_WORDS = {
    Unit.HOUR: "giờ làm việc",
    Unit.DAY: "ngày",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.MONTH: "tháng",
}


def time_words(version: Version, channel: str) -> str:
    """`25 ngày`, `05 ngày làm việc`, `trong ngày`, as papers print it."""
    rule = time_rule(version, channel)
    if rule and not rule.amount:
        return "trong ngày làm việc" if rule.unit == Unit.WORKING_DAY else "trong ngày"
    return f"{rule.amount:02d} {UNIT_WORDS[rule.unit]}" if rule else "theo quy định"


def binding_version(dossier: Dossier) -> Version:
    """The version whose time binds: after a move that of the receipt, since a promised day never slips."""
    return dossier.promised_version or dossier.version


def binding_rule(dossier: Dossier) -> TimeRule | None:
    """The time that binds for this dossier, by the channel through which it came."""
    return time_rule(binding_version(dossier), dossier.channel)


def time_basis(dossier: Dossier) -> str:
    """The law key behind the time rule, for the clock's line."""
    content = dossier.version.content
    rule = time_rule(dossier.version, dossier.channel)
    source = content_rules.time_facts(content, channel=dossier.channel).source if rule else ""
    for one in content.get("sources", ()):
        if one["key"] == source:
            return str(one.get("law") or one["text"])[:120]
    return ""


def sets_of(version: Version) -> int:
    return int((version.content.get("sets") or {}).get("count", 1))


def result_name(version: Version) -> str:
    return str((version.content.get("result") or {}).get("text", {}).get("vi", "Kết quả giải quyết hồ sơ"))


def grounds_of(version: Version) -> list[str]:
    """The legal grounds of a result, from the version's legal basis, as they follow `Căn cứ`."""
    lines = []
    for basis in version.content.get("legal_basis", ()):
        title = Text.of(basis["title"]).vi
        number = basis.get("number", "")
        lines.append(title if number in title else f"{title} số {number}")
    return lines


def name_of_part(dossier: Dossier, *, kind: str, slug: str, version: Version | None = None) -> str:
    """The paper's or the field's name of a defect; by `version` where it was asked under another."""
    version = version or dossier.version
    if kind == "paper":
        papers = content_rules.papers_of(version.content)
        plain, row = split_place(slug)
        name = next((paper.name.vi for paper in papers if paper.slug == plain), slug)
        return f"{name} ({row})" if row else name
    if kind == "field":
        field = form_of(version).field(slug)
        return field.label.vi if field else slug
    return "Hồ sơ"


@dataclass(frozen=True)
class Identifiers:
    long: str
    short: str


def identifiers_of(agency: Agency, *, on: date) -> Identifiers:
    """Both forms of the agency's identifier on that day. Raises NoUnitForWork when one is not set up."""
    rows = AgencyIdentifier.objects.filter(agency=agency, valid_from__lte=on).exclude(valid_to__lt=on)
    found = {row.form: row.value for row in rows.order_by("valid_from")}
    if IdentifierForm.LONG not in found or IdentifierForm.SHORT not in found:
        raise NoUnitForWork()
    return Identifiers(long=found[IdentifierForm.LONG], short=found[IdentifierForm.SHORT])


def result_data(dossier: Dossier, *, outcome: Outcome, data: Mapping[str, Any]) -> dict[str, str]:
    """What a proposal must say, cleaned. Raises ResultIncomplete naming what is empty."""
    asked = (
        {"title": "Trích yếu", "content": "Nội dung"}
        if outcome is Outcome.GRANT
        else {"reason": "Lý do từ chối", "basis": "Căn cứ pháp lý"}
    )
    given = {name: str(data.get(name, "")).strip()[:8000] for name in asked}
    missing = [label for name, label in asked.items() if not given[name]]
    if missing:
        raise ResultIncomplete(missing)
    if outcome is Outcome.REFUSE and data.get("coded"):
        given["coded"] = str(data["coded"])
    if outcome is Outcome.GRANT:
        given["validity"] = str(data.get("validity", "")).strip()[:300]
    return given


def proposed_grant(dossier: Dossier) -> dict[str, str]:
    """The first words of a result: what the version says, for the specialist to complete."""
    validity = (dossier.version.content.get("result") or {}).get("validity") or {}
    return {
        "title": f"{dossier.publication.procedure.name}",
        "content": "",
        "validity": Text.of(validity.get("text")).vi if validity else "",
    }


@dataclass(frozen=True)
class Validity:
    starts: date | None
    ends: date | None


def validity(dossier: Dossier, *, outcome: Outcome, data: Mapping[str, Any], on: date) -> Validity:
    """From when to when the result holds, where the version gives whole years."""
    years = ((dossier.version.content.get("result") or {}).get("validity") or {}).get("years")
    if outcome is not Outcome.GRANT or not years:
        return Validity(on if outcome is Outcome.GRANT else None, None)
    try:
        return Validity(on, on.replace(year=on.year + int(years)))
    except ValueError:
        return Validity(on, date(on.year + int(years), 3, 1))
