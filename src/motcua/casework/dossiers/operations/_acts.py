"""What every act on a dossier does the same way: lock, move, hand over, count time, fix a letter, record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import OuterRef, Subquery

from motcua.casework.dossiers import permissions, rules
from motcua.casework.dossiers.enums import Business, HolderKind, SubStatus
from motcua.casework.dossiers.errors import DossierMissing, NoUnitForWork, WrongOfficer
from motcua.casework.dossiers.models import Dossier, HandOver
from motcua.casework.dossiers.rules.course import punctuality
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.models import Agency, Officer, Unit, valid_on
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.calendar.errors import ClockOrderRefused
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.statements import Instances, instances_of
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.records.letters.papers import Paper

MOVED = [
    "business", "sub_status", "holder_kind", "holder_unit", "holder_officer", "holder_until", "ended_at",
]  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Who has a dossier before an act, and until when."""

    kind: HolderKind
    unit_id: int | None = None
    officer_id: int | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, dossier: Dossier) -> "Holder":
        return cls(
            HolderKind(dossier.holder_kind),
            dossier.holder_unit_id,
            dossier.holder_officer_id,
            dossier.holder_until,
        )


IN_THE_UNIT = (SubStatus.APPRAISING, SubStatus.PAUSED)
"""While it waits for these, a dossier's place is a step that it keeps."""


class Act:
    """One act on one locked dossier: its id ties the events together, its fields are saved once."""

    def __init__(
        self, dossier: Dossier, *, actor: Actor, at: datetime, officer_id: int | None = None
    ) -> None:
        self.dossier = dossier
        self.actor = actor
        self.at = at
        self.id: UUID = uuid4()
        self.note = ""
        self._officer_id = officer_id
        self._changed: list[str] = []
        self._giver: Holder | None = None
        self._due_at, self._legal_due_at = dossier.due_at, dossier.legal_due_at

    def move(self, business: Business, sub_status: SubStatus) -> None:
        """Raises MoveRefused unless the tables in rules.py allow it."""
        old = rules.Standing(Business(self.dossier.business), SubStatus(self.dossier.sub_status))
        rules.check_move(old, rules.Standing(business, sub_status))
        self.dossier.business = business
        self.dossier.sub_status = sub_status
        self._changed += ["business", "sub_status"]

    def hand_to_applicant(self, *, until: datetime) -> None:
        self._hand(HolderKind.APPLICANT, None, None, until)

    def hand_to_unit(self, unit: Unit, *, until: datetime) -> None:
        self._hand(HolderKind.UNIT, unit, None, until)

    def hand_to_officer(self, officer: Officer, unit: Unit, *, until: datetime) -> None:
        self._hand(HolderKind.OFFICER, unit, officer, until)

    def end(self) -> None:
        self._hand(HolderKind.NOBODY, None, None, None)
        self.dossier.ended_at = self.at
        self._changed.append("ended_at")

    def _hand(
        self, kind: HolderKind, unit: Unit | None, officer: Officer | None, until: datetime | None
    ) -> None:
        self._giver = self._giver or Holder.of(self.dossier)
        self.dossier.holder_kind = kind
        self.dossier.holder_unit = unit
        self.dossier.holder_officer = officer
        self.dossier.holder_until = until
        self._changed += ["holder_kind", "holder_unit", "holder_officer", "holder_until"]

    def set(self, **fields: Any) -> None:
        """Set fields; one that is an axis of state moves only as its table allows (MoveRefused)."""
        for name, value in fields.items():
            if name in rules.AXES:
                rules.check_axis(name, old=getattr(self.dossier, name), new=value)
            setattr(self.dossier, name, value)
            self._changed.append(name)

    def save(self) -> None:
        """Save what changed; a change of hands is kept beside it, with `note`."""
        self.dossier.save(update_fields=sorted(set(self._changed)))
        if self._giver is not None:
            self._keep_hand_over(self._giver)
            self._giver = None

    def take_in(self) -> None:
        """Keep that the applicant gave a new dossier to whoever holds it first."""
        self._keep_hand_over(Holder(HolderKind.APPLICANT))

    def _keep_hand_over(self, giver: "Holder") -> None:
        dossier = self.dossier
        HandOver.objects.create(
            dossier=dossier,
            act_id=self.id,
            at=self.at,
            given_by_id=self._officer_id,
            from_kind=giver.kind,
            from_unit_id=giver.unit_id,
            from_officer_id=giver.officer_id,
            to_kind=dossier.holder_kind,
            to_unit_id=dossier.holder_unit_id,
            to_officer_id=dossier.holder_officer_id,
            until=dossier.holder_until,
            waits_for=dossier.sub_status,
            step_slug=dossier.step_slug if dossier.sub_status in IN_THE_UNIT else "",
            result=punctuality(
                giver.kind,
                until=giver.until,
                at=self.at,
                due_at=self._due_at,
                legal_due_at=self._legal_due_at,
            ),
            note=self.note[:300],
        )

    @property
    def facts(self) -> dict[str, Any]:
        """The fields that every event of this act shares."""
        return {
            "subject": subject_of(self.dossier),
            "at": self.at,
            "actor": self.actor,
            "acting_for": owner_code(self.dossier),
            "act_id": self.id,
            "dimensions": dimensions_of(self.dossier),
        }


def subject_of(dossier: Dossier) -> str:
    return f"dossier:{dossier.code}"


