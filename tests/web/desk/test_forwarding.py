"""The page of papers between desks: each desk sees what it has to do and does it there."""

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import Forwarding
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.places import a_centre, received_elsewhere

pytestmark = pytest.mark.django_db


def test_one_desk_sends_and_the_other_confirms():
    dossier = received_elsewhere()
    here, there = signed_in_client(a_centre()), signed_in_client(an_authority()["receptionist"])
    board = reverse("desk:forwarding")

    assert dossier.code in here.get(board).content.decode()
    sent = here.post(reverse("desk:papers_send", args=[dossier.code]), follow=True)
    assert "chờ nơi nhận xác nhận" in sent.content.decode()
    assert "Đã nhận đủ" in there.get(board).content.decode()
    came = there.post(reverse("desk:papers_confirm", args=[dossier.code]), follow=True)

    assert "Đã xác nhận gần đây" in came.content.decode()
    assert Forwarding.objects.get(dossier=dossier).state == "there"
    page = there.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    assert "Nơi tiếp nhận khác nơi giải quyết" in page
