"""Other dossiers of an owner, and which may be the same request: bounded, and only what the officer may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.queries import same_owner
from motcua.ops.demo.papers import sample_pdf
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import FILED, a_publication, an_authority, assigned, filed, later

pytestmark = pytest.mark.django_db
OTHER = "2.000777"


def by(role="receptionist"):
    return officer_view(an_authority()[role])


def others(dossier, role="receptionist"):
    return same_owner.others_of(viewer=by(role), code=dossier.code)


class TestOfADossier:
    def test_the_same_owner_with_the_same_procedure_under_way_may_be_the_same(self):
        first, second = filed(), filed(at=later(FILED, 3600))

        (found,) = others(second)

        assert (found.code, found.why) == (first.code, (same_owner.SAME_PROCEDURE,))

    def test_another_procedure_is_only_history(self):
        filed(publication=a_publication(OTHER))

        (found,) = others(filed())

        assert (found.procedure_code, found.why) == (OTHER, ())

    def test_one_that_has_ended_is_only_history(self):
        first = filed()
        dossiers.withdraw(by=applicant_view(minh()), code=first.code, at=later(FILED))

        (found,) = others(filed(at=later(FILED, 3600)))

        assert (found.is_open, found.why) == (False, ())

    def test_of_another_owner_there_is_nothing(self):
        filed(by=hoa())

        assert others(filed()) == []

    def test_a_file_that_is_the_same_is_found_whoever_filed_it(self):
        first = filed(by=hoa(), paper=sample_pdf("giấy"))

        (found,) = others(filed(paper=sample_pdf("giấy")))

        assert (found.code, found.why) == (first.code, (same_owner.SAME_FILE,))

    def test_a_file_of_long_ago_says_nothing(self):
        filed(by=hoa(), paper=sample_pdf("giấy"))

        assert others(filed(paper=sample_pdf("giấy"), at=FILED + timedelta(days=120))) == []

    def test_what_may_be_the_same_comes_first(self):
        same = filed()
        filed(publication=a_publication(OTHER), at=later(FILED, 60))

        assert next(one.code for one in others(filed(at=later(FILED, 120)))) == same.code

    def test_what_the_officer_may_not_see_is_not_there(self):
        filed()
        mine = assigned(at=later(FILED, 3600))

        assert others(mine, "specialist") == []
        with pytest.raises(DossierMissing):
            others(filed(by=hoa(), at=later(FILED, 7200)), "specialist")

    def test_the_number_of_queries_does_not_depend_on_what_was_filed(self):
        mine = filed(paper=sample_pdf("giấy"))
        viewer = by()
        for place in range(5):
            filed(at=later(FILED, 60 + place), paper=sample_pdf("giấy"))

        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = same_owner.others_of(viewer=viewer, code=mine.code)

        assert len(found) == 5
        assert len(asked) <= 7


class TestAtTheCounter:
    def test_what_the_person_has_for_this_procedure_is_said_before(self):
        first = filed()
        code = minh().code

        (found,) = same_owner.of_party(
            viewer=by(), person_code=code, publication_code=first.publication.full_code
        )
        (other,) = same_owner.of_party(viewer=by(), person_code=code, publication_code="9.999999.H50")

        assert (found.code, found.why) == (first.code, (same_owner.SAME_PROCEDURE,))
        assert other.why == ()

    def test_of_somebody_unknown_there_is_nothing(self):
        assert same_owner.of_party(viewer=by(), person_code="P-KHONGCO") == []

    def test_another_authority_hears_nothing(self):
        filed()
        elsewhere = an_officer(unit=a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang")), code="bg-lan")

        assert same_owner.of_party(viewer=officer_view(elsewhere), person_code=minh().code) == []


class TestComparison:
    def test_two_dossiers_stand_side_by_side(self):
        first, second = filed(paper=sample_pdf("một")), filed(at=later(FILED, 60), paper=sample_pdf("một"))

        found = same_owner.compare(viewer=by(), code=second.code, other_code=first.code)

        assert [(one.label, one.mine, one.is_same) for one in found.answers] == [
            ("Mục đích", "Chẩn đoán y tế", True)
        ]
        assert [one.is_in_both for one in (*found.files_of_mine, *found.files_of_other)] == [True, True]

    def test_two_that_have_nothing_in_common_are_not_compared(self):
        first, second = filed(), filed(by=hoa())

        with pytest.raises(DossierMissing):
            same_owner.compare(viewer=by(), code=first.code, other_code=second.code)

    def test_nor_is_what_the_officer_may_not_see(self):
        first, mine = filed(), assigned(at=later(FILED, 3600))

        with pytest.raises(DossierMissing):
            same_owner.compare(viewer=by("specialist"), code=mine.code, other_code=first.code)
