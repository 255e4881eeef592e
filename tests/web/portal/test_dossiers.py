"""My dossiers: what is next, what was submitted, withdrawing, supplements; nothing for strangers."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from motcua.casework.dossiers import operations
from motcua.casework.dossiers.models import Dossier, Filing
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from tests.casework.dossiers.test_side_tasks import with_process
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, hoa, minh, officer_view, signed_in_client
from tests.factories.papers import a_key
from tests.web.portal.pages import PDF, complete, main_form, posted, ready, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


@pytest.fixture
def dossier(browser: Client) -> Dossier:
    submit(browser, complete(browser))
    return Dossier.objects.get()


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def page_of(client: Client, dossier: Dossier, name: str = "dossier") -> str:
    answer = client.get(reverse(f"portal:{name}", args=[dossier.code]))
    assert answer.status_code == 200, answer.content.decode()
    return text(answer)


def ask(dossier: Dossier, *defects: tuple[str, str, str]) -> None:
    operations.request_supplement(
        by=officer_view(made.an_authority()["receptionist"]),
        code=dossier.code,
        defects=[operations.AskedDefect(*defect) for defect in defects],
        at=made.later(dossier.submitted_at),
    )


# Reading


def test_the_list_shows_my_dossiers_and_says_which_wait_for_me(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    page = text(browser.get(reverse("portal:my_dossiers")))

    assert dossier.code in page
    assert "Đang chờ anh/chị" in page


def test_an_empty_list_says_what_to_do(browser: Client) -> None:
    assert "Anh/chị chưa nộp hồ sơ nào" in text(browser.get(reverse("portal:my_dossiers")))


def test_the_page_says_what_is_next_and_who_acts_until_when(browser: Client, dossier: Dossier) -> None:
    page = page_of(browser, dossier)

    assert "Lúc này anh/chị không phải làm gì" in page
    assert "Ai xử lý tiếp" in page
    assert "anh.png" in page


def test_either_form_of_the_code_opens_the_page(browser: Client, dossier: Dossier) -> None:
    assert browser.get(reverse("portal:dossier", args=[dossier.code_short])).status_code == 200


def test_the_clock_explains_its_day_line_by_line(browser: Client) -> None:
    dossier = made.accepted()

    page = page_of(browser, dossier)

    assert "Vì sao ngày này?" in page
    assert "clock__why" in page


def test_a_fee_that_is_due_says_how_to_pay(browser: Client) -> None:
    fee = made.a_publication("2.002131", with_fee=True, starts="valid_papers_and_fee")
    dossier = made.accepted(publication=fee)

    page = page_of(browser, dossier)

    assert "Anh/chị cần nộp phí" in page
    assert "3511" in page
    assert "3.000.000" in page


def test_what_was_submitted_can_be_read_and_printed(browser: Client, dossier: Dossier) -> None:
    page = page_of(browser, dossier, "dossier_submitted")

    assert "SN-1" in page
    assert "data-mc-print" in page


def test_the_acknowledgement_can_be_opened_again(browser: Client, dossier: Dossier) -> None:
    assert "8 giờ làm việc" in page_of(browser, dossier, "dossier_filed")


PAGES = [
    "dossier",
    "dossier_filed",
    "dossier_submitted",
    "dossier_withdraw",
    "dossier_stop",
    "dossier_supplement",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_no_page_of_my_dossier(dossier: Dossier, name: str) -> None:
    answer = signed_in_client(hoa()).get(reverse(f"portal:{name}", args=[dossier.code]))

    assert answer.status_code == 404
    assert "Lê Văn Minh" not in text(answer)


@pytest.mark.parametrize("name", PAGES)
def test_a_guessed_code_leads_nowhere(browser: Client, name: str) -> None:
    answer = browser.get(reverse(f"portal:{name}", args=["000.00.15.H50-261122-0777"]))

    assert answer.status_code == 404


# Withdrawing


def test_a_dossier_is_withdrawn_after_a_sentence(browser: Client, dossier: Dossier) -> None:
    assert "Không thể hoàn lại" in page_of(browser, dossier, "dossier_withdraw")

    answer = browser.post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert answer.status_code == 302
    assert Dossier.objects.get().business == "withdrawn"
    assert "Anh/chị đã rút hồ sơ này" in page_of(browser, dossier)


def test_after_the_receipt_one_asks_that_the_work_stop(browser: Client) -> None:
    dossier = made.accepted()
    address = reverse("portal:dossier_stop", args=[dossier.code])
    assert "8 giờ làm việc" in page_of(browser, dossier, "dossier_stop")
    assert browser.post(address, {"reason": ""}).status_code == 422

    answer = browser.post(address, {"reason": "Cơ sở đổi kế hoạch"}, follow=True)

    assert "Cơ sở đổi kế hoạch" in answer.content.decode()
    assert "đề nghị được sau khi có giấy tiếp nhận" in page_of(browser, dossier, "dossier_stop")


def test_an_accepted_dossier_is_not_withdrawn(browser: Client) -> None:
    dossier = made.accepted()
    assert "Không rút hồ sơ ở đây được nữa" in page_of(browser, dossier, "dossier_withdraw")

    answer = browser.post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert answer.status_code == 409
    assert Dossier.objects.get().business == "accepted"


def test_a_stranger_withdraws_nothing(dossier: Dossier) -> None:
    answer = signed_in_client(hoa()).post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert answer.status_code == 404
    assert Dossier.objects.get().business == "submitted"


# Answering a supplement


def address(dossier: Dossier) -> str:
    return reverse("portal:dossier_supplement", args=[dossier.code])


def test_each_thing_asked_stands_at_its_paper_or_field(browser: Client, dossier: Dossier) -> None:
    ask(
        dossier,
        ("paper", "anh", "Ảnh bị mờ"),
        ("field", "name", "Tên khác giấy phép"),
        ("other", "", "Gọi lại giúp"),
    )

    page = page_of(browser, dossier, "dossier_supplement")

    for words in (
        "Ảnh bị mờ",
        "Tên khác giấy phép",
        "Gọi lại giúp",
        'name="paper-anh"',
        'name="devices-0-console"',
    ):
        assert words in page


def test_a_supplement_is_answered_in_one_go(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"), ("field", "name", "Tên khác giấy phép"))
    page = browser.get(address(dossier))

    sent = posted(main_form(page), {"name": "Lê Văn Minh Mới"}) | {
        "paper-anh": SimpleUploadedFile("ro.pdf", PDF)
    }
    answer = browser.post(address(dossier), sent)

    assert answer.status_code == 302, text(answer)
    assert Filing.objects.get(round=2).answers["name"] == "Lê Văn Minh Mới"
    assert Dossier.objects.get().business == "submitted"
    assert "ro.pdf" in page_of(browser, dossier)


def test_a_paper_neither_given_nor_explained_is_named(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    answer = browser.post(address(dossier), {"_note": ""})

    assert answer.status_code == 422
    assert 'href="#f-paper-anh"' in text(answer)
    assert not Filing.objects.filter(round=2).exists()


def test_a_file_that_was_not_chosen_is_no_answer_to_the_form(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"), ("field", "name", "Tên khác giấy phép"))
    page = browser.get(address(dossier))

    answer = browser.post(
        address(dossier), posted(main_form(page), {"paper-anh": "", "_note": "Không còn ảnh"})
    )

    assert answer.status_code == 302, text(answer)


def test_a_word_stands_for_a_paper_that_cannot_be_given(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    answer = browser.post(address(dossier), {"_note": "Máy đã bán"})

    assert answer.status_code == 302
    assert "Máy đã bán" in page_of(browser, dossier, "dossier_submitted")


def test_a_bad_file_sends_nothing_and_keeps_the_words(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    sent = {"_note": "Xin gửi", "paper-anh": SimpleUploadedFile("xau.pdf", b"no")}
    answer = browser.post(address(dossier), sent)

    assert answer.status_code == 422
    assert "Xin gửi" in text(answer)
    assert 'href="#f-paper-anh"' in text(answer)
    assert not Filing.objects.filter(round=2).exists()


def test_a_wrong_answer_in_a_supplement_is_named_at_its_field(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("field", "number", "Số sai"))
    page = browser.get(address(dossier))

    answer = browser.post(address(dossier), posted(main_form(page), {"number": "12"}))

    assert answer.status_code == 422
    assert 'id="f-number-error"' in text(answer)


def test_nothing_asked_nothing_answered(browser: Client, dossier: Dossier) -> None:
    assert "không có yêu cầu bổ sung" in page_of(browser, dossier, "dossier_supplement")

    assert browser.post(address(dossier), {"_note": "x"}).status_code == 409


def test_a_stranger_answers_nothing(dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    answer = signed_in_client(hoa()).post(address(dossier), {"_note": "x"})

    assert answer.status_code == 404
    assert not Filing.objects.filter(round=2).exists()


# Counting queries


def test_fifty_dossiers_are_listed_in_as_many_queries_as_one(
    browser: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        made.filed(at=made.later(MONDAY, number))

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = text(browser.get(reverse("portal:my_dossiers")))
    assert page.count("cases__one") == 20

    older = next(a for a in page.split('"') if "after=" in a).replace("&amp;", "&")
    assert text(browser.get(older)).count("cases__one") == 5


def test_an_unreadable_cursor_begins_at_the_start(browser: Client, dossier: Dossier) -> None:
    for after in ("x", "2026-99-99T00:00", "2026-11-11T00:00:00"):
        assert dossier.code in text(browser.get(reverse("portal:my_dossiers"), {"after": after}))


def test_the_page_of_a_dossier_stays_within_its_queries(
    browser: Client, dossier: Dossier, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(23):  # type: ignore[operator]
        page_of(browser, dossier)


# The result


def results_of(dossier: Dossier) -> list[Letter]:
    """The papers of the dossier, made as the worker makes them."""
    for letter in Letter.objects.filter(subject=f"dossier:{dossier.code}").order_by("pk"):
        if letter.state == LetterState.FIXED:
            letters.make(letter_code=letter.code, at=now())
    return list(Letter.objects.filter(subject=f"dossier:{dossier.code}", kind="result"))


@pytest.mark.slow
def test_a_result_is_mine_to_download_once_it_was_returned(browser: Client) -> None:
    with override_settings(MOTCUA_DEMO=True):
        officers = made.an_authority()
        keys(officers)
        dossier = made.numbered()
        (result,) = results_of(dossier)
        assert result.document is not None
        download = reverse("portal:document", args=[result.document.code])
        assert "Chờ trả kết quả" in page_of(browser, dossier)
        assert browser.get(download).status_code == 404

        operations.return_result(by=officer_view(officers["receptionist"]), code=dossier.code, at=now())

    page = page_of(browser, dossier)
    assert "Đã có kết quả" in page
    assert download in page
    assert b"".join(browser.get(download).streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert signed_in_client(hoa()).get(download).status_code == 404


def keys(officers: dict[str, Officer]) -> None:
    holders = {CertificateKind.LEADER: officers["leader"].code, CertificateKind.AGENCY: "skhcn-quang-tri"}
    for kind, holder in holders.items():
        a_key(f"{kind.value}-{holder}", holder)
        signing.register_certificate(
            kind=kind, holder_code=holder, key_ref=f"{kind.value}-{holder}", by=SYSTEM, at=now()
        )


# Who has it now, until when


def test_the_page_names_who_else_was_asked_and_until_when_but_not_what_in_words() -> None:
    ready()
    dossier = with_process(made.assigned(at=now()))
    specialist = officer_view(made.an_authority()["specialist"])
    operations.ask_opinions(
        by=specialist, code=dossier.code, parties=[operations.Party(agency_name="Sở Xây dựng")],
        question="Có đúng quy hoạch không?", answer_on=local_date(made.reload(dossier).due_at),
        document_codes=[], at=now(),
    )  # fmt: skip

    page = page_of(signed_in_client(minh()), dossier)

    assert "Sở Xây dựng – Cho ý kiến về hồ sơ: trả lời trước" in page
    assert "Có đúng quy hoạch không?" not in page
    assert page.index("Cho ý kiến về hồ sơ</p>") > page.index("Diễn biến"), "in the timeline as at work now"


def test_a_sub_dossier_is_named_by_its_step_and_its_unit() -> None:
    ready()
    dossier = with_process(made.assigned(at=now()))
    operations.open_parts(
        by=officer_view(made.an_authority()["specialist"]), code=dossier.code, document_codes=[], at=now(),
        parts=[operations.PartOrder("dat", operations.Party(agency_name="Sở Đất đai")), operations.PartOrder("xay", operations.Party(agency_name="Sở Xây dựng")),
               operations.PartOrder("moi-truong", operations.Party(agency_name="Sở Môi trường"))],
    )  # fmt: skip

    page = page_of(signed_in_client(minh()), dossier)

    assert "Sở Đất đai – Xác nhận đất: trả lời trước" in page
    assert "Sở Xây dựng – Xác nhận xây dựng: bắt đầu khi đơn vị trước đã trả lời" in page


def test_a_step_of_the_agency_that_is_late_is_said_to_be_late(browser: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(holder_until=now() - timedelta(hours=1))

    page = page_of(browser, dossier)

    assert "Cơ quan đang chậm ở bước này; anh/chị không phải làm gì" in page
    assert "Bước này đã quá hạn." in page
    assert "lẽ ra phải làm xong trước" in page


def test_nobody_is_said_to_have_asked_themselves_for_a_fee() -> None:
    ready()
    dossier = made.filed(publication=made.a_publication(with_fee=True), at=now())

    page = page_of(signed_in_client(minh()), dossier)

    asked = page[page.rindex("Đã thông báo phí, lệ phí.") :][:400]
    assert "Hệ thống" in asked
