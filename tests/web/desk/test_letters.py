"""Papers that were issued, on the page of the dossier: open, print again, make the file again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters import operations as letters
from motcua.records.letters.models import Letter
from tests.factories.accounts import lan, signed_in_client
from tests.factories.dossiers import accepted
from tests.factories.papers import certificates

pytestmark = pytest.mark.django_db


def test_the_receptionist_prints_the_receipt_again_and_asks_for_a_lost_file():
    certificates()
    dossier = accepted(at=timezone.now() - timedelta(seconds=50))
    letter = letters.make(letter_code=Letter.objects.get(kind="receipt").code, at=timezone.now())
    client = signed_in_client(lan())
    address = f"/desk/dossiers/{dossier.code}/letters/{letter.code}"

    page = client.get(f"/desk/dossiers/{dossier.code}/").content.decode()
    assert f'action="{address}/reprint/"' in page
    assert f'href="/desk/documents/{letter.document.code}/" target="_blank"' in page
    printed = client.post(f"{address}/reprint/")
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert AuditEvent.objects.filter(kind="LetterReprinted").count() == 1

    refused = client.post(f"{address}/remake/")
    assert refused.status_code == 409
    assert "còn nguyên" in refused.content.decode()
