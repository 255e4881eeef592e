"""How long, how often and for what a paper is shared; who asks for it; what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.audit.models import AuditEvent
from motcua.records.repository import errors, operations, tokens
from motcua.records.repository.enums import WrongAbout
from motcua.records.repository.models import AskedCorrection, Share
from motcua.records.repository.rules import sharing as rules
from tests.factories.accounts import MONDAY, applicant_view, hoa, minh
from tests.factories.holdings import a_holding, asked_to_correct

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def share(holding, *, by=None, **said):
    facts = {"purpose": "Mở tài khoản", "until": MONDAY + DAY, "most_openings": None, "at": MONDAY} | said
    return operations.share(by=applicant_view(by or minh()), code=holding.code, **facts)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"purpose": " "}, errors.PurposeMissing),
        ({"until": MONDAY + HOUR - timedelta(seconds=1)}, errors.ShareTimeRefused),
        ({"until": MONDAY + 90 * DAY + timedelta(seconds=1)}, errors.ShareTimeRefused),
        ({"most_openings": 0}, errors.ShareCountRefused),
        ({"most_openings": 1001}, errors.ShareCountRefused),
        ({"by": "hoa"}, errors.HoldingMissing),
    ],
)
def test_a_link_that_is_not_allowed_leaves_no_trace(said, error):
    holding = a_holding(minh())
    if "by" in said:
        said = {"by": hoa()}
    before = AuditEvent.objects.count()

    with pytest.raises(error):
        share(holding, **said)

    assert not Share.objects.exists()
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("lasts", [HOUR, 90 * DAY])
def test_the_shortest_and_the_longest_link_are_made(lasts):
    made = share(a_holding(minh()), until=MONDAY + lasts)

    event = AuditEvent.objects.get(kind="PaperShared")
    assert event.payload["share"] == made.code
    assert tokens.token_of(made.code) not in str(event.payload)


def test_a_paper_has_so_many_links_at_once_and_ended_ones_make_room():
    holding = a_holding(minh())
    links = [share(holding) for _ in range(rules.MOST_SHARES)]
    with pytest.raises(errors.TooManyShares):
        share(holding)

    for _ in range(2):
        operations.end_share(
            by=applicant_view(minh()), code=holding.code, share_code=links[0].code, at=MONDAY
        )

    assert share(holding)
    assert AuditEvent.objects.filter(kind="ShareEnded").count() == 1


def test_a_link_of_another_paper_is_not_ended_through_this_one():
    holding, other = a_holding(minh()), a_holding(minh())
    made = share(other)

    with pytest.raises(errors.ShareMissing):
        operations.end_share(by=applicant_view(minh()), code=holding.code, share_code=made.code, at=MONDAY)


def test_a_link_made_with_another_secret_works_but_is_not_shown_again(settings):
    made = share(a_holding(minh()))
    token = tokens.token_of(made.code)

    settings.SECRET_KEY = "another secret altogether"

    assert tokens.shown_again(made.code, made.token_hash) == ""
    assert operations.open_share(token=token, at=MONDAY + HOUR).openings == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"purpose": ""},
        {"until": MONDAY},
        {"until": MONDAY + 91 * DAY},
        {"most_openings": 1, "openings": 2},
        {"most_openings": 0},
        {"token_hash": "the token itself"},
    ],
    ids=str,
)
def test_links_that_contradict_themselves_cannot_be_kept(broken):
    made = share(a_holding(minh()))

    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=made.pk).update(**broken)


def test_a_stranger_asks_for_no_correction_and_nothing_is_left():
    holding = a_holding(minh())
    before = AuditEvent.objects.count()

    with pytest.raises(errors.HoldingMissing):
        asked_to_correct(holding, hoa())
    with pytest.raises(errors.WordsMissing):
        operations.ask_correction(
            by=applicant_view(minh()), code=holding.code, about=WrongAbout.OTHER, words=" ", at=MONDAY
        )

    assert not AskedCorrection.objects.exists()
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    "broken",
    [{"words": ""}, {"about": "all"}, {"state": "done"}, {"state": "accepted"}, {"corrector": "lan"}],
    ids=str,
)
def test_requests_that_contradict_themselves_cannot_be_kept(broken):
    asked = asked_to_correct(a_holding(minh()), minh())

    with pytest.raises(IntegrityError), transaction.atomic():
        AskedCorrection.objects.filter(pk=asked.pk).update(**broken)
