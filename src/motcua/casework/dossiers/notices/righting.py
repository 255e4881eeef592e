"""The owner is told that the dossier was put under another procedure: which, why, and what that changes."""

from django.utils.translation import gettext as _

from motcua.casework.dossiers.models import ProcedureChange
from motcua.casework.dossiers.notices import Act, in_language_of, tell
from motcua.casework.dossiers.notices.standing import moment
from motcua.casework.dossiers.righting import Fit
from motcua.foundation.kernel.money import format_vnd


def procedure_changed(act: Act, *, change: ProcedureChange, found: Fit) -> None:
    old, new = change.old_version.publication.procedure, found.version.publication.procedure
    names = {"old": f"{old.name} ({old.code})", "new": f"{new.name} ({new.code})"}
    with in_language_of(act):
        due = act.dossier.due_at
        given = {**names, "reason": change.reason, "money": _money(found)}
        if found.lacks:
            return tell(act, "procedure_changed_and_lacks", **given)
        return tell(act, "procedure_changed", **given, due=moment(due) if due is not None else "")


def _money(found: Fit) -> str:
    if found.paid_too_much_vnd:
        said = _(
            "You paid %(amount)s more than the right procedure costs; ask the agency about getting it back."
        )
        return said % {"amount": format_vnd(found.paid_too_much_vnd)}
    if found.to_pay_vnd and found.paid_vnd:
        said = _("%(amount)s are still to be paid beyond what you paid already.")
        return said % {"amount": format_vnd(found.to_pay_vnd)}
    if found.to_pay_vnd:
        return _("The fee of the right procedure is %(amount)s.") % {"amount": format_vnd(found.to_pay_vnd)}
    return ""
