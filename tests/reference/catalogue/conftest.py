"""The shipped catalogue, loaded for two authorities: once for a module, rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.operations import Loaded
from tests.factories.accounts import MONDAY, an_agency

AGENCIES = {"H50": "skhcn-quang-tri", "H02": "skhcn-bac-giang"}


@pytest.fixture(scope="module")
def loaded_for_module(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Loaded]:
    """Each test's own transaction lies inside this one, so what a test changes goes with the test."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        for code in AGENCIES.values():
            an_agency(code, name_vi=f"Sở KH&CN {code}")
        yield operations.load_shipped(agencies=AGENCIES, by=SYSTEM, at=MONDAY)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_for_module: Loaded, db: None) -> Loaded:
    return loaded_for_module
