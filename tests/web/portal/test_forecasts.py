"""The time really taken, on the page of a procedure and of a dossier; also that it is not known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.casework.dossiers.models import Forecast
from motcua.reference.catalogue.models import Publication
from tests.factories.accounts import minh, signed_in_client
from tests.factories.dossiers import a_publication, filed

pytestmark = pytest.mark.django_db


def a_forecast(publication: Publication) -> None:
    Forecast.objects.create(
        publication=publication, dossiers=43, median=timedelta(hours=32), ninety=timedelta(hours=72),
        since=timezone.now().date(), counted_at=timezone.now(),
    )  # fmt: skip


def test_the_page_of_a_dossier_forecasts_from_like_dossiers_and_says_what_binds():
    dossier = filed(at=timezone.now())
    client, address = signed_in_client(minh()), f"/dossiers/{dossier.code}/"

    before = client.get(address).content.decode()
    a_forecast(a_publication())
    after = client.get(address).content.decode()

    assert "chưa đủ 10 hồ sơ cùng loại" in before
    assert "một nửa có kết quả trong 4 ngày làm việc kể từ khi nộp, 90 % trong 9 ngày làm việc" in after
    assert "không phải cam kết" in after
