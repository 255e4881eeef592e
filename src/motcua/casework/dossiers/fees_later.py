"""What a filed dossier will owe when its result is there."""

from django.utils import translation

from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.rules.fees import FeeLine

from . import checking
from .fees_due import asked_with_result, fee_lines, has_with_result
from .models import Dossier, Filing


def fees_later(dossier: Dossier) -> list[FeeLine]:
    """The lines by the last answers, on the day of filing and by the channel of the dossier.

    In the language of the law: they are kept with the charge. No query where the fee rule collects nothing
    with the result; else one.
    """
    fee = dossier.version.fee_version.content if dossier.version.fee_version else None
    if not has_with_result(fee):
        return []
    answers = (
        Filing.objects.filter(dossier=dossier).order_by("-round").values_list("answers", flat=True).first()
    )
    with translation.override("vi"):
        lines = fee_lines(
            dossier.version.content,
            fee,
            answers or {},
            case=dossier.case_slug,
            on=local_date(dossier.submitted_at),
            form=checking.form_of(dossier.version),
            channel=dossier.channel,
        )
    return asked_with_result(lines)
