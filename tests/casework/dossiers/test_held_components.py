"""Papers that came with a dossier are kept for its owner once its result was given, each once."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from motcua.casework.dossiers import jobs
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.intake import TypedParty
from motcua.casework.dossiers.models import Dossier, Result
from motcua.casework.dossiers.operations.holding_papers import hold_papers
from motcua.casework.dossiers.paper_checks import Counted
from motcua.casework.dossiers.rules.digitising import Given, trust_of, type_kept
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents.enums import State
from motcua.records.documents.models import Document
from motcua.records.repository.enums import Trust
from motcua.records.repository.models import Holding
from motcua.records.repository.queries.taking import fitting
from tests.factories.accounts import minh, officer_view
from tests.factories.dossiers import FILED, GRANT, an_authority, later, reload
from tests.factories.held import LICENCE, a_renewal
from tests.factories.holdings import a_holding, owned_by
from tests.factories.intakes import an_intake
from tests.reference.catalogue.test_paper_rules import a_paper

from .at_the_counter import lan
from .standings import ON_PAPER, lay_out

UNTIL = date(2027, 1, 31)
WHOLE: dict[str, Any] = {"originals": 1, "copies": 0, "files": 1, "is_signed": False, "verdict": "good"}


@pytest.mark.parametrize(
    ("said", "trust"),
    [
        ({}, Trust.DIGITISED),
        ({"copies": 2}, Trust.DIGITISED),
        ({"originals": 0, "is_signed": True}, Trust.COPY),
        ({"originals": 0}, None),
        ({"originals": 0, "copies": 1, "is_signed": True}, None),
        ({"files": 0}, None),
        ({"files": 2}, None),
        ({"verdict": "bad"}, None),
        ({"verdict": "not_needed"}, None),
        ({"verdict": ""}, None),
    ],
)
def test_kept_is_what_was_found_in_order_and_came_as_an_original_or_signed(said, trust):
    asked = a_paper(type_codes=[LICENCE])

    assert trust_of(asked, Given(**(WHOLE | said))) is trust
    assert trust_of(a_paper(), Given(**(WHOLE | said))) is None, "no result of a procedure"


def test_only_what_is_surely_of_one_type_and_has_an_end_can_be_taken_by_a_later_dossier():
    assert type_kept(a_paper(type_codes=[LICENCE]), valid_until=UNTIL) == LICENCE
    assert type_kept(a_paper(type_codes=[LICENCE]), valid_until=None) == ""
    assert type_kept(a_paper(type_codes=[LICENCE, "KQ.G06.000122"]), valid_until=UNTIL) == ""


pytest_db = pytest.mark.django_db


def role(name: str) -> Any:
    return officer_view(an_authority()[name])


def brought(**counted: Any) -> Dossier:
    """A dossier on paper with the licence that ends, scanned and judged."""
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    facts = {"originals": 1, "issued_on": date(2022, 2, 1), "expires_on": UNTIL} | counted
    papers = {"don": Counted(originals=1), "giay-phep": Counted(**facts)}
    intake = an_intake(publication=a_renewal(), filer=me, papers=papers)
    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)
    dossiers.attach_scan(
        by=lan(),
        code=dossier.code,
        slug="giay-phep",
        stream=BytesIO(sample_pdf("Giay phep cu")),
        name="quet.pdf",
        at=FILED,
    )
    Document.objects.update(state=State.ACCEPTED)
    return reload(dossier)


def judged(dossier: Dossier, verdict: str = "good") -> Dossier:
    said = {"giay-phep": (verdict, "Mờ." if verdict == "bad" else "")}
    dossiers.judge_papers(by=lan(), code=dossier.code, verdicts=said, at=FILED)
    return dossier


def kept(dossier: Dossier) -> list[Holding]:
    return hold_papers(dossier=dossier, owner=owned_by(minh()), is_sample=False, at=later(FILED))


@pytest_db
def test_the_scan_of_an_original_is_kept_and_a_later_dossier_takes_it():
    dossier = judged(brought())

    [held] = kept(dossier)

    assert (held.origin, held.trust, held.owner_code) == ("component", "digitised", minh().code)
    assert (held.type_name, held.type_code) == ("Giấy phép sắp hết hạn", LICENCE)
    assert (held.issued_on, held.valid_until) == (date(2022, 2, 1), UNTIL)
    assert (held.dossier_code, held.procedure_code) == (dossier.code, "2.000081")
    assert held.document.code == held.source_code, "the file lies where it lay"
    found = fitting(owner_code=minh().code, type_codes=[LICENCE], on=FILED.date())
    assert [one.code for one in found] == [held.code]
    assert [one.pk for one in kept(dossier)] == [held.pk], "safe to repeat"
    assert Holding.objects.count() == 1


@pytest_db
def test_copies_and_what_was_not_found_in_order_are_not_kept():
    copied = judged(brought(originals=0, certified_copies=1))
    assert kept(copied) == []

    assert kept(judged(copied, "bad")) == []
    assert not Holding.objects.exists()


@pytest_db
def test_what_the_owner_has_there_already_is_not_kept_again():
    dossier = judged(brought())
    a_holding(minh(), type_code=LICENCE, issued_on=date(2022, 2, 1))

    assert kept(dossier) == []


@pytest_db
def test_papers_are_kept_with_the_result_once_it_was_given():
    dossier = judged(brought())
    code, at = dossier.code, later(FILED, 60)
    dossiers.assign(
        by=role("division_head"), code=code, officer_code=an_authority()["specialist"].code, at=at
    )
    dossiers.propose(
        by=role("specialist"), code=code, outcome="grant", data=GRANT, opinion="Đủ điều kiện.", at=at
    )
    dossiers.approve_and_sign(by=role("leader"), code=code, at=at)
    dossiers.number_and_seal(by=role("clerk"), code=code, at=at)
    result = Result.objects.get()
    lay_out(reload(dossier))
    jobs.hold_result(result_code=result.code)
    assert not Holding.objects.exists()

    dossiers.return_result(by=lan(), code=code, at=at, **ON_PAPER)
    for _ in range(2):
        jobs.hold_result(result_code=result.code)

    origins = list(Holding.objects.order_by("origin").values_list("origin", flat=True))
    assert origins == ["born_digital", "component"]
