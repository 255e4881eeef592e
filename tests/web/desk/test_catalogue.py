"""The editors' pages of the catalogue."""

import pytest

from motcua.reference.catalogue.models import Field, Finding, Likeness, ListRow, Procedure, Publication
from tests.factories.accounts import MONDAY, a_unit, an_agency, an_officer, signed_in_client
from tests.factories.dossiers import an_authority

pytestmark = pytest.mark.django_db


def a_proposal() -> Likeness:
    """A row without a code that looks like a known procedure."""
    field = Field.objects.create(code="buc-xa", name_vi="An toàn bức xạ")
    known = Procedure.objects.create(code="2.000086", name="Cấp giấy phép X-quang", name_norm="", field=field)
    local = Procedure.objects.create(
        code="H50-2021-M3-01", name="Cấp phép X-quang", name_norm="", field=field
    )
    publication = Publication.objects.create(
        procedure=local, agency=an_agency(), full_code=local.code, short_code=local.code
    )
    row = ListRow.objects.create(
        list_slug="quang-tri-2021", ordinal=7, printed="7", raw={}, publication=publication
    )
    return Likeness.objects.create(row=row, procedure=known, score=91)


def decision(proposal: Likeness, said: str) -> dict[str, object]:
    return {
        "list_slug": proposal.row.list_slug,
        "row": proposal.row.ordinal,
        "procedure_code": proposal.procedure.code,
        "decision": said,
    }


def test_an_editor_sees_what_is_odd_in_the_lists():
    an_authority()
    Finding.objects.create(
        list_slug="quang-tri-2021",
        kind="no_current_level",
        rows=[3],
        facts={"name": "Cấp giấy phép"},
        found_at=MONDAY,
    )
    editor = signed_in_client(an_authority()["editor"])

    page = editor.get("/desk/catalogue/").content.decode()

    assert "Thiếu mức hiện tại" in page
    assert "quang-tri-2021" in page


def test_an_editor_confirms_that_a_row_is_a_known_procedure():
    proposal = a_proposal()
    editor = signed_in_client(an_authority()["editor"])

    listed = editor.get("/desk/catalogue/likenesses/").content.decode()
    response = editor.post("/desk/catalogue/likenesses/decide/", decision(proposal, "confirm"))

    proposal.refresh_from_db()
    assert "giống 91" in listed
    assert response["Location"] == "/desk/catalogue/likenesses/"
    assert (proposal.state, proposal.decided_by) == ("confirmed", "qt-editor")


def test_an_editor_rejects_a_proposal_and_cannot_decide_twice():
    proposal = a_proposal()
    editor = signed_in_client(an_authority()["editor"])

    editor.post("/desk/catalogue/likenesses/decide/", decision(proposal, "reject"))
    again = editor.post("/desk/catalogue/likenesses/decide/", decision(proposal, "confirm"))

    proposal.refresh_from_db()
    assert again.status_code == 409
    assert proposal.state == "rejected"
    assert "Đã bác" in editor.get("/desk/catalogue/likenesses/").content.decode()


@pytest.mark.parametrize("forged", [{"row": "abc"}, {"decision": "burn"}, {"procedure_code": "9.999999"}])
def test_a_forged_decision_is_not_found_and_leaves_no_trace(forged):
    proposal = a_proposal()
    editor = signed_in_client(an_authority()["editor"])

    response = editor.post("/desk/catalogue/likenesses/decide/", decision(proposal, "confirm") | forged)

    proposal.refresh_from_db()
    assert response.status_code == 404
    assert proposal.state == "proposed"


def test_other_roles_and_editors_of_other_agencies_stay_outside():
    proposal = a_proposal()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = signed_in_client(
        an_officer("editor", unit=a_unit("bg-van-phong", agency=other), code="bg-editor")
    )
    receptionist = signed_in_client(an_authority()["receptionist"])

    decided = stranger.post("/desk/catalogue/likenesses/decide/", decision(proposal, "confirm"))

    assert receptionist.get("/desk/catalogue/").status_code == 403
    assert decided.status_code == 403
    assert "giống 91" not in stranger.get("/desk/catalogue/likenesses/").content.decode()
