"""The shipped catalogue, loaded for two authorities."""

import pytest

from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.operations import Loaded
from tests.factories.accounts import MONDAY, an_agency

AGENCIES = {"H50": "skhcn-quang-tri", "H02": "skhcn-bac-giang"}


@pytest.fixture
def loaded(db: None) -> Loaded:
    for code in AGENCIES.values():
        an_agency(code, name_vi=f"Sở KH&CN {code}")
    return operations.load_shipped(agencies=AGENCIES, by=SYSTEM, at=MONDAY)
