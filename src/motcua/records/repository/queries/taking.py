"""Papers that may be taken from the repository instead of being asked for again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.records.documents.enums import State
from motcua.records.repository.models import NEWEST, Holding

MOST = 200


@dataclass(frozen=True)
class Held:
    """A paper of an owner as a filing refers to it. `issued_on` is the first day of a month or a year where
    no more is known; `document_id` is the signed copy, where there is one.
    """

    code: str
    owner_code: str
    type_codes: tuple[str, ...]
    type_name: str
    number_symbol: str
    issued_on: date | None
    valid_until: date | None
    document_id: int
    pages: int

    @property
    def name(self) -> str:
        """`Giấy phép tiến hành công việc bức xạ số 05/GP-SKHCN`."""
        return f"{self.type_name} số {self.number_symbol}" if self.number_symbol else self.type_name


def fitting(*, owner_code: str, type_codes: Collection[str], on: date) -> list[Held]:
    """What an owner has of these types that is valid on a day and whose file may be opened, the newest first.

    One query, by the index of the owner; none where nobody or nothing is asked for.
    """
    wanted = {code for code in type_codes if code}
    if not owner_code or not wanted:
        return []
    of_type = Q(type_code__in=wanted) | Q(national_code__in=wanted)
    found = Holding.objects.of(owner_code).valid_on(on).filter(of_type)
    usable = found.exclude(document__state=State.REJECTED)
    return [_held(one) for one in usable.order_by(*NEWEST)[:MOST]]


def still_valid(*, codes: Collection[str], on: date) -> dict[str, Held]:
    """Those of these papers that are valid on a day, by code. At most one query."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return {one.code: _held(one) for one in Holding.objects.valid_on(on).filter(code__in=wanted)}


def names_of(*, codes: Collection[str]) -> dict[str, str]:
    """What papers are called, whatever they are worth. At most one query."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return {one.code: _held(one).name for one in Holding.objects.filter(code__in=wanted)}


def _held(one: Holding) -> Held:
    return Held(
        code=one.code,
        owner_code=one.owner_code,
        type_codes=one.type_codes,
        type_name=one.type_name,
        number_symbol=one.number_symbol,
        issued_on=one.issued_on,
        valid_until=one.valid_until,
        document_id=one.signed_copy_id or one.document_id,
        pages=one.pages,
    )
