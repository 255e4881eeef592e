"""The administrator's pages of roles: a change is seen before it holds, and what widens is confirmed."""

import re

import pytest

from motcua.foundation.accounts.models import Agency, Role
from motcua.foundation.audit.models import AuditEvent
from tests.factories import accounts as make

from .pages import page, shown

pytestmark = pytest.mark.django_db


class TestRoles:
    FORM = {"name": "Tiếp nhận", "dossiers": ["dossier.see", "dossier.receive"], "scope": "unit"}

    def test_a_change_shows_first_whom_it_touches_and_then_holds(self, client):
        make.lan()
        address = page("admin_role_change", "receptionist")

        effect = client.post(address, self.FORM).content.decode()

        assert "Chưa có gì thay đổi" in effect
        assert "Nguyễn Thị Lan" in effect
        assert "Không còn được: <strong>Trả kết quả</strong>" in effect
        assert 'name="confirmed"' not in effect
        assert Role.objects.get(code="receptionist").scope == "agency"
        stamp = re.search(r'name="shown" value="([0-9a-f]+)"', effect)[1]
        answer = client.post(address, self.FORM | {"shown": stamp})
        assert answer["Location"] == page("admin_role", "receptionist")
        assert Role.objects.get(code="receptionist").scope == "unit"

    def test_what_widens_a_role_must_be_confirmed(self, client):
        address = page("admin_role_change", "receptionist")
        form = self.FORM | {"dossiers": ["dossier.see", "dossier.decide"], "scope": "agency"}
        effect = client.post(address, form).content.decode()
        assert 'name="confirmed"' in effect
        stamp = re.search(r'name="shown" value="([0-9a-f]+)"', effect)[1]

        refused = client.post(address, form | {"shown": stamp})

        assert refused.status_code == 422
        assert "dossier.decide" not in Role.objects.get(code="receptionist").permissions
        client.post(address, form | {"shown": stamp, "confirmed": "1"})
        assert "dossier.decide" in Role.objects.get(code="receptionist").permissions
        assert AuditEvent.objects.get(kind="RoleDefined").payload["widens"] is True

    def test_a_role_that_somebody_else_changed_meanwhile_is_looked_at_again(self, client):
        address = page("admin_role_change", "receptionist")
        effect = client.post(address, self.FORM).content.decode()
        stamp = re.search(r'name="shown" value="([0-9a-f]+)"', effect)[1]
        Role.objects.filter(code="receptionist").update(name="Bộ phận tiếp nhận")

        assert client.post(address, self.FORM | {"shown": stamp}).status_code == 422
        assert Role.objects.get(code="receptionist").scope == "agency"

    def test_one_is_made(self, client):
        client.post(
            page("admin_role_new"),
            {"code": "xem", "name": "Xem", "dossiers": ["dossier.see"], "scope": "own"},
        )

        assert "Xem" in shown(client, page("admin_roles"))

    def test_a_role_says_what_it_permits_and_who_holds_it(self, client):
        make.lan()

        text = shown(client, page("admin_role", "receptionist"))

        assert "yêu cầu bổ sung, từ chối tiếp nhận" in text
        assert "Nguyễn Thị Lan" in text

    def test_what_a_role_may_is_shown_ticked(self, client):
        text = shown(client, page("admin_role_change", "receptionist"))

        ticked = re.findall(r'type="checkbox"[^>]*value="([a-z.]+)"[^>]*checked', text)
        assert set(ticked) == {"dossier.see", "dossier.receive", "dossier.return"}

    @pytest.mark.parametrize("permitted", [["dossier.burn"], []])
    def test_a_permission_that_does_not_exist_or_none_is_not_taken(self, client, permitted):
        form = {"name": "X", "dossiers": permitted, "scope": "unit"}

        assert client.post(page("admin_role_change", "receptionist"), form).status_code == 422

    def test_a_role_in_use_stays_and_one_without_holders_goes_and_comes_back(self, client):
        make.lan()

        refused = client.post(page("admin_role_retire", "receptionist"))

        assert refused.status_code == 422
        assert "1 vị trí" in refused.content.decode()
        assert Role.objects.get(code="receptionist").retired_at is None
        client.post(page("admin_role_retire", "specialist"))
        assert Role.objects.get(code="specialist").retired_at is not None
        assert "thôi dùng" in shown(client, page("admin_roles"))
        assert 'value="specialist"' not in shown(client, page("admin_post_new", "lan"))
        client.post(page("admin_role_take_up", "specialist"))
        assert Role.objects.get(code="specialist").retired_at is None
        kept = AuditEvent.objects.filter(subject="role:specialist").order_by("sequence")
        assert [event.kind for event in kept] == ["RoleRetired", "RoleTakenUp"]


def test_roles_are_not_for_who_administers_a_part(client):
    below = make.an_agency("chi-cuc", parent=Agency.objects.get())
    unit = make.a_unit("cc-van-phong", agency=below)
    part = make.signed_in_client(make.an_officer("administrator", unit=unit, code="duoi"))
    form = {"name": "X", "system": ["administer"], "scope": "tree"}

    sent = form | {"shown": "x", "confirmed": "1"}
    assert part.post(page("admin_role_change", "receptionist"), sent).status_code == 403
    assert Role.objects.get(code="receptionist").name == "Cán bộ tiếp nhận"
