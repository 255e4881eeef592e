"""Several people act at the same moment: real threads, each with its own connection to a real PostgreSQL."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DraftMissing, MoveRefused, NothingToAnswer
from motcua.casework.dossiers.models import ClockEntry, DaySequence, Dossier, Draft, Filing, Result
from motcua.casework.payments.models import Payment
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Refused
from motcua.foundation.notifications.models import Message
from motcua.ops.demo.papers import sample_pdf
from motcua.records.letters.models import Letter, RegisterEntry
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import (
    FILED,
    a_draft,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    proposed,
    signed,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AT = later(FILED, 300)
Outcome = object


def at_once(acts: Sequence[Callable[[], object]]) -> list[Outcome]:
    """What each act gave, or the refusal that it met; all begin at the same moment."""
    start, outcomes = Barrier(len(acts)), list[Outcome]([None] * len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            start.wait(30)
            outcomes[place] = act()
        except (Refused, DraftMissing) as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert None not in outcomes, "an act broke, or waits for ever"
    return outcomes


def kinds(outcomes: Sequence[Outcome]) -> Counter[str]:
    return Counter(type(one).__name__ for one in outcomes)


def who(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def me() -> ApplicantView:
    return applicant_view(minh())


def chain_of(dossier: Dossier) -> list[int]:
    events = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").order_by("sequence")
    return list(events.values_list("sequence", flat=True))


def test_twenty_submissions_at_once_take_consecutive_codes():
    an_authority()
    drafts = [a_draft(paper=sample_pdf(f"giay-{number}")) for number in range(20)]
    mine = me()

    made = at_once([lambda code=code: dossiers.submit(by=mine, draft_code=code, at=FILED) for code in drafts])

    codes = sorted(dossier.code for dossier in made)
    assert codes == [f"000.00.15.H50-261116-{number:04}" for number in range(1, 21)]
    assert DaySequence.objects.get(on=date(2026, 11, 16)).last == 20
    assert Filing.objects.count() == 20
    assert AuditEvent.objects.filter(kind="DossierFiled").count() == 20
    assert not Draft.objects.exists()


def test_one_draft_submitted_eight_times_at_once_is_one_dossier():
    an_authority()
    draft, mine = a_draft(paper=sample_pdf("giay")), me()

    made = at_once([lambda: dossiers.submit(by=mine, draft_code=draft, at=FILED)] * 8)

    assert kinds(made) == {"Dossier": 8}
    assert len({dossier.pk for dossier in made}) == 1
    assert (Dossier.objects.count(), Filing.objects.count(), Message.objects.count()) == (1, 1, 1)
    assert DaySequence.objects.get().last == 1


def test_a_failed_submission_leaves_no_hole_in_the_codes():
    an_authority()
    mine = me()
    good = [a_draft() for _ in range(5)]
    publication = a_publication().full_code
    bad = [dossiers.start_draft(by=mine, publication_code=publication, at=FILED).code for _ in range(5)]

    done = at_once(
        [lambda code=code: dossiers.submit(by=mine, draft_code=code, at=FILED) for code in good + bad]
    )

    assert kinds(done) == {"Dossier": 5, "FilingIncomplete": 5}
    assert sorted(Dossier.objects.values_list("code", flat=True))[-1].endswith("-0005")


def test_two_officers_accept_at_once_and_one_receipt_is_issued():
    dossier = filed()
    lan = who("receptionist")

    done = at_once([lambda: dossiers.accept(by=lan, code=dossier.code, at=AT)] * 4)

    assert kinds(done) == {"Dossier": 1, "MoveRefused": 3}
    assert Letter.objects.filter(kind="receipt").count() == RegisterEntry.objects.count() == 1
    assert ClockEntry.objects.filter(dossier=dossier).count() <= 1
    assert AuditEvent.objects.filter(kind="DossierAccepted").count() == 1
    assert chain_of(dossier) == list(range(1, len(chain_of(dossier)) + 1))


def test_accepting_and_withdrawing_at_once_only_one_happens():
    dossier = filed()
    lan, mine = who("receptionist"), me()

    done = at_once(
        [
            lambda: dossiers.accept(by=lan, code=dossier.code, at=AT),
            lambda: dossiers.withdraw(by=mine, code=dossier.code, at=AT),
        ]
    )

    assert kinds(done) == {"Dossier": 1, "MoveRefused": 1}
    kept = Dossier.objects.get()
    assert (kept.accepted_at is None) == (kept.business == "withdrawn")
    assert Letter.objects.filter(kind="receipt").exists() == (kept.accepted_at is not None)


def test_one_fee_recorded_by_two_cashiers_at_once_is_paid_once():
    dossier = accepted(publication=a_publication(with_fee=True, starts="valid_papers_and_fee"))
    cashier = who("cashier")
    pay = [
        lambda number=number: dossiers.record_payment(
            by=cashier,
            code=dossier.code,
            amount_vnd=3_000_000,
            way="cash",
            number=number,
            paid_on=AT.date(),
            at=AT,
        )
        for number in ("BL-1", "BL-2", "BL-1")
    ]

    done = at_once(pay)

    assert kinds(done)["Dossier"] == 1
    assert all(isinstance(one, Dossier | Refused) for one in done)
    assert Payment.objects.count() == 1
    assert Letter.objects.filter(kind="receipt").exclude(state="revoked").count() == 1


def test_two_clerks_number_one_result_at_once_and_it_gets_one_number():
    dossier = signed()
    clerk = who("clerk")

    done = at_once([lambda: dossiers.number_and_seal(by=clerk, code=dossier.code, at=AT)] * 4)

    assert kinds(done) == {"Result": 1, "MoveRefused": 3}
    assert Result.objects.get().number == 1
    assert RegisterEntry.objects.exclude(register__book="TNHS").count() == 1


def test_ten_results_numbered_at_once_take_ten_numbers_without_a_gap():
    results = [signed() for _ in range(10)]
    clerk = who("clerk")

    at_once([lambda code=one.code: dossiers.number_and_seal(by=clerk, code=code, at=AT) for one in results])

    assert sorted(Result.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_a_proposal_signed_and_sent_back_at_once_is_one_of_both():
    dossier = proposed()
    leader = who("leader")

    done = at_once(
        [
            lambda: dossiers.approve_and_sign(by=leader, code=dossier.code, at=AT),
            lambda: dossiers.send_back(by=leader, code=dossier.code, reason="Xem lại.", at=AT),
        ]
    )

    assert kinds(done)["MoveRefused"] == 1
    assert Result.objects.count() == (1 if Dossier.objects.get().business == "decided" else 0)


def test_two_tabs_saving_one_draft_at_once_do_not_overwrite_each_other():
    an_authority()
    draft, mine = a_draft(), me()
    revision = Draft.objects.get().revision

    done = at_once(
        [
            lambda word=word: dossiers.save_answers(
                by=mine, draft_code=draft, revision=revision, raw={"purpose": [word]}, at=AT
            )
            for word in ("một", "hai", "ba")
        ]
    )

    assert kinds(done) == {"Draft": 1, "StalePage": 2}
    saved = next(one for one in done if isinstance(one, Draft))
    assert Draft.objects.get().answers == saved.answers


def test_a_supplement_answered_twice_at_once_is_one_round():
    dossier = assigned()
    tuan, mine = who("specialist"), me()
    asked = [dossiers.AskedDefect("other", "", "Giải trình thêm.")]
    dossiers.request_supplement(by=tuan, code=dossier.code, defects=asked, at=AT)

    done = at_once(
        [
            lambda: dossiers.answer_supplement(
                by=mine, code=dossier.code, raw={}, note="Đã giải trình.", at=later(AT)
            )
        ]
        * 4
    )

    assert kinds(done)["Dossier"] == 1
    assert all(isinstance(one, Dossier | NothingToAnswer | MoveRefused) for one in done)
    assert Filing.objects.count() == 2
