"""Papers of the repository laid beside a draft or an answer, instead of files. Laying one is not an act."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, held_papers
from motcua.casework.dossiers.errors import NotAMember
from motcua.casework.dossiers.errors.held import NothingHeld
from motcua.casework.dossiers.models import Draft, DraftPaper, LaidPaper
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.rules.papers import Demand

from ._places import demand_at, laid_at, put
from ._trays import tray_of


@transaction.atomic
def take_held(*, by: ApplicantView, beside: str, place: str, holding_code: str, at: datetime) -> LaidPaper:
    """Lay a paper of the repository for a paper that is asked for: its file and its code, no copy.

    `beside` is the code of the draft, or of the dossier whose supplement waits for an answer.

    Raises: DraftMissing, DossierMissing, NothingToAnswer, NotAMember, UnknownPaper, TooManyFiles, NothingHeld
    (another owner's too, and one that the officer has asked for although it is held).
    Law: ND-45-2020/4.
    """
    tray = tray_of(beside, by)
    demand = demand_at(tray, place, at)
    if tray.held_owner not in ("", *_own(by)):
        raise NotAMember()
    found = held_papers.fits([demand], owner_code=tray.held_owner, on=local_date(at)).get(place, [])
    held = next((one for one in found if one.code == holding_code), None)
    is_refused = holding_code in tray.asked_again
    if held is None or is_refused or any(not one.holding_code for one in laid_at(tray, demand)):
        raise NothingHeld()
    return put(
        tray,
        demand,
        held.document_id,
        at,
        issued_on=held.issued_on,
        expires_on=held.valid_until,
        holding_code=held.code,
    )


@transaction.atomic(savepoint=False)
def take_what_fits(*, draft: Draft, by: ApplicantView, at: datetime) -> None:
    """Lay what the repository holds where exactly one paper fits; what is of another owner goes first.

    One query more where nothing may be taken.
    """
    on = local_date(at)
    laid = list(draft.papers.all())
    owner = _owner(draft, by) if held_papers.owner_code(draft) in _own(by) else ""
    laid = _of_owner(laid, owner, at=at)
    if not held_papers.asks_any(draft) or not owner:
        return
    demands = checking.files_asked(draft, on=on)
    taken = held_papers.to_take(demands, laid, owner_code=owner, left_out=draft.left_out, on=on)
    by_place = {demand.place: demand for demand in demands}
    DraftPaper.objects.bulk_create(_paper(draft, by_place[place], held, at) for place, held in taken.items())


@transaction.atomic(savepoint=False)
def lay(*, draft: Draft, holding_code: str, by: ApplicantView, at: datetime) -> None:
    """Lay this paper where the draft asks for one of its type; nothing where it does not fit."""
    demands = checking.files_asked(draft, on=local_date(at))
    fits = held_papers.fits(demands, owner_code=_owner(draft, by), on=local_date(at))
    for demand in demands:
        for held in fits.get(demand.place, ()):
            if held.code == holding_code and demand.row is None:
                _paper(draft, demand, held, at).save(force_insert=True)
                return


def _own(by: ApplicantView) -> tuple[str, ...]:
    return (by.person_code, *by.organisation_codes)


def _owner(draft: Draft, by: ApplicantView) -> str:
    """Raises NotAMember: of an organisation that the viewer has left nothing is taken."""
    owner = held_papers.owner_code(draft)
    if owner and owner not in _own(by):
        raise NotAMember()
    return owner


def _of_owner(laid: list[DraftPaper], owner: str, *, at: datetime) -> list[DraftPaper]:
    """What stays laid: no paper of the repository that is another owner's."""
    if not any(one.holding_code for one in laid):
        return laid
    taken = held_papers.taken_of(laid, on=local_date(at))
    others = {code for code, held in taken.items() if held.owner_code != owner}
    DraftPaper.objects.filter(pk__in=[one.pk for one in laid if one.holding_code in others]).delete()
    return [one for one in laid if one.holding_code not in others]


def _paper(draft: Draft, demand: Demand, held: Held, at: datetime) -> DraftPaper:
    return DraftPaper(
        draft=draft,
        slug=demand.paper.slug,
        document_id=held.document_id,
        holding_code=held.code,
        issued_on=held.issued_on,
        expires_on=held.valid_until,
        added_at=at,
    )
