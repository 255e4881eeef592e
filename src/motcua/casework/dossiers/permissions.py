"""Who may: pairs of `check_…` (raises) and the sets built from it.

An officer works a dossier that lies in the reach of a post with the permission for the act. What lies with
one officer is that officer's alone while they have a post in that unit, or of whoever may assign there. Who
stands in for a colleague wears their hat: the same rule is asked for each of them.
"""

from datetime import date

from django.db.models import Q, QuerySet

from motcua.foundation.accounts.enums import Permission, Scope, UnitKind
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Leave, Officer, Post, Unit
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters.errors import BookMissing
from motcua.reference.catalogue.models import Publication

from .enums import HolderKind
from .errors import DossierMissing, NotYourDossier
from .errors.corrections import NotTheDrafter
from .errors.flow import NoLongerInUnit, SideTaskMissing, StandsInNoLonger
from .errors.places import NotYourPapers
from .models import Correction, Dossier, DossierQuerySet, Forwarding, Note, Proposal, SideTask, Supplement
from .rules.reading import JUDGED_AT


def visible_to_officer(dossiers: DossierQuerySet, viewer: OfficerView) -> DossierQuerySet:
    """The dossiers that the officer's posts let them see, or that their desk took for another agency."""
    return dossiers.filter(seen_by_officer(viewer) | _received_by(viewer))


def _received_by(viewer: OfficerView) -> Q:
    """What a one-stop desk received is shown there, whoever decides: its owner comes back to that desk."""
    return Q(reception_unit_id__in=sorted(desk_ids(viewer, Permission.DOSSIER_SEE)))


OF_THE_DESK = (Permission.DOSSIER_RECEIVE, Permission.DOSSIER_RETURN)
WRITERS = (
    Permission.DOSSIER_RECEIVE,
    Permission.DOSSIER_ASSIGN,
    Permission.DOSSIER_PROCESS,
    Permission.DOSSIER_DECIDE,
    Permission.DOSSIER_RETURN,
)
"""What the desk that received a dossier does, wherever the work lies and whoever decides."""


def desk_ids(viewer: OfficerView, permission: str) -> frozenset[int]:
    """The one-stop desks in whose name the officer does this kind of work."""
    return frozenset(
        post.unit_id
        for post in viewer.posts_with(permission)
        if post.unit_kind == UnitKind.ONE_STOP and post.scope != Scope.OWN
    )


def seen_by_officer(viewer: OfficerView) -> Q:
    """What tells the dossiers of the officer's own agencies and units: what lists walk."""
    seen = reach(viewer, Permission.DOSSIER_SEE)
    allowed = Q(pk__in=[])
    if seen.agency_ids:
        allowed |= Q(agency_id__in=seen.agency_ids)
    if seen.unit_ids:
        allowed |= (
            Q(work_unit_id__in=seen.unit_ids)
            | Q(reception_unit_id__in=seen.unit_ids)
            | Q(holder_unit_id__in=seen.unit_ids)
        )
    if seen.own:
        allowed |= _own(seen.own_ids)
    return allowed


def book_agency_codes(viewer: OfficerView) -> frozenset[str]:
    """The agencies whose tracking books the officer may read: where they receive, number, or see all."""
    keeps = {
        post.agency_code
        for post in viewer.posts
        if {Permission.DOSSIER_RECEIVE, Permission.DOSSIER_NUMBER} & set(post.permissions)
    }
    seen = reach(viewer, Permission.DOSSIER_SEE).agency_ids
    return frozenset(keeps | {post.agency_code for post in viewer.posts if post.agency_id in seen})


def check_can_see_book(viewer: OfficerView, agency_code: str) -> None:
    """Raises BookMissing: what one may not see does not exist."""
    if agency_code not in book_agency_codes(viewer):
        raise BookMissing()


def may_close_book(viewer: OfficerView, agency_code: str) -> bool:
    """Whoever numbers and seals in the agency keeps its books."""
    posts = viewer.posts_with(Permission.DOSSIER_NUMBER)
    return any(post.agency_code == agency_code for post in posts)


def _own(ids: frozenset[int]) -> Q:
    """What these officers hold or had a hand in: accepted, asked for a supplement, laid before a leader,
    handed on or back with a note, named to draft
    a right result."""
    held = Dossier.objects.filter(holder_officer_id__in=ids).order_by().values("pk")
    accepted = Dossier.objects.filter(accepted_by_id__in=ids).order_by().values("pk")
    asked = Supplement.objects.filter(asked_by_id__in=ids).order_by().values("dossier_id")
    proposed = Proposal.objects.filter(proposed_by_id__in=ids).order_by().values("dossier_id")
    noted = Note.objects.filter(written_by_id__in=ids).order_by().values("dossier_id")
    drafting = Correction.objects.filter(drafter_id__in=ids).order_by().values("dossier_id")
    return Q(pk__in=held.union(accepted, asked, proposed, noted, drafting))


