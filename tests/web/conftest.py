"""What the tests of pages get: a template that names something unknown fails instead of showing nothing."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import engines
from django.test import override_settings


class UnknownVariable(str):
    """Django puts this in place of a variable it cannot find; using it is the failure."""

    def __contains__(self, part: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"A template shows {{{{ {name} }}}}, which nobody gave it.")


@pytest.fixture(autouse=True)
def _unknown_variables_fail() -> Iterator[None]:
    engine = engines["django"].engine
    before = engine.string_if_invalid
    engine.string_if_invalid = UnknownVariable("%s")
    yield
    engine.string_if_invalid = before


@pytest.fixture(autouse=True)
def _plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files by their own names: the manifest is made when the product is installed, not for tests."""
    folder = tmp_path_factory.getbasetemp() / "static"
    folder.mkdir(exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STATIC_ROOT=folder, STORAGES=settings.STORAGES | {"staticfiles": plain}):
        yield
