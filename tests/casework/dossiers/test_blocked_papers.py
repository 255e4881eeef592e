"""A paper that turns out to hold malware once the scanner is back."""

from pathlib import Path

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.checking import check_draft
from motcua.casework.dossiers.errors import DossierMissing, FilingIncomplete
from motcua.casework.dossiers.models import Draft, FiledPaper
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for, desk_dossier
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications.models import Message
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Look
from tests.casework.dossiers.traces import no_trace
from tests.factories import files
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, a_draft, an_authority, filed, later
from tests.stand_ins import clamd

pytestmark = pytest.mark.django_db
INFECTED = files.a_pdf() + b"\n%" + clamd.EICAR + b"\n"


@pytest.fixture
def port(settings) -> int:
    free = clamd.a_free_port()
    settings.MOTCUA_CLAMD = f"127.0.0.1:{free}"
    return free


def test_the_applicant_files_while_the_scanner_is_away_and_officers_wait(port: int) -> None:
    dossier = filed(paper=files.a_pdf())
    officer = officer_view(an_authority()["receptionist"])

    page = desk_dossier(viewer=officer, code=dossier.code, at=later(dossier.submitted_at))

    shown = [file for paper in page.papers for file in paper.files]
    assert [(file.is_usable, file.findings[0].code) for file in shown] == [(False, Look.SCAN_WAITS)]
    with pytest.raises(DossierMissing):
        desk_document_for(viewer=officer, code=shown[0].code)


def test_malware_in_a_filed_paper_is_told_to_all_whom_it_concerns(port: int, tmp_path: Path) -> None:
    dossier = filed(paper=INFECTED)
    at = later(dossier.submitted_at)

    with clamd.running(tmp_path, port):
        assert documents.scan_waiting(at=at) == 1

    document = FiledPaper.objects.get().document
    event = AuditEvent.objects.get(subject=f"dossier:{dossier.code}", kind="PaperBlocked")
    assert event.payload["document"] == document.code
    message = Message.objects.order_by("pk").last()
    assert message is not None
    assert "mã độc" in message.subject
    assert "giay-cu" not in message.body
    page = desk_dossier(viewer=officer_view(an_authority()["receptionist"]), code=dossier.code, at=at)
    assert [file.findings[0].code for paper in page.papers for file in paper.files] == [Look.MALWARE]


def test_a_draft_is_not_filed_with_a_blocked_file(port: int, tmp_path: Path) -> None:
    an_authority()
    code = a_draft(paper=INFECTED)
    with clamd.running(tmp_path, port):
        documents.scan_waiting(at=later(FILED))

    with no_trace(), pytest.raises(FilingIncomplete) as refused:
        dossiers.submit(by=applicant_view(minh()), draft_code=code, at=later(FILED))

    assert refused.value.steps == ["papers"]
    draft = Draft.objects.select_related("publication__agency", "version").get(code=code)
    (defect,) = check_draft(draft, on=local_date(FILED)).defects["papers"]
    assert (defect.field, defect.sentence) == ("paper-giay-cu", "Tệp “giay-cu.pdf” có mã độc.")
