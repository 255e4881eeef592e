"""The owner is told that the dossier was put under another procedure: which, why, and what that changes."""

from django.utils.translation import gettext as _

from motcua.casework.dossiers.models import ProcedureChange
from motcua.casework.dossiers.notices import Act, in_language_of, send
from motcua.casework.dossiers.notices.standing import moment
from motcua.casework.dossiers.righting import Fit
from motcua.foundation.kernel.money import format_vnd


def procedure_changed(act: Act, *, change: ProcedureChange, found: Fit) -> None:
    old, new = change.old_version.publication.procedure, found.version.publication.procedure
    names = {"old": f"{old.name} ({old.code})", "new": f"{new.name} ({new.code})"}
    with in_language_of(act):
        lines = [
            _("You filed it under “%(old)s”. What you ask for belongs to “%(new)s”, so we moved it there.")
            % names,
            _("Reason: %(reason)s") % {"reason": change.reason},
            _("The code of the dossier stays the same. You do not need to file again."),
        ]
        lines += _money(found)
        due = act.dossier.due_at
        if due is not None and not found.lacks:
            said = _("The result is due by %(until)s. A new receipt takes the place of the old one.")
            lines.append(said % {"until": moment(due)})
        if found.lacks:
            lines.append(_("The right procedure asks for more: a second message says all of it."))
        else:
            lines.append(_("What you filed is enough for the right procedure."))
        send(act, subject=_("Your dossier was moved to the right procedure"), lines=lines)


def _money(found: Fit) -> list[str]:
    if found.paid_too_much_vnd:
        said = _(
            "You paid %(amount)s more than the right procedure costs; ask the agency about getting it back."
        )
        return [said % {"amount": format_vnd(found.paid_too_much_vnd)}]
    if found.to_pay_vnd and found.paid_vnd:
        said = _("%(amount)s are still to be paid beyond what you paid already.")
        return [said % {"amount": format_vnd(found.to_pay_vnd)}]
    if found.to_pay_vnd:
        return [_("The fee of the right procedure is %(amount)s.") % {"amount": format_vnd(found.to_pay_vnd)}]
    return []
