"""What every filing does the same way, online or on paper: a checked draft becomes a dossier."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.casework.dossiers import checking, once_only
from motcua.casework.dossiers.enums import (
    ELECTRONIC,
    Business,
    Channel,
    Finance,
    Ground,
    HolderKind,
    OwnerKind,
    SubStatus,
)
from motcua.casework.dossiers.errors import NameMismatch, NoUnitForWork
from motcua.casework.dossiers.events import DossierFiled
from motcua.casework.dossiers.fees_due import asked_now, charge_lines
from motcua.casework.dossiers.models import BroughtPaper, Dossier, Draft, FiledPaper, Filing, LaidPaper
from motcua.casework.dossiers.paper_checks import Brought
from motcua.casework.dossiers.ports import Codes, CodeSource
from motcua.casework.payments import operations as payments
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Agency, Kiosk, Person, Unit
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import answer_by
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.ports import adapter
from motcua.foundation.kernel.text import normalise

from ._acts import Act, begin, subject_of
from .saving import file_held, keep_saved


@transaction.atomic
def enter(
    *,
    draft: Draft,
    checked: checking.Checked,
    by: ApplicantView | OfficerView,
    at: datetime,
    brought: Brought | None = None,
    unit: Unit | None = None,
    post_number: str = "",
    sent_hash: str = "",
    kiosk: Kiosk | None = None,
) -> Act:
    """The dossier with its code, first round, fee and first event; it waits at the one-stop desk.

    Raises: NameMismatch, NoUnitForWork.
    Law: TT-01-2018-VPCP/19.
    """
    unit = unit or desk_of(draft.publication.agency)
    channel = brought.channel if brought else Channel.KIOSK if kiosk else Channel.ONLINE
    dossier, codes = _make(draft, unit, channel, at, kiosk)
    filing = _keep_filing(
        draft, dossier, checked, at, brought=brought, post_number=post_number, sent_hash=sent_hash
    )
    act = begin(dossier, by=by, at=at)
    act.take_in()
    given = brought.count if brought else len(checked.papers)
    audit.record(
        DossierFiled(
            **act.facts,
            case=dossier.case_slug,
            ground=dossier.ground,
            papers=given,
            fee_vnd=sum(line.amount_vnd for line in checked.fee_lines),
            sequence_overflow=codes.overflow,
            helper=draft.helper.code if draft.helper else "",
            help_unit=draft.help_unit.code if draft.help_unit else "",
            kiosk=kiosk.code if kiosk else "",
            kiosk_unit=kiosk.unit.code if kiosk else "",
        ),
        is_first=True,
    )
    keep_saved(act, filing=filing, taken=brought.held.values() if brought else checked.taken.values())
    _ask_fee(act, checked)
    return act


def _make(draft: Draft, unit: Unit, channel: str, at: datetime, kiosk: Kiosk | None) -> tuple[Dossier, Codes]:
    agency = draft.publication.agency
    calendar = calendars.calendar_in_force(agency_code=agency.code, at=at)
    until = answer_by(submitted_at=at, calendar=calendar)
    owner = _owner(draft)
    codes = _next_codes(unit, at)
    dossier = Dossier.objects.create(
        code=codes.long,
        code_short=codes.short,
        submission_code=draft.code,
        agency=agency,
        reception_unit=unit,
        publication=draft.publication,
        version=draft.version,
        case_slug=draft.case_slug,
        channel=channel,
        kiosk=kiosk,
        queue_rank=0 if channel in ELECTRONIC else 1,
        is_sample=settings.MOTCUA_DEMO,
        owner_kind=OwnerKind.PERSON if owner else OwnerKind.ORGANISATION,
        owner_person=owner,
        owner_organisation=None if owner else draft.owner_organisation,
        filer=draft.filer,
        helper=draft.helper,
        help_unit=draft.help_unit,
        ground=draft.ground,
        ground_note=draft.ground_note,
        result_way=draft.result_way,
        result_address=draft.result_address,
        business=Business.SUBMITTED,
        sub_status=SubStatus.WAITING_RECEPTION,
        holder_kind=HolderKind.UNIT,
        holder_unit=unit,
        holder_until=until,
        submitted_at=at,
        answer_by=until,
    )
    return dossier, codes


def desk_of(agency: Agency) -> Unit:
    """The one-stop desk of an agency. Raises NoUnitForWork."""
    units = Unit.objects.filter(agency=agency, kind=UnitKind.ONE_STOP, closed_on=None)
    unit = units.order_by("code").first()
    if unit is None:
        raise NoUnitForWork()
    return unit


def _next_codes(unit: Unit, at: datetime) -> Codes:
    """By the agency at whose desk it is received. Law: TT-01-2018-VPCP/19."""
    on = local_date(at)
    identifiers = checking.identifiers_of(unit.agency, on=on)
    source: CodeSource = adapter("dossier_codes")
    return source.next_codes(unit_id=unit.pk, long_id=identifiers.long, short_id=identifiers.short, on=on)


def _owner(draft: Draft) -> Person | None:
    """The natural person who owns what is filed; None when an organisation does."""
    if draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER):
        return None
    if draft.ground == Ground.SELF:
        return draft.filer
    number, name = draft.mandator["identity_number"], draft.mandator["full_name"].strip()
    person, _made = Person.objects.get_or_create(
        identity_number=number, defaults={"full_name": name, "name_norm": normalise(name)}
    )
    if normalise(person.full_name) != normalise(name):
        raise NameMismatch()
    return person


def _keep_filing(
    draft: Draft,
    dossier: Dossier,
    checked: checking.Checked,
    at: datetime,
    *,
    brought: Brought | None,
    post_number: str,
    sent_hash: str,
) -> Filing:
    filing = Filing.objects.create(
        dossier=dossier,
        round=1,
        answers=checked.answers,
        origins=_origins(draft, checked.answers) or None,
        filed_at=at,
        filed_by=draft.filer,
        post_number=post_number,
        sent_hash=sent_hash,
    )
    file_papers(filing, checked.papers)
    if brought:
        keep_brought(filing, brought)
        file_held(filing, brought.held)
    return filing


def keep_brought(filing: Filing, brought: Brought) -> None:
    """Count what came on paper in this round; what was not brought has no row."""
    BroughtPaper.objects.bulk_create(
        BroughtPaper(
            filing=filing,
            slug=slug,
            originals=one.originals,
            certified_copies=one.certified_copies,
            plain_copies=one.plain_copies,
            issued_on=one.issued_on,
            expires_on=one.expires_on,
        )
        for slug, one in brought.papers.items()
        if one.is_brought
    )


def _origins(draft: Draft, answers: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Where each answer that was taken over comes from; without the value, which stands in the answers."""
    return {
        name: {"kind": facts["kind"], "ref": facts["ref"], "on": facts["on"]}
        for name, facts in once_only.kept_origins(draft).items()
        if name in answers
    }


def _ask_fee(act: Act, checked: checking.Checked) -> None:
    """Ask for the fee that the answers make due before there is a result; nothing where there is none."""
    lines = asked_now(checked.fee_lines)
    if not sum(line.amount_vnd for line in lines):
        return
    payments.ask(
        subject=subject_of(act.dossier),
        agency_id=act.dossier.agency_id,
        lines=charge_lines(lines),
        basis=checked.fee_basis,
        actor=act.actor,
        at=act.at,
        act_id=act.id,
        dimensions=act.facts["dimensions"],
    )
    act.set(finance=Finance.DUE)
    act.save()


@transaction.atomic(savepoint=False)
def file_papers(filing: Filing, papers: Sequence[LaidPaper]) -> None:
    """The files of a round, in the order in which they were laid."""
    FiledPaper.objects.bulk_create(
        FiledPaper(
            filing=filing,
            slug=paper.slug,
            row=paper.row,
            issued_on=paper.issued_on,
            expires_on=paper.expires_on,
            document_id=paper.document_id,
            holding_code=paper.holding_code,
        )
        for paper in papers
    )
