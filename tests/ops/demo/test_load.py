"""The sample installation comes whole: a load that was stopped goes on where it was."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from motcua.casework.dossiers.models import Dossier, Draft
from motcua.foundation.accounts.models import Officer
from motcua.ops.demo.load import load

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOW = datetime(2026, 12, 6, 16, 30, tzinfo=UTC)  # a Sunday night in Vietnam


def stopped_at(word: str):
    def say(sentence: str) -> None:
        if word in sentence:
            raise KeyboardInterrupt

    return say


@override_settings(MOTCUA_DEMO=True)
def test_a_load_that_was_stopped_goes_on():
    for word in ("Danh mục", "… 2/2"):
        with pytest.raises(KeyboardInterrupt):
            load(at=NOW, dossier_count=2, say=stopped_at(word))
        assert (Dossier.objects.count(), Draft.objects.count()) == (0, 0)
        assert Officer.objects.count() > 9

    load(at=NOW, dossier_count=2, say=stopped_at("no word"))
    load(at=NOW, dossier_count=2, say=stopped_at("no word"))

    assert Dossier.objects.count() == 2
    assert not Dossier.objects.filter(submitted_at__gt=NOW).exists()
