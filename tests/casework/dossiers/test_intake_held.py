"""Paper dossiers with papers that the repository holds: taken from there, or brought after all."""

from dataclasses import replace

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Ground
from motcua.casework.dossiers.errors.counter import IntakeIncomplete
from motcua.casework.dossiers.intake import TypedParty, prepare
from motcua.casework.dossiers.models import BroughtPaper, FiledPaper, SavedPaper
from motcua.casework.dossiers.paper_checks import Counted
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.repository import operations as repository
from tests.factories.accounts import an_organisation, hoa, minh
from tests.factories.dossiers import FILED
from tests.factories.held import a_licence, a_renewal
from tests.factories.intakes import an_intake

from .at_the_counter import ON, lan
from .traces import no_trace

pytestmark = pytest.mark.django_db


def test_a_paper_that_the_repository_holds_need_not_be_brought():
    held = a_licence(minh())
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(), filer=me, papers={"don": Counted(originals=1)}, held={"giay-phep": held.code}
    )

    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)

    filed = FiledPaper.objects.get(filing__dossier=dossier)
    assert (filed.slug, filed.holding_code, filed.document) == ("giay-phep", held.code, held.document)
    assert list(BroughtPaper.objects.values_list("slug", flat=True)) == ["don"]
    assert SavedPaper.objects.get().channel == "counter"
    assert AuditEvent.objects.get(kind="HoldingOpened").payload["dossier"] == dossier.code
    assert AuditEvent.objects.get(kind="DossierFiled").payload["papers"] == 2


def test_a_paper_that_was_brought_is_counted_and_nothing_taken_for_it():
    held = a_licence(minh())
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(),
        filer=me,
        papers={"don": Counted(originals=1), "giay-phep": Counted(plain_copies=1)},
        held={"giay-phep": held.code},
    )

    dossiers.receive(by=lan(), intake=intake, at=FILED)

    assert BroughtPaper.objects.count() == 2
    assert not SavedPaper.objects.exists()


@pytest.mark.parametrize("whose", ["another", "revoked"])
def test_a_paper_of_somebody_else_or_of_no_worth_is_refused_at_the_counter(whose: str):
    held = a_licence(hoa() if whose == "another" else minh())
    if whose == "revoked":
        repository.revoke(code=held.code, reason="Cấp sai", by=SYSTEM, at=FILED)
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(), filer=me, papers={"don": Counted(originals=1)}, held={"giay-phep": held.code}
    )

    with no_trace(), pytest.raises(IntakeIncomplete, match="trong kho không còn hiệu lực"):
        dossiers.receive(by=lan(), intake=intake, at=FILED)


def test_for_an_organisation_its_own_papers_are_held():
    organisation = an_organisation()
    held = a_licence(organisation)
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(),
        filer=me,
        ground=Ground.MEMBER,
        organisation=TypedParty(number=organisation.tax_number or "", name=organisation.name),
        papers={"don": Counted(originals=1)},
    )

    assert [one.code for one in prepare(intake, on=ON).held["giay-phep"]] == [held.code]
    for_self = prepare(replace(intake, ground=Ground.SELF), on=ON)
    assert not for_self.held.get("giay-phep")
