"""The pages of how a unit gives out work."""

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import AssignmentRule
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import a_publication, accepted, an_authority

pytestmark = pytest.mark.django_db
UNIT = "qt-chuyen-mon"


@pytest.fixture
def client():
    a_publication()
    return signed_in_client(an_authority()["division_head"])


def text(client, name, *args):
    return client.get(reverse(f"desk:{name}", args=args)).content.decode()


def test_the_head_sets_the_way_and_a_rule_and_is_then_proposed_somebody(client):
    assert UNIT in text(client, "assignment")
    client.post(reverse("desk:assignment_unit", args=[UNIT]), {"way": "proposed"})
    client.post(
        reverse("desk:assignment_rule_new", args=[UNIT]),
        {"procedure_code": "2.000086", "officer_code": "qt-specialist"},
    )

    assert "Cán bộ qt-specialist" in text(client, "assignment_unit", UNIT)
    shown = text(client, "act", accepted().code, "assign")
    assert "Đề xuất Cán bộ qt-specialist: thủ tục này được giao cho người đó." in shown
    client.post(reverse("desk:assignment_rule_remove", args=[UNIT, AssignmentRule.objects.get().pk]))
    assert "Chưa có quy tắc nào" in text(client, "assignment_unit", UNIT)


def test_a_rule_without_procedure_and_field_stays_on_the_page(client):
    answer = client.post(reverse("desk:assignment_rule_new", args=[UNIT]), {"officer_code": "qt-specialist"})

    assert answer.status_code == 422
    assert "Chọn một thủ tục, hoặc một lĩnh vực." in answer.content.decode()
