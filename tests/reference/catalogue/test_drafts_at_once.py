"""Two editors in the same moment: one save is kept, the other is told who and when."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import errors, operations
from motcua.reference.catalogue.models import Draft
from tests.factories.accounts import MONDAY, an_agency

from .drafting import AGENCY

EDITORS = 6


@pytest.mark.django_db(transaction=True)
def test_of_many_saves_at_once_one_is_kept_and_none_is_lost_unseen():
    an_agency(AGENCY)
    draft = operations.open_draft(by=SYSTEM, agency=AGENCY, at=MONDAY)
    together = Barrier(EDITORS)

    def save(number: int) -> str:
        try:
            together.wait()
            operations.save_draft_part(
                by=SYSTEM, draft_code=draft.code, revision=1, part="fee", content={"n": number}, at=MONDAY
            )
        except errors.StaleDraft as refused:
            return f"stale at {refused.revision}"
        finally:
            connection.close()
        return f"kept {number}"

    with ThreadPoolExecutor(EDITORS) as editors:
        said = list(editors.map(save, range(EDITORS)))

    [kept] = [one for one in said if one.startswith("kept")]
    assert said.count("stale at 2") == EDITORS - 1
    now = Draft.objects.get(code=draft.code)
    assert (now.revision, f"kept {now.content['fee']['n']}") == (2, kept)
    assert AuditEvent.objects.filter(subject=draft.code, kind="DraftEdited").count() == 1
