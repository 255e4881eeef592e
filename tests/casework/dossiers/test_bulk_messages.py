"""A message to the applicants of many: filled for each, sent once, and never over a question unread."""

import pytest
from django.db import transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.bulk_looks import Given
from motcua.casework.dossiers.errors.messages import MessageEmpty
from motcua.casework.dossiers.errors.phrases import PhraseUnusable
from motcua.casework.dossiers.models import Bulk, BulkLine, Dossier, DossierMessage
from motcua.casework.dossiers.queries import bulk
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Account, Post
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import an_authority, filed, later

from .test_bulk import AT, by_role, order, run
from .traces import no_trace

pytestmark = pytest.mark.django_db
TEXT = "Kính gửi {xưng hô}: hồ sơ {Mã hồ sơ} hẹn ngày {ngày hẹn}."


def write_to(found: list[Dossier], role: str = "receptionist", text: str = TEXT) -> Bulk:
    return order(role, "message", found, given=Given(text=text))


def ask(dossier: Dossier) -> DossierMessage:
    at = later(dossier.submitted_at, 60)
    return dossiers.ask(by=applicant_view(minh()), code=dossier.code, text="Bao giờ có kết quả?", at=at)


def written() -> list[str]:
    return list(DossierMessage.objects.exclude(by_officer=None).order_by("pk").values_list("text", flat=True))


def test_each_applicant_reads_the_text_filled_for_their_dossier():
    found = [filed() for _ in range(3)]

    ordered = write_to(found)
    run(ordered)

    assert written() == [
        f"Kính gửi ông/bà Lê Văn Minh: hồ sơ {one.code} hẹn ngày ngày sẽ báo sau." for one in found
    ]
    assert AuditEvent.objects.filter(kind__endswith="MessageSent").count() == 3
    assert Message.objects.filter(subject__contains="Tin nhắn của cơ quan").count() == 3
    assert bulk.progress(viewer=by_role("receptionist"), code=ordered.code).done == 3


def test_one_that_is_received_meanwhile_is_left_and_the_others_are_written_to():
    found = [filed() for _ in range(3)]
    ordered = write_to(found)
    bad = found[1]
    dossiers.accept(by=by_role("receptionist"), code=bad.code, at=AT)

    run(ordered)

    assert [found[0].code in written()[0], found[2].code in written()[1]] == [True, True]
    told = bulk.progress(viewer=by_role("receptionist"), code=ordered.code)
    assert (told.done, [one.code for one in told.failures]) == (2, [bad.code])


def test_an_order_that_was_sent_twice_writes_once():
    found = [filed() for _ in range(2)]
    first, second = write_to(found), write_to(found)

    run(first)
    run(second)

    assert len(written()) == 2
    assert set(second.lines.values_list("state", flat=True)) == {"refused"}


def test_a_question_asked_since_the_look_goes_on_waiting():
    dossier = filed()
    ordered = write_to([dossier])
    question = ask(dossier)

    run(ordered)

    question.refresh_from_db()
    assert (question.answered_at, written()) == (None, [])


def test_a_question_that_was_seen_is_answered():
    dossier = filed()
    question = ask(dossier)

    (look,) = bulk.looks(viewer=by_role("receptionist"), act="message", codes=[dossier.code])
    run(write_to([dossier]))

    question.refresh_from_db()
    assert (look.question, question.answered_at) == ("Bao giờ có kết quả?", AT)


def test_the_look_says_who_cannot_write_and_why():
    here = filed()

    (desk,) = bulk.looks(viewer=by_role("receptionist"), act="message", codes=[here.code])
    (clerk,) = bulk.looks(viewer=by_role("clerk"), act="message", codes=[here.code])

    assert desk.why_not == ""
    assert "không thuộc phạm vi" in clerk.why_not


def test_whoever_lost_their_post_since_writes_nothing():
    ordered = write_to([filed()])
    ended = {"valid_from": "2019-01-01", "valid_to": "2020-01-01"}
    Post.objects.filter(officer=an_authority()["receptionist"]).update(**ended)

    with no_trace():
        run(ordered)

    assert (BulkLine.objects.get().state, written()) == ("refused", [])


def test_whoever_has_no_account_is_not_written_to():
    dossier = filed()
    ordered = write_to([dossier])
    Account.objects.filter(person=dossier.filer).update(closed_at=AT, is_active=False)

    (look,) = bulk.looks(viewer=by_role("receptionist"), act="message", codes=[dossier.code])
    with no_trace():
        run(ordered)

    assert "không có tài khoản" in look.why_not
    assert BulkLine.objects.get().why == look.why_not
    assert written() == []


def test_looks_ask_as_often_for_many_as_for_one(django_assert_num_queries):
    found = [filed() for _ in range(4)]
    viewer = by_role("receptionist")

    with django_assert_num_queries(4):
        bulk.looks(viewer=viewer, act="message", codes=[one.code for one in found])


@pytest.mark.parametrize(
    ("role", "text", "refusal"),
    [
        ("clerk", TEXT, PermissionLacking),
        ("cashier", TEXT, PermissionLacking),
        ("receptionist", "  ", MessageEmpty),
        ("receptionist", "Gửi {ai đó}", PhraseUnusable),
    ],
)
def test_what_cannot_be_sent_is_refused_without_a_trace(role, text, refusal):
    dossier = filed()

    with no_trace(), pytest.raises(refusal), transaction.atomic():
        dossiers.order_bulk(
            by=by_role(role), act="message", seen={dossier.code: "x"}, given=Given(text=text), at=AT
        )

    assert not Bulk.objects.exists()
