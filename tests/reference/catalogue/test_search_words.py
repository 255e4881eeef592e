"""The editors' list of words, and that every process notices a change of the catalogue."""

import pytest

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations, queries, shipped
from motcua.reference.catalogue.enums import SynonymKind
from motcua.reference.catalogue.errors import SynonymUnknown, SynonymUnusable
from motcua.reference.catalogue.models import Procedure, Publication, Synonym
from motcua.reference.catalogue.queries import indexing
from tests.factories.accounts import MONDAY, lan, officer_view

from .test_operations import an_editor

pytestmark = pytest.mark.django_db
EVERYDAY, FILLER = SynonymKind.EVERYDAY, SynonymKind.FILLER


def test_a_word_that_an_editor_adds_is_understood_at_once(loaded):
    assert queries.search(words="zumba hiphop") == []

    editor = an_editor()
    operations.keep_synonym(
        typed=" Zumba  hiphop", meant=["giải mã công nghệ"], kind=EVERYDAY, by=editor, at=MONDAY
    )

    assert queries.search(words="ZUMBA hiphop")[0].code == "1.002690"
    event = AuditEvent.objects.get(kind="SynonymKept")
    assert (event.subject, event.actor_code) == ("zumba hiphop", editor.code)


def test_a_word_taken_out_is_not_brought_back_by_the_next_release(loaded):
    operations.take_out_synonym(typed="gcn", by=an_editor(), at=MONDAY)
    operations.take_out_synonym(typed="gcn", by=SYSTEM, at=MONDAY)

    assert operations.keep_shipped_synonyms(by=SYSTEM, at=MONDAY) == 0
    assert not Synonym.objects.get(typed="gcn").in_use
    assert AuditEvent.objects.filter(kind="SynonymTakenOut").count() == 1


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("", ["giấy phép"], EVERYDAY),
        ("!!!", ["giấy phép"], EVERYDAY),
        ("giấy", [], EVERYDAY),
        ("giấy", ["  ", "?"], EVERYDAY),
        ("g" * 81, ["giấy phép"], EVERYDAY),
        ("giấy", ["một"] * 11, EVERYDAY),
        ("", [], FILLER),
    ],
)
def test_a_word_without_letters_or_meaning_is_refused_and_leaves_no_trace(db, typed, meant, kind):
    before = Synonym.objects.count(), AuditEvent.objects.count()

    with pytest.raises(SynonymUnusable):
        operations.keep_synonym(typed=typed, meant=meant, kind=kind, by=SYSTEM, at=MONDAY)

    assert (Synonym.objects.count(), AuditEvent.objects.count()) == before


def test_only_editors_change_the_list(db):
    with pytest.raises(PermissionLacking):
        operations.keep_synonym(typed="a", meant=[], kind=FILLER, by=officer_view(lan()), at=MONDAY)
    with pytest.raises(SynonymUnknown):
        operations.take_out_synonym(typed="nothing", by=SYSTEM, at=MONDAY)

    assert not AuditEvent.objects.filter(kind__startswith="Synonym").exists()


@pytest.mark.parametrize(
    "words", ["cong bo hop quy", "giấy phép x quang", "gcn kh&cn", "đăng ký kết quả đề tài", "mua sang che"]
)
def test_what_is_shipped_is_found_in_the_order_of_the_database(loaded, words):
    published = [hit.full_code for hit in queries.search(words=words, limit=4)]
    shipped_codes = [hit.local_id for hit in shipped.search(words, limit=40)]

    assert published
    assert [code for code in shipped_codes if code in published] == published


@pytest.mark.parametrize("change", ["name", "agency", "removed"])
def test_the_index_is_new_after_a_change_and_the_same_without_one(loaded, change):
    before = indexing.index_now()
    assert indexing.index_now() is before

    publication = Publication.objects.get(full_code="1.002690.000.00.00.H50")
    if change == "name":
        Procedure.objects.filter(pk=publication.procedure_id).update(name="Xiếc bay")
        assert queries.search(words="xiec bay")[0].code == "1.002690"
    elif change == "agency":
        type(publication.agency).objects.filter(pk=publication.agency_id).update(
            name_vi="Sở Mặt trăng tỉnh Xa"
        )
    else:
        Synonym.objects.filter(typed="gcn").delete()

    assert indexing.index_now() is not before
