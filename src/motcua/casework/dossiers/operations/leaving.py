"""What lies with officers who work in its unit no more goes back to the unit: nothing lies with nobody."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from motcua.casework.dossiers.enums import HolderKind
from motcua.casework.dossiers.events.flow import DossierGivenBack
from motcua.casework.dossiers.models import Dossier, QueueCount
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Post
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date

from ._acts import Act, locked
from .handing import HELD_AT

WHY = "Người giữ không còn làm ở đơn vị"


def give_back_left(*, at: datetime) -> int:
    """Give to the unit what lies with officers who have no post to process there any more; how many it were.

    Who is shut out keeps what they hold, as they keep their posts. Each in a transaction of its own; deadline
    and clock stay as they are. Safe to repeat.

    Raises: nothing.
    """
    return sum(_give_back(code, at) for code in list(_left(at).values_list("code", flat=True)))


def _left(at: datetime) -> QuerySet[Dossier]:
    there = Post.objects.held_on(local_date(at)).filter(
        officer_id=OuterRef("holder_officer_id"),
        unit_id=OuterRef("holder_unit_id"),
        role__permissions__contains=[Permission.DOSSIER_PROCESS],
    )
    held = {"holder_kind": HolderKind.OFFICER, "sub_status__in": HELD_AT}
    counted = QueueCount.objects.open().filter(~Exists(there), **held)  # few rows, however many dossiers
    found = Dossier.objects.open().filter(~Exists(there), **held)
    return found.filter(holder_officer_id__in=counted.values("holder_officer_id")).order_by("pk")


@transaction.atomic
def _give_back(code: str, at: datetime) -> bool:
    dossier = locked(code)
    if dossier.holder_unit is None or not _left(at).filter(pk=dossier.pk).exists():
        return False
    act = Act(dossier, actor=SYSTEM, at=at)
    act.note = WHY
    act.hand_to_unit(dossier.holder_unit, until=dossier.holder_until or at)
    act.save()
    audit.record(DossierGivenBack(**act.facts))
    return True
