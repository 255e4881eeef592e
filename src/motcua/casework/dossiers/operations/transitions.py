"""Dossiers under way when a new version is published: moved or asked one by one, and moved back.

The rule is that a dossier stays with the version at filing; what moves, moves on the legal ground that was
written at publication. Answers and papers stay as they were filed.
"""

from datetime import datetime, time
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import notices, permissions
from motcua.casework.dossiers.enums import CrossingState, Finance
from motcua.casework.dossiers.errors import ChangedSinceMove, FeePaidSinceMove, NotAsked, NothingMoved
from motcua.casework.dossiers.events import (
    DossierLeftBehind,
    DossierMoved,
    DossierMovedBack,
    DossierStayed,
    MoveAsked,
    TransitionBegun,
)
from motcua.casework.dossiers.models import Crossing, Dossier, Filing, Transition
from motcua.casework.dossiers.rules import crossing as rules
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.foundation.kernel.clock import VIETNAM
from motcua.reference.catalogue import permissions as catalogue_permissions
from motcua.reference.catalogue.enums import UnderWay
from motcua.reference.catalogue.models import Version

from . import _crossing
from ._acts import Act, begin, locked

SPREAD, CROSS = "dossiers.spread_transition", "dossiers.cross"
BATCH = 500


@transaction.atomic
def begin_transition(
    *, version_id: int, under_way: str, ground: str, by: Actor, at: datetime
) -> Transition | None:
    """What a published version does to dossiers under way; None where they stay, which is the rule.

    Nothing happens to them before the first day of the version.

    Raises: nothing.
    """
    if under_way not in (UnderWay.MOVE, UnderWay.ASK):
        return None
    version = Version.objects.select_related("publication__agency", "publication__procedure__field").get(
        pk=version_id
    )
    publication = version.publication
    transition = Transition.objects.create(
        publication=publication,
        version=version,
        under_way=under_way,
        ground=ground.strip(),
        decided_by=by.code,
        decided_at=at,
    )
    begins = datetime.combine(version.valid_from, time(), tzinfo=VIETNAM)
    jobs.defer(SPREAD, transition_code=transition.code, after=0, not_before=max(at, begins))
    audit.record(
        TransitionBegun(
            subject=publication.full_code,
            at=at,
            actor=by,
            dimensions=Dimensions(
                agency=publication.agency.code,
                field=publication.procedure.field.code,
                procedure=publication.procedure.code,
                version=str(version.number),
            ),
            transition=transition.code,
            under_way=under_way,
        )
    )
    return transition


@transaction.atomic
def spread_transition(*, transition_code: str, after: int, at: datetime) -> int:
    """One job for each open dossier filed under an earlier version, some hundreds at a time; how many.

    Safe to repeat: what a dossier's job has done it does not do again. A withdrawn version moves nobody.

    Raises: nothing.
    """
    transition = (
        Transition.objects.select_for_update(of=("self",)).select_related("version").get(code=transition_code)
    )
    if transition.spread_at is not None or transition.version.withdrawn_at is not None:
        return 0
    found = list(
        Dossier.objects.open()
        .filter(publication_id=transition.publication_id, pk__gt=after)
        .filter(version__number__lt=transition.version.number)
        .order_by("pk")
        .values_list("pk", "code")[:BATCH]
    )
    for _pk, code in found:
        jobs.defer(CROSS, transition_code=transition_code, dossier_code=code)
    if len(found) == BATCH:
        jobs.defer(SPREAD, transition_code=transition_code, after=found[-1][0])
    else:
        transition.spread_at = at
        transition.save(update_fields=["spread_at"])
    return len(found)


@transaction.atomic
def cross(*, transition_code: str, dossier_code: str, at: datetime) -> Crossing | None:
    """Move one dossier, ask its applicant, or leave it where a move makes no sense. Safe to repeat.

    Raises: DossierMissing.
    """
    dossier = locked(dossier_code)
    transition = Transition.objects.select_related("version").get(code=transition_code)
    if transition.version.withdrawn_at is not None or dossier.version_id == transition.version_id:
        return None
    if dossier.publication_id != transition.publication_id:
        return None
    if Crossing.objects.filter(transition=transition, dossier=dossier).exists():
        return None
    act = Act(dossier, actor=SYSTEM, at=at)
    new = _crossing.new_version(transition.version_id)
    why = _crossing.why_left(dossier, new)
    if why:
        return _leave(act, transition, why)
    if transition.under_way == UnderWay.ASK:
        return _ask(act, transition, new)
    return _move(act, _made(act, transition, CrossingState.MOVED), new)


def _made(act: Act, transition: Transition, state: CrossingState, **facts: Any) -> Crossing:
    return Crossing.objects.create(
        transition=transition,
        dossier=act.dossier,
        old_version=act.dossier.version,
        state=state,
        at=act.at,
        **facts,
    )


