"""Owners are reminded 60 and 45 days before a paper ends, once each, with a renewal that is filled in."""

from datetime import date, datetime, timedelta

import pytest

from motcua.casework.dossiers import jobs
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.held import NothingRenews
from motcua.casework.dossiers.models import Draft, DraftPaper, ExpiryReminder, SavedPaper
from motcua.casework.dossiers.operations.reminding import ending, remind
from motcua.casework.dossiers.rules.reminding import EndingPaper, RenewalFiled, being_renewed, due
from motcua.foundation.accounts.models import Account
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications.models import Message
from motcua.records.repository import operations as repository
from motcua.records.repository.errors import HoldingMissing
from motcua.records.repository.models import Holding
from tests.factories.accounts import a_membership, an_organisation, applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import FILED, a_publication, an_authority, filed, later, proposed
from tests.factories.held import a_licence, a_renewal

from .traces import no_trace

pytestmark = pytest.mark.django_db
END = date(2027, 1, 31)


def before(days: int) -> datetime:
    """So many days before the end, in the morning."""
    return FILED + (END - local_date(FILED)) - timedelta(days=days)


def night(days: int) -> list[str]:
    """What the job does in that night; the codes of the papers that were told."""
    at = before(days)
    codes = list(ending(on=local_date(at), most=100))
    return [code for code in codes if remind(holding_code=code, at=at)]


@pytest.mark.parametrize(
    ("left", "days"), [(61, None), (60, 60), (46, 60), (45, 45), (1, 45), (0, 45), (-1, None)]
)
def test_the_nearest_reminder_that_is_reached_is_due(left: int, days: int | None):
    assert due(ends=END, on=END - timedelta(days=left)) == days


def test_sixty_and_forty_five_days_before_once_each():
    a_renewal()
    held = a_licence(valid_until=END)

    told = {left: night(left) for left in (61, 60, 59, 46, 45, 44, 0)}

    assert {left for left, codes in told.items() if codes} == {60, 45}
    assert list(ExpiryReminder.objects.order_by("pk").values_list("holding_code", "days", "told")) == [
        (held.code, 60, 1),
        (held.code, 45, 1),
    ]
    first = Message.objects.order_by("pk")[0]
    assert first.recipient == minh().account.code
    assert "31/01/2027" in first.subject
    assert "60 ngày" in first.body
    assert f"/papers/{held.code}/renew/" in first.body
    event = AuditEvent.objects.filter(kind="ExpiryReminded").order_by("pk")[0]
    assert (event.subject, event.payload["days"]) == (f"holding:{held.code}", 60)
    assert event.payload["renewal"] == "2.000081.000.00.00.H50"


def test_a_night_that_was_missed_is_made_up_for_by_the_nearest_alone():
    a_licence(valid_until=END)

    assert night(44)
    assert list(ExpiryReminder.objects.values_list("days", flat=True)) == [45]


def test_where_no_procedure_is_known_the_reminder_says_so_and_leads_to_the_finder():
    a_licence(valid_until=END, type_code="local.other")

    night(60)

    body = Message.objects.get().body
    assert "chưa biết thủ tục nào gia hạn" in body
    assert "/renew/" not in body


def test_it_is_written_in_the_language_of_the_account():
    a_licence(valid_until=END)
    Account.objects.filter(pk=minh().account_id).update(language="en")

    night(60)

    assert "60 days are left" in Message.objects.get().body


def test_of_an_organisation_everybody_is_told_who_may_file_for_it_that_day():
    organisation = an_organisation()
    a_membership(minh(), organisation)
    left = a_membership(hoa(), organisation)
    left.valid_to = local_date(before(70))
    left.valid_from = left.valid_to - timedelta(days=9)
    left.save()
    a_licence(organisation, valid_until=END)

    night(60)

    assert list(Message.objects.values_list("recipient", flat=True)) == [minh().account.code]


def test_what_is_revoked_without_an_owner_or_without_an_end_is_left_alone():
    repository.revoke(code=a_licence(valid_until=END).code, reason="Cấp sai", by=SYSTEM, at=FILED)
    a_licence(valid_until=None)

    with no_trace():
        assert night(60) == []


def test_what_is_being_renewed_is_not_reminded_and_after_a_withdrawal_it_is():
    publication = a_renewal()
    a_licence(valid_until=END)
    dossier = filed(publication=publication)

    assert night(60) == []
    dossiers.withdraw(by=applicant_view(minh()), code=dossier.code, at=FILED)
    assert night(59)


def paper(code: str, *, ends: int = 0, number: str = "", issued_on: date | None = None) -> EndingPaper:
    """A paper that ends so many days after the others."""
    return EndingPaper(code, number, issued_on, END + timedelta(days=ends))


