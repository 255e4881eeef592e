"""Dossiers whose intended refusal was told and whose applicant may still say something to it."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from motcua.casework.dossiers.enums import Business, Stage, SubStatus
from motcua.casework.dossiers.models import Dossier, DossierQuerySet, Supplement


def waits_for_reply() -> Exists:
    """Beside a row of dossiers: they wait as for a supplement, and are called otherwise."""
    return Exists(Supplement.objects.filter(dossier=OuterRef("pk"), stage=Stage.REFUSAL, answered_at=None))


def marked(found: DossierQuerySet) -> DossierQuerySet:
    """With `waits_for_reply` on each row."""
    return found.annotate(**{"waits_for_reply": waits_for_reply()})


def own_words(dossier: Dossier, *, is_reply_awaited: bool) -> dict[str, str]:
    """Where it stands, for the applicant; an intended refusal that may be answered is called what it is."""
    if is_reply_awaited:
        return {
            "state_label": _("Waiting for a reply to the intended refusal"),
            "step_label": _("Waits for your reply to the intended refusal"),
        }
    return {
        "state_label": str(Business(dossier.business).label),
        "step_label": str(SubStatus(dossier.sub_status).label),
    }
