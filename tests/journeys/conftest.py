from collections.abc import Iterator

import pytest

from .product import ROOT, Product, a_product


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The real product with a small sample, shared by the tests; some of its adapters crash when told."""
    with a_product(
        PYTHONPATH=str(ROOT),
        MOTCUA_MAILER="tests.journeys.crashing.Mailer",
        MOTCUA_STORE="tests.journeys.crashing.Store",
        MOTCUA_DOSSIER_CODES="tests.journeys.crashing.Codes",
    ) as running:
        yield running
