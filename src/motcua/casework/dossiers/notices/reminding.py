"""Who is told that a paper ends, by e-mail, in the language of the account."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.accounts.models import Account
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications import operations as notifications
from motcua.records.repository.models import Holding
from motcua.reference.catalogue.queries.renewals import Renewal


def paper_ends(
    account: Account, holding: Holding, renewal: Renewal | None, *, event_id: str, at: datetime
) -> None:
    if holding.valid_until is None:
        return
    with override(account.language):
        home = settings.MOTCUA_PUBLIC_URL + ("/en" if account.language == "en" else "")
        words = {
            "paper": " ".join(filter(None, (holding.type_name, holding.number_symbol))),
            "day": f"{holding.valid_until:%d/%m/%Y}",
            "days": (holding.valid_until - local_date(at)).days,
            "code": holding.code,
            "link": f"{home}/papers/{holding.code}/renew/",
            "finder": f"{home}/",
        }
        said = [
            _("Your paper “%(paper)s” (code %(code)s) is valid until %(day)s: %(days)d days are left.")
            % words
        ]
        if renewal is not None:
            said.append(
                _("Renew it in time. This opens a renewal with what is known already:\n%(link)s") % words
            )
        else:
            said.append(
                _("Which procedure renews it is not known here. Find it by its name:\n%(finder)s") % words
            )
        subject = _("Your paper is valid until %(day)s") % words
        notifications.send(
            event_id=event_id,
            recipient=account.code,
            address=account.email,
            subject=subject,
            body="\n\n".join(said),
            at=at,
        )
