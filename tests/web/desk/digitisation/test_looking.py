"""Pages looked at: one key a remedy, the scanned file as it was, each look kept as a fact."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation.enums import FaultKind, Standing
from motcua.records.digitisation.models import Scan, ScannedPage
from motcua.records.documents import queries as documents
from tests.factories.line import a_box
from tests.factories.line_pages import a_looked_at_paper, a_scan_file, at_the_desk

pytestmark = pytest.mark.django_db
TURNED = {"faults": [FaultKind.TURNED], "look": {"turn_degrees": 90}}
SKEWED = {"faults": [FaultKind.SKEWED], "look": {"skew_degrees": -2.4}}
COARSE = {"faults": [FaultKind.COARSE], "look": {"dpi": 150}}
FINE: dict[str, object] = {}


def at(name: str, *args: object) -> str:
    return reverse(f"desk:digitisation_{name}", args=args)


def remedy(client, paper, place, **sent):
    return client.post(at("correct", paper.code, place), sent)


def test_a_page_is_shown_with_its_faults_and_what_the_machine_would_do():
    paper, client = a_looked_at_paper(a_box(), FINE, SKEWED), at_the_desk()

    page = client.get(at("look", paper.code)).content.decode()

    assert "trang 2/2" in page
    assert "trang nghiêng" in page
    assert "Bản quét gốc giữ nguyên" in page
    assert '?turn=0&amp;tenths=-24"' in page
    assert 'data-mc-key="s"' in page


def test_one_key_puts_a_page_right_and_the_next_that_waits_is_shown():
    box, client = a_box(), at_the_desk()
    first, second = a_looked_at_paper(box, TURNED, COARSE), a_looked_at_paper(box, SKEWED)
    before = {scan.pk: scan.document.content_id for scan in Scan.objects.select_related("document")}

    turned = remedy(client, first, 1, remedy="measured", turn="90", tenths="0")
    assert turned["Location"] == at("look", first.code)
    kept = remedy(client, first, 2, remedy="keep")
    assert kept["Location"] == at("look", second.code)
    done = remedy(client, second, 1, remedy="measured", turn="0", tenths="-24")
    assert done["Location"] == at("box", box.code)

    first.refresh_from_db()
    assert first.standing == Standing.MACHINE
    pages = ScannedPage.objects.order_by("scan", "number").values_list("turn", "straighten")
    assert [(turn, float(straighten)) for turn, straighten in pages] == [(90, 0), (0, 0), (0, -2.4)]
    after = {scan.pk: scan.document.content_id for scan in Scan.objects.select_related("document")}
    assert after == before
    assert all(not documents.damage_of_content(sha256) for sha256 in after.values())


@pytest.mark.parametrize(("key", "turn"), [("left", 270), ("right", 90), ("over", 180)])
def test_a_page_is_turned_by_quarters(key, turn):
    paper, client = a_looked_at_paper(a_box(), TURNED), at_the_desk()

    remedy(client, paper, 1, remedy=key)

    assert ScannedPage.objects.get().turn == turn


def test_a_page_is_dropped_and_the_rest_stays():
    blank = {"faults": [FaultKind.BLANK]}
    paper, client = a_looked_at_paper(a_box(), FINE, blank), at_the_desk()

    remedy(client, paper, 2, remedy="drop")

    paper.refresh_from_db()
    assert (paper.pages_count, paper.standing) == (1, Standing.MACHINE)


def test_all_pages_that_a_measure_mends_are_put_right_with_one_key():
    blank = {"faults": [FaultKind.BLANK], "look": {"is_blank": True}}
    paper, client = a_looked_at_paper(a_box(), TURNED, SKEWED, blank, COARSE), at_the_desk()
    assert "Sửa 3 trang theo máy đo" in client.get(at("look", paper.code)).content.decode()

    client.post(at("as_measured", paper.code))

    pages = ScannedPage.objects.order_by("number").values_list("turn", "straighten", "dropped")
    assert [(turn, float(by), dropped) for turn, by, dropped in pages] == [
        (90, 0, False), (0, -2.4, False), (0, 0, True), (0, 0, False),
    ]  # fmt: skip
    paper.refresh_from_db()
    assert paper.standing == Standing.PAGES


def test_a_page_left_out_is_named_and_taken_back():
    paper, client = a_looked_at_paper(a_box(), COARSE, SKEWED), at_the_desk()
    second = paper.pages.get(place=2)
    client.post(at("correct", paper.code, 2), {"remedy": "drop"})
    assert f"Trang {second.number} của tệp" in client.get(at("look", paper.code)).content.decode()

    client.post(at("take_back", paper.code), {"scan": second.scan.code, "number": second.number})

    second.refresh_from_db()
    assert not second.dropped
    assert "Trang đã bỏ" not in client.get(at("look", paper.code)).content.decode()


def test_all_pages_of_a_paper_are_let_be():
    paper, client = a_looked_at_paper(a_box(), COARSE, SKEWED), at_the_desk()

    client.post(at("let_be", paper.code))

    paper.refresh_from_db()
    assert paper.standing == Standing.MACHINE
    assert set(ScannedPage.objects.values_list("passed_by", flat=True)) == {"phu-trach"}


def test_a_page_is_scanned_anew():
    paper, client = a_looked_at_paper(a_box(), COARSE), at_the_desk()
    file = SimpleUploadedFile("lai.pdf", a_scan_file(1), "application/pdf")

    client.post(at("anew", paper.code, 1), {"scan": file})

    assert Scan.objects.get(replaces__isnull=False).replaces.paper == paper
    paper.refresh_from_db()
    assert paper.standing == Standing.PAGES


def test_what_is_refused_about_another_scan_stands_at_its_page_and_leaves_no_trace():
    paper, client = a_looked_at_paper(a_box(), COARSE), at_the_desk()
    events = AuditEvent.objects.exclude(kind="ActRefused").count()
    wrong = SimpleUploadedFile("lai.exe", b"MZ", "application/pdf")

    nothing = client.post(at("anew", paper.code, 1))
    refused = client.post(at("anew", paper.code, 1), {"scan": wrong})

    assert (nothing.status_code, refused.status_code) == (422, 422)
    assert "Chưa chọn tệp của trang quét lại." in nothing.content.decode()
    page = refused.content.decode()
    assert 'id="anew-error"' in page
    assert "Thay trang 1" in page
    assert not Scan.objects.filter(replaces__isnull=False).exists()
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == events


def test_a_picture_is_drawn_as_it_will_be_bound_and_the_look_is_kept_once():
    paper, client = a_looked_at_paper(a_box(), TURNED), at_the_desk()

    whole = client.get(at("picture", paper.code, 1))
    turned = client.get(at("picture", paper.code, 1) + "?turn=90&tenths=0")

    assert whole["Content-Type"] == turned["Content-Type"] == "image/jpeg"
    assert whole["Cache-Control"] == "private, no-store"
    assert whole.content != turned.content
    opened = AuditEvent.objects.filter(kind="ScanOpened")
    assert [one.subject for one in opened] == [f"opened-scan:{paper.code}"]


@pytest.mark.parametrize("asked", ["?turn=45", "?tenths=900", "?width=99999"])
def test_a_picture_that_nobody_offers_is_not_there(asked):
    paper, client = a_looked_at_paper(a_box(), TURNED), at_the_desk()

    assert client.get(at("picture", paper.code, 1) + asked).status_code == 404


def test_who_does_not_scan_looks_and_changes_nothing():
    paper = a_looked_at_paper(a_box(), TURNED)
    client = at_the_desk("nhap", Permission.DIGITISE_KEY)

    page = client.get(at("look", paper.code)).content.decode()

    assert "trang nằm ngang" in page
    assert 'value="right"' not in page
    assert remedy(client, paper, 1, remedy="right").status_code == 403
    assert ScannedPage.objects.get().turn == 0


def test_a_box_opens_at_the_first_paper_that_waits():
    box, client = a_box(), at_the_desk()
    a_looked_at_paper(box, FINE)
    second = a_looked_at_paper(box, TURNED)

    assert client.get(at("look_box", box.code))["Location"] == at("look", second.code)
    client.post(at("let_be", second.code))
    assert client.get(at("look_box", box.code))["Location"] == at("box", box.code)


def test_a_paper_costs_no_more_queries_with_more_pages(django_assert_max_num_queries):
    paper, client = a_looked_at_paper(a_box(), *[SKEWED] * 6), at_the_desk()
    client.get(at("look", paper.code))

    with django_assert_max_num_queries(10):
        client.get(at("look", paper.code))
