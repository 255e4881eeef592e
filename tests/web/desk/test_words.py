"""The page of words for searching."""

import pytest

from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.enums import SynonymKind
from motcua.reference.catalogue.models import Field, Procedure, Publication, Synonym
from tests.factories.accounts import MONDAY, an_agency, signed_in_client
from tests.factories.dossiers import an_authority

pytestmark = pytest.mark.django_db
WORDS = "/desk/catalogue/words/"


@pytest.fixture
def editor():
    field = Field.objects.create(code="nhiem-xa", name_vi="An toàn bức xạ")
    procedure = Procedure.objects.create(
        code="2.000086", name="Cấp giấy phép X-quang", name_norm="", field=field
    )
    authority = an_authority()
    Publication.objects.create(
        procedure=procedure, agency=an_agency(), full_code="2.000086.000.00.00.H50", short_code="2.000086.H50"
    )
    return signed_in_client(authority["editor"])


def test_an_editor_adds_a_word_and_tries_it(editor):
    answer = editor.post(WORDS, {"typed": "máy soi xương", "kind": "everyday", "meant": "x quang\n\nct"})

    assert answer.status_code == 302
    assert Synonym.objects.get(typed="máy soi xương").meant == ["x quang", "ct"]
    tried = editor.get(WORDS, {"try": "may soi xuong"}).content.decode()
    assert "2.000086.000.00.00.H50" in tried


def test_a_word_is_changed_where_it_stands(editor):
    operations.keep_synonym(
        typed="gp", meant=["giấy phép"], kind=SynonymKind.ABBREVIATION, by=SYSTEM, at=MONDAY
    )

    page = editor.get(WORDS, {"edit": "gp"}).content.decode()
    editor.post(WORDS, {"typed": "gp", "kind": "abbreviation", "meant": "giấy phép lái xe"})

    assert 'value="gp"' in page
    assert Synonym.objects.get().meant == ["giấy phép lái xe"]


def test_a_word_is_taken_out_and_no_longer_listed(editor):
    operations.keep_synonym(typed="ơi", meant=[], kind=SynonymKind.FILLER, by=SYSTEM, at=MONDAY)

    editor.post(f"{WORDS}take-out/", {"typed": "ơi"})

    assert not Synonym.objects.get().in_use
    assert 'value="ơi"' not in editor.get(WORDS).content.decode()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"typed": "", "kind": "everyday", "meant": "x"}, 400),
        ({"typed": "a", "kind": "nonsense", "meant": "x"}, 400),
        ({"typed": "a", "kind": "everyday", "meant": "   "}, 409),
        ({"typed": "!!!", "kind": "filler", "meant": ""}, 409),
    ],
)
def test_what_cannot_be_a_word_is_refused_and_nothing_is_kept(editor, given, status):
    assert editor.post(WORDS, given).status_code == status
    assert not Synonym.objects.exists()
