"""After a dossier was put under the right procedure: what the desk and the owner see, how it goes on."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.queries import applicant, desk_dossier, righting
from motcua.ops.demo.papers import sample_pdf
from tests.factories.accounts import applicant_view, hoa, minh
from tests.factories.dossiers import CONTENT, assigned, filed, later, reload

from .righted import AT, RIGHT, by, change, the_right_one
from .traces import no_trace

pytestmark = pytest.mark.django_db


class TestAfterwards:
    def test_the_desk_shows_the_right_procedure_and_what_was_filed_before(self):
        dossier = filed(paper=sample_pdf("giấy"))
        change(dossier, to=the_right_one(papers=[CONTENT["papers"][0]]))  # type: ignore[index]

        seen = desk_dossier.desk_dossier(viewer=by("receptionist"), code=dossier.code, at=AT)

        assert seen.procedure_code == RIGHT
        assert [one.value for one in seen.answers if one.kind != "heading"] == ["Chẩn đoán y tế"]
        assert seen.answers_before is None
        (former,) = seen.former
        assert (former.code, [name for name, _code, _file in former.files]) == (
            "2.000086",
            ["Giấy phép đã cấp"],
        )
        assert [one.value for one in former.answers] == ["Chẩn đoán y tế"]

    def test_each_round_is_shown_to_the_owner_as_it_was_asked(self):
        dossier = filed(paper=sample_pdf("giấy"))
        change(dossier)

        seen = applicant.dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=AT)

        first, second = seen.filings
        assert (first.former, second.former, second.is_carried) == ("Cấp giấy phép 2.000086", "", True)
        assert first.names["giay-cu"] == "Giấy phép đã cấp"
        assert [one.label for one in first.shown if one.kind != "heading"] == ["Mục đích"]
        assert [one.label for one in second.shown if one.kind != "heading"] == ["MỤC ĐÍCH"]

    def test_it_goes_on_as_any_other(self):
        dossier = filed()
        change(dossier)

        after = dossiers.accept(by=by("receptionist"), code=dossier.code, at=later(AT))

        assert after.due_at is not None
        assert after.due_at.date() == date(2026, 11, 30)

    def test_what_another_made_of_it_is_told_before_and_nothing_is_written(self):
        dossier, right = assigned(), the_right_one()

        with no_trace():
            seen = righting.look(
                viewer=by("specialist"),
                code=dossier.code,
                words="",
                publication_code=right.full_code,
                case_slug="",
            )

        assert seen.fit is not None
        assert (seen.fit.time_before, seen.fit.time_after) == ("05 ngày làm việc", "09 ngày làm việc")
        after = reload(change(dossier, who="specialist", to=right))
        assert seen.fit.due_after == after.due_at
        assert seen.fit.clock_lines

    def test_a_stranger_sees_nothing_of_it(self):
        dossier = filed()
        change(dossier)

        with pytest.raises(DossierMissing):
            applicant.dossier_view(viewer=applicant_view(hoa()), code=dossier.code, at=AT)
