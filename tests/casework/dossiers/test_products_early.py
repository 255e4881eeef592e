"""What a step must produce, kept while the dossier still stands at one before it."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from tests.factories.accounts import MONDAY
from tests.factories.dossiers import later

from .test_products import keep, propose, specialist, under

pytestmark = pytest.mark.django_db
TWO_OF_ONE = [
    {"slug": "xet", "name": "Xét", "unit": "P", "role": "specialist", "hours": 8},
    {"slug": "viet", "name": "Viết", "unit": "P", "role": "specialist", "hours": 8, "must": ["draft"]},
    {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 8},
]


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_is_kept_a_step_early_is_not_asked_for_again(goes_on):
    dossier = under(TWO_OF_ONE)
    row = keep(dossier, "draft")
    assert (row.step_slug, row.kind) == ("viet", "draft")
    if goes_on:
        dossiers.forward_step(
            by=specialist(), code=dossier.code, step_slug="viet", officer_code="qt-specialist", made="",
            at=later(MONDAY, 60),
        )  # fmt: skip

    shown = desk_dossier(viewer=specialist(), code=dossier.code, at=later(MONDAY, 70))

    assert [(one.kind, one.is_there) for one in shown.products] == [("draft", True)]
    assert propose(dossier).state == "waiting"


def test_what_is_kept_at_a_skipped_step_counts_before_the_leader():
    dossier = under([TWO_OF_ONE[0], TWO_OF_ONE[0] | {"slug": "do", "skip": True}, *TWO_OF_ONE[1:]])
    dossiers.skip_step(
        by=specialist(), code=dossier.code, step_slug="do", reason="Không cần.", at=later(MONDAY, 40)
    )

    keep(dossier, "draft")

    assert propose(dossier).state == "waiting"
