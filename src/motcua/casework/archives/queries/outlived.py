"""Dossiers whose period is over: what may be proposed for destruction. Nothing is destroyed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from motcua.casework.archives import permissions, rules
from motcua.casework.archives.enums import TransferState
from motcua.casework.archives.models import LegalHold, TransferLine
from motcua.casework.dossiers.models import Dossier, DossierQuerySet
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date

from .due import day_begins, of_kind
from .retention import Assigned, KindRow, assigned

AT_ONCE = 1000
HEAD = (
    "STT", "Mã hồ sơ", "Thủ tục", "Đơn vị", "Kết thúc", "Loại hồ sơ", "Thời hạn bảo quản",
    "Thời hạn đã kiểm chứng", "Hết thời hạn", "Đã nộp lưu",
)  # fmt: skip


@dataclass(frozen=True)
class OutlivedRow:
    """How many of a kind have outlived their period; those that are held stand apart."""

    kind: KindRow
    total: int
    held: int


def counts(*, viewer: OfficerView, today: date) -> list[OutlivedRow]:
    """By kind, only kinds with any. Two queries, and two for each kind that ends."""
    kinds, found = assigned(), []
    for kind in _ending(kinds):
        over = _over(viewer, kind, kinds, today)
        free = _free(over).count()
        if held := over.count() - free:
            found.append(OutlivedRow(kind, free, held))
        elif free:
            found.append(OutlivedRow(kind, free, 0))
    return found


def table(*, viewer: OfficerView, today: date) -> Iterator[tuple[str, ...]]:
    """The proposal line by line, the longest over first within a kind; what is held is not in it."""
    kinds, number = assigned(), 0
    received = TransferLine.objects.filter(
        dossier=OuterRef("pk"), transfer__state=TransferState.RECEIVED, state__in=["packed", "archived"]
    )
    for kind in _ending(kinds):
        rows = _free(_over(viewer, kind, kinds, today)).annotate(is_received=Exists(received))
        related = rows.select_related("publication__procedure", "work_unit", "reception_unit")
        for one in related.order_by("ended_at", "pk").iterator(chunk_size=AT_ONCE):
            number += 1
            yield _line(number, one, kind, is_received=vars(one)["is_received"])


def _ending(kinds: Assigned) -> list[KindRow]:
    """Those that are not kept for ever."""
    found = [one for one in kinds.rows.values() if one.years is not None]
    return sorted(found, key=lambda one: one.title)


def _over(viewer: OfficerView, kind: KindRow, kinds: Assigned, today: date) -> DossierQuerySet:
    assert kind.years is not None
    before = day_begins(date(today.year - kind.years, 1, 1))
    kept = Q(agency__in=sorted(permissions.kept_agency_ids(viewer)))
    return Dossier.objects.filter(kept, of_kind(kind.code, kinds), ended_at__lt=before)


def _free(dossiers: DossierQuerySet) -> DossierQuerySet:
    return dossiers.filter(~Exists(LegalHold.objects.filter(dossier=OuterRef("pk"), lifted_at=None)))


def _line(number: int, one: Dossier, kind: KindRow, *, is_received: bool) -> tuple[str, ...]:
    assert one.ended_at is not None
    ended_on, until = local_date(one.ended_at), rules.kept_until(local_date(one.ended_at), kind.years)
    return (
        str(number),
        one.code,
        one.publication.procedure.name,
        (one.work_unit or one.reception_unit).name,
        f"{ended_on:%d/%m/%Y}",
        kind.title,
        kind.period,
        "có" if kind.is_verified else "chưa kiểm chứng",
        f"{until:%d/%m/%Y}" if until else "",
        "có" if is_received else "chưa",
    )
