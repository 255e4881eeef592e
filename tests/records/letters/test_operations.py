"""A letter from the act that fixes it to the signed PDF; every refusal leaves no trace."""

import threading
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.documents import queries as documents
from motcua.records.letters import errors, jobs, operations, papers, queries, sources
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter, Register, RegisterEntry, Template
from motcua.records.signing import errors as signing_errors
from motcua.records.signing import queries as signing
from tests.factories.accounts import an_agency
from tests.factories.papers import AGENCY, AT, BY, LEADER, SUBJECT, a_receipt, a_result, certificates

pytestmark = pytest.mark.django_db


def fix(data: papers.Paper | None = None, **fields: object) -> Letter:
    data = data or a_receipt()
    values: dict[str, object] = {
        "kind": data.kind,
        "subject": SUBJECT,
        "agency_code": AGENCY,
        "data": data,
        "by": BY,
        "at": AT,
        "sample": True,
    }
    return operations.fix(**(values | fields))  # type: ignore[arg-type]


def fix_result() -> Letter:
    an_agency(AGENCY)
    return fix(a_result(), leader_code=LEADER)


def nothing_is_there() -> bool:
    models = (Letter, Register, RegisterEntry, Template, AuditEvent, ProcrastinateJob)
    return not any(model.objects.exists() for model in models)  # type: ignore[attr-defined]


def test_fixing_keeps_words_number_and_template_and_defers_the_making() -> None:
    letter = fix()

    letter.refresh_from_db()
    assert letter.state == LetterState.FIXED
    assert (letter.number, letter.book, letter.year) == (1, "TNHS", 2026)
    assert letter.data["number_text"] == "01/TNHS"
    assert letter.data["received_at"] == "08 giờ 30 phút, ngày 03 tháng 02 năm 2026"
    assert letter.template.sources["receipt.typ"].startswith("// Mẫu 01")
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("letters.make_letter", {"letter_code": letter.code})
    event = AuditEvent.objects.get()
    assert (event.kind, event.subject) == ("LetterFixed", f"letter:{letter.code}")
    assert "Triệu Phong" not in str(event.payload)


def test_numbers_follow_each_other_in_each_book_of_each_agency_and_year() -> None:
    next_year = AT + timedelta(days=365)

    numbers = [
        (letter.agency_code, letter.year, letter.number)
        for letter in (fix(), fix(), fix(agency_code="ubnd"), fix(at=next_year), fix())
    ]

    assert numbers == [
        (AGENCY, 2026, 1),
        (AGENCY, 2026, 2),
        ("ubnd", 2026, 1),
        (AGENCY, 2027, 1),
        (AGENCY, 2026, 3),
    ]
    entries = queries.register_of(agency_code=AGENCY, book="TNHS", year=2026)
    assert [(entry.number, entry.entered_by) for entry in entries] == [(1, "lan"), (2, "lan"), (3, "lan")]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_take_different_numbers_without_a_gap() -> None:
    def work() -> None:
        try:
            for _ in range(5):
                fix()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = [entry.number for entry in queries.register_of(agency_code=AGENCY, book="TNHS", year=2026)]
    assert numbers == list(range(1, 21))


def test_an_act_that_fails_gives_its_number_back() -> None:
    @transaction.atomic
    def failing_act() -> None:
        fix()
        raise OutsideFailure("the rest of the act")

    with pytest.raises(OutsideFailure):
        failing_act()

    assert fix().number == 1


def test_fixing_twice_in_one_act_gives_one_letter() -> None:
    act_id = uuid4()

    assert fix(act_id=act_id) == fix(act_id=act_id)

    assert Letter.objects.count() == RegisterEntry.objects.count() == ProcrastinateJob.objects.count() == 1


def test_a_result_without_a_leader_is_refused_and_leaves_no_trace() -> None:
    with pytest.raises(errors.LeaderMissing):
        fix(a_result())

    assert nothing_is_there()


def test_the_worker_makes_a_receipt_signed_by_the_agency() -> None:
    certificates()
    letter = fix()

    jobs.make_letter(letter_code=letter.code)

    letter.refresh_from_db()
    assert letter.state == LetterState.MADE
    row, stream = queries.open_letter(code=letter.code, subject=SUBJECT)
    with stream:
        report = signing.verify(file=stream.read(), at=AT, demo=True)
    assert report.valid
    assert [s.signer for s in report.signatures] == ["Sở Khoa học và Công nghệ tỉnh Quảng Trị"]
    assert row.file_name == "giay-tiep-nhan-000.00.19.H50-260203-0001.pdf"
    kinds = [
        event.kind
        for event in AuditEvent.objects.filter(subject=f"letter:{letter.code}").order_by("sequence")
    ]
    assert kinds == ["LetterFixed", "PaperSigned", "LetterMade"]


def test_making_twice_makes_one_paper() -> None:
    certificates()
    letter = fix()
    made = operations.make(letter_code=letter.code, at=AT)

    again = operations.make(letter_code=letter.code, at=AT + timedelta(hours=1))

    assert (again.document, again.made_at) == (made.document, AT)


