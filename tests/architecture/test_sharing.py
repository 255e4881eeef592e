"""The tests themselves: how processes share them."""

from tests import sharing


def test_what_is_named_as_long_is_there():
    _, *paths = sharing.LONG

    assert [path for path in paths if not (sharing.ROOT / path).exists()] == []


def test_the_tests_of_the_running_product_stay_together():
    whole = {sharing.together(f"tests/journeys/{name}.py") for name in ("test_kills", "test_hostile_http")}

    assert whole == {"the running product"}
    assert sharing.together(sharing.OF_ITS_OWN) == sharing.OF_ITS_OWN
    assert sharing.together("tests/web/test_role_matrix.py") == "tests/web/test_role_matrix.py"
