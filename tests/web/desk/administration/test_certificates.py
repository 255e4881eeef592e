"""The administrator's pages of certificates: what is not there or not theirs is no choice."""

import pytest

from motcua.foundation.audit.models import AuditEvent

from .pages import CODE, page, shown

pytestmark = pytest.mark.django_db


class TestCertificates:
    def test_the_list_says_when_there_are_none(self, client):
        assert "Chưa có chứng thư số" in shown(client, page("admin_certificates"))

    def test_a_key_that_is_not_there_is_said(self, client):
        form = {"holder": f"agency:{CODE}", "key_ref": "khong-co"}

        answer = client.post(page("admin_certificate_new"), form)

        assert answer.status_code in {409, 422, 503}
        assert not AuditEvent.objects.exclude(kind="ActRefused").exists()

    def test_a_holder_of_another_authority_is_no_choice(self, client, outsider):
        form = {"holder": f"agency:{CODE}", "key_ref": "seal"}

        assert outsider.post(page("admin_certificate_new"), form).status_code == 422
