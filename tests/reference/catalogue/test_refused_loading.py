"""Loading that is refused leaves an empty catalogue empty."""

import pytest

from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from motcua.reference.catalogue import operations, shipped
from motcua.reference.catalogue.models import ListRow
from tests.factories.accounts import MONDAY, an_agency, lan, officer_view

pytestmark = pytest.mark.django_db


def test_loading_for_an_unknown_agency_is_refused_and_leaves_no_trace():
    with pytest.raises(NoSuchAgency):
        operations.load_shipped(agencies={"H50": "nowhere"}, by=SYSTEM, at=MONDAY)

    assert not ListRow.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_list_is_imported_by_an_editor_only_and_leaves_no_trace_otherwise():
    with pytest.raises(Forbidden):
        operations.import_list(
            published=shipped.published_list("quang-tri-2021"),
            agency=an_agency(),
            by=officer_view(lan()),
            at=MONDAY,
        )

    assert not ListRow.objects.exists()
    assert not AuditEvent.objects.exists()
