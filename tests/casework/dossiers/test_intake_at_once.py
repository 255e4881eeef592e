"""The filing of a paper dossier, its answer and its fee in one transaction: together or not at all."""

from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Finance
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.errors.counter import NothingToPay
from motcua.casework.dossiers.intake import Intake
from motcua.casework.dossiers.models import BroughtPaper, Dossier
from motcua.foundation.accounts.models import Person
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.dossiers import FILED, a_publication
from tests.factories.intakes import BINH, an_intake

from .at_the_counter import CASH, LACKING, both, kinds, lan
from .traces import no_trace

pytestmark = pytest.mark.django_db

# The fee


def test_a_fee_paid_at_once_starts_the_clock_that_waits_for_it():
    intake = an_intake(publication=a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee"))

    dossier = dossiers.receive(by=both(), intake=intake, at=FILED, paid=CASH)

    assert (dossier.finance, dossier.business) == (Finance.PAID, Business.ACCEPTED)
    assert dossier.due_at is not None
    assert kinds(dossier.code)[0] == "DossierFiled"
    assert kinds(dossier.code)[-1] == "DossierAccepted"
    assert "FeeSettled" in kinds(dossier.code)
    receipts = Letter.objects.filter(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)
    assert [one.data["fee_state"] for one in receipts] == ["Đã nộp phí"]


def test_a_fee_not_paid_leaves_the_clock_waiting():
    intake = an_intake(publication=a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee"))

    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)

    assert (dossier.business, dossier.due_at) == (Business.AWAITING_PAYMENT, None)


def test_only_who_records_payments_may_take_the_fee():
    intake = an_intake(publication=a_publication("2.000069", with_fee=True))

    with no_trace(), pytest.raises(NotYourDossier):
        dossiers.receive(by=lan(), intake=intake, at=FILED, paid=CASH)


def test_nothing_is_recorded_as_paid_where_nothing_is_due():
    with no_trace(), pytest.raises(NothingToPay):
        dossiers.receive(by=both(), intake=an_intake(), at=FILED, paid=CASH)


# One transaction


class DiskFull(Exception):
    pass


def failing_at(kind: str) -> AbstractContextManager[None]:
    """The database refuses to write this one event."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{AuditEvent._meta.db_table}"') and kind in params:
            raise DiskFull
        return execute(sql, params, many, context)

    return connection.execute_wrapper(refuse)


def accepting(intake: Intake) -> Dossier:
    return dossiers.receive(by=both(), intake=intake, at=FILED, paid=CASH)


def asking(intake: Intake) -> Dossier:
    return dossiers.receive_incomplete(by=lan(), intake=intake, defects=LACKING, at=FILED)


def refusing(intake: Intake) -> Dossier:
    return dossiers.turn_away(by=lan(), intake=intake, reason="Lý do.", basis="Điều 1 Luật thử", at=FILED)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        *((accepting, kind) for kind in ("DossierFiled", "ChargeAsked", "PaymentRecorded", "FeeSettled")),
        *((accepting, kind) for kind in ("LetterFixed", "DossierAccepted")),
        *((asking, kind) for kind in ("DossierFiled", "LetterFixed", "SupplementRequested")),
        *((refusing, kind) for kind in ("DossierFiled", "LetterFixed", "DossierRefused")),
    ],
)
def test_filing_and_answer_stand_or_fall_together(act, kind):
    """Whichever event cannot be written, not even the person remains."""
    intake = an_intake(publication=a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee"))
    both()

    with no_trace(), pytest.raises(DiskFull), failing_at(kind):
        act(intake)

    assert not Person.objects.filter(identity_number=BINH.number).exists()
    assert not BroughtPaper.objects.exists()