def owner_code(dossier: Dossier) -> str:
    """The opaque code of the owner."""
    owner = dossier.owner_person or dossier.owner_organisation
    return owner.code if owner else ""


def dimensions_of(dossier: Dossier) -> Dimensions:
    unit = dossier.work_unit or dossier.reception_unit
    procedure = dossier.publication.procedure
    return Dimensions(
        agency=dossier.agency.code,
        unit=unit.code,
        field=procedure.field.code if procedure.field else "",
        procedure=procedure.code,
        version=str(dossier.version.number),
        channel=dossier.channel,
        due_at=dossier.due_at,
    )


_RELATED = (
    "agency", "process", "reception_unit__agency", "work_unit", "publication__procedure__field",
    "version__form_version",
    "version__fee_version", "owner_person", "owner_organisation", "filer__account", "accepted_by",
    "holder_unit", "holder_officer",
)  # fmt: skip


_CODE = "the code"
_AT_ONCE = timedelta(minutes=1)
"""Of two who act at once the one who waits for the lock took the time before."""


def locked(code: str) -> Dossier:
    """The dossier under its row lock, with what its acts read; one query. Raises DossierMissing."""
    found = _to_lock().found(meant={_CODE: code})
    if not found:
        raise DossierMissing()
    return found[0]


@cache
def _to_lock() -> Instances[Dossier]:
    rows = Dossier.objects.select_for_update(of=("self",)).select_related(*_RELATED).order_by("pk")
    moves = HandOver.objects.filter(dossier=OuterRef("pk")).order_by("-at")
    rows = rows.annotate(last_moved_at=Subquery(moves.values("at")[:1]))  # type: ignore[no-redef]
    return instances_of(rows.filter(code=_CODE), is_prepared=True)


def officer_row(viewer: OfficerView) -> Officer:
    return Officer.objects.get(code=viewer.code)


def unit_of(dossier: Dossier, kind: UnitKind) -> Unit:
    """The unit of the deciding agency that takes this kind of step. Raises NoUnitForWork."""
    if kind is UnitKind.DIVISION and dossier.work_unit is not None:
        return dossier.work_unit
    if kind is UnitKind.ONE_STOP:
        return dossier.reception_unit
    found = (
        Unit.objects.filter(agency_id=dossier.agency_id, kind=kind, closed_on=None).order_by("code").first()
    )
    if found is None:
        raise NoUnitForWork()
    return found


def officer_in(unit: Unit, *, code: str, at: datetime, permission: str) -> Officer:
    """An officer with a post in that unit today who is not shut out. Raises WrongOfficer."""
    found = _officer_in(unit, code=code, at=at, permission=permission)
    if found is None:
        raise WrongOfficer()
    return found


def _officer_in(unit: Unit, *, code: str, at: datetime, permission: str) -> Officer | None:
    found = Officer.objects.filter(
        valid_on(local_date(at), of="posts"),
        code=code,
        posts__unit=unit,
        posts__role__permissions__contains=[permission],
        account__is_active=True,
    )
    return found.distinct().first()


def still_in(unit: Unit, officer: Officer, *, at: datetime) -> Officer | None:
    """The officer while they process in that unit; None for one who left it or is shut out."""
    return _officer_in(unit, code=officer.code, at=at, permission=Permission.DOSSIER_PROCESS)


def hand_back(act: Act, officer: Officer, *, until: datetime) -> None:
    """To whoever worked on it, while they do so; else to their unit, whose head assigns it anew.

    Raises: NoUnitForWork.
    """
    unit = unit_of(act.dossier, UnitKind.DIVISION)
    if still_in(unit, officer, at=act.at):
        act.hand_to_officer(officer, unit, until=until)
    else:
        act.hand_to_unit(unit, until=until)


def approver_in(dossier: Dossier, *, code: str, at: datetime) -> Officer:
    """An officer whose post of today approves requests of that agency. Raises WrongOfficer."""
    found = permissions.approvers(dossier, on=local_date(at)).filter(code=code).first()
    if found is None:
        raise WrongOfficer()
    return found


def begin(dossier: Dossier, *, by: OfficerView | ApplicantView, at: datetime) -> Act:
    """An act by whom permissions.check_can_act let through: it names whom they stand in for, too.

    Raises ClockOrderRefused before the last change of hands: the machine's clock was set back.
    """
    if dossier.last_moved_at is not None and at < dossier.last_moved_at - _AT_ONCE:
        raise ClockOrderRefused()
    actor = replace(by.actor, stands_for=dossier.stood_in_for)
    return Act(dossier, actor=actor, at=at, officer_id=by.id if isinstance(by, OfficerView) else None)


def names(rows: Sequence[Any], attribute: str) -> list[str]:
    return [getattr(row, attribute) for row in rows]


@transaction.atomic(savepoint=False)
def fix_letter(
    act: Act, *, kind: LetterKind, data: Paper, leader_code: str = "", issuer: Agency | None = None
) -> Letter:
    """A paper on the dossier, its agency's or another `issuer`'s, fixed in the act; the worker makes it.

    Raises: LeaderMissing.
    """
    return letters.fix(
        kind=kind,
        subject=subject_of(act.dossier),
        agency_code=(issuer or act.dossier.agency).code,
        data=data,
        by=act.actor,
        at=act.at,
        act_id=act.id,
        sample=act.dossier.is_sample,
        leader_code=leader_code,
    )