def _leave(act: Act, transition: Transition, why: str) -> Crossing:
    left = _made(act, transition, CrossingState.LEFT, why_left=why)
    audit.record(DossierLeftBehind(**act.facts, transition=transition.code, why=why))
    return left


def _ask(act: Act, transition: Transition, new: Version) -> Crossing:
    touched = _crossing.touched(act, new)
    asked = _made(act, transition, CrossingState.ASKED, touched=touched)
    audit.record(MoveAsked(**act.facts, transition=transition.code, to_version=new.number))
    notices.move_asked(act, is_choice=rules.changes_anything(touched))
    return asked


def _move(act: Act, crossing: Crossing, new: Version) -> Crossing:
    dossier, old = act.dossier, act.dossier.version
    crossing.touched = _crossing.touched(act, new)
    crossing.kept = _crossing.kept(act)
    crossing.state = CrossingState.MOVED
    act.set(version=new)
    if dossier.accepted_at is not None:
        act.set(promised_version=dossier.promised_version or old, process=_crossing.process(act, new))
    crossing.kept["new_charge"] = _crossing.change_fee(act, crossing.touched, old=old)
    act.save()
    crossing.save(update_fields=["touched", "kept", "state"])
    audit.record(
        DossierMoved(
            **act.facts,
            transition=crossing.transition.code,
            from_version=old.number,
            to_version=new.number,
        )
    )
    notices.moved(act)
    return crossing


@transaction.atomic
def answer_move(*, by: ApplicantView, code: str, moves: bool, at: datetime) -> Crossing:
    """The applicant's answer to the question whether the dossier moves; without one it stays.

    Raises: DossierMissing, NotAsked (nothing is asked, or a move no longer makes sense).
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    crossing = (
        Crossing.objects.select_for_update(of=("self",))
        .select_related("transition__version")
        .filter(
            dossier=dossier,
            state=CrossingState.ASKED,
            transition__publication_id=dossier.publication_id,
        )
        .order_by("-pk")
        .first()
    )
    if crossing is None or crossing.transition.version.withdrawn_at is not None:
        raise NotAsked()
    act = begin(dossier, by=by, at=at)
    new = _crossing.new_version(crossing.transition.version_id)
    crossing.answered_at = at
    if moves:
        if _crossing.why_left(dossier, new):
            raise NotAsked()
        crossing.save(update_fields=["answered_at"])
        return _move(act, crossing, new)
    crossing.state = CrossingState.STAYED
    crossing.save(update_fields=["answered_at", "state"])
    audit.record(DossierStayed(**act.facts, transition=crossing.transition.code))
    return crossing


@transaction.atomic
def move_back(*, by: OfficerView, code: str, at: datetime) -> Crossing:
    """Undo the last move of a dossier: version, process and fee become exactly what they were.

    Raises: DossierMissing, Forbidden, NothingMoved, ChangedSinceMove, FeePaidSinceMove.
    """
    dossier = locked(code)
    catalogue_permissions.check_can_publish(by, agency_id=dossier.agency_id)
    crossing = (
        Crossing.objects.select_for_update(of=("self",))
        .select_related("transition", "old_version")
        .filter(dossier=dossier, state=CrossingState.MOVED, transition__version_id=dossier.version_id)
        .first()
    )
    if crossing is None:
        raise NothingMoved()
    _check_unchanged(dossier, crossing)
    act, kept, new = begin(dossier, by=by, at=at), crossing.kept, dossier.version
    act.set(version=crossing.old_version)
    if (dossier.accepted_at is not None) == kept["accepted"]:
        act.set(process_id=kept["process"], promised_version_id=kept["promised_version"])
    _crossing.restore_fee(act, kept)
    act.save()
    crossing.state, crossing.moved_back_at = CrossingState.MOVED_BACK, at
    crossing.save(update_fields=["state", "moved_back_at"])
    audit.record(
        DossierMovedBack(
            **act.facts,
            transition=crossing.transition.code,
            from_version=new.number,
            to_version=crossing.old_version.number,
        )
    )
    notices.moved_back(act)
    return crossing


def _check_unchanged(dossier: Dossier, crossing: Crossing) -> None:
    """What was done under the new version is not undone behind anybody's back."""
    if (dossier.business, dossier.sub_status) not in rules.MOVABLE:
        raise ChangedSinceMove()
    if Filing.objects.filter(dossier=dossier).count() != crossing.kept["rounds"]:
        raise ChangedSinceMove()
    if crossing.kept["new_charge"] and dossier.finance == Finance.PAID:
        raise FeePaidSinceMove()


class Followers:
    """What this room does when the catalogue publishes: the port of the catalogue."""

    def published(self, *, version_id: int, under_way: str, ground: str, by: Actor, at: datetime) -> None:
        begin_transition(version_id=version_id, under_way=under_way, ground=ground, by=by, at=at)
