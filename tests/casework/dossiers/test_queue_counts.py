"""The kept counts of the queues: right after any acts, folded without a change, put right when somebody cheats."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, QueueCount
from motcua.casework.dossiers.operations import counting
from motcua.casework.dossiers.queries import desk, queues
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.totals import Total
from motcua.foundation.kernel.errors import Forbidden, Missing, Refused
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, GRANT, an_authority, assigned, filed

pytestmark = pytest.mark.django_db
ROLES = ("receptionist", "specialist", "division_head", "leader", "clerk", "cashier")
REFUSALS = (Refused, Forbidden, Missing)


def totals(role: str) -> dict[str, int]:
    shown = queues.queues(viewer=officer_view(an_authority()[role]), at=FILED)
    return {one.slug: one.total.count for one in shown if one.total is not None}


def listed(role: str, queue: str) -> int:
    asked = {"viewer": officer_view(an_authority()[role]), "queue": queue, "filters": WorklistFilters()}
    return len(desk.worklist(**asked, at=FILED, limit=1000).rows)


def any_act(code: str, chance: random.Random, minute: int) -> None:
    """One act by one officer or by the applicant, as luck will have it; most are refused."""
    who = {role: officer_view(officer) for role, officer in an_authority().items() if role in ROLES}
    at = FILED + timedelta(minutes=minute)
    acts = [
        lambda: dossiers.accept(by=who["receptionist"], code=code, at=at),
        lambda: dossiers.refuse(by=who["receptionist"], code=code, reason="Sai", basis="Điều 1", at=at),
        lambda: dossiers.assign(
            by=who["division_head"], code=code, officer_code=who["specialist"].code, at=at
        ),
        lambda: dossiers.propose(
            by=who["specialist"], code=code, outcome="grant", data=GRANT, opinion="", at=at
        ),
        lambda: dossiers.send_back(by=who["leader"], code=code, reason="Thiếu", at=at),
        lambda: dossiers.approve_and_sign(by=who["leader"], code=code, at=at),
        lambda: dossiers.withdraw(by=applicant_view(minh()), code=code, at=at),
    ]
    try:
        with transaction.atomic():
            chance.choices(acts, weights=[4, 1, 8, 8, 2, 8, 1])[0]()
    except REFUSALS:
        pass


@pytest.mark.parametrize("seed", range(4))
def test_any_acts_leave_the_counts_right(seed):
    chance = random.Random(seed)
    codes = [filed().code for _ in range(8)]

    for minute in range(60):
        any_act(chance.choice(codes), chance, minute)
        if minute % 20 == 19:
            counting.fold_counts()

    assert counting.wrong_counts() == 0
    assert len(set(Dossier.objects.values_list("sub_status", flat=True))) > 1
    for role in ROLES:
        for queue, count in totals(role).items():
            assert count == listed(role, queue), (role, queue)


def test_folding_leaves_one_row_for_each_place_and_the_same_sums():
    for _ in range(3):
        assigned()
    before = totals("division_head")

    gone = counting.fold_counts()

    assert gone > 0
    assert QueueCount.objects.count() == 1
    assert totals("division_head") == before
    assert counting.fold_counts() == 0


def test_a_refused_act_leaves_no_count():
    dossier = filed()
    before = QueueCount.objects.count()

    with pytest.raises(REFUSALS), transaction.atomic():
        dossiers.return_result(by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=FILED)

    assert QueueCount.objects.count() == before


def test_a_dossier_taken_out_or_moved_by_hand_is_counted_too():
    dossier, other = filed(), filed()
    Dossier.objects.filter(pk=other.pk).update(sub_status="waiting_payment", business="awaiting_payment")

    assert (totals("receptionist")["reception"], totals("cashier")["payment"]) == (1, 1)
    assert counting.wrong_counts() == 0
    assert dossier.code


def test_counts_that_went_wrong_are_told_and_mended():
    filed()
    QueueCount.objects.update(n=7)
    assert totals("receptionist")["reception"] == 7

    assert counting.check_counts() == 1
    assert totals("receptionist")["reception"] == 1
    assert counting.check_counts() == 0


def test_an_officer_of_another_agency_counts_none_of_ours():
    filed()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = officer_view(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))

    shown = queues.queues(viewer=stranger, at=FILED)

    assert {str(one.total) for one in shown} == {"0"}


def test_a_total_says_more_than_a_thousand_only_where_it_is_not_kept():
    assert str(Total(1000, is_exact=False)) == "1.000"
    assert str(Total(1001, is_exact=False)) == "hơn 1.000"
    assert str(Total(201, is_exact=False, most=200)) == "hơn 200"
    assert str(Total(1234567, is_exact=True)) == "1.234.567"


@pytest.mark.parametrize("role", ["specialist", "leader"])
def test_only_what_the_hour_tells_is_not_counted_to_the_end(role):
    assigned()
    viewer = officer_view(an_authority()[role])

    shown = {one.slug: one.total for one in queues.queues(viewer=viewer, at=FILED)}

    capped = {slug for slug, total in shown.items() if total is not None and not total.is_exact}
    assert capped == {"soon", "late"}
    late = queues.whole_total(viewer=viewer, queue="late", at=FILED + timedelta(days=90))
    assert (late.count, late.is_exact) == (1, True)
    assert {"questions", "supplement", "unit", "applicant", "all"} <= set(shown)


def test_a_kept_total_is_exact_above_a_thousand():
    dossier = filed()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossiers_count_one(d, 4999) FROM dossiers_dossier d WHERE id = %s", [dossier.pk]
        )

    assert totals("receptionist")["reception"] == 5000
