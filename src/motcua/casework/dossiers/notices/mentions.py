"""Who is told that a note names them: that there is one, never its words. Desk mail, Vietnamese only."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from motcua.casework.dossiers.notices import Act
from motcua.foundation.accounts.models import Leave, Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications import operations as notifications


def named(act: Act, *, writer: OfficerView, codes: Sequence[str]) -> None:
    """To each who is named, and to whoever stands in for them today."""
    if not codes:
        return
    code = act.dossier.code
    link = f"{settings.MOTCUA_PUBLIC_URL}/desk/dossiers/{code}/?tab=notes"
    for officer, whom in _told(act, writer, codes):
        notifications.send(
            event_id=str(act.id),
            recipient=officer.code,
            address=officer.mail_address,
            subject=f"[{code}] {whom[:1].upper()}{whom[1:]} được nhắc đến trong ghi chú",
            body=f"{writer.name} nhắc đến {whom} trong một ghi chú nội bộ của hồ sơ {code}.\n\n{link}",
            at=act.at,
        )


def _told(act: Act, writer: OfficerView, codes: Sequence[str]) -> Iterator[tuple[Officer, str]]:
    """The named before those who stand in, so that who is both is told as named."""
    for officer in Officer.objects.filter(code__in=codes).select_related("account").order_by("pk"):
        yield officer, "anh/chị"
    away = Leave.objects.held_on(local_date(act.at)).filter(officer__code__in=codes, substitute__isnull=False)
    for leave in away.select_related("officer", "substitute__account").order_by("pk"):
        if leave.substitute is not None and leave.substitute.code != writer.code:
            yield leave.substitute, f"{leave.officer.full_name} (anh/chị đang thay)"
