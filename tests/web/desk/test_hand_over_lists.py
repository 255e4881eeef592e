"""The pages of hand-over lists: chosen, made, printed, ended, by whoever works at that desk."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import Forwarding, HandOverList
from motcua.foundation.audit.models import AuditEvent
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.places import a_centre, received_elsewhere

pytestmark = pytest.mark.django_db
BOARD = "desk:hand_over_lists"


def test_what_waits_is_ticked_made_printed_and_handed_over():
    dossier, client = received_elsewhere(), signed_in_client(a_centre())
    page = client.get(reverse(BOARD)).content.decode()
    assert f'value="{dossier.code}" checked' in page
    asked = {"desk": "tt-mot-cua", "kind": "to_unit", "unit": "mot-cua", "code": dossier.code}
    asked["unit"] = Forwarding.objects.get(dossier=dossier).to_unit.code

    made = client.post(reverse("desk:hand_over_list_make"), asked, follow=True).content.decode()
    found = HandOverList.objects.get()
    paper = client.get(reverse("desk:hand_over_list_paper", args=[found.code]))
    end = reverse("desk:hand_over_list_end", args=[found.code])
    done = client.post(end, {"line": "1"}, follow=True).content.decode()

    export = reverse("desk:hand_over_list_export", args=[found.code])
    table = client.post(export)

    assert f'action="{export}"' in made
    assert table["Content-Disposition"] == f'attachment; filename="bang-ke-{found.code}.xlsx"'
    assert list(table.streaming_content)
    assert AuditEvent.objects.get(kind="ListExported").payload["part"] == found.code
    assert "Đã giao các hồ sơ đã chọn" in made
    assert paper["Content-Type"] == "application/pdf"
    assert "Bảng kê đã xong" in done
    assert Forwarding.objects.get(dossier=dossier).state == "on_the_way"
    read = client.post(reverse("desk:search"), {"q": found.code}, follow=True)
    assert read.redirect_chain[-1][0] == reverse("desk:hand_over_list", args=[found.code])
    lan = signed_in_client(an_authority()["receptionist"])
    assert lan.get(reverse("desk:hand_over_list", args=[found.code])).status_code == 404
    with no_trace():
        assert lan.post(export).status_code == 404


def test_what_waits_comes_as_a_file_of_the_own_desks_alone():
    dossier = received_elsewhere()
    address = reverse("desk:hand_over_lists_export")

    sheets = {}
    for who in (a_centre(), an_authority()["receptionist"]):
        answer = signed_in_client(who).post(address)
        with ZipFile(BytesIO(b"".join(answer.streaming_content))) as file:
            sheets[who.code] = file.read("xl/worksheets/sheet1.xml").decode()

    assert [dossier.code in sheet for sheet in sheets.values()] == [True, False]
    assert [one.payload["part"] for one in AuditEvent.objects.filter(kind="ListExported")] == ["", ""]


def test_enter_after_a_tracking_number_sends_that_line_and_waits_at_the_next():
    first, second = received_elsewhere(), received_elsewhere()
    client = signed_in_client(a_centre())
    asked = {"desk": "tt-mot-cua", "kind": "post", "unit": "", "code": [first.code, second.code]}
    client.post(reverse("desk:hand_over_list_make"), asked)
    found = HandOverList.objects.get()
    end = reverse("desk:hand_over_list_end", args=[found.code])

    after = client.post(end, {"tracking-1": "EM1", "tracking-2": ""}, follow=True).content.decode()

    assert [line.state for line in found.lines.all()] == ["done", "waiting"]
    assert 'name="tracking-2" maxlength="40" autocomplete="off" autofocus' in after
    client.post(end, {"off": "1", "off-line": "2", "tracking-2": ""})
    assert [line.state for line in found.lines.all()] == ["done", "refused"]


def test_nothing_ticked_is_said_and_changes_nothing():
    received_elsewhere()
    client = signed_in_client(a_centre())

    answer = client.post(reverse("desk:hand_over_list_make"), {"desk": "tt-mot-cua", "kind": "to_unit"})

    assert answer.status_code == 409
    assert "Không còn hồ sơ nào đã chọn" in answer.content.decode()
    assert not HandOverList.objects.exists()
