"""A paper is held once, for its owner or until its owner is known; what is refused leaves no trace."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.accounts.models import Person
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.text import normalise
from motcua.records.documents import operations as documents
from motcua.records.documents.errors import DocumentMissing
from motcua.records.repository import errors, jobs, operations, queries
from motcua.records.repository.enums import HoldingState, Origin, OwnerKind, Precision
from motcua.records.repository.facts import DigitisedCode, Files, Owner
from motcua.records.repository.models import Holding
from tests.factories import dossiers as made
from tests.factories.accounts import (
    MONDAY,
    a_membership,
    an_agency,
    an_officer,
    an_organisation,
    hoa,
    lan,
    minh,
    officer_view,
)
from tests.factories.holdings import a_document, a_holding, a_paper, a_source, numbered

pytestmark = pytest.mark.django_db


def events_of(holding: Holding) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(subject=f"holding:{holding.code}").order_by("sequence"))


def counter_person(name: str = "Trần Văn Sáu", number: str = "045060000123") -> Person:
    """Known from the counter only: nobody signs in as them."""
    return Person.objects.create(full_name=name, name_norm=normalise(name), identity_number=number)


def test_a_paper_is_kept_with_its_facts_for_its_owner():
    holding = a_holding(minh(), source=a_source("KQ1", Origin.BORN_DIGITAL), valid_until=date(2029, 4, 2))

    kept = Holding.objects.get(code=holding.code)
    assert (kept.owner_code, kept.owner_number) == (minh().code, "045090001234")
    assert (kept.number_symbol, kept.valid_until) == ("05/GP-SKHCN", date(2029, 4, 2))
    assert kept.state == HoldingState.VALID
    assert kept.matched_at == MONDAY
    event = events_of(kept)[0]
    assert (event.kind, event.acting_for) == ("PaperHeld", minh().code)
    assert event.payload == {
        "origin": "born_digital", "source": "KQ1", "document": kept.document.code, "replaces": "",
    }  # fmt: skip


def test_the_same_source_is_held_once_however_often_a_job_runs():
    source = a_source("to-1")
    first = a_holding(minh(), source=source)

    again = a_holding(minh(), source=source, number_symbol="06/GP-SKHCN")

    assert again == first
    assert again.number_symbol == "05/GP-SKHCN"
    assert Holding.objects.count() == 1
    assert len(events_of(first)) == 1


def test_the_same_code_of_another_origin_is_another_paper():
    first = a_holding(minh(), source=a_source("to-1", Origin.DIGITISED))

    assert a_holding(minh(), source=a_source("to-1", Origin.COMPONENT)) != first


def test_events_hold_no_number_no_name_and_no_digitised_code():
    code = DigitisedCode(code="045060000123.KQ1.7", owner_part="045060000123", type_part="KQ1", order=7)
    holding = a_holding(numbered("045060000123", "Trần Văn Sáu"), more={"digitised": code})

    text = str([(event.payload, event.acting_for) for event in events_of(holding)])
    assert holding.digitised_owner == "045060000123"
    assert "045060000123" not in text
    assert "Sáu" not in text


def test_a_digitised_code_is_given_once_and_the_second_leaves_no_trace():
    code = DigitisedCode(code="045060000123.KQ1.7", order=7)
    a_holding(minh(), more={"digitised": code})
    events = AuditEvent.objects.filter(kind="PaperHeld").count()

    with pytest.raises(errors.DigitisedCodeTaken):
        a_holding(minh(), more={"digitised": code})

    assert Holding.objects.count() == 1
    assert AuditEvent.objects.filter(kind="PaperHeld").count() == events


def test_facts_that_do_not_fit_together_leave_no_trace():
    with pytest.raises(errors.FactsRefused):
        a_holding(minh(), type_name="")

    assert not Holding.objects.exists()


@pytest.mark.parametrize("fact", ["type_name", "number_symbol", "signer"])
def test_a_fact_longer_than_is_kept_is_refused_in_words_and_leaves_no_trace(fact):
    with pytest.raises(errors.FactsRefused, match="ký tự"):
        a_holding(minh(), **{fact: "x" * 301})

    assert not Holding.objects.exists()
    assert not AuditEvent.objects.filter(kind="PaperHeld").exists()


def test_papers_without_a_digitised_code_have_none_and_do_not_meet():
    for _ in range(2):
        assert a_holding(minh(), more={"digitised": DigitisedCode(code="")}).digitised_code is None


def test_a_paper_without_its_file_is_refused_and_leaves_no_trace():
    with pytest.raises(DocumentMissing):
        operations.hold(
            source=a_source(),
            owner=Owner(),
            paper=a_paper(),
            files=Files(original="D-NOTHING"),
            by=SYSTEM,
            at=MONDAY,
        )

    assert not Holding.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_owner_said_by_a_code_that_nobody_has_is_refused():
    with pytest.raises(errors.OwnerMissing):
        a_holding(Owner(kind=OwnerKind.PERSON, code="P-NOBODY"))

    assert not Holding.objects.exists()


def test_the_file_of_a_held_paper_cannot_be_forgotten():
    holding = a_holding(minh())

    with pytest.raises(IntegrityError), transaction.atomic():
        documents.forget(code=holding.document.code, by=SYSTEM, at=MONDAY)


def test_a_date_known_by_its_year_only_is_kept_as_such():
    holding = a_holding(minh(), issued_on=date(1998, 4, 17), precision=Precision.YEAR)

    assert (holding.issued_on, holding.precision) == (date(1998, 1, 1), "year")


# Whose it is


def test_a_number_known_from_the_counter_has_its_owner_at_once():
    person = counter_person()

    holding = a_holding(numbered("045 060 000 123", "TRẦN VĂN SÁU"))

    assert (holding.owner_kind, holding.owner_code) == ("person", person.code)


def test_a_number_that_nobody_has_waits_and_is_matched_when_its_owner_appears():
    holding = a_holding(numbered("045060000123", "Trần Văn Sáu"))
    assert (holding.owner_kind, holding.owner_code, holding.matched_at) == ("person", "", None)
    person = counter_person()

    jobs.match_waiting()

    holding.refresh_from_db()
    assert holding.owner_code == person.code
    event = events_of(holding)[-1]
    assert (event.kind, event.acting_for, event.payload) == (
        "PaperMatched",
        person.code,
        {"way": "by_number"},
    )


def test_an_organisation_is_matched_by_its_tax_number():
    organisation = an_organisation()

    holding = a_holding(numbered(organisation.tax_number, "CTY TNHH Ánh Sáng"))

    assert (holding.owner_kind, holding.owner_code) == ("organisation", organisation.code)
    assert holding.owner_name == "CTY TNHH Ánh Sáng"


def test_a_number_that_somebody_typed_at_sign_up_opens_nothing():
    """Anybody may type any number: until an officer received a dossier of theirs the paper waits."""
    holding = a_holding(numbered("045090001234", "Lê Văn Minh"))
    minh()

    jobs.match_waiting()

    holding.refresh_from_db()
    assert holding.owner_code == ""
    assert a_holding(numbered("045090001234", "Lê Văn Minh")).owner_code == ""


def test_a_filed_dossier_alone_opens_nothing_and_a_received_one_does():
    holding = a_holding(numbered("045090001234", "Lê Văn Minh"))
    dossier = made.filed()
    jobs.match_waiting()
    holding.refresh_from_db()
    assert holding.owner_code == ""

    made.dossiers.accept(
        by=officer_view(made.an_authority()["receptionist"]), code=dossier.code, at=made.later(MONDAY)
    )
    jobs.match_waiting()

    holding.refresh_from_db()
    assert holding.owner_code == minh().code


def test_an_organisation_that_somebody_declared_waits_for_an_officer_too():
    organisation = an_organisation()
    a_membership(hoa(), organisation)

    assert a_holding(numbered(organisation.tax_number)).owner_code == ""


def test_the_same_number_with_another_name_waits_for_a_person_to_look():
    counter_person()
    holding = a_holding(numbered("045060000123", "Nguyễn Thị Tám"))

    jobs.match_waiting()

    holding.refresh_from_db()
    assert holding.owner_code == ""
    assert len(events_of(holding)) == 1


def test_the_job_goes_through_all_that_wait(django_assert_max_num_queries):
    for number in range(3):
        a_holding(numbered(f"04506000020{number}", "Trần Văn Sáu"))
    for number in range(3):
        counter_person(number=f"04506000020{number}")

    assert len(queries.matchable(after=0, most=2)) == 2
    jobs.match_waiting()

    assert not Holding.objects.unmatched().exists()


def test_a_holding_matched_by_hand_says_so():
    holding = a_holding(numbered("191234567", "Trần Văn Sáu"))
    person = counter_person()
    admin = officer_view(an_officer("administrator", code="quan-tri"))

    operations.match(by=admin, code=holding.code, owner_code=person.code, at=MONDAY)

    holding.refresh_from_db()
    assert (holding.owner_kind, holding.owner_code) == ("person", person.code)
    assert holding.owner_number == "191234567", "what the paper says of itself stays"
    assert events_of(holding)[-1].payload == {"way": "by_hand"}
    with pytest.raises(errors.MatchedAlready):
        operations.match(by=admin, code=holding.code, owner_code=hoa().code, at=MONDAY)
    assert len(events_of(holding)) == 2


def test_who_does_not_match_papers_of_the_agency_is_refused_and_nothing_changes():
    holding = a_holding(numbered("191234567", "Trần Văn Sáu"))
    other = a_holding(numbered("191234568"), source=a_source(agency_code=an_agency("khac", symbol="K").code))
    person, admin = counter_person(), officer_view(an_officer("administrator", code="quan-tri"))

    with pytest.raises(errors.NotYoursToKeep):
        operations.match(by=officer_view(lan()), code=holding.code, owner_code=person.code, at=MONDAY)
    with pytest.raises(errors.NotYoursToKeep):
        operations.match(by=admin, code=other.code, owner_code=person.code, at=MONDAY)
    with pytest.raises(errors.OwnerMissing):
        operations.match(by=admin, code=holding.code, owner_code="P-NOBODY", at=MONDAY)
    with pytest.raises(errors.HoldingMissing):
        operations.match(by=admin, code="H-NOTHING", owner_code=person.code, at=MONDAY)

    assert Holding.objects.unmatched().count() == 2
    assert len(events_of(holding)) == 1


# How it ends


def test_a_right_paper_takes_the_place_of_a_wrong_one():
    wrong = a_holding(minh())

    right = a_holding(minh(), more={"replaces": wrong.code})

    wrong.refresh_from_db()
    assert (wrong.state, wrong.replaced_by, wrong.replaced_at) == ("replaced", right, MONDAY)
    event = events_of(wrong)[-1]
    assert (event.kind, event.payload) == ("HoldingReplaced", {"by_holding": right.code, "ruling": ""})
    assert event.act_id == events_of(right)[0].act_id


def test_what_was_replaced_is_not_replaced_again_and_nothing_is_held():
    wrong = a_holding(minh())
    a_holding(minh(), more={"replaces": wrong.code})

    with pytest.raises(errors.NotValidAnyMore):
        a_holding(minh(), more={"replaces": wrong.code})

    assert Holding.objects.count() == 2


def test_a_revoked_paper_stays_and_says_why():
    holding = a_holding(minh())

    for _ in range(2):
        operations.revoke(code=holding.code, reason="Thu hồi theo QĐ 12.", by=SYSTEM, at=MONDAY)

    holding.refresh_from_db()
    assert (holding.state, holding.reason, holding.revoked_at) == ("revoked", "Thu hồi theo QĐ 12.", MONDAY)
    assert [event.kind for event in events_of(holding)] == ["PaperHeld", "HoldingRevoked"]


def test_revoking_needs_a_reason_and_a_paper_that_counts():
    holding = a_holding(minh())
    replaced = a_holding(minh())
    a_holding(minh(), more={"replaces": replaced.code})

    with pytest.raises(errors.ReasonMissing):
        operations.revoke(code=holding.code, reason=" ", by=SYSTEM, at=MONDAY)
    with pytest.raises(errors.NotValidAnyMore):
        operations.revoke(code=replaced.code, reason="Sai.", by=SYSTEM, at=MONDAY)

    holding.refresh_from_db()
    assert holding.state == "valid"
    assert len(events_of(holding)) == 1


# What the database itself refuses


@pytest.mark.parametrize(
    "broken",
    [
        {"owner_code": ""},
        {"owner_kind": "unknown"},
        {"precision": "year"},
        {"precision": ""},
        {"valid_until": date(1990, 1, 1)},
        {"type_name": ""},
        {"state": "revoked"},
        {"state": "replaced"},
        {"reason": "Sai."},
        {"digitised_code": ""},
        {"trust": "perhaps"},
        {"origin": "found"},
    ],
    ids=str,
)
def test_rows_that_contradict_themselves_cannot_be_kept(broken):
    holding = a_holding(minh())

    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.filter(pk=holding.pk).update(**broken)


def test_a_document_may_be_the_file_of_several_papers():
    document = a_document()
    facts = {"owner": numbered("191234567"), "paper": a_paper(), "by": SYSTEM, "at": MONDAY}
    for code in ("to-1", "to-2"):
        operations.hold(source=a_source(code), files=Files(original=document.code), **facts)

    assert Holding.objects.filter(document=document).count() == 2
