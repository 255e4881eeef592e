"""The counter as pages: find the procedure, one screen, one press, the paper in two copies."""

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from motcua.casework.dossiers.models import BroughtPaper, Dossier
from motcua.foundation.accounts.models import Person
from tests.factories.accounts import a_post, a_unit, an_agency, an_officer, minh, signed_in_client
from tests.factories.dossiers import a_publication, an_authority
from tests.factories.held import a_licence, a_renewal

from .counter import WHOLE, address, browser, send, text_of, token_in, token_of

pytestmark = pytest.mark.django_db


def test_a_procedure_is_found_by_words_and_by_code():
    full_code = a_publication("2.000086").full_code
    a_publication("2.000069")
    client = browser()

    by_words = client.get("/desk/counter/", {"q": "cấp giấy phép"})
    by_code = client.get("/desk/counter/", {"q": "2.000086"})

    assert full_code in text_of(by_words)
    assert by_code["Location"] == f"/desk/counter/register/{full_code}/"
    assert full_code in text_of(client.get("/desk/counter/suggest/", {"q": "2.000086"}))


def test_one_press_registers_accepts_and_leads_to_the_paper():
    client = browser()

    answer = send(client, address())

    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/desk/counter/registered/{dossier.code}/"
    assert dossier.accepted_at is not None
    page = text_of(client.get(answer["Location"]))
    assert "Đã tiếp nhận" in page
    assert "In giấy tiếp nhận hồ sơ và hẹn trả kết quả, 2 liên" in page
    assert dossier.code in text_of(client.get("/desk/counter/"))
    counted = BroughtPaper.objects.get(slug="giay-cu")
    assert (counted.originals, counted.certified_copies, counted.plain_copies) == (0, 1, 2)


def test_the_paper_is_printed_in_two_copies_that_say_which_they_are():
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]

    answer = client.get(f"/desk/counter/registered/{code}/print/")

    assert answer["Content-Type"] == "application/pdf"
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(answer.content)]
    assert ["Liên 1: giao người nộp" in pages[0], "Liên 2: kèm theo hồ sơ" in pages[-1]] == [True, True]
    assert len(pages) == 2
    assert all(code in page for page in pages)


def test_several_dossiers_of_one_person_follow_one_another_and_are_printed_together():
    client = browser()
    first = send(client, address())["Location"].split("/")[-2]

    next_page = text_of(client.get(f"{address()}?after={first}"))
    second = send(client, address())["Location"].split("/")[-2]

    assert 'value="045088000777"' in next_page
    assert "Võ Thanh Bình" in next_page
    assert first in text_of(client.get(f"/desk/counter/registered/{second}/"))
    pdf = client.get(f"/desk/counter/registered/{second}/print/?all=1").content
    assert len(PdfDocument(pdf)) == 4


def test_the_same_page_sent_twice_registers_one_dossier():
    client, place = browser(), address()
    sent = WHOLE | {"_token": token_of(client, place)}

    first, second = client.post(place, sent), client.post(place, sent)

    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_a_page_filled_in_anew_after_back_is_shown_again_and_becomes_another_dossier():
    client, place = browser(), address()
    sent = WHOLE | {"_token": token_of(client, place)}
    first = client.post(place, sent)["Location"].split("/")[-2]
    other = sent | {"_filer_identity_number": "045088000778", "_filer_full_name": "Võ Thị Chín"}

    told = client.post(place, other)

    page = text_of(told)
    assert (told.status_code, Dossier.objects.count()) == (409, 1)
    assert "Nội dung trên trang này chưa được ghi nhận" in page
    assert f'href="/desk/counter/registered/{first}/"' in page
    assert ("Võ Thị Chín" in page, "045088000778" in page) == (True, True)

    again = client.post(place, other | {"_token": token_in(told)})

    assert again["Location"] != f"/desk/counter/registered/{first}/"
    assert list(Dossier.objects.order_by("pk").values_list("filer__full_name", flat=True)) == [
        "Võ Thanh Bình",
        "Võ Thị Chín",
    ]


