"""What is settled at once: received, decided and numbered in one sitting, each act with its own event."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import sector_times
from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.models import Result
from motcua.casework.dossiers.rules import settling
from motcua.foundation.accounts.queries import OfficerView

from ._acts import locked
from .acceptance import accept
from .decision import approve_and_sign, number_and_seal
from .processing import assign, propose


@transaction.atomic
def settle_at_once(
    *, by: OfficerView, code: str, outcome: str, data: dict[str, Any], opinion: str, at: datetime
) -> Result:
    """All acts from the reception to the numbered result by one officer, or none of them.

    Each act asks for its own permission and its own rule. What is returned is the paper, once it is made.

    Raises: DossierMissing, NotYourDossier, NotAtOnce, PowersMissing and whatever one of the acts refuses.
    Law: ND-61-2018/17.
    """
    dossier = locked(code)
    held = {one for post in by.posts for one in post.permissions}
    settling.check_settling(is_at_once=sector_times.is_at_once(dossier), held=held)
    if dossier.sub_status == SubStatus.WAITING_RECEPTION:
        accept(by=by, code=code, at=at)
    assign(by=by, code=code, officer_code=by.code, at=at)
    propose(by=by, code=code, outcome=outcome, data=data, opinion=opinion, at=at)
    approve_and_sign(by=by, code=code, at=at)
    return number_and_seal(by=by, code=code, at=at)
