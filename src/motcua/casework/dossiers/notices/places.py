"""Who is told of papers between one-stop desks: desk mail, Vietnamese only, without what was filed."""

from datetime import datetime

from motcua.casework.dossiers.models import Forwarding
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Officer, Unit, valid_on
from motcua.foundation.kernel.clock import local, local_date
from motcua.foundation.notifications import operations as notifications


def sent(found: Forwarding, *, at: datetime) -> None:
    """To the desk that gets them."""
    code = found.dossier.code
    until = local(found.due_at).strftime("%H:%M ngày %d/%m/%Y")
    body = (
        f"{found.from_unit.name}, {found.from_unit.agency.name_vi} đã chuyển giấy tờ của hồ sơ {code} "
        f"({found.papers} bản).\n\nKhi giấy tờ đến, mở mục “Chuyển hồ sơ” để xác nhận trước {until}."
    )
    _tell(found.to_unit, f"papers-sent-{found.pk}", f"Giấy tờ đang chuyển đến: {code}", body, at)


def incomplete(found: Forwarding, *, at: datetime) -> None:
    """To the desk that sent them."""
    code = found.dossier.code
    body = (
        f"{found.to_unit.name}, {found.to_unit.agency.name_vi} đã nhận giấy tờ của hồ sơ {code} nhưng không "
        f"đủ như đã ghi.\n\nMở hồ sơ {code}, mục “Phối hợp”, để xem thiếu gì và chuyển tiếp."
    )
    _tell(found.from_unit, f"papers-missing-{found.pk}", f"Giấy tờ đến không đủ: {code}", body, at)


def _tell(unit: Unit, event_id: str, subject: str, body: str, at: datetime) -> None:
    people = (
        Officer.objects.filter(
            valid_on(local_date(at), of="posts"),
            posts__unit=unit,
            posts__role__permissions__contains=[Permission.DOSSIER_RECEIVE],
        )
        .select_related("account")
        .distinct()
        .order_by("pk")
    )
    for officer in people:
        notifications.send(
            event_id=event_id,
            recipient=officer.account.code,
            address=officer.mail_address,
            subject=subject,
            body=body,
            at=at,
        )