def check_can_see(dossier: Dossier, viewer: OfficerView) -> None:
    """Raises DossierMissing: what one may not see does not exist. Who could see it once is told why not now:
    StandsInNoLonger, NoLongerInUnit."""
    if not visible_to_officer(Dossier.objects.filter(pk=dossier.pk), viewer).exists():
        _say_if_no_longer(dossier, viewer)
        raise DossierMissing()


def can_act(dossier: Dossier, viewer: OfficerView, permission: str) -> bool:
    """Whether the officer has a post that may do this kind of act with this dossier where it lies now."""
    return _hat(dossier, viewer, permission) is not None


def stands_in_for(dossier: Dossier, viewer: OfficerView, permission: str) -> str:
    """The code of the absent officer in whose post the viewer would do it; empty for their own, or none."""
    hat = _hat(dossier, viewer, permission)
    return hat.code if hat is not None and hat.id != viewer.id else ""


def _hat(dossier: Dossier, viewer: OfficerView, permission: str) -> OfficerView | None:
    """As whom the viewer may do it: as themselves before anybody whom they stand in for."""
    return next((hat for hat in viewer.hats() if _may_as(dossier, hat, permission)), None)


def _may_as(dossier: Dossier, hat: OfficerView, permission: str) -> bool:
    held = reach(hat, permission)
    here = dossier.holder_unit_id or dossier.reception_unit_id
    mine = (
        dossier.holder_kind == HolderKind.OFFICER
        and dossier.holder_officer_id == hat.id
        and any(post.unit_id == here for post in hat.posts_with(permission))
    )
    in_reach = dossier.agency_id in held.agency_ids or here in held.unit_ids or (held.own and mine)
    desks = desk_ids(hat, permission)
    in_reach = in_reach or here in desks
    if permission in OF_THE_DESK:
        in_reach = in_reach or dossier.reception_unit_id in desks
    if dossier.holder_kind == HolderKind.OFFICER and permission == Permission.DOSSIER_PROCESS:
        return mine and in_reach
    return in_reach


def can_judge(dossier: Dossier, viewer: OfficerView) -> bool:
    """Whether the dossier lies in the officer's hands to be received, appraised or decided."""
    kinds = (Permission.DOSSIER_RECEIVE, Permission.DOSSIER_PROCESS, Permission.DOSSIER_DECIDE)
    return any(can_act(dossier, viewer, kind) for kind in kinds)


def has_in_hand(dossier: Dossier, viewer: OfficerView) -> bool:
    """Whether the viewer works on it now, while its papers are judged."""
    return dossier.sub_status in JUDGED_AT and can_judge(dossier, viewer)


def can_see_refusals(dossier: Dossier, viewer: OfficerView) -> bool:
    """Who answers for the work on it: whoever assigns, decides or administers where it lies or is decided."""
    kinds = (Permission.DOSSIER_ASSIGN, Permission.DOSSIER_DECIDE, Permission.ADMINISTER)
    units = {dossier.holder_unit_id, dossier.work_unit_id, dossier.reception_unit_id} - {None}
    reached = [reach(viewer, kind) for kind in kinds]
    return any(dossier.agency_id in one.agency_ids or units & one.unit_ids for one in reached)


def can_write_to_applicant(dossier: Dossier, viewer: OfficerView) -> bool:
    """Whoever may receive, assign, appraise, decide or return it where it lies; the unit that works it."""
    of_unit = any(
        post.unit_id == dossier.work_unit_id for post in viewer.posts_with(Permission.DOSSIER_PROCESS)
    )
    return of_unit or any(can_act(dossier, viewer, kind) for kind in WRITERS)


def can_hand_out(dossier: Dossier, viewer: OfficerView) -> bool:
    """Whoever may receive, appraise, decide, number or return it may print its papers again."""
    kinds = (
        Permission.DOSSIER_RECEIVE,
        Permission.DOSSIER_PROCESS,
        Permission.DOSSIER_DECIDE,
        Permission.DOSSIER_NUMBER,
        Permission.DOSSIER_RETURN,
    )
    return any(can_act(dossier, viewer, kind) for kind in kinds)


def check_can_act(dossier: Dossier, viewer: OfficerView, permission: str) -> None:
    """Raises DossierMissing for a dossier out of sight, NotYourDossier for one not in these hands, and
    StandsInNoLonger or NoLongerInUnit to whom it could have been. Keeps whom the viewer stands in for."""
    check_can_see(dossier, viewer)
    hat = _hat(dossier, viewer, permission)
    if hat is None:
        _say_if_no_longer(dossier, viewer)
        raise NotYourDossier()
    dossier.stood_in_for = hat.code if hat.id != viewer.id else ""


