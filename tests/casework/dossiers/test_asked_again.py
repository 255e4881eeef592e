"""Officers who ask for a paper that the repository holds say why; the reason is kept, shown and counted."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.held import AgainReasonMissing
from motcua.casework.dossiers.intake import TypedParty
from motcua.casework.dossiers.models import AskedAgain, Dossier, Supplement
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.queries import desk_dossier
from motcua.casework.dossiers.queries.held import held_for
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters.models import Letter
from tests.factories.accounts import hoa, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, filed, later
from tests.factories.held import a_licence, a_renewal
from tests.factories.intakes import an_intake

from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 60)
WHY = "Bản trong kho thiếu trang 2."


def ask(dossier: Dossier, *, again: str = "", slug: str = "giay-phep") -> Dossier:
    return dossiers.request_supplement(
        by=officer_view(an_authority()["receptionist"]),
        code=dossier.code,
        defects=[AskedDefect("paper", slug, "Nộp giấy phép đã cấp.", again=again)],
        at=AT,
    )


def waiting(**licence: object) -> Dossier:
    """A dossier whose procedure takes the licence from the repository."""
    a_licence(**licence)  # type: ignore[arg-type]
    return filed(publication=a_renewal(required=False))


@pytest.mark.parametrize("again", ["", "   "])
def test_without_a_reason_nothing_is_asked(again: str):
    dossier = waiting()

    with no_trace(), pytest.raises(AgainReasonMissing, match="05/GP-SKHCN"):
        ask(dossier, again=again)


def test_with_a_reason_it_is_kept_counted_and_told_to_whoever_reads():
    dossier = waiting()

    ask(dossier, again=WHY)

    kept = AskedAgain.objects.get()
    assert (kept.slug, kept.reason, kept.asked_by) == ("giay-phep", WHY, an_authority()["receptionist"])
    assert (kept.agency, kept.procedure_code) == (dossier.agency, "2.000081")
    assert Supplement.objects.get().defects[0]["again"] == WHY
    assert WHY in Letter.objects.get(subject=f"dossier:{dossier.code}").data["asked"][0]["what"]
    viewer = officer_view(an_authority()["receptionist"])
    shown = desk_dossier.desk_dossier(viewer=viewer, code=dossier.code, at=AT).supplements[0].defects
    assert WHY in shown[0][1]
    asked = AuditEvent.objects.get(kind="SupplementRequested")
    assert asked.payload["held"] == 1
    assert WHY not in str(asked.payload)


def test_what_the_repository_does_not_hold_for_the_owner_needs_no_reason():
    a_licence(hoa())
    a_licence(valid_until=date(2026, 11, 1))
    a_licence(type_code="local.other")
    dossier = filed(publication=a_renewal(required=False))

    ask(dossier, again="Không cần")

    assert not AskedAgain.objects.exists()
    assert "again" not in Supplement.objects.get().defects[0]


def test_another_paper_of_the_dossier_needs_no_reason():
    ask(waiting(), slug="don")

    assert not AskedAgain.objects.exists()


def test_a_reason_is_wanted_for_a_paper_that_was_taken_from_the_repository_too():
    a_licence()
    dossier = filed(publication=a_renewal())

    with no_trace(), pytest.raises(AgainReasonMissing):
        ask(dossier)


def test_whoever_asks_sees_what_is_held():
    dossier = waiting()

    viewer = officer_view(an_authority()["receptionist"])
    assert held_for(viewer=viewer, code=dossier.code, at=AT) == {
        "giay-phep": "Giấy phép tiến hành công việc bức xạ số 05/GP-SKHCN"
    }


def test_at_the_counter_the_same():
    a_licence()
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(publication=a_renewal(), filer=me)
    by = officer_view(an_authority()["receptionist"])
    asked = AskedDefect("paper", "giay-phep", "Nộp giấy phép đã cấp.")

    with no_trace(), pytest.raises(AgainReasonMissing):
        dossiers.receive_incomplete(by=by, intake=intake, defects=[asked], at=FILED)