def renewal(days: int, *said: str) -> RenewalFiled:
    """A dossier filed so many days before the end."""
    return RenewalFiled(END - timedelta(days=days), frozenset(said))


@pytest.mark.parametrize(
    ("papers", "filings", "renewed"),
    [
        ([paper("a")], [], set()),
        ([paper("a")], [renewal(100)], {"a"}),
        ([paper("a")], [renewal(181)], set()),
        ([paper("a", issued_on=END - timedelta(days=90))], [renewal(100)], set()),
        ([paper("a"), paper("b", ends=5)], [renewal(100)], {"a"}),
        ([paper("a"), paper("b", ends=5)], [renewal(100), renewal(90)], {"a", "b"}),
        ([paper("a"), paper("b", ends=90)], [renewal(100), renewal(95)], {"a"}),
        ([paper("a"), paper("b", number="06/GP")], [renewal(300, "06 / gp")], {"b"}),
        ([paper("a"), paper("b", number="06/GP")], [renewal(100, "06/GP"), renewal(90)], {"a", "b"}),
        ([paper("a", number="")], [renewal(300, "")], set()),
    ],
)
def test_a_renewal_that_took_no_paper_renews_the_one_it_names_or_the_one_that_ends_first(
    papers: list[EndingPaper], filings: list[RenewalFiled], renewed: set[str]
):
    assert being_renewed(papers, filings) == renewed


def test_a_renewal_filed_with_an_upload_stops_the_reminders_of_one_paper():
    publication = a_renewal(required=False)
    first = a_licence(valid_until=END)
    second = a_licence(valid_until=END + timedelta(days=1), number_symbol="06/GP-SKHCN")
    dossier = filed(publication=publication)
    assert not SavedPaper.objects.exists()

    assert night(60) == []
    assert night(59) == [second.code]
    dossiers.withdraw(by=applicant_view(minh()), code=dossier.code, at=FILED)
    assert night(58) == [first.code]


def test_only_a_renewal_of_this_kind_for_this_owner_stops_them():
    publication = a_renewal(required=False)
    held = a_licence(valid_until=END)
    filed(publication=publication, by=hoa())
    filed(publication=a_publication("2.000099"))

    assert night(60) == [held.code]


def test_a_renewal_that_was_refused_as_a_result_stops_nothing():
    held = a_licence(valid_until=END)
    dossier = proposed("refuse", publication=a_renewal(required=False))
    at = dossier.submitted_at
    assert night(60) == []

    dossiers.approve_and_sign(by=officer_view(an_authority()["leader"]), code=dossier.code, at=later(at, 40))

    assert night(59) == [held.code]


def test_the_job_finds_them_by_itself():
    a_licence(valid_until=local_date(datetime.now(tz=FILED.tzinfo)) + timedelta(days=50))

    jobs.remind_of_ends()
    jobs.remind_of_ends()

    assert Message.objects.count() == 1


# The renewal


def test_a_renewal_is_a_draft_with_the_paper_and_what_the_earlier_dossier_said():
    publication = a_renewal()
    held = a_licence(valid_until=END)
    a_licence(valid_until=END, number_symbol="06/GP-SKHCN")

    draft = dossiers.begin_renewal(by=applicant_view(minh()), holding_code=held.code, at=FILED)

    assert draft.publication == publication
    assert DraftPaper.objects.get().holding_code == held.code
    again = dossiers.begin_renewal(by=applicant_view(minh()), holding_code=held.code, at=FILED)
    assert again == draft


def test_a_renewal_for_an_organisation_is_for_the_organisation():
    a_renewal()
    organisation = an_organisation()
    a_membership(minh(), organisation)
    held = a_licence(organisation, valid_until=END)

    draft = dossiers.begin_renewal(by=applicant_view(minh()), holding_code=held.code, at=FILED)

    assert draft.owner_organisation == organisation
    assert DraftPaper.objects.get().holding_code == held.code


def test_what_nobody_renews_or_is_of_somebody_else_begins_nothing():
    held = a_licence(valid_until=END, type_code="local.other")
    strange = a_licence(hoa(), valid_until=END)

    with no_trace(), pytest.raises(NothingRenews):
        dossiers.begin_renewal(by=applicant_view(minh()), holding_code=held.code, at=FILED)
    with no_trace(), pytest.raises(HoldingMissing):
        dossiers.begin_renewal(by=applicant_view(minh()), holding_code=strange.code, at=FILED)
    assert not Draft.objects.exists()
    assert Holding.objects.count() == 2
