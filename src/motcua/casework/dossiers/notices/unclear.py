"""What a person is told whose request has no agency yet: at once, by e-mail where there is one.

The words name the request by code; what was asked and why stays on the paper and at the desk.
"""

from datetime import datetime

from motcua.casework.dossiers.models import UnclearRequest
from motcua.foundation.kernel.clock import local
from motcua.foundation.notifications import operations as notifications


def taken_in(request: UnclearRequest, *, event_id: str, at: datetime) -> None:
    until = local(request.holder_until).strftime("%H:%M ngày %d/%m/%Y") if request.holder_until else ""
    _send(
        request,
        event_id,
        "Đang xác định cơ quan giải quyết",
        f"Quầy đã ghi nhận yêu cầu {request.code} và đang xác định cơ quan giải quyết. Anh/chị được trả lời "
        f"trước {until}.",
        at,
    )


def assigned(request: UnclearRequest, *, event_id: str, at: datetime) -> None:
    agency = request.publication.agency.name_vi if request.publication else ""
    _send(
        request,
        event_id,
        "Đã xác định cơ quan giải quyết",
        f"Yêu cầu {request.code} do {agency} giải quyết. Quầy sẽ lập hồ sơ và gửi giấy tiếp nhận, hoặc báo "
        "đầy đủ một lần những gì còn thiếu.",
        at,
    )


def answered(request: UnclearRequest, *, event_id: str, at: datetime) -> None:
    _send(
        request,
        event_id,
        "Không có cơ quan nào ở đây giải quyết yêu cầu này",
        f"Yêu cầu {request.code} không thuộc thẩm quyền của cơ quan nào nhận hồ sơ ở đây. Lý do, căn cứ và "
        "nơi cần đến ghi trên phiếu mà anh/chị nhận tại quầy hoặc qua bưu chính.",
        at,
    )


def _send(request: UnclearRequest, event_id: str, subject: str, words: str, at: datetime) -> None:
    person = request.filer
    account = person.account if person.account and person.account.closed_at is None else None
    address = account.email if account else person.email
    if not address:
        return
    notifications.send(
        event_id=event_id,
        recipient=account.code if account else person.code,
        address=address,
        subject=f"[{request.code}] {subject}",
        body=f"{words}\n\n{request.unit.name}, {request.unit.agency.name_vi}",
        at=at,
    )
