"""Filing: a complete draft becomes a dossier with a code, in one transaction."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from motcua.casework.dossiers import checking, draft_rows, notices
from motcua.casework.dossiers.errors import DraftMissing, FilingIncomplete, ProcedureChanged
from motcua.casework.dossiers.models import Dossier, Draft
from motcua.foundation.accounts.models import Kiosk
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue import queries as catalogue

from ._acts import locked
from ._filing import enter


@transaction.atomic
def submit(*, by: ApplicantView, draft_code: str, at: datetime, kiosk_code: str = "") -> Dossier:
    """File a draft; the same draft filed twice is one dossier.

    The code is dated by submission and never changes; an answer comes within 8 working hours. With the code
    of a kiosk in force it is filed there, else online.

    Raises: DraftMissing, FilingIncomplete, ProcedureChanged, Missing, Refused (the law has ended),
    NameMismatch, NoUnitForWork.
    Law: TT-01-2018-VPCP/19, ND-45-2020/11, ND-309-2026/kiosk.
    """
    draft = draft_rows.draft_of(
        Draft.objects.select_for_update(of=("self",)),
        code=draft_code,
        account_code=by.account_code,
        also=("publication__procedure__field", "filer__account"),
    )
    if draft is None:
        return _filed_before(draft_code, by)
    version = catalogue.version_for_filing(
        publication_code=draft.publication.full_code, on=local_date(at), demo=settings.MOTCUA_DEMO
    )
    if version.version_id != draft.version_id:
        raise ProcedureChanged()
    with translation.override("vi"):  # what is kept and owed speaks the language of the law
        checked = checking.check_draft(draft, on=local_date(at))
    if checked.steps_with_defects:
        raise FilingIncomplete(checked.steps_with_defects)
    act = enter(draft=draft, checked=checked, by=by, at=at, kiosk=_kiosk(kiosk_code))
    notices.filed(act)
    draft.delete()
    return act.dossier


def _filed_before(draft_code: str, by: ApplicantView) -> Dossier:
    """The dossier that this draft became: a second click files nothing."""
    filed = Dossier.objects.filter(submission_code=draft_code, filer_id=by.person_id).first()
    if filed is None:
        raise DraftMissing()
    return locked(filed.code)


def _kiosk(code: str) -> Kiosk | None:
    return Kiosk.objects.in_force().select_related("unit").filter(code=code).first() if code else None
