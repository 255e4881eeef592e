"""Dossiers under way keep an account open."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.errors import DossiersUnderWay
from tests.factories import accounts as make
from tests.factories.dossiers import filed, later

pytestmark = pytest.mark.django_db


def close(person, *, at):
    accounts.close_account(by=person.account, password=make.PASSWORD, at=at)


def test_an_account_with_a_dossier_under_way_stays_open_until_it_ends():
    dossier, minh = filed(), make.minh()
    with pytest.raises(DossiersUnderWay):
        close(minh, at=dossier.submitted_at)

    dossiers.withdraw(by=make.applicant_view(minh), code=dossier.code, at=later(dossier.submitted_at))
    close(minh, at=later(dossier.submitted_at, 20))

    minh.account.refresh_from_db()
    assert not minh.account.is_active


def test_a_strangers_dossier_keeps_nobody():
    dossier = filed()

    close(make.hoa(), at=dossier.submitted_at)
