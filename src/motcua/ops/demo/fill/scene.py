"""Who and what volume dossiers are about: fifteen receiving units, 316 procedures, officers of every role.

The sample authorities take part with their own officers; what else is needed is made by the operations that
people use, marked as volume data, and kept from one filling to the next.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.enums import Channel
from motcua.casework.dossiers.rules import supplementing
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Agency, Officer, Post, Unit
from motcua.foundation.accounts.queries import letterhead
from motcua.foundation.calendar.enums import StartEvent
from motcua.foundation.calendar.rules import TimeLimit, TimeRule
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.canonical import content_hash
from motcua.ops.demo import answers
from motcua.reference.catalogue import operations as catalogue
from motcua.reference.catalogue.models import Field, Procedure, Version
from motcua.reference.catalogue.rules.content import time_facts
from motcua.reference.catalogue.rules.fees import fee_due
from motcua.reference.forms.rules import parse_post
from motcua.reference.workflow.models import ProcessVersion

from . import contents
from .contents import definition

SINCE = date(2018, 1, 1)
ROLES = ("receptionist", "specialist", "division_head", "leader", "clerk", "cashier")
REAL = ("1.001786", "2.000069", "2.000086", "2.001207", "2.002131", "2.002254")
"""The complete procedures that take part: each is played, so all of them would take longer than the rows."""
CASES = {"2.000069": "lost", "1.001786": "private", "2.001207": "no-iso"}
"""The case that is filed where a procedure has several; elsewhere the first."""


@dataclass(frozen=True)
class Scale:
    """How many receiving units and procedures take part, and which share of the dossiers is still open."""

    units: int = 15
    procedures: int = 316
    open_share: float = 0.02


@dataclass(frozen=True)
class Desk:
    """An authority as volume dossiers see it: what its rows, events and papers say, by token."""

    code: str
    unit_id: int
    values: Mapping[str, str]
    specialists: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Matter:
    """A procedure as published by one authority, in the one version that dossiers are filed under."""

    desk: Desk
    version: Version
    case: str
    process: ProcessVersion | None
    values: Mapping[str, str]

    @cached_property
    def kind(self) -> str:
        """Equal for versions that differ by name, code and field alone: they share their moulds."""
        content = {
            key: value
            for key, value in self.version.content.items()
            if key not in {"code", "name", "field", "keywords"}
        }
        pinned = [self.version.form_version_id, self.version.fee_version_id]
        return content_hash([content, *pinned, self.case, self.process.steps if self.process else []])

    @cached_property
    def rule(self) -> TimeRule:
        rule = checking.time_rule(self.version, Channel.ONLINE)
        assert rule is not None, "a version without a time rule accepts nothing"
        return rule

    @cached_property
    def asked_within(self) -> TimeLimit:
        return supplementing.asked_within(time_facts(self.version.content, channel=Channel.ONLINE).give_back)

    @cached_property
    def has_fee(self) -> bool:
        """Whether the answers that volume dossiers give make a fee due."""
        fee, form = self.version.fee_version, checking.form_of(self.version)
        if fee is None:
            return False
        on = date(2024, 3, 1)
        given = answers_on(self, answers.posted(form, today=on), on=on)
        return any(line.amount_vnd for line in fee_due(fee.content, given, case=self.case, form=form))

    @cached_property
    def waits_for_fee(self) -> bool:
        return self.has_fee and self.rule.start_event == StartEvent.VALID_PAPERS_AND_FEE

    @cached_property
    def is_for_people(self) -> bool:
        """Whether people file it too; the complete procedures of the catalogue say who may."""
        return "person" in self.version.content["audience"]["who"]

    @cached_property
    def is_for_organisations(self) -> bool:
        return "organisation" in self.version.content["audience"]["who"]


def make(*, scale: Scale, at: datetime, say: Callable[[str], None]) -> None:
    """The volume authorities and procedures that are still missing. Safe to repeat."""
    missing = [n for n in range(1, scale.units + 1 - _sample_desks()) if not _agency_exists(n)]
    if missing:
        say(f"{len(missing)} authorities")
    for number in missing:
        _make_agency(number, at)
    for unit in Unit.objects.filter(kind=UnitKind.ONE_STOP, closed_on=None).order_by("pk"):
        _fill_posts(unit.agency, at)
    _make_procedures(scale, at, say)


def _sample_desks() -> int:
    """One-stop desks of authorities that are not volume data."""
    desks = Unit.objects.filter(kind=UnitKind.ONE_STOP, closed_on=None)
    return desks.exclude(agency__code__startswith="kl-").count()


def _agency_exists(number: int) -> bool:
    return Agency.objects.filter(code=f"kl-{number:02d}").exists()


def _make_agency(number: int, at: datetime) -> None:
    facts = definition()["agencies"]
    code, order = f"kl-{number:02d}", facts["first_order_number"] + number - 1
    accounts.create_agency(
        by=SYSTEM,
        code=code,
        parent_code=facts["parent"],
        level="department",
        name_vi=facts["name"]["vi"].format(number=number),
        name_en=facts["name"]["en"].format(number=number),
        place=facts["place"],
        symbol=facts["symbol"].format(number=number),
        valid_from=SINCE,
        at=at,
    )
    for form, value in facts["identifiers"].items():
        accounts.give_identifier(
            by=SYSTEM,
            agency_code=code,
            form=form,
            value=value.format(order=order),
            valid_from=SINCE,
            at=at,
        )
    for kind, name in facts["units"].items():
        accounts.create_unit(
            by=SYSTEM,
            agency_code=code,
            code=f"{code}-{kind.replace('_', '-')}",
            kind=kind,
            name=name,
            symbol="",
            at=at,
        )


def _fill_posts(agency: Agency, at: datetime) -> None:
    """An officer for each role that nobody holds in this agency."""
    held = set(Post.objects.filter(unit__agency=agency, valid_to=None).values_list("role__code", flat=True))
    family, given = definition()["names"]["family"], definition()["names"]["given"]
    for place, wanted in enumerate(definition()["officers"]):
        if wanted["role"] in held:
            continue
        unit = Unit.objects.filter(agency=agency, kind=wanted["unit"], closed_on=None).order_by("code")[0]
        code = f"kl-{agency.code}-{wanted['role'].replace('_', '-')}"
        name = f"{family[agency.pk % len(family)]} {given[(agency.pk * 7 + place) % len(given)]}"
        accounts.create_officer(
            by=SYSTEM,
            code=code,
            full_name=f"{name} (mẫu)",
            title=wanted["title"],
            email=f"{code}@motcua.example",
            unit_code=unit.code,
            role_code=wanted["role"],
            valid_from=SINCE,
            at=at,
        )


def _make_procedures(scale: Scale, at: datetime, say: Callable[[str], None]) -> None:
    """So many that enough have a version; rank by rank to the authority furthest below its share."""
    wanted = scale.procedures - len(_published_elsewhere())
    known = set(Procedure.objects.filter(code__startswith="KL-").values_list("code", flat=True))
    fields = list(Field.objects.order_by("code").values_list("code", flat=True))
    agencies = {agency.code: agency for agency in _agencies(scale)}
    if len(known) < wanted:
        say(f"{wanted - len(known)} procedures")
    for number, code in enumerate(_shared_out(wanted, list(agencies)), start=1):
        if f"KL-{number:03d}" not in known:
            one = contents.folder(number, field=fields[number % len(fields)])
            catalogue.publish(folder=one, agency=agencies[code], authority="KL", by=SYSTEM, at=at)


def _agencies(scale: Scale) -> list[Agency]:
    """Those that receive, the sample authorities first."""
    desks = (
        Unit.objects.filter(kind=UnitKind.ONE_STOP, closed_on=None).select_related("agency").order_by("pk")
    )
    return list({unit.agency_id: unit.agency for unit in desks}.values())[: scale.units]


def _shared_out(count: int, agencies: list[str]) -> list[str]:
    """Whose procedure each rank is, so that the authorities' shares fall like those of the ranks."""
    weight = sum(1 / (rank + 1) for rank in range(count))
    whole = sum(1 / (place + 1) for place in range(len(agencies)))
    left = {code: 1 / (place + 1) / whole for place, code in enumerate(agencies)}
    owners = []
    for rank in range(count):
        neediest = max(left, key=lambda code: left[code])
        left[neediest] -= 1 / (rank + 1) / weight
        owners.append(neediest)
    return owners


