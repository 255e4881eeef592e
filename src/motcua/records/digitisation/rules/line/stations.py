"""The stations of the line and the order in which a campaign goes through them. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from motcua.records.digitisation.errors import StationOrderRefused


class Station(StrEnum):
    """Where a document of a campaign stands."""

    INTAKE = "intake"
    PERSONAL_SIGNATURE = "personal_signature"
    READING = "reading"
    CHECKING = "checking"
    SEAL = "seal"
    STORAGE = "storage"


USUAL_ORDER: Final = (
    Station.INTAKE, Station.PERSONAL_SIGNATURE, Station.READING, Station.CHECKING, Station.SEAL,
    Station.STORAGE,
)  # fmt: skip
"""Law: TT-01-2023-VPCP/7, TT-01-2023-VPCP/8."""

BINDING: Final = (
    (Station.READING, Station.CHECKING, "Phải đọc dữ liệu trước khi kiểm tra dữ liệu."),
    (Station.PERSONAL_SIGNATURE, Station.SEAL, "Người quét phải ký trước khi cơ quan ký bản sao."),
    (Station.CHECKING, Station.SEAL, "Phải kiểm tra dữ liệu trước khi cấp mã và ký bản sao."),
)
"""Pairs that no campaign may turn around: the later one needs what the earlier one made."""


def check_order(order: Sequence[Station]) -> None:
    """An order begins with the intake, ends with storage and has each station once.

    Raises: StationOrderRefused.
    """
    missing = [one for one in USUAL_ORDER if one not in order]
    if len(set(order)) != len(order) or missing:
        raise StationOrderRefused("Mỗi trạm phải có đúng một lần.")
    if order[0] is not Station.INTAKE or order[-1] is not Station.STORAGE:
        raise StationOrderRefused("Trạm đầu là tiếp nhận bản quét, trạm cuối là lưu vào kho.")
    for earlier, later, why in BINDING:
        if order.index(earlier) > order.index(later):
            raise StationOrderRefused(why)


def departures(order: Sequence[Station]) -> tuple[str, ...]:
    """In what an order departs from the law's, as sentences for whoever chooses it.

    Law: TT-01-2023-VPCP/8.
    """
    if order.index(Station.PERSONAL_SIGNATURE) < order.index(Station.READING):
        return ()
    return ("Thông tư 01/2023/TT-VPCP (Điều 8): người quét ký số trước khi bóc tách dữ liệu.",)


def following(order: Sequence[Station], station: Station) -> Station | None:
    """The next station; None after the last."""
    place = order.index(station) + 1
    return order[place] if place < len(order) else None
