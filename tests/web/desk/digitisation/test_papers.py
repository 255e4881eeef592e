"""Everything of one paper, once it is decided; its pages and files, each opening kept."""

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation.models import Lot, Paper
from tests.factories import checking as make
from tests.factories.accounts import MONDAY, signed_in_client
from tests.factories.line import works_on_the_line
from tests.factories.line_pages import a_looked_at_paper

pytestmark = pytest.mark.django_db


def at(paper: Paper, further: str = "") -> str:
    return f"/desk/digitisation/papers/{paper.code}/{further}"


def openings() -> list[tuple[str, str, str]]:
    kept = AuditEvent.objects.filter(kind="DigitisedFileOpened").order_by("pk")
    return [(event.actor_code, event.payload["way"], event.payload["paper"]) for event in kept]


def test_before_the_decision_nothing_that_was_read_or_entered_is_told():
    read = make.what_was_read(symbol="QĐ-UBND") | {
        "doubts": [{"code": "x", "sentence": "Ký hiệu QĐ-UBND lạ."}]
    }
    paper = make.entered(make.a_paper(make.a_box(), read=read), make.kim(), symbol="GP-KHCN")
    Paper.objects.filter(pk=paper.pk).update(rendition=paper.scanned)

    for who in (make.kim(), make.vy(), make.phu()):
        client = signed_in_client(who)
        page = client.get(at(paper)).content.decode()
        assert "Dữ liệu hiện ở đây khi đã kết luận" in page
        assert "QĐ-UBND" not in page
        assert "GP-KHCN" not in page
        assert client.get(at(paper, "files/rendition/")).status_code == 404


def test_afterwards_who_entered_what_is_told_with_what_the_machine_read():
    read = make.what_was_read(symbol="QĐ-UBND") | {
        "doubts": [{"code": "x", "sentence": "Ký hiệu QĐ-UBND lạ."}]
    }
    paper = make.entered(make.a_paper(make.a_box(), read=read), make.kim(), make.loan(), owner="Trạm y tế")
    client = signed_in_client(make.vy())
    client.post(f"/desk/digitisation/deciding/{paper.code}/", {"owner": "first"})
    lot = Lot.objects.get()
    signed_in_client(make.tam()).post(
        f"/desk/digitisation/lots/{lot.code}/{paper.code}/", make.TRUE | {"number": "16", "_do": "keep"}
    )

    page = client.get(at(paper)).content.decode()

    for shown in (
        make.TRUE["owner"], "Trạm y tế", "QĐ-UBND", "Cán bộ kim", "Cán bộ loan", "Ký hiệu QĐ-UBND lạ.",
        "Cán bộ vy quyết định.", "Cán bộ tam sửa khi kiểm tra lần hai.", "khác kết luận", "Nhập và kiểm tra",
    ):  # fmt: skip
        assert shown in page, shown


def test_a_page_is_a_picture_and_its_opening_is_kept_once_an_hour():
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.kim())

    for _time in range(2):
        answer = client.get(at(paper, "scan/1/"))
    finer = client.get(at(paper, "scan/1/?width=2000"))

    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert len(finer.content) > len(answer.content)
    assert openings() == [("kim", "shown", paper.code)]
    assert client.get(at(paper, "scan/9/")).status_code == 404


def test_a_file_is_taken_home_and_that_is_kept():
    paper = make.a_paper(make.a_box())
    client = signed_in_client(make.phu())

    answer = client.get(at(paper, "files/scanned/"))

    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert openings() == [("phu", "taken", paper.code)]
    assert client.get(at(paper, "files/copy/")).status_code == 404
    assert client.get(at(paper, "files/values/")).status_code == 404


def test_what_waits_for_the_malware_scanner_is_not_opened():
    paper = make.a_paper(make.a_box())
    type(paper.scanned).objects.filter(pk=paper.scanned_id).update(state="received")
    client = signed_in_client(make.kim())

    assert client.get(at(paper, "scan/1/")).status_code == 404
    assert client.get(at(paper, "files/scanned/")).status_code == 404
    assert openings() == []


def test_another_agency_s_paper_is_missing_with_its_pages_and_files():
    paper = make.a_paper(make.a_box_elsewhere())
    client = signed_in_client(make.vy())

    for further in ("", "scan/1/", "files/scanned/"):
        assert client.get(at(paper, further)).status_code == 404
    assert openings() == []


@pytest.mark.parametrize("entries", [0, 2])
def test_the_page_costs_few_queries(django_assert_max_num_queries, entries):
    paper = make.a_paper(make.a_box())
    make.entered(paper, *(make.kim(), make.loan())[:entries], at=MONDAY)
    client = signed_in_client(make.vy())

    with django_assert_max_num_queries(17):
        client.get(at(paper))


PAGES = {
    "checking/": "key check plan",
    "keying/draw/": "key",
    "keying/{paper}/": "key",
    "deciding/next/": "check",
    "deciding/{paper}/": "check",
    "lots/": "check",
    "lots/{lot}/": "check",
    "lots/{lot}/{done}/": "check",
    "error-rates/": "key check plan",
    "error-rates/table/": "key check plan",
    "papers/{paper}/": "plan scan key check seal",
    "papers/{paper}/scan/1/": "plan scan key check seal",
    "papers/{paper}/files/scanned/": "plan scan key check seal",
}


def test_each_page_is_for_those_who_hold_its_permission():
    box = make.a_box()
    done = make.entered(make.a_paper(box), make.kim(), make.loan())
    paper = make.a_paper(make.a_box())
    codes = {"paper": paper.code, "done": done.code, "lot": Lot.objects.get().code}
    wrong = []
    for holds in ("plan", "scan", "key", "check", "seal"):
        client = signed_in_client(works_on_the_line(f"ai-{holds}", f"digitise.{holds}"))
        for page, who in PAGES.items():
            answer = client.get(f"/desk/digitisation/{page.format(**codes)}")
            status = answer.status_code
            b"".join(answer.streaming_content if answer.streaming else [])
            if (status != 403) != (holds in who.split()):
                wrong.append(f"{holds} {page}: {status}")

    assert wrong == []


def test_the_pages_of_a_paper_lead_to_everything_of_it():
    paper = a_looked_at_paper(make.a_box(), {"faults": ["turned"], "look": {"turn_degrees": 90}})

    page = signed_in_client(make.vy()).get(at(paper, "look/")).content.decode()

    assert f'href="{at(paper)}"' in page