def _published_elsewhere() -> list[Version]:
    """The versions of the complete procedures that take part, if they have one alone; by code."""
    versions = Version.objects.filter(publication__procedure__code__in=REAL)
    found = list(
        versions.select_related(
            "publication__procedure__field", "publication__agency", "form_version", "fee_version"
        ).order_by("publication__procedure__code", "publication_id")
    )
    counted = Counter(version.publication_id for version in found)
    return [version for version in found if counted[version.publication_id] == 1]


def matters(scale: Scale) -> list[Matter]:
    """The procedures by rank: the volume ones, with the complete ones spread among them."""
    desks = {agency.pk: _desk(agency) for agency in _agencies(scale)}
    made = Version.objects.filter(publication__procedure__code__startswith="KL-", number=1)
    ranked = [
        _matter(version, desks)
        for version in made.select_related(
            "publication__procedure__field", "publication__agency", "form_version", "fee_version"
        ).order_by("publication__procedure__code")
    ]
    real = [
        _matter(version, desks)
        for version in _published_elsewhere()
        if version.publication.agency_id in desks
    ]
    for place, matter in enumerate(real):
        ranked.insert(min(len(ranked), 20 + place * 12), matter)
    return ranked[: scale.procedures]


def _matter(version: Version, desks: Mapping[int, Desk]) -> Matter:
    publication = version.publication
    procedure = publication.procedure
    slugs = checking.case_slugs(version)
    case = CASES.get(procedure.code, slugs[0] if slugs else "")
    processes = ProcessVersion.objects.filter(procedure_code=procedure.code, agency_id=publication.agency_id)
    process = processes.order_by("-number").first()
    return Matter(
        desk=desks[publication.agency_id],
        version=version,
        case=case if case in slugs else "",
        process=process,
        values={
            "process.id": str(process.pk) if process else "",
            "procedure.code": procedure.code,
            "procedure.name": procedure.name,
            "field.code": procedure.field.code,
            "publication.code": publication.full_code,
            "publication.id": str(publication.pk),
            "version.id": str(version.pk),
            "version.number": str(version.number),
        },
    )


