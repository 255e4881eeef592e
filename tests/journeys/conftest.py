from collections.abc import Callable, Iterator

import pytest

from .product import ROOT, Product, Visitor, a_product


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


@pytest.fixture(params=["", "/en"], ids=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def come(product: Product) -> Iterator[Callable[..., Visitor]]:
    """Somebody comes and signs in; who came before is still there, unless they come anew."""
    here: dict[tuple[str, str], Visitor] = {}
    anew: list[Visitor] = []

    def comes(who: str, *, language: str = "", is_new: bool = False) -> Visitor:
        if not is_new and (who, language) in here:
            return here[who, language]
        visitor = Visitor(product, f"10.0.5.{len(here) + len(anew)}", language=language)
        if who:
            visitor.sign_in(f"{who}@motcua.example")
        if is_new:
            anew.append(visitor)
        else:
            here[who, language] = visitor
        return visitor

    yield comes
    for visitor in (*here.values(), *anew):
        visitor.close()