def check_forwards(forwarding: Forwarding, viewer: OfficerView) -> None:
    """Raises NotYourPapers unless the officer receives at the desk where the papers lie."""
    _check_at_desk(forwarding.dossier, forwarding.from_unit_id, viewer)


def check_confirms(forwarding: Forwarding, viewer: OfficerView) -> None:
    """Raises NotYourPapers unless the officer receives at the desk where the papers go."""
    _check_at_desk(forwarding.dossier, forwarding.to_unit_id, viewer)


def _check_at_desk(dossier: Dossier, unit_id: int, viewer: OfficerView) -> None:
    """Keeps whom the viewer stands in for."""
    hats = [hat for hat in viewer.hats() if unit_id in desk_ids(hat, Permission.DOSSIER_RECEIVE)]
    if not hats:
        raise NotYourPapers()
    dossier.stood_in_for = hats[0].code if hats[0].id != viewer.id else ""


def check_at_list_desk(dossier: Dossier, desk_id: int, viewer: OfficerView, permission: str) -> None:
    """Raises DossierMissing, and NotYourPapers unless the officer does this kind of work at the desk."""
    check_can_see(dossier, viewer)
    hats = [hat for hat in viewer.hats() if desk_id in desk_ids(hat, permission)]
    if not hats:
        raise NotYourPapers()
    dossier.stood_in_for = hats[0].code if hats[0].id != viewer.id else ""


def list_desk_ids(viewer: OfficerView) -> frozenset[int]:
    """The desks whose hand-over lists the officer makes, reads and ends: where they receive or return."""
    return desk_ids(viewer, Permission.DOSSIER_RECEIVE) | desk_ids(viewer, Permission.DOSSIER_RETURN)


def can_take(dossier: Dossier, viewer: OfficerView) -> bool:
    """Whether the officer may take over what a colleague holds: by a role for the whole unit."""
    held = reach(viewer, Permission.DOSSIER_PROCESS)
    return (
        dossier.holder_kind == HolderKind.OFFICER
        and dossier.holder_officer_id != viewer.id
        and any(post.unit_id == dossier.holder_unit_id for post in viewer.own_posts)
        and held.covers(unit_id=dossier.holder_unit_id, agency_id=dossier.agency_id)
    )


def check_can_take(dossier: Dossier, viewer: OfficerView) -> None:
    """Raises DossierMissing, NotYourDossier."""
    check_can_see(dossier, viewer)
    if not can_take(dossier, viewer):
        raise NotYourDossier()


def asked_unit_ids(viewer: OfficerView) -> frozenset[int]:
    """The units for which the officer answers what others ask: those of posts that process."""
    return frozenset(post.unit_id for post in viewer.posts_with(Permission.DOSSIER_PROCESS))


def check_answers(dossier: Dossier, task: SideTask, viewer: OfficerView) -> None:
    """Raises SideTaskMissing unless the officer processes in the asked unit. Keeps whom they stand in for."""
    hats = [hat for hat in viewer.hats() if task.unit_id in asked_unit_ids(hat)]
    if not hats:
        raise SideTaskMissing()
    dossier.stood_in_for = hats[0].code if hats[0].id != viewer.id else ""


def approvers(dossier: Dossier, *, on: date) -> QuerySet[Officer]:
    """Who may approve a request to the applicant: who decides in the agency or assigns in the division."""
    held = Post.objects.held_on(on).filter(officer__account__is_active=True)
    decides = Q(unit__agency_id=dossier.agency_id, role__permissions__contains=[Permission.DOSSIER_DECIDE])
    assigns = Q(unit_id=dossier.work_unit_id, role__permissions__contains=[Permission.DOSSIER_ASSIGN])
    return Officer.objects.filter(pk__in=held.filter(decides | assigns).values("officer_id")).order_by(
        "full_name", "code"
    )


def drafts_as(viewer: OfficerView, *, drafter_id: int | None, unit_id: int | None) -> OfficerView | None:
    """As whom the viewer drafts a right result: whoever is named, while they process in that unit."""
    return next(
        (
            hat
            for hat in viewer.hats()
            if hat.id == drafter_id
            and any(post.unit_id == unit_id for post in hat.posts_with(Permission.DOSSIER_PROCESS))
        ),
        None,
    )


def names_drafter_as(
    viewer: OfficerView, *, unit_id: int | None, agency_id: int | None
) -> OfficerView | None:
    """As whom the viewer says who drafts a right result: whoever gives out the work of that unit."""
    return next(
        (
            hat
            for hat in viewer.hats()
            if reach(hat, Permission.DOSSIER_ASSIGN).covers(unit_id=unit_id, agency_id=agency_id)
        ),
        None,
    )


