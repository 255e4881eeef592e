"""Who is told of what is asked of other units: desk mail, Vietnamese only, without what was filed."""

from datetime import datetime

from motcua.casework.dossiers.enums import SideKind
from motcua.casework.dossiers.models import Dossier, SideTask
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Officer, Unit, valid_on
from motcua.foundation.kernel.clock import local, local_date
from motcua.foundation.notifications import operations as notifications


def asked(task: SideTask, *, at: datetime) -> None:
    """To the unit's officers, when their clock begins."""
    what = "lấy ý kiến" if task.kind == SideKind.OPINION else "giao hồ sơ thành phần"
    body = (
        f"Đơn vị anh/chị được {what} {task.code}. Hạn trả lời: {_due(task)}.\n\nMở mục “Phối hợp” để trả lời."
    )
    _tell(_of_unit(task.unit, at), task, f"asked-{task.code}", f"Việc phối hợp mới: {task.code}", body, at)


def answered(task: SideTask, *, dossier: Dossier, at: datetime) -> None:
    """To who holds the dossier and to who asked."""
    late = ", muộn so với hạn" if task.is_late else ""
    body = f"{task.party} đã trả lời {task.code}{late}.\n\nMở hồ sơ {dossier.code}, mục “Phối hợp”, để xem."
    people = {one.pk: one for one in (task.asked_by, dossier.holder_officer) if one is not None}
    _tell(list(people.values()), task, f"answered-{task.code}", f"Đã có trả lời: {task.code}", body, at)


def reminded(task: SideTask, *, event_id: str, at: datetime) -> None:
    """To the unit's officers, a working day before."""
    body = f"{task.code} cần được trả lời trước {_due(task)}.\n\nMở mục “Phối hợp” để trả lời."
    _tell(_of_unit(task.unit, at), task, event_id, f"Sắp đến hạn trả lời: {task.code}", body, at)


def late(task: SideTask, *, dossier: Dossier, event_id: str, at: datetime) -> None:
    """To the one-stop desk, to who asked, and once more to the unit."""
    body = (
        f"{task.party} chưa trả lời {task.code}; hạn trả lời là {_due(task)}. Thời hạn giải quyết hồ sơ vẫn "
        "tính tiếp."
    )
    desk = _of_unit(dossier.reception_unit, at, Permission.DOSSIER_RECEIVE)
    people = {one.pk: one for one in [*desk, task.asked_by, *_of_unit(task.unit, at)]}
    _tell(list(people.values()), task, event_id, f"Chậm trả lời: {task.code}", body, at)


def _of_unit(unit: Unit | None, at: datetime, permission: str = Permission.DOSSIER_PROCESS) -> list[Officer]:
    """Who has a post there today with that permission."""
    if unit is None:
        return []
    return list(
        Officer.objects.filter(
            valid_on(local_date(at), of="posts"),
            posts__unit=unit,
            posts__role__permissions__contains=[permission],
        )
        .select_related("account")
        .distinct()
        .order_by("pk")
    )


def _tell(
    people: list[Officer], task: SideTask, event_id: str, subject: str, body: str, at: datetime
) -> None:
    for officer in people:
        notifications.send(
            event_id=event_id,
            recipient=officer.account.code,
            address=officer.mail_address,
            subject=subject,
            body=body,
            at=at,
        )


def _due(task: SideTask) -> str:
    return local(task.due_at).strftime("%H:%M ngày %d/%m/%Y") if task.due_at else ""
