"""Papers that were issued: printed again, and their files made again where they are lost or harmed."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.queries.counter import COPIES, PAPERS_AT_COUNTER
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local
from motcua.records.letters import operations as letters
from motcua.records.letters import queries as letter_queries
from motcua.records.letters.enums import LetterState
from motcua.records.letters.errors import LetterMissing

from ._acts import locked, subject_of


@transaction.atomic
def remake_paper(*, by: OfficerView, code: str, letter_code: str, at: datetime) -> None:
    """Have the file of a paper made again, with the same words and template; the worker signs it anew.

    Raises: DossierMissing, NotYourDossier, LetterMissing, LetterIsWhole.
    """
    _letter(by, code, letter_code)
    letters.make_again(letter_code=letter_code, by=by.actor, at=at)


@transaction.atomic
def reprint_paper(*, by: OfficerView, code: str, letter_code: str, at: datetime) -> bytes:
    """The two copies of a receipt, request or refusal once more; each says when it was printed again.

    Raises: DossierMissing, NotYourDossier, LetterMissing, OutsideFailure.
    """
    row = _letter(by, code, letter_code)
    if row.kind not in PAPERS_AT_COUNTER:
        raise LetterMissing()
    mark = f" – in lại lúc {local(at):%H:%M %d/%m/%Y}"
    if row.state == LetterState.REVOKED:
        mark += ", đã thu hồi"
    return letters.reprint(
        letter_code=letter_code, copies=[copy + mark for copy in COPIES], by=by.actor, at=at
    )


def _letter(by: OfficerView, code: str, letter_code: str) -> letter_queries.LetterRow:
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    if not permissions.can_hand_out(dossier, by):
        raise NotYourDossier()
    found = letter_queries.letters_about(subject=subject_of(dossier))
    row = next((one for one in found if one.code == letter_code), None)
    if row is None:
        raise LetterMissing()
    return row