def check_drafts(correction: Correction, viewer: OfficerView) -> None:
    """Raises NotTheDrafter. Keeps whom the viewer stands in for."""
    hat = drafts_as(viewer, drafter_id=correction.drafter_id, unit_id=correction.holder_unit_id)
    if hat is None:
        raise NotTheDrafter()
    correction.dossier.stood_in_for = hat.code if hat.id != viewer.id else ""


def check_names_drafter(correction: Correction, viewer: OfficerView) -> None:
    """Raises NotYourDossier. Keeps whom the viewer stands in for."""
    dossier = correction.dossier
    hat = names_drafter_as(viewer, unit_id=correction.holder_unit_id, agency_id=dossier.agency_id)
    if hat is None:
        raise NotYourDossier()
    dossier.stood_in_for = hat.code if hat.id != viewer.id else ""


def units_assigned_by(viewer: OfficerView) -> QuerySet[Unit]:
    """The open divisions whose work the officer gives out, or which they administer."""
    assigned = reach(viewer, Permission.DOSSIER_ASSIGN)
    agencies = assigned.agency_ids | reach(viewer, Permission.ADMINISTER).agency_ids
    open_divisions = Unit.objects.filter(kind=UnitKind.DIVISION, closed_on=None)
    return open_divisions.filter(Q(pk__in=assigned.unit_ids) | Q(agency_id__in=agencies))


def _say_if_no_longer(dossier: Dossier, viewer: OfficerView) -> None:
    """Raises the reason for whoever stood in, or worked in the unit, when this dossier was there already."""
    filed_on = local_date(dossier.submitted_at)
    units = (dossier.holder_unit_id, dossier.work_unit_id, dossier.reception_unit_id)
    here = [unit_id for unit_id in units if unit_id is not None]
    leave = (
        Leave.objects.filter(substitute_id=viewer.id, officer__posts__unit__agency_id=dossier.agency_id)
        .exclude(officer_id__in=[holder_id for holder_id, _name in viewer.stands_in_for])
        .filter(valid_to__gte=filed_on)
        .select_related("officer")
        .order_by("-valid_from", "-pk")
        .first()
    )
    if leave is not None:
        ended = local_date(leave.ended_at) if leave.ended_at else leave.valid_to
        raise StandsInNoLonger(leave.officer.full_name, leave.valid_from, max(ended, leave.valid_from))
    post = (
        Post.objects.filter(officer_id=viewer.id, unit_id__in=here, valid_to__gte=filed_on)
        .exclude(unit_id__in=[post.unit_id for post in viewer.own_posts])
        .select_related("unit")
        .order_by("-valid_to", "-pk")
        .first()
    )
    if post is not None and post.valid_to is not None:
        raise NoLongerInUnit(post.unit.name, post.valid_to)


def is_party(dossier: Dossier, viewer: ApplicantView) -> bool:
    """Owner or filer, in person or for an organisation."""
    return (
        dossier.filer_id == viewer.person_id
        or dossier.owner_person_id == viewer.person_id
        or dossier.owner_organisation_id in viewer.organisation_ids
    )


def check_is_party(dossier: Dossier, viewer: ApplicantView) -> None:
    """Raises DossierMissing: to a stranger the dossier does not exist."""
    if not is_party(dossier, viewer):
        raise DossierMissing()


def can_edit_reasons(viewer: OfficerView, *, procedure_id: int | None) -> bool:
    """Editors of any agency for the general reasons; for those of a procedure, of one that publishes it."""
    held = reach(viewer, Permission.CATALOGUE_EDIT)
    if procedure_id is None:
        return viewer.may(Permission.CATALOGUE_EDIT)
    published = Publication.objects.filter(procedure_id=procedure_id)
    return published.filter(agency_id__in=held.agency_ids).exists()


def check_can_edit_reasons(viewer: OfficerView, *, procedure_id: int | None) -> None:
    """Raises PermissionLacking."""
    if not can_edit_reasons(viewer, procedure_id=procedure_id):
        raise PermissionLacking


def units_with_phrases(viewer: OfficerView) -> QuerySet[Unit]:
    """The units of the officer's own posts for which they may keep texts: where they assign, decide, or
    administer."""
    kinds = (Permission.DOSSIER_ASSIGN, Permission.DOSSIER_DECIDE, Permission.ADMINISTER)
    held = [reach(viewer, kind) for kind in kinds]
    units = frozenset().union(*(one.unit_ids for one in held))
    agencies = frozenset().union(*(one.agency_ids for one in held))
    return Unit.objects.filter(Q(pk__in=units) | Q(agency_id__in=agencies), closed_on=None)