def _desk(agency: Agency) -> Desk:
    head = letterhead(agency.code)
    identifiers = checking.identifiers_of(agency, on=SINCE)
    values = {
        "agency.id": str(agency.pk),
        "agency.code": agency.code,
        "agency.name": head.name,
        "agency.parent": head.parent_name,
        "agency.place": head.place,
        "agency.hotline": head.hotline,
        "agency.symbol": head.symbol,
        "agency.long": identifiers.long,
        "agency.short": identifiers.short,
    }
    units: dict[str, Unit] = {}
    for unit in Unit.objects.filter(agency=agency, closed_on=None).order_by("code"):
        units.setdefault(unit.kind, unit)
    for kind, unit in units.items():
        values |= {f"{kind}.id": str(unit.pk), f"{kind}.code": unit.code, f"{kind}.name": unit.name}
    officers = {role: _holders(agency, role) for role in ROLES}
    for role, held in officers.items():
        values |= _officer_values(role, held[0])
    return Desk(
        code=agency.code,
        unit_id=units[UnitKind.ONE_STOP].pk,
        values=values,
        specialists=tuple(_officer_values("specialist", one) for one in officers["specialist"]),
    )


def _holders(agency: Agency, role: str) -> list[Officer]:
    posts = Post.objects.filter(unit__agency=agency, role__code=role, valid_to=None, valid_from__lte=SINCE)
    return [post.officer for post in posts.select_related("officer").order_by("officer__code")]


def _officer_values(role: str, officer: Officer) -> dict[str, str]:
    return {
        f"{role}.id": str(officer.pk),
        f"{role}.code": officer.code,
        f"{role}.name": officer.full_name,
        f"{role}.title": officer.title,
    }


def answers_on(matter: Matter, raw: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """What a filing keeps of what was posted that day."""
    form = checking.form_of(matter.version)
    return checking.check_form(form, parse_post(form, raw), on=on).answers
