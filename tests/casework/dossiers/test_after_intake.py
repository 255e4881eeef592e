"""After a paper dossier was registered: who is told, a supplement brought on paper, scans laid beside."""

from datetime import timedelta
from io import BytesIO

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, SubStatus
from motcua.casework.dossiers.errors import NotYourDossier, UnknownPaper
from motcua.casework.dossiers.errors.counter import (
    NothingOnPaper,
)
from motcua.casework.dossiers.intake import TypedParty
from motcua.casework.dossiers.models import Dossier, FiledPaper
from motcua.casework.dossiers.paper_checks import Brought, Counted
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.errors import Refused
from motcua.foundation.notifications.models import Message
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents.errors import AlreadyLaid, FileRefused
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import officer_view
from tests.factories.dossiers import FILED, an_authority, filed
from tests.factories.intakes import BINH, an_intake

from .at_the_counter import LACKING, kinds, lan
from .traces import no_trace

pytestmark = pytest.mark.django_db

# Notices


def test_who_gave_an_address_is_written_to_without_an_account():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    message = Message.objects.get()
    assert message.address == BINH.email
    assert "23/11/2026" in message.body
    assert f"/lookup/?code={dossier.code}" in message.body
    assert BINH.name not in message.body


def test_who_gave_no_address_gets_the_papers_only():
    dossiers.receive(by=lan(), intake=an_intake(filer=TypedParty(BINH.number, BINH.name)), at=FILED)

    assert not Message.objects.exists()


# The answer to a supplement


def test_a_supplement_is_brought_to_the_counter():
    asked = dossiers.receive_incomplete(by=lan(), intake=an_intake(papers={}), defects=LACKING, at=FILED)
    later = FILED + timedelta(days=1)

    dossier = dossiers.take_supplement(
        by=lan(),
        code=asked.code,
        brought=Brought("counter", {"giay-cu": Counted(originals=1)}),
        note="",
        at=later,
    )

    assert (dossier.business, dossier.sub_status) == (Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
    assert kinds(dossier.code)[-1] == "SupplementAnswered"
    assert list(dossier.filings.values_list("round", "answers__purpose")) == [
        (1, "Chẩn đoán y tế"),
        (2, "Chẩn đoán y tế"),
    ]
    accepted = dossiers.accept(by=lan(), code=dossier.code, at=later)
    words = Letter.objects.get(subject=f"dossier:{accepted.code}", kind=LetterKind.RECEIPT).data
    assert [line["name"] for line in words["papers"]] == ["Giấy phép đã cấp"]


def test_a_supplement_without_what_was_asked_needs_a_word_why():
    asked = dossiers.receive_incomplete(by=lan(), intake=an_intake(papers={}), defects=LACKING, at=FILED)
    nothing = Brought("counter", {})

    with no_trace(), pytest.raises(Refused):
        dossiers.take_supplement(by=lan(), code=asked.code, brought=nothing, note="", at=FILED)
    dossiers.take_supplement(
        by=lan(), code=asked.code, brought=nothing, note="Giấy đã mất, có đơn trình báo.", at=FILED
    )


# Scans


def test_a_scan_is_laid_beside_the_paper_that_was_brought():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    scan = attach(dossier, sample_pdf("Giay phep cu"))

    assert (scan.filing.round, scan.slug, scan.document.file_name) == (1, "giay-cu", "quet.pdf")
    assert kinds(dossier.code)[-1] == "ScanAttached"


def attach(
    dossier: Dossier, content: bytes, *, by: OfficerView | None = None, slug: str = "giay-cu"
) -> FiledPaper:
    return dossiers.attach_scan(
        by=by or lan(), code=dossier.code, slug=slug, stream=BytesIO(content), name="quet.pdf", at=FILED
    )


def test_the_same_scan_is_not_laid_twice():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)
    attach(dossier, sample_pdf("Giay phep cu"))

    with no_trace(), pytest.raises(AlreadyLaid):
        attach(dossier, sample_pdf("Giay phep cu"))


@pytest.mark.parametrize(
    ("slug", "content", "error"),
    [
        ("khong-co", sample_pdf("x"), UnknownPaper),
        ("giay-cu", b"MZ not a paper", FileRefused),
        ("giay-cu", b"", FileRefused),
    ],
)
def test_what_is_no_scan_of_a_paper_brought_is_refused(slug, content, error):
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    with no_trace(), pytest.raises(error):
        attach(dossier, content, slug=slug)


def test_a_dossier_filed_online_has_nothing_to_scan():
    dossier = filed()

    with no_trace(), pytest.raises(NothingOnPaper):
        attach(dossier, sample_pdf("x"))


def test_only_who_receives_lays_scans():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    with no_trace(), pytest.raises(NotYourDossier):
        attach(dossier, sample_pdf("x"), by=officer_view(an_authority()["clerk"]))
