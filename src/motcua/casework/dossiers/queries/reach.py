"""What one may reach: how far a dossier is, for anyone with its code; a file, for who it belongs to."""

from dataclasses import dataclass

from django.db.models import Q

from motcua.casework.dossiers import rules
from motcua.casework.dossiers.enums import Business, SubStatus
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Dossier, Draft
from motcua.foundation.accounts.queries import ApplicantView
from motcua.records.documents.models import Document
from motcua.records.letters.models import Letter

from .applicant import RESULTS
from .messages import came_with_message

STEPS = 6


@dataclass(frozen=True)
class Lookup:
    """All that a code alone tells: how far the dossier is."""

    code: str
    progress: int
    of: int
    word: str


def lookup(*, code: str) -> Lookup | None:
    """How far a dossier is, for anyone with its code; never whose it is. None for a code that nobody has.

    Law: TT-01-2018-VPCP/16.2.
    """
    row = (
        Dossier.objects.filter(Q(code=code) | Q(code_short=code))
        .values_list("code", "sub_status", "business")
        .first()
        if rules.is_dossier_code(code)
        else None
    )
    if row is None:
        return None
    return Lookup(row[0], rules.PROGRESS[SubStatus(row[1])], STEPS, str(SubStatus(row[1]).label))


def document_for(*, viewer: ApplicantView, code: str) -> Document:
    """A file that the viewer may open: of a draft of theirs; laid or filed with a dossier, or issued on it.

    Raises DossierMissing.
    """
    document = Document.objects.select_related("content").filter(code=code).first()
    if document is None or not _may_open(viewer, document):
        raise DossierMissing()
    return document


def _may_open(viewer: ApplicantView, document: Document) -> bool:
    mine = Dossier.objects.owned_or_filed_by(
        person_id=viewer.person_id, organisation_ids=viewer.organisation_ids
    )
    if Draft.objects.filter(account__code=viewer.account_code, papers__document=document).exists():
        return True
    if mine.filter(
        Q(filings__papers__document=document) | Q(supplements__papers__document=document)
    ).exists():
        return True
    if came_with_message(document, mine):
        return True
    letter = Letter.objects.filter(document=document).first()
    if letter is None or not letter.subject.startswith("dossier:"):
        return False
    issued = mine.filter(code=letter.subject.removeprefix("dossier:"))
    if letter.kind in RESULTS:
        issued = issued.filter(business=Business.RETURNED)
    return issued.exists()
