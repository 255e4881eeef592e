"""The mark of a dossier that goes before others: in lists, on the start page and on its own page."""

import pytest
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from tests.factories.accounts import officer_view, signed_in_client
from tests.factories.dossiers import an_authority, proposed

pytestmark = pytest.mark.django_db
WHY = "Giấy phép <sắp> hết hạn"


@pytest.mark.parametrize("address", ["/desk/worklist/leader/", "/desk/", "/desk/dossiers/{code}/"])
def test_the_mark_is_shown_in_words(address: str) -> None:
    dossier = proposed(at=timezone.now())
    leader = an_authority()["leader"]
    dossiers.prioritise(by=officer_view(leader), code=dossier.code, priority=1, reason=WHY, at=timezone.now())

    page = signed_in_client(leader).get(address.format(code=dossier.code)).content.decode()

    assert "Khẩn</span>" in page
    assert "<sắp>" not in page
    if "dossiers" in address:
        assert "Khẩn, vì: Giấy phép &lt;sắp&gt; hết hạn" in page
