"""Two workers hold one paper, two strangers use one opening: real threads on a real PostgreSQL."""

from datetime import timedelta

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.repository import errors, operations, tokens
from motcua.records.repository.facts import Files
from motcua.records.repository.models import Holding, Share
from tests.casework.dossiers.test_concurrency import at_once
from tests.factories.accounts import MONDAY, applicant_view, minh
from tests.factories.holdings import a_document, a_holding, a_paper, a_source, owned_by

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_paper_that_two_workers_hold_at_once_is_held_once():
    source, files = a_source("to-1"), Files(original=a_document().code)
    owner = owned_by(minh())

    def hold() -> Holding:
        return operations.hold(source=source, owner=owner, paper=a_paper(), files=files, by=SYSTEM, at=MONDAY)

    found = at_once([hold] * 4)

    assert len({holding.pk for holding in found}) == 1
    assert AuditEvent.objects.filter(kind="PaperHeld").count() == 1


def test_the_last_opening_of_a_link_is_used_once():
    holding = a_holding(minh())
    made = operations.share(
        by=applicant_view(minh()),
        code=holding.code,
        purpose="Mở tài khoản",
        until=MONDAY + timedelta(days=1),
        most_openings=1,
        at=MONDAY,
    )
    token = tokens.token_of(made.code)

    found = at_once([lambda: opened(token)] * 3)

    assert sorted(found) == [False, False, True]
    assert Share.objects.get().openings == 1


def opened(token: str) -> bool:
    try:
        operations.open_share(token=token, at=MONDAY + timedelta(minutes=1))
    except errors.ShareMissing:
        return False
    return True
