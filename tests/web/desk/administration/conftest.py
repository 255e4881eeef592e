"""The administrators of two authorities, each in a browser."""

import pytest

from tests.factories import accounts as make


@pytest.fixture
def client():
    """A browser in which the administrator of the first authority is signed in."""
    for role in ("receptionist", "specialist", "administrator"):
        make.a_role(role)
    return make.signed_in_client(make.an_administrator())


@pytest.fixture
def outsider():
    """A browser of another authority's administrator."""
    unit = make.a_unit("bg-van-phong", agency=make.an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return make.signed_in_client(make.an_officer("administrator", unit=unit, code="quan-tri-bg"))
