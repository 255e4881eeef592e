"""Loose papers whose period is over: what may be proposed for destruction. Nothing is destroyed here."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

from motcua.casework.archives import rules
from motcua.casework.archives.enums import LineState, TransferState
from motcua.casework.archives.models import LegalHold, TransferLine
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.models import Holding, HoldingQuerySet

from .loose import YEAR, kept, of_kind, year_of
from .outlived import AT_ONCE, OutlivedRow
from .retention import AssignedPapers, KindRow, assigned_to_papers

HEAD = (
    "STT", "Mã trong kho", "Loại giấy tờ", "Số, ký hiệu", "Nơi cấp", "Năm", "Hiệu lực đến", "Loại hồ sơ",
    "Thời hạn bảo quản", "Thời hạn đã kiểm chứng", "Hết thời hạn", "Đã nộp lưu",
)  # fmt: skip


def counts(*, viewer: OfficerView, today: date) -> list[OutlivedRow]:
    """By kind, only kinds with any. Four queries, and two for each kind that ends."""
    kinds, papers, found = assigned_to_papers(), kept(viewer), []
    for kind in _ending(kinds):
        over = _over(papers, kind, kinds, today)
        free = _free(over).count()
        if (held := over.count() - free) or free:
            found.append(OutlivedRow(kind, free, held))
    return found


def table(*, viewer: OfficerView, today: date) -> Iterator[tuple[str, ...]]:
    """The proposal line by line, in the order in which they came within a kind; what is held is not in it."""
    kinds, papers, number = assigned_to_papers(), kept(viewer), 0
    handed = TransferLine.objects.filter(
        holding=OuterRef("pk"),
        transfer__state=TransferState.RECEIVED,
        state__in=[LineState.PACKED, LineState.ARCHIVED],
    )
    for kind in _ending(kinds):
        rows = _free(_over(papers, kind, kinds, today)).annotate(is_received=Exists(handed))
        for one in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
            number += 1
            yield _line(number, one, kind, is_received=vars(one)["is_received"])


def _ending(kinds: AssignedPapers) -> list[KindRow]:
    """Those that are not kept for ever."""
    found = [one for one in kinds.rows.values() if one.years is not None]
    return sorted(found, key=lambda one: one.title)


def _over(papers: HoldingQuerySet, kind: KindRow, kinds: AssignedPapers, today: date) -> HoldingQuerySet:
    """`rules.paper_kept_until` told to the database."""
    assert kind.years is not None
    ended = Q(valid_until=None) | Q(valid_until__lt=today)
    over = papers.filter(ended, of_kind(kind.code, kinds)).annotate(year=YEAR)
    return over.filter(year__lt=today.year - kind.years)


def _free(papers: HoldingQuerySet) -> HoldingQuerySet:
    return papers.filter(~Exists(LegalHold.objects.filter(holding=OuterRef("pk"), lifted_at=None)))


def _line(number: int, one: Holding, kind: KindRow, *, is_received: bool) -> tuple[str, ...]:
    until = rules.paper_kept_until(year_of(one), kind.years, valid_until=one.valid_until)
    stored = "" if one.issued_on else f" (lưu kho {local_date(one.held_at):%d/%m/%Y})"
    return (
        str(number),
        one.code,
        one.type_name,
        one.number_symbol,
        one.issuer_name,
        f"{year_of(one)}{stored}",
        f"{one.valid_until:%d/%m/%Y}" if one.valid_until else "không ghi",
        kind.title,
        kind.period,
        "có" if kind.is_verified else "chưa kiểm chứng",
        f"{until:%d/%m/%Y}" if until else "",
        "có" if is_received else "chưa",
    )
