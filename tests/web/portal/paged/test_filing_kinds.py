"""Filing a form in pages, with files, an address, a licence looked up and a signature, without JavaScript."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.casework.dossiers import answer_lookups, checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, Draft, FiledPaper
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for
from motcua.reference.forms.rules import as_typed
from tests.factories import dossiers as made
from tests.factories.accounts import hoa, lan, minh, officer_view, signed_in_client
from tests.web.portal.pages import begin, main_form, posted, step, submit

from .form import PLACE, a_file, on_page, text

pytestmark = pytest.mark.django_db


def test_each_page_is_saved_and_left_by_itself(browser: Client, draft: str) -> None:
    wrong = on_page(browser, draft, "who", {})
    right = on_page(browser, draft, "who", PLACE)
    back = on_page(browser, draft, "what", {"count": "2"}, go="back")

    assert wrong.status_code == 422
    assert 'href="#f-place"' in text(wrong)
    assert "f-count" not in text(wrong)
    assert right["Location"].endswith("/form/?page=what")
    assert back["Location"].endswith("/form/?page=who")
    answers = Draft.objects.get(code=draft).answers
    assert answers["place"] == {"province": "44", "commune": "hai lang", "street": "Số 1"}
    assert answers["count"] == "2"


def test_the_names_of_communes_are_offered_once_the_province_is_known(browser: Client, draft: str) -> None:
    on_page(browser, draft, "who", {"place-province": "44"})

    page = text(browser.get(step(draft, "form")))

    assert '<option value="Xã Hải Lăng" data-mc-code="19702">' in page
    assert '<option value="Phường Ba Đình">' not in page


def test_a_form_with_files_and_a_signature_is_filed_and_read_by_the_desk(browser: Client, draft: str) -> None:
    on_page(browser, draft, "who", PLACE)
    left = on_page(
        browser,
        draft,
        "what",
        {
            "plan": a_file(),
            "devices-0-serial": "A-1",
            "devices-0-photo": a_file("nhan.pdf"),
            "count": "2",
            "sign-name": "le van minh",
        },
    )
    assert left["Location"].endswith("/papers/"), text(left)

    filed = submit(browser, draft)

    dossier = Dossier.objects.get()
    answers = dossier.filings.get().answers
    assert [file["name"] for file in answers["plan"]] == ["ban-ve.pdf"]
    assert answers["devices"][0]["photo"][0]["name"] == "nhan.pdf"
    assert answers["fee"] == 2000
    assert answers["sign"]["name"] == minh().full_name
    assert FiledPaper.objects.count() == 2
    submitted = text(browser.get(reverse("portal:dossier_submitted", args=[dossier.code])))
    for said in (
        "Số 1, Xã Hải Lăng, Tỉnh Quảng Trị",
        "ban-ve.pdf",
        "nhan.pdf",
        "2.000",
        "không phải chữ ký số",
    ):
        assert said in submitted
    assert filed.status_code == 302


def test_a_file_is_refused_at_its_field_and_one_is_taken_away(browser: Client, draft: str) -> None:
    refused = on_page(browser, draft, "what", {"plan": SimpleUploadedFile("a.pdf", b"not a pdf")})
    on_page(browser, draft, "what", {"plan": a_file()}, go="stay")
    (code,) = Draft.objects.get(code=draft).answers["plan"]
    taken = on_page(browser, draft, "what", {"_drop": code})

    assert refused.status_code == 422
    assert 'href="#f-plan"' in text(refused)
    assert taken["Location"].endswith("/form/?page=what")
    assert Draft.objects.get(code=draft).answers["plan"] == []


def test_a_file_of_somebody_else_cannot_be_named(browser: Client, draft: str) -> None:
    on_page(browser, draft, "what", {"plan": a_file()}, go="stay")
    (code,) = Draft.objects.get(code=draft).answers["plan"]
    stranger = signed_in_client(hoa())
    theirs = begin(stranger, publication="2.000070.000.00.00.H50")

    answer = on_page(stranger, theirs, "what", {"plan": code, "count": "1", "sign-name": hoa().full_name})

    assert answer.status_code == 422
    assert 'href="#f-plan"' in text(answer)


def test_a_file_at_a_place_that_takes_none_is_refused(browser: Client, draft: str) -> None:
    answer = on_page(browser, draft, "what", {"count": a_file()})

    assert answer.status_code == 409
    assert not Draft.objects.get(code=draft).papers.exists()


def test_a_licence_is_looked_up_among_the_results_of_the_same_owner(browser: Client) -> None:
    earlier = made.numbered().results.get()
    number = f"{earlier.number:02d}/{earlier.symbol}"
    mine = begin(browser, publication="2.000070.000.00.00.H50")
    stranger = signed_in_client(hoa())
    theirs = begin(stranger, publication="2.000070.000.00.00.H50")

    on_page(browser, mine, "who", {"old": number.lower()})
    on_page(stranger, theirs, "who", {"old": number})

    assert earlier.dossier.publication.procedure.name in text(browser.get(step(mine, "form")))
    unknown = text(stranger.get(step(theirs, "form")))
    assert "không tìm thấy trên cổng này" in unknown
    assert earlier.dossier.publication.procedure.name not in unknown


def test_a_mandate_that_is_only_claimed_finds_nobody_s_licence(browser: Client) -> None:
    earlier = made.numbered().results.get()
    stranger = signed_in_client(hoa())
    claimed = begin(stranger, publication="2.000070.000.00.00.H50")
    owner = earlier.dossier.owner_person or minh()
    mandator = {"identity_number": owner.identity_number, "full_name": owner.full_name}
    Draft.objects.filter(code=claimed).update(
        ground="mandate", ground_note="Giấy ủy quyền", mandator=mandator
    )

    on_page(stranger, claimed, "who", {"old": f"{earlier.number:02d}/{earlier.symbol}"})

    page = text(stranger.get(step(claimed, "form")))
    assert "không tìm thấy trên cổng này" in page
    assert earlier.dossier.publication.procedure.name not in page


def test_the_desk_sees_the_files_beside_the_papers_and_opens_them(dossier: Dossier) -> None:
    desk = signed_in_client(lan())

    page = text(desk.get(reverse("desk:dossier", args=[dossier.code])))

    assert "Tệp gửi kèm tờ khai" in page
    assert "nhan.pdf" in page
    for paper in FiledPaper.objects.all():
        view = officer_view(lan())
        assert desk_document_for(viewer=view, code=paper.document.code) == paper.document


def test_a_correction_keeps_the_files_and_takes_no_others(browser: Client, dossier: Dossier) -> None:
    asked = dossiers.AskedDefect("field", "count", "Ghi đúng số lượng.")
    dossiers.request_supplement(by=officer_view(lan()), code=dossier.code, defects=[asked], at=timezone.now())
    address = reverse("portal:dossier_supplement", args=[dossier.code])
    form = main_form(browser.get(address))

    sent = browser.post(address, posted(form, {"count": "5"}))

    assert sent.status_code == 302, text(sent)
    first, second = dossier.filings.order_by("round")
    assert (first.answers["count"], second.answers["count"], second.answers["fee"]) == (2, 5, 5000)
    assert {**second.answers, "count": 2, "fee": 2000} == first.answers
    forged = first.answers["plan"][0]["code"] + "x"
    assert dossiers_checked(dossier, forged) == ["plan"]


def dossiers_checked(dossier: Dossier, code: str) -> list[str]:
    """What is wrong when the correction names another file."""
    form = checking.form_of(dossier.version)
    answers = dossier.filings.latest("round").answers
    raw = as_typed(form, answers) | {"plan": [code]}
    lookups = answer_lookups.of_dossier(dossier, answers)
    return [
        one.field for one in checking.check_form(form, raw, on=date(2026, 11, 23), lookups=lookups).defects
    ]