def test_a_result_waits_for_its_number_and_is_then_signed_and_sealed() -> None:
    certificates()
    letter = fix_result()
    assert (letter.state, letter.number) == (LetterState.AWAITING_NUMBER, None)
    assert not ProcrastinateJob.objects.exists()
    assert operations.make(letter_code=letter.code, at=AT).state == LetterState.AWAITING_NUMBER

    entry = operations.number_and_seal(letter=letter, by=BY, at=AT + timedelta(days=1))
    made = operations.make(letter_code=letter.code, at=AT + timedelta(days=1))

    assert (entry.number, entry.symbol) == (1, "GP-SKHCN")
    assert made.data["number_text"] == "01/GP-SKHCN"
    assert made.data["head"]["issued_on"] == "ngày 04 tháng 02 năm 2026"
    assert made.document is not None
    with documents.stream_of(made.document) as stream:
        report = signing.verify(file=stream.read(), at=AT, demo=True)
    assert report.valid
    assert [s.signer for s in report.signatures] == [
        "Trần Thanh Trường",
        "Sở Khoa học và Công nghệ tỉnh Quảng Trị",
    ]


def test_a_number_is_given_once_and_only_to_what_waits_for_it() -> None:
    certificates()
    letter = fix_result()
    operations.number_and_seal(letter=letter, by=BY, at=AT)
    events = AuditEvent.objects.count()

    with pytest.raises(errors.NumberedAlready, match="01/GP-SKHCN"):
        operations.number_and_seal(letter=letter, by=BY, at=AT)
    with pytest.raises(errors.LetterMissing):
        operations.number_and_seal(letter=replace_code(letter), by=BY, at=AT)

    assert RegisterEntry.objects.count() == 1
    assert AuditEvent.objects.count() == events


def replace_code(letter: Letter) -> Letter:
    return Letter(code="L-NOTHING", kind=letter.kind)


def test_without_a_certificate_nothing_is_made_and_the_job_is_tried_again() -> None:
    letter = fix()

    with pytest.raises(signing_errors.NoCertificate):
        jobs.make_letter(letter_code=letter.code)

    letter.refresh_from_db()
    assert (letter.state, letter.document) == (LetterState.FIXED, None)
    certificates()
    jobs.make_letter(letter_code=letter.code)
    letter.refresh_from_db()
    assert letter.state == LetterState.MADE


def test_a_letter_whose_job_was_given_up_is_put_into_the_queue_once() -> None:
    fix()

    assert operations.resume(before=AT) == 0
    assert operations.resume(before=AT + timedelta(hours=1)) == 1
    assert operations.resume(before=AT + timedelta(hours=1)) == 0


def test_a_paper_that_can_never_be_made_is_marked_and_may_be_asked_for_again() -> None:
    certificates()
    letter = fix()
    good = letter.template.sources
    Template.objects.filter(pk=letter.template_id).update(sources=good | {"receipt.typ": "#nothing"})

    with pytest.raises(OutsideFailure):
        jobs.make_letter(letter_code=letter.code)

    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED
    Template.objects.filter(pk=letter.template_id).update(sources=good)
    operations.make_again(letter_code=letter.code, by=BY, at=AT)
    assert operations.make(letter_code=letter.code, at=AT).state == LetterState.MADE


def test_a_remade_paper_says_the_same_whatever_became_of_the_template() -> None:
    letter = fix()
    before = queries.preview_of(code=letter.code, at=AT)
    kept = Template.objects.get()

    assert kept.version == sources.version_of(kept.sources)
    assert queries.preview_of(code=letter.code, at=AT) == before


def test_an_undone_receipt_is_revoked_and_its_number_stays_used() -> None:
    certificates()
    first = fix()
    operations.make(letter_code=first.code, at=AT)

    operations.revoke(subject=SUBJECT, kind=LetterKind.RECEIPT, by=BY, at=AT)
    operations.revoke(subject=SUBJECT, kind=LetterKind.RECEIPT, by=BY, at=AT)
    second = fix()

    first.refresh_from_db()
    assert (first.state, second.number) == (LetterState.REVOKED, 2)
    assert AuditEvent.objects.filter(kind="LetterRevoked").count() == 1


def test_a_revoked_letter_is_not_made() -> None:
    certificates()
    letter = fix()
    operations.revoke(subject=SUBJECT, kind=LetterKind.RECEIPT, by=BY, at=AT)

    operations.make(letter_code=letter.code, at=AT)

    letter.refresh_from_db()
    assert (letter.state, letter.document) == (LetterState.REVOKED, None)


def test_a_letter_about_something_else_looks_missing() -> None:
    letter = fix()

    with pytest.raises(errors.LetterMissing):
        queries.open_letter(code=letter.code, subject="dossier:another")
    with pytest.raises(errors.LetterNotMade):
        queries.open_letter(code=letter.code, subject=SUBJECT)
    with pytest.raises(errors.LetterMissing):
        operations.make(letter_code="L-NOTHING", at=AT)


def test_the_papers_of_a_dossier_are_listed_in_one_query(django_assert_num_queries: object) -> None:
    for _ in range(3):
        fix()

    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = queries.letters_about(subject=SUBJECT)

    assert [row.number_text for row in rows] == ["01/TNHS", "02/TNHS", "03/TNHS"]
    assert rows[0].name == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


def test_a_name_with_an_accent_typed_apart_is_kept_composed() -> None:
    paper = a_receipt()
    letter = fix(replace(paper, submitter="Hồ"))

    assert letter.data["submitter"] == "Hồ"