def test_another_button_on_the_same_page_is_not_the_same_press():
    client, place = browser(), address()
    asked = WHOLE | {"_token": token_of(client, place), "_do": "supplement", "_ask": "Nộp thêm ảnh."}
    client.post(place, asked)

    told = client.post(place, asked | {"_do": "accept"})

    assert told.status_code == 409
    assert Dossier.objects.get().accepted_at is None


def test_all_that_is_wrong_is_told_together_and_what_was_typed_stays():
    client = browser()

    wrong = {"_filer_identity_number": "123", "_paper": ["giay-cu"], "purpose": "", "_result_way": "post"}
    answer = send(client, address(), **wrong)

    page = text_of(answer)
    assert answer.status_code == 422
    assert page.count('<li><a href="#f-') == 3
    assert 'value="123"' in page
    assert "0912 000 777" in page
    assert not Dossier.objects.exists()


def test_who_has_the_number_is_told_at_once():
    minh()
    client, place = browser(), address()

    known = text_of(client.post(f"{place}party/filer/", {"_filer_identity_number": "045090001234"}))
    unknown = text_of(client.post(f"{place}party/filer/", {"_filer_identity_number": "045088000777"}))

    assert "Đã có trên cổng: <strong>Lê Văn Minh</strong>" in known
    assert "Chưa có trên cổng" in unknown
    assert "<input" not in unknown  # what is typed meanwhile stays


def test_another_number_takes_away_what_was_filled_in_of_somebody_known():
    typed = {
        "_filer_identity_number": "045088000777",
        "_known_filer": "1",
        "_filer_full_name": "Lê Văn Minh",
    }

    answer = text_of(browser().post(f"{address()}party/filer/", typed))

    assert "Chưa có trên cổng" in answer
    assert "Lê Văn Minh" not in answer


def test_the_fee_follows_the_answers():
    client, place = browser(), address(code="2.000069", with_fee=True)

    assert "3.000.000" in text_of(client.post(f"{place}fee/", {"purpose": "Chẩn đoán"}))


def test_only_who_records_payments_is_offered_to_take_the_fee():
    place = address(code="2.000069", with_fee=True)
    client = browser()
    assert "Đã thu đủ phí" not in text_of(client.get(place))

    a_post(an_authority()["receptionist"], role="cashier", unit=a_unit())
    assert "Đã thu đủ phí" in text_of(client.get(place))
    unnumbered = send(client, place, _paid="1")
    answer = send(client, place, _paid="1", _pay_way="cash", _pay_number="BL-7")

    assert "Chưa ghi số biên lai" in text_of(unnumbered)
    assert answer.status_code == 302
    assert Dossier.objects.get().finance == "paid"


def test_an_incomplete_dossier_gets_its_request_and_a_paper_to_print():
    client = browser()
    lacking = {"_do": "supplement", "_paper": ["don"], "purpose": "", "_ask-giay-cu": "Nộp giấy phép đã cấp."}

    answer = send(client, address(), **lacking)
    page = text_of(client.get(answer["Location"]))

    assert Dossier.objects.get().business == "awaiting_supplement"
    assert "In phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, 2 liên" in page
    assert client.get(f"{answer['Location']}print/").status_code == 200


def test_asking_for_nothing_is_told():
    answer = send(browser(), address(), _do="supplement")

    assert answer.status_code == 422
    assert "Chưa ghi cần bổ sung gì" in text_of(answer)


def test_a_refusal_needs_its_reason_and_its_ground():
    client = browser()

    without = send(client, address(), _do="refuse", _reason="Không thuộc thẩm quyền.")
    done = send(client, address(), _do="refuse", _reason="Không thuộc thẩm quyền.", _basis="Điều 1")

    assert "Chưa ghi căn cứ pháp lý" in text_of(without)
    assert done.status_code == 302
    assert Dossier.objects.get().business == "refused"


def test_without_scripts_the_page_comes_again_with_what_is_known():
    minh()
    client, place = browser(), address()

    answer = client.post(place, {"_do": "look", "_filer_identity_number": "045090001234"})

    assert answer.status_code == 200
    assert "Lê Văn Minh" in text_of(answer)
    assert not Dossier.objects.exists()


