"""Words between the agency and the applicant: asked, answered, told, refused without a trace."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing, NotYourDossier
from motcua.casework.dossiers.errors.messages import DossierOver, MessageEmpty, TooManyQuestions
from motcua.casework.dossiers.models import Dossier, DossierMessage
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.queues import queues
from motcua.casework.dossiers.rules.messages import LONGEST, MOST_WAITING, check_question
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import (
    a_unit,
    an_agency,
    an_officer,
    applicant_view,
    hoa,
    minh,
    officer_view,
)
from tests.factories.dossiers import FILED, an_authority, assigned, filed, later


@pytest.mark.parametrize(
    ("text", "is_open", "waiting", "refusal"),
    [
        ("Bao giờ xong?", True, 0, None),
        ("Bao giờ xong?", True, MOST_WAITING - 1, None),
        ("Bao giờ xong?", True, MOST_WAITING, TooManyQuestions),
        ("Bao giờ xong?", False, 0, DossierOver),
        ("   ", True, 0, MessageEmpty),
        ("a" * LONGEST, True, 0, None),
        ("a" * (LONGEST + 1), True, 0, MessageEmpty),
    ],
)
def test_what_may_be_asked(text, is_open, waiting, refusal):
    if refusal is None:
        check_question(text=text, is_open=is_open, waiting=waiting)
    else:
        with pytest.raises(refusal):
            check_question(text=text, is_open=is_open, waiting=waiting)


pytestmark = pytest.mark.django_db


def ask(dossier: Dossier, text: str = "Bao giờ có kết quả?", *, seconds: int = 60) -> DossierMessage:
    return dossiers.ask(by=applicant_view(minh()), code=dossier.code, text=text, at=later(dossier.submitted_at, seconds))  # fmt: skip


def write(dossier: Dossier, role: str = "receptionist", text: str = "Trong tuần này.", *, seconds: int = 120) -> DossierMessage:  # fmt: skip
    officer = officer_view(an_authority()[role])
    return dossiers.send_message(by=officer, code=dossier.code, text=text, at=later(dossier.submitted_at, seconds))  # fmt: skip


def waiting(role: str = "receptionist") -> int:
    found = queues(viewer=officer_view(an_authority()[role]), at=later(FILED, 600))
    return next(queue.total.count for queue in found if queue.slug == "questions")


def test_a_question_waits_in_the_queue_until_the_agency_writes():
    dossier = filed()
    assert waiting() == 0

    question = ask(dossier)
    assert waiting() == 1
    assert question.answer_by == later(dossier.answer_by, 60), "8 working hours, as for a filing"

    write(dossier)
    question.refresh_from_db()
    assert waiting() == 0
    assert question.answered_at == later(dossier.submitted_at, 120)


def test_both_sides_read_the_same_words_with_names():
    dossier = filed()
    ask(dossier)
    write(dossier)

    theirs = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=later(FILED, 600)).messages
    ours = desk_dossier(
        viewer=officer_view(an_authority()["leader"]), code=dossier.code, at=later(FILED, 600)
    )

    assert theirs == ours.messages
    assert [(one.text, one.is_officers, one.name) for one in theirs] == [
        ("Bao giờ có kết quả?", False, minh().full_name),
        ("Trong tuần này.", True, an_authority()["receptionist"].full_name),
    ]


def test_both_are_told_by_mail_without_the_words():
    dossier = assigned()
    ask(dossier, "Chuyện riêng của tôi", seconds=600)
    write(dossier, "specialist", "Chuyện riêng của anh", seconds=700)

    told = list(Message.objects.order_by("pk").values_list("address", "subject", "body"))[-3:]

    specialist = an_authority()["specialist"]
    assert [address for address, _subject, _body in told] == [
        minh().account.email, specialist.account.email, minh().account.email,
    ]  # fmt: skip
    assert not any("riêng" in body for _address, _subject, body in told)


def test_events_hold_no_words():
    dossier = filed()
    ask(dossier, "Chuyện riêng")
    write(dossier)

    events = AuditEvent.objects.filter(kind__in=["QuestionAsked", "MessageSent"]).order_by("pk")
    assert [event.kind for event in events] == ["QuestionAsked", "MessageSent"]
    assert events[1].payload["answers"] == 1
    assert "riêng" not in str([event.payload for event in events])


def test_what_the_agency_wrote_is_unread_until_the_applicant_says_so():
    dossier = filed()
    write(dossier)
    seen = applicant_view(minh())
    assert dossier_view(viewer=seen, code=dossier.code, at=later(FILED, 600)).has_unread

    assert dossiers.mark_read(by=seen, code=dossier.code, at=later(FILED, 700)) == 1
    assert not dossier_view(viewer=seen, code=dossier.code, at=later(FILED, 800)).has_unread
    assert dossiers.mark_read(by=seen, code=dossier.code, at=later(FILED, 900)) == 0


@pytest.mark.parametrize(
    ("bring", "role", "may"),
    [
        (filed, "receptionist", True),
        (filed, "leader", True),
        (filed, "cashier", False),
        (assigned, "specialist", True),
        (assigned, "division_head", True),
        (assigned, "cashier", False),
    ],
)
def test_who_writes_to_the_applicant(bring, role, may):
    dossier = bring()

    if may:
        assert write(dossier, role, seconds=600).by_officer == an_authority()[role]
    else:
        with no_trace(), pytest.raises(NotYourDossier):
            write(dossier, role, seconds=600)


def test_the_unit_that_works_a_dossier_writes_also_while_the_applicant_has_it():
    dossier = assigned()
    specialist, at = officer_view(an_authority()["specialist"]), later(dossier.submitted_at, 600)
    asked = [dossiers.AskedDefect(kind="field", slug="purpose", sentence="Ghi rõ")]
    dossiers.request_supplement(by=specialist, code=dossier.code, defects=asked, at=at)

    assert dossiers.send_message(
        by=specialist, code=dossier.code, text="Nộp sớm nhé", at=at + timedelta(minutes=1)
    )


def test_strangers_neither_ask_nor_write_nor_read():
    dossier = filed()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    outsider = officer_view(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))
    stranger, at = applicant_view(hoa()), later(dossier.submitted_at)

    with no_trace():
        with pytest.raises(DossierMissing):
            dossiers.ask(by=stranger, code=dossier.code, text="?", at=at)
        with pytest.raises(DossierMissing):
            dossiers.mark_read(by=stranger, code=dossier.code, at=at)
        with pytest.raises(DossierMissing):
            dossiers.send_message(by=outsider, code=dossier.code, text="?", at=at)


def test_what_is_refused_leaves_no_trace():
    dossier = filed()
    for _number in range(MOST_WAITING):
        ask(dossier)

    with no_trace():
        with pytest.raises(TooManyQuestions):
            ask(dossier)
        with pytest.raises(MessageEmpty):
            write(dossier, text=" ")


def test_when_a_dossier_has_ended_nobody_asks_any_more():
    dossier = filed()
    dossiers.withdraw(by=applicant_view(minh()), code=dossier.code, at=later(FILED))

    with no_trace(), pytest.raises(DossierOver):
        ask(dossier)
