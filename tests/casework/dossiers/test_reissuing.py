"""Papers that were issued are printed again, and a lost or harmed file is made again in the same words."""

import pytest

from motcua.adapters.storage.local import LocalStore
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing, NotYourDossier
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import queries as documents
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.errors import LetterIsWhole, LetterMissing
from motcua.records.letters.models import Letter
from tests.factories.accounts import a_unit, an_agency, an_officer, lan, officer_view
from tests.factories.dossiers import FILED, accepted, an_authority, filed, later
from tests.factories.papers import certificates

from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 60)


def a_made_receipt() -> tuple[str, Letter]:
    certificates()
    dossier = accepted()
    letter = Letter.objects.get(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)
    return dossier.code, letters.make(letter_code=letter.code, at=AT)


def file_of(letter: Letter):
    store = adapter("store")
    assert isinstance(store, LocalStore)
    path = store.path_of(letter.document.content_id)
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("harm", ["missing", "broken"])
def test_a_lost_or_harmed_file_is_made_again_in_the_same_words_and_template(harm):
    code, letter = a_made_receipt()
    path = file_of(letter)
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-20])

    dossiers.remake_paper(by=officer_view(lan()), code=code, letter_code=letter.code, at=AT)
    again = letters.make(letter_code=letter.code, at=later(AT))

    assert again.state == LetterState.MADE
    assert (again.data, again.template_id, again.number) == (letter.data, letter.template_id, letter.number)
    assert again.document_id != letter.document_id
    assert documents.damage_of(again.document) == ""
    event = AuditEvent.objects.get(kind="LetterAskedAgain")
    assert (event.payload["why"], event.actor_code) == (harm, "lan")


def test_a_file_that_is_whole_is_not_made_again():
    code, letter = a_made_receipt()

    with no_trace(), pytest.raises(LetterIsWhole):
        dossiers.remake_paper(by=officer_view(lan()), code=code, letter_code=letter.code, at=AT)


def test_two_copies_are_printed_again_and_that_is_logged():
    code, letter = a_made_receipt()

    pdf = dossiers.reprint_paper(by=officer_view(lan()), code=code, letter_code=letter.code, at=AT)

    assert pdf.startswith(b"%PDF")
    event = AuditEvent.objects.get(kind="LetterReprinted")
    assert (event.payload["copies"], event.actor_code) == (2, "lan")


def test_only_whoever_handles_the_dossier_prints_its_papers_and_only_its_own():
    code, letter = a_made_receipt()
    other = filed()
    elsewhere = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = officer_view(an_officer(unit=elsewhere, code="bg-tiep-nhan"))
    cashier = officer_view(an_authority()["cashier"])

    for act in (dossiers.reprint_paper, dossiers.remake_paper):
        with no_trace(), pytest.raises(DossierMissing):
            act(by=stranger, code=code, letter_code=letter.code, at=AT)
        with no_trace(), pytest.raises(NotYourDossier):
            act(by=cashier, code=code, letter_code=letter.code, at=AT)
        with no_trace(), pytest.raises(LetterMissing):
            act(by=officer_view(lan()), code=other.code, letter_code=letter.code, at=AT)