def test_looking_and_asking_keep_nothing():
    client, place = browser(), address()

    client.post(f"{place}party/filer/", {"_filer_identity_number": "045088000777"})
    client.post(place, WHOLE | {"_do": "look"})

    assert not Person.objects.filter(identity_number="045088000777").exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {"_paper": ["khong-co", "don" * 90], "_originals-khong-co": "9" * 400},
        {"_channel": "kiosk'--"},
        {"_ground": "<script>"},
        {"_result_way": "x", "_case_slug": "y"},
        {"_filer_full_name": "A" * 5000, "_filer_email": "x" * 5000, "_filer_phone": "9" * 500},
        {"_token": ""},
        {"_token": "Q" * 900},
        {"unknown-field": "1"},
    ],
)
def test_hostile_values_are_refused_or_registered_never_a_crash(hostile):
    answer = send(browser(), address(), **hostile)

    assert answer.status_code in (302, 422)


def test_another_authority_cannot_register_for_this_one():
    place = address()
    an_authority()
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    client = signed_in_client(an_officer(unit=unit, code="bg-tiep-nhan"))

    answer = send(client, place)

    assert answer.status_code == 403
    assert not Dossier.objects.exists()


def test_the_papers_of_a_dossier_out_of_sight_do_not_exist():
    code = send(browser(), address())["Location"].split("/")[-2]
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    client = signed_in_client(an_officer(unit=unit, code="bg-tiep-nhan"))

    assert client.get(f"/desk/counter/registered/{code}/").status_code == 404
    assert client.get(f"/desk/counter/registered/{code}/print/").status_code == 404
    assert client.get(f"{address()}?after={code}").status_code == 404


def test_a_supplement_on_paper_is_taken_in_at_the_counter():
    client = browser()
    lacking = {"_do": "supplement", "_paper": ["don"], "_ask-giay-cu": "Nộp giấy phép đã cấp."}
    code = send(client, address(), **lacking)["Location"].split("/")[-2]
    place = f"/desk/dossiers/{code}/take-supplement/"

    page = text_of(client.get(place))
    nothing = client.post(place, {})
    done = client.post(place, {"originals-giay-cu": "1"})

    assert "Nộp giấy phép đã cấp." in page
    assert nothing.status_code == 422
    assert done.status_code == 302
    assert Dossier.objects.get().sub_status == "waiting_reception"


def test_the_page_of_a_dossier_says_what_came_on_paper():
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]

    page = text_of(client.get(f"/desk/dossiers/{code}/"))

    assert "Bản giấy: 1 bản chứng thực, 2 bản chụp" in page
    assert " Thiếu</span>" not in page


@pytest.mark.parametrize("typed", ["{code}", "{code}|2.000086|045088000777|Giấy|Motcua|22/11/2026|"])
def test_what_a_barcode_reader_types_opens_the_dossier(typed):
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]

    answer = client.post("/desk/search/", {"q": typed.format(code=code)}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/desk/dossiers/{code}/"


def test_what_the_repository_holds_is_ticked_and_need_not_be_brought():
    held = a_licence(minh(), valid_until=date(2030, 1, 31))
    place = f"/desk/counter/register/{a_renewal().full_code}/"
    mine = {"_filer_identity_number": minh().identity_number, "_filer_full_name": "", "_paper": ["don"]}
    client = browser()
    sent = {"_token": token_of(client, place)} | WHOLE | mine
    box = f'name="_held-giay-phep" value="{held.code}" id="f--held-{held.code}" checked'

    assert box in text_of(client.post(place, sent))  # it was not seen before, so nothing is taken
    assert box in text_of(client.post(place + "fee/", sent))
    left = client.post(place + "fee/", sent | {"_held_shown": "giay-phep"})
    assert box.replace(" checked", "") in text_of(left)
    assert box not in text_of(left)
    answer = client.post(place, sent | {"_held_shown": "giay-phep", "_held-giay-phep": held.code})

    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/desk/counter/registered/{dossier.code}/"
    assert f"lấy từ kho, mã {held.code}" in text_of(client.get(f"/desk/dossiers/{dossier.code}/"))
