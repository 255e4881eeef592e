"""Results reach the repository of their owner once they were given and made; wrong ones make room."""

from datetime import date

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.casework.dossiers import jobs
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Correction, Dossier, Result
from motcua.casework.dossiers.operations import holding
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.records.repository.models import Holding
from motcua.records.repository.queries import owners, taking
from motcua.reference.catalogue.queries.renewals import renewal_of
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, later, numbered, proposed
from tests.factories.held import LICENCE, a_renewal

from .standings import ON_PAPER, corrected, correction_numbered, lay_out, made, returned

pytestmark = pytest.mark.django_db
NOW = later(FILED, 100)


def work() -> None:
    """What the worker does with the jobs that hold results."""
    waiting = ProcrastinateJob.objects.filter(task_name=holding.HOLD).order_by("pk")
    for args in waiting.values_list("args", flat=True):
        jobs.hold_result(**args)


def result_of(dossier: Dossier, ordinal: int = 1) -> Result:
    return Result.objects.get(code=f"{dossier.code}-KQ{ordinal}")


def test_a_returned_result_is_held_for_the_owner_with_what_was_printed():
    dossier = returned()
    work()

    held, result = Holding.objects.get(), result_of(dossier)
    assert (held.origin, held.trust, held.source_code) == ("born_digital", "original", f"{dossier.code}-KQ1")
    assert (held.owner_kind, held.owner_code) == ("person", minh().code)
    assert (held.dossier_code, held.procedure_code) == (dossier.code, "2.000086")
    assert held.number_symbol == result.letter.data["number_text"]
    assert (held.issued_on, held.precision) == (date(2026, 11, 16), "day")
    assert held.type_name == result.letter.data["type_name"]
    assert held.abstract == "Giấy phép tiến hành công việc bức xạ"
    assert held.signer == result.letter.data["signature"]["name"]
    assert held.document == result.letter.document
    assert (held.valid_from, held.valid_until) == (result.valid_from, result.valid_to)


def test_a_result_that_waits_for_its_owner_is_shown_to_nobody():
    for state in (numbered, made):
        dossier = state()
        assert holding.hold_result(result_code=f"{dossier.code}-KQ1", at=NOW) is None

    assert not Holding.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name=holding.HOLD).exists()


def test_the_job_may_run_as_often_as_it_likes():
    dossier = returned()

    for _ in range(3):
        jobs.hold_result(result_code=f"{dossier.code}-KQ1")

    assert Holding.objects.count() == 1
    assert AuditEvent.objects.filter(kind="PaperHeld").count() == 1


def test_a_wrong_result_counts_no_more_as_soon_as_the_right_one_has_its_number():
    dossier = corrected()
    work()

    dossiers.number_correction(by=officer_view(an_authority()["clerk"]), code=dossier.code, at=NOW)

    held = Holding.objects.get()
    assert (held.state, held.reason) == ("revoked", Correction.objects.get().reason)
    events = AuditEvent.objects.filter(act_id=AuditEvent.objects.get(kind="HoldingRevoked").act_id)
    assert "ResultCorrected" in events.values_list("kind", flat=True)


def test_the_right_result_takes_its_place_when_it_is_made():
    """Given online with its number, made afterwards: the letters room tells."""
    dossier = corrected()
    work()
    dossiers.number_correction(by=officer_view(an_authority()["clerk"]), code=dossier.code, at=NOW)
    work()
    assert Holding.objects.count() == 1
    lay_out(dossier)
    right = result_of(dossier, 2)

    ProcrastinateJob.objects.filter(task_name=holding.HOLD).delete()
    holding.IssuedPapers().made(letter_code=right.letter.code)
    work()

    wrong, held = Holding.objects.order_by("pk")
    assert (wrong.state, wrong.replaced_by, held.state) == ("replaced", held, "valid")
    assert held.source_code == right.code


def test_the_right_result_takes_the_place_of_a_wrong_one_that_was_never_held():
    dossier = correction_numbered()
    dossiers.return_correction(
        by=officer_view(an_authority()["receptionist"]),
        code=dossier.code,
        at=NOW,
        wrong_original="taken_back",
        **ON_PAPER,
    )

    jobs.hold_result(result_code=f"{dossier.code}-KQ2")

    assert [one.state for one in Holding.objects.order_by("pk")] == ["replaced", "valid"]


def test_a_paper_made_again_is_the_file_that_the_owner_gets():
    dossier = returned()
    work()
    before = Holding.objects.get().document
    Letter.objects.filter(document=before).update(document=None, state=LetterState.FIXED, made_at=None)
    lay_out(dossier)

    jobs.hold_result(result_code=f"{dossier.code}-KQ1")

    held = Holding.objects.get()
    assert held.document != before
    assert held.document == result_of(dossier).letter.document
    assert AuditEvent.objects.filter(kind="HoldingFileRenewed").count() == 1


def test_results_issued_before_are_found_and_held_whoever_stopped_in_between():
    first, second = returned(), returned()
    assert holding.issued_before_count() == 2
    assert list(holding.issued_before(most=1)) == [f"{one.code}-KQ1" for one in (first, second)]

    holding.hold_result(result_code=f"{first.code}-KQ1", at=NOW)
    assert list(holding.issued_before(most=1)) == [f"{second.code}-KQ1"]
    jobs.hold_issued()

    assert holding.issued_before_count() == 0
    assert Holding.objects.count() == 2


def test_a_refusal_is_held_as_what_it_is_and_never_taken_for_a_paper():
    dossier = refusal_given(publication=a_renewal(required=False))
    work()

    held = Holding.objects.get()
    assert (held.is_refusal, held.type_code, held.valid_until) == (True, "", None)
    shown = owners.paper_of(viewer=applicant_view(minh()), code=held.code, on=date(2026, 11, 20))
    assert shown.standing == "refusal"
    Holding.objects.filter(pk=held.pk).update(type_code=LICENCE)
    on = date(2026, 11, 20)
    assert taking.fitting(owner_code=minh().code, type_codes=[LICENCE], on=on) == []
    assert taking.still_valid(codes=[held.code], on=on) == {}
    assert dossier.code == held.dossier_code


def refusal_given(**filing: object) -> Dossier:
    """A refusal that was numbered, made and given."""
    dossier = proposed("refuse", **filing)
    at = dossier.submitted_at
    dossiers.approve_and_sign(by=officer_view(an_authority()["leader"]), code=dossier.code, at=later(at, 40))
    dossiers.number_and_seal(by=officer_view(an_authority()["clerk"]), code=dossier.code, at=later(at, 50))
    lay_out(dossier)
    dossiers.return_result(
        by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=later(at, 60)
    )
    return dossier


NATIONAL = "KQ.G06.000122"


def test_a_result_carries_the_national_code_beside_the_local_one_and_is_asked_for_by_either():
    dossier = numbered(publication=a_renewal(required=False, national_code=NATIONAL))
    lay_out(dossier)
    at = later(dossier.submitted_at, 60)
    dossiers.return_result(by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=at)
    work()

    held = Holding.objects.get()
    assert (held.type_code, held.national_code) == (LICENCE, NATIONAL)
    on = date(2026, 11, 20)
    for asked in (LICENCE, NATIONAL):
        found = taking.fitting(owner_code=minh().code, type_codes=[asked], on=on)
        assert [one.code for one in found] == [held.code]
    told = {"agency_code": "skhcn-quang-tri", "on": on, "demo": True}
    assert renewal_of(type_codes=held.type_codes, **told) is not None
    assert renewal_of(type_codes=[NATIONAL], **told) is None
