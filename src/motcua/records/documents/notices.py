"""Who is told when kept files are not as they were kept."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.accounts.queries.administration import top_administrators
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications import operations as notifications


def files_damaged(*, event_id: str, at: datetime) -> None:
    """Whoever administers the whole installation, once for each event."""
    for account in top_administrators(on=local_date(at)):
        with override(account.language):
            subject = _("Kept files are missing or damaged")
            body = _(
                "The check of kept files found a file that is missing or is not what was kept.\n\n"
                "Which files and dossiers it touches stands on the desk under Quản trị, Kiểm tra tệp lưu giữ."
                " Bring the file back from a backup; the next check says whether it is whole again."
            )
        notifications.send(
            event_id=event_id,
            recipient=account.code,
            address=account.email,
            subject=subject,
            body=body,
            at=at,
        )
