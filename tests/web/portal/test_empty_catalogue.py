"""The first page of an installation that has no procedures yet."""

import pytest
from django.test import Client

from .test_catalogue_pages import page_of

pytestmark = pytest.mark.django_db


def test_an_empty_catalogue_says_so(client: Client) -> None:
    page = page_of(client, "/")

    assert "Danh mục chưa có thủ tục nào" in page
