"""Help with filing online: the helper makes a code at the desk, the citizen types it beside a draft."""

import secrets
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.errors.helping import HelpCodeUnknown, NotYourDesk
from motcua.casework.dossiers.events.helping import HelpCodeMade
from motcua.casework.dossiers.models import Draft, HelpCode
from motcua.casework.dossiers.rules import helping as rules
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Post, Unit
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.clock import local_date

from ._trays import locked_draft


@transaction.atomic
def make_help_code(*, by: OfficerView, unit_code: str, at: datetime) -> HelpCode:
    """A code of the officer for one of their one-stop desks; the one before it ends at once.

    Raises: NotYourDesk.
    """
    unit = _locked_desk(by, unit_code)
    HelpCode.objects.filter(ends_at__lte=at).delete()
    code, _made = HelpCode.objects.update_or_create(
        helper_id=by.id, unit=unit, defaults={"digits": _unused(), "ends_at": at + rules.LASTS}
    )
    audit.record(
        HelpCodeMade(
            subject=f"unit:{unit.code}",
            at=at,
            actor=by.actor,
            dimensions=Dimensions(agency=unit.agency.code, unit=unit.code),
            until=code.ends_at.isoformat(),
        )
    )
    return code


def _locked_desk(by: OfficerView, unit_code: str) -> Unit:
    """The desk; its lock keeps the events of the unit in a row. Raises NotYourDesk."""
    desks = permissions.desk_ids(by, Permission.DOSSIER_RECEIVE)
    found = Unit.objects.select_for_update(of=("self",)).select_related("agency")
    unit = found.filter(pk__in=desks, code=unit_code, closed_on=None).first()
    if unit is None:
        raise NotYourDesk()
    return unit


def _unused() -> str:
    while True:
        digits = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}d}"
        if not HelpCode.objects.filter(digits=digits).exists():
            return digits


@transaction.atomic
def name_helper(*, by: ApplicantView, draft_code: str, typed: str, at: datetime) -> Draft:
    """Keep with a draft who helps with it and at which desk. Saving a draft is not an act.

    The answers and the account stay the person's own: the helper is given no way into either.
    Raises: DraftMissing, HelpCodeUnknown.
    """
    draft = locked_draft(draft_code, by)
    digits = rules.digits_typed(typed)
    code = HelpCode.objects.filter(digits=digits, ends_at__gt=at).select_related("helper", "unit").first()
    posts = Post.objects.held_on(local_date(at))
    if code is None or not posts.filter(officer=code.helper, unit=code.unit).exists():
        raise HelpCodeUnknown()
    draft.helper, draft.help_unit = code.helper, code.unit
    return _saved(draft, at)


@transaction.atomic
def forget_helper(*, by: ApplicantView, draft_code: str, at: datetime) -> Draft:
    """Take the helper's name from a draft again. Raises DraftMissing."""
    draft = locked_draft(draft_code, by)
    draft.helper = draft.help_unit = None
    return _saved(draft, at)


def _saved(draft: Draft, at: datetime) -> Draft:
    draft.updated_at = at
    draft.save(update_fields=["helper", "help_unit", "updated_at"])
    return draft
