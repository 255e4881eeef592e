"""Who gets what from every address of the product: an explicit table, and a page without a row fails.

To add a page, add one row to the ROWS of its file in `tests/web/matrix` (portal, desk, catalogue,
administration, digitisation), keyed by the name of its address, with one of

    open_to_all(*args)         anybody gets it
    for_signed_in(*args)       whoever has an account; others are sent to sign in
    for_people(*args)          whoever files, not officers; `stranger=404` where it shows what is Minh's
    for_officers(who, *args)   the officers named in `who`; everybody else is told 403
    hidden_from_outsider(who, *args)   the same, and another authority's officers are told that there is none

`args` are the arguments of the address; `gives` is what those who may get (200; 405 for an address that only
takes forms; 302 where one is sent on). A text in braces is looked up in `matrix/world.py`: "{dossier}" is the
code of a dossier that Minh filed and nobody has received yet. Everything is asked with GET, which changes
nothing.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.matrix import administration, catalogue, desk, digitisation, portal
from tests.web.matrix.rows import VISITORS, Row
from tests.web.matrix.world import a_world, client_of

PARTS = (portal.ROWS, desk.ROWS, catalogue.ROWS, administration.ROWS, digitisation.ROWS)
ROWS: dict[str, Row] = {name: row for rows in PARTS for name, row in rows.items()}


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = set(_names(get_resolver("motcua.config.urls")))

    assert sorted(names - set(ROWS)) == [], "add a row for each: see the top of this file"
    assert sorted(set(ROWS) - names) == []
    assert len(ROWS) == sum(len(rows) for rows in PARTS), "an address has rows in two files"


@pytest.fixture
def world() -> dict[str, str]:
    return a_world()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_gets_what_the_table_says(world: dict[str, str], visitor: str) -> None:
    client = client_of(visitor)
    client.raise_request_exception = False
    wrong = []
    for name, row in ROWS.items():
        address = reverse(name, args=[arg.format(**world) for arg in row.args])
        status = client.get(address).status_code
        if status != row.answer(visitor):
            wrong.append(f"{name}: {status}, not {row.answer(visitor)}")

    assert not wrong, "\n".join(wrong)
