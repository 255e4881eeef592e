"""The hand-overs of a dossier in words, as a list at the desk and as the control sheet of the law."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import paperwork
from motcua.casework.dossiers.enums import Business, HolderKind, Punctuality
from motcua.casework.dossiers.models import Dossier, HandOver, SideTask
from motcua.foundation.accounts.models import Officer, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.letters import printing, sheets

from .in_sight import find
from .words import END_WORDS, STEP_WORDS

TONES = {Punctuality.EARLY: "good", Punctuality.ON_TIME: "good", Punctuality.LATE: "late"}
RELATED = ("given_by", "from_unit", "from_officer", "to_unit", "to_officer")


@dataclass(frozen=True)
class HandOverRow:
    """One change of hands: who, when; the receiver's day, and how the giver stood against theirs."""

    giver: str
    receiver: str
    given_by: str
    at: datetime
    until: datetime | None
    result: str
    result_word: str
    tone: str
    waits_for: str
    note: str


def hand_overs(*, viewer: OfficerView, code: str) -> list[HandOverRow]:
    """All changes of hands, oldest first. Raises DossierMissing."""
    return hand_over_rows(find(viewer=viewer, code=code))


def control_sheet(*, viewer: OfficerView, code: str, at: datetime) -> bytes:
    """The control sheet of a dossier as a PDF, as far as it has come. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    lines = tuple(
        sheets.HandOverLine(
            giver=row.giver,
            receiver=row.receiver,
            at=row.at,
            result=row.result,
            note=". ".join(filter(None, (row.waits_for, row.note))),
        )
        for row in hand_over_rows(dossier)
    )
    unit = dossier.work_unit or dossier.reception_unit
    sheet = sheets.ControlSheet(
        head=paperwork.head_of(dossier, at=at),
        applicant=paperwork.applicant_of(dossier),
        agency=f"{dossier.agency.name_vi}, {unit.name}",
        partners=_partners(dossier),
        received_at=dossier.accepted_at or dossier.submitted_at,
        returns_at=dossier.due_at,
        lines=lines,
    )
    return printing.pdf_of(sheet, sample=dossier.is_sample, at=at, agency_code=dossier.agency.code)


def _partners(dossier: Dossier) -> tuple[str, ...]:
    """Units and agencies that were asked for an opinion or do a part of the work, each once."""
    asked = SideTask.objects.filter(dossier=dossier).order_by("pk")
    named = asked.values_list("unit__name", "agency_name")
    return tuple(dict.fromkeys(unit or agency for unit, agency in named))


def hand_over_rows(dossier: Dossier) -> list[HandOverRow]:
    """For who was let to the dossier, oldest first; one query."""
    found = HandOver.objects.filter(dossier=dossier).select_related(*RELATED).order_by("pk")
    return [_row(one, dossier.business) for one in found]


def _row(one: HandOver, business: str) -> HandOverRow:
    ended = one.to_kind == HolderKind.NOBODY
    return HandOverRow(
        giver=_party(one.from_kind, one.from_unit, one.from_officer),
        receiver=_end(business) if ended else _party(one.to_kind, one.to_unit, one.to_officer),
        given_by=one.given_by.full_name if one.given_by else "",
        at=one.at,
        until=one.until,
        result=one.result,
        result_word=str(Punctuality(one.result).label) if one.result else "",
        tone=TONES[Punctuality(one.result)] if one.result else "neutral",
        waits_for=END_WORDS.get(business, "") if ended else STEP_WORDS[one.waits_for],
        note=one.note,
    )


def _party(kind: str, unit: Unit | None, officer: Officer | None) -> str:
    if kind == HolderKind.APPLICANT:
        return "Người nộp hồ sơ"
    return ", ".join(one for one in (officer.full_name if officer else "", unit.name if unit else "") if one)


def _end(business: str) -> str:
    """Who has the dossier once it has ended."""
    return "Người nộp hồ sơ" if business in (Business.RETURNED, Business.REFUSED) else "Lưu hồ sơ"
