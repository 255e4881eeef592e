"""The papers' page with what the repository holds: taken without JavaScript, shown by its code, replaced."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import DraftPaper, SavedPaper
from tests.factories.accounts import applicant_view, hoa, minh, officer_view, signed_in_client
from tests.factories.dossiers import FILED, an_authority, filed, later
from tests.factories.held import a_licence, a_renewal
from tests.web.portal.pages import PDF, main_form, step, upload

pytestmark = pytest.mark.django_db
END = date(2030, 1, 31)


def a_draft() -> str:
    me, at = applicant_view(minh()), timezone.now()
    draft = dossiers.start_draft(by=me, publication_code=a_renewal().full_code, at=at)
    dossiers.save_answers(by=me, draft_code=draft.code, revision=0, raw={"purpose": ["Y tế"]}, at=at)
    return str(draft.code)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_paper_taken_unasked_stands_at_its_place_with_its_code_and_its_file() -> None:
    held = a_licence(valid_until=END)
    code, browser = a_draft(), signed_in_client(minh())

    page = browser.get(step(code, "papers"))

    assert f"{held.type_name} số {held.number_symbol}" in text(page)
    assert f"lấy từ kho, mã {held.code}" in text(page)
    file = browser.get(reverse("portal:document", args=[held.document.code]))
    assert file.status_code == 200
    assert b"".join(file.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert signed_in_client(hoa()).get(file.request["PATH_INFO"]).status_code == 404


def test_where_two_fit_one_is_chosen_by_a_button() -> None:
    a_licence(valid_until=END, number_symbol="05/GP")
    second = a_licence(valid_until=END, number_symbol="06/GP")
    code, browser = a_draft(), signed_in_client(minh())
    page = browser.get(step(code, "papers"))
    assert "Lấy từ kho: Giấy phép tiến hành công việc bức xạ số 06/GP, có giá trị đến 31/01/2030" in text(
        page
    )
    form = main_form(page)
    assert ("held", f"giay-phep {second.code}") in form.buttons

    answer = browser.post(step(code, "papers"), {"held": f"giay-phep {second.code}"})

    assert answer["Location"] == step(code, "papers")
    assert DraftPaper.objects.get().holding_code == second.code


def test_an_upload_replaces_it_and_it_is_offered_again_once_that_is_removed() -> None:
    a_licence(valid_until=END)
    code, browser = a_draft(), signed_in_client(minh())

    upload(browser, code, "giay-phep", PDF, "moi.pdf")
    laid = DraftPaper.objects.get()
    browser.post(step(code, "papers"), {f"remove-{laid.document.code}": "1"})

    assert "Lấy từ kho" in text(browser.get(step(code, "papers")))
    assert not DraftPaper.objects.exists()


def test_the_review_and_the_filed_dossier_say_where_the_paper_is_from() -> None:
    held = a_licence(valid_until=END)
    code, browser = a_draft(), signed_in_client(minh())

    assert f"(lấy từ kho, mã {held.code})" in text(browser.get(step(code, "review")))
    browser.post(reverse("portal:filing_submit", args=[code]))

    dossier = SavedPaper.objects.get().dossier
    page = text(browser.get(reverse("portal:dossier_submitted", args=[dossier.code])))
    assert f"lấy từ kho, mã {held.code}" in page


def test_the_buttons_speak_english_too() -> None:
    a_licence(valid_until=END)
    a_licence(valid_until=END, number_symbol="06/GP")
    code, browser = a_draft(), signed_in_client(minh())

    page = text(browser.get("/en" + step(code, "papers")))

    assert "Take from the repository: " in page
    assert "The repository holds papers that will do" in page


def test_a_renewal_is_shown_first_and_begun_by_a_button() -> None:
    a_renewal()
    held = a_licence(valid_until=END)
    browser = signed_in_client(minh())
    place = reverse("portal:paper_renew", args=[held.code])

    assert "Bắt đầu gia hạn" in text(browser.get(place))
    assert not DraftPaper.objects.exists()
    answer = browser.post(place)

    assert answer["Location"] == step(DraftPaper.objects.get().draft.code, "case")
    assert signed_in_client(hoa()).get(place).status_code == 404


def test_without_a_known_procedure_the_page_leads_to_the_finder() -> None:
    held = a_licence(valid_until=END, type_code="local.other")

    page = text(signed_in_client(minh()).get(reverse("portal:paper_renew", args=[held.code])))

    assert "Tìm thủ tục" in page
    assert "Bắt đầu gia hạn" not in page


def test_owners_see_how_many_papers_they_did_not_hand_in_again() -> None:
    a_licence(valid_until=END)
    browser = signed_in_client(minh())
    for count in (1, 2):
        answer = browser.post(reverse("portal:filing_submit", args=[a_draft()]))
        assert f"Anh/chị không phải nộp lại {count} giấy tờ." in text(browser.get(answer["Location"]))


def test_an_answer_to_a_supplement_takes_a_paper_by_a_button_without_scripts() -> None:
    dossier = filed(publication=a_renewal(required=False))
    dossiers.request_supplement(
        by=officer_view(an_authority()["receptionist"]),
        code=dossier.code,
        defects=[dossiers.AskedDefect("paper", "giay-phep", "Nộp giấy phép đã cấp.")],
        at=later(FILED, 60),
    )
    held = a_licence(valid_until=END)
    browser, place = signed_in_client(minh()), reverse("portal:dossier_supplement", args=[dossier.code])
    page = browser.get(place)
    assert ("held", f"giay-phep {held.code}") in main_form(page).buttons

    answer = browser.post(place, {"held": f"giay-phep {held.code}", "_note": ""})

    assert answer["Location"] == place
    shown = text(browser.get(place))
    assert f"lấy từ kho, mã {held.code}" in shown
    assert "Anh/chị không phải nộp giấy tờ này: kho đã có, còn giá trị đến 31/01/2030." in shown
    browser.post(place, {"_go": "next", "_note": ""})
    assert SavedPaper.objects.get().dossier == dossier


def test_owners_read_which_officer_opened_the_file_of_a_paper_through_which_dossier() -> None:
    held = a_licence(valid_until=END)
    browser = signed_in_client(minh())
    browser.post(reverse("portal:filing_submit", args=[a_draft()]))
    dossier = SavedPaper.objects.get().dossier
    lan = an_authority()["receptionist"]

    file = signed_in_client(lan).get(reverse("desk:document", args=[held.document.code]))
    assert b"".join(file.streaming_content).startswith(b"%PDF")

    page = text(browser.get(reverse("portal:paper", args=[held.code])))
    assert f"{lan.full_name}" in page
    assert f"Cho hồ sơ {dossier.code}" in page
    assert f"Cho hồ sơ {dossier.code}, để không phải nộp lại" in page
