"""What was declared anew, marked beside what stood there before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries.declared import NOTHING, sections_of, taken_out
from motcua.reference.forms.rules import Shown, ShownTable
from tests.factories.accounts import applicant_view, minh, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, filed

HEAD = Shown("heading", "", "Mục 1")


def answer(name: str, value: str) -> Shown:
    return Shown("text", name, name.title(), value)


def table(*rows: tuple[str, ...]) -> Shown:
    return Shown("table", "devices", "Thiết bị", table=ShownTable(("Tên", "Số"), rows))


@pytest.mark.parametrize(
    ("now", "before", "marked"),
    [
        ([answer("a", "1")], None, [""]),
        ([answer("a", "1")], [answer("a", "1")], [""]),
        ([answer("a", "2")], [answer("a", "1")], ["1"]),
        ([answer("a", "1"), answer("b", "2")], [answer("a", "1")], ["", NOTHING]),
    ],
)
def test_an_answer_is_marked_when_the_round_before_had_another(now, before, marked):
    (section,) = sections_of([HEAD, *now], before)

    assert [line.before for line in section.lines] == marked


def test_a_table_is_marked_with_its_former_rows():
    (same,) = sections_of([HEAD, table(("X", "1"))], [HEAD, table(("X", "1"))])
    (other,) = sections_of([HEAD, table(("X", "2"))], [HEAD, table(("X", "1"), ("Y", ""))])

    assert same.tables[0].before == ""
    assert other.tables[0].before == "X; 1\nY"


def test_what_is_declared_no_longer_is_told():
    gone = answer("b", "2")

    assert taken_out([HEAD, answer("a", "1")], [HEAD, answer("a", "1"), gone]) == (gone,)
    assert taken_out([HEAD, answer("a", "1")], None) == ()


@pytest.mark.django_db
def test_the_page_marks_what_a_supplement_changed():
    at = timezone.now() - timedelta(hours=2)
    dossier = filed(at=at)
    lan, client = an_authority()["receptionist"], signed_in_client(an_authority()["receptionist"])
    address = f"/desk/dossiers/{dossier.code}/?tab=data"
    assert "Đã sửa" not in client.get(address).content.decode()

    asked = [dossiers.AskedDefect(kind="field", slug="purpose", sentence="Ghi rõ")]
    dossiers.request_supplement(
        by=officer_view(lan), code=dossier.code, defects=asked, at=at + timedelta(minutes=5)
    )
    dossiers.answer_supplement(
        by=applicant_view(minh()), code=dossier.code, raw={"purpose": ["Chẩn đoán <b>tại phòng 2</b>"]}, note="",
        at=at + timedelta(minutes=9),
    )  # fmt: skip

    page = client.get(address).content.decode()
    assert "Đã sửa" in page
    assert '<ins class="changed">Chẩn đoán &lt;b&gt;tại phòng 2&lt;/b&gt;</ins>' in page
    assert '<del class="muted">Chẩn đoán y tế</del>' in page
