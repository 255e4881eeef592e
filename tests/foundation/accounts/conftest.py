"""Who administers, in the tests of this room."""

import pytest

from tests.factories import accounts as make


@pytest.fixture
def administrator():
    for code in ("specialist", "administrator", "receptionist"):
        make.a_role(code)
    return make.officer_view(make.an_administrator())


@pytest.fixture
def outsider():
    """An administrator of another authority."""
    agency = make.an_agency("skhcn-bac-giang", place="Bắc Giang")
    unit = make.a_unit("bg-van-phong", agency=agency)
    return make.officer_view(make.an_officer("administrator", unit=unit, code="quan-tri-bg"))
