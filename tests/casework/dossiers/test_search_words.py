"""The words by which officers find a dossier: kept by the database, whoever changes what they come from."""

import pytest
from django.db import connection

from motcua.casework.dossiers.models import Dossier, Filing, SearchWords
from motcua.casework.dossiers.queries import desk
from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.kernel.text import normalise
from tests.factories.accounts import hoa, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, filed

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    viewer = officer_view(an_authority()["receptionist"])
    return [row.code for row in desk.search(viewer=viewer, words=words, at=FILED).rows]


def answer(dossier: Dossier, **answers) -> None:
    filing = dossier.filings.get(round=1)
    filing.answers = answers
    filing.save()


@pytest.mark.parametrize("words", ["tia x hà nội", "TIA", "ha noi", "51K 123", "51k-123.45", "noi ha ti"])
def test_what_was_answered_is_found_with_or_without_diacritics(words):
    ours, _other = filed(), filed(by=hoa())
    answer(ours, noi="Phòng chụp tia X, Hà Nội", xe={"bien": ["Biển 51K-123.45"]}, so=7)

    assert found(words) == [ours.code]


@pytest.mark.parametrize("words", ["không có", "tia y", "' | !", "a:* & b", "0912 345 67", "x" * 120])
def test_nothing_is_found_by_what_nobody_wrote(words):
    filed()

    assert found(words) == []


@pytest.mark.parametrize("kept", ["0912 345 678", "+84 912.345.678", "84912345678"])
def test_a_telephone_is_found_however_it_is_written(kept):
    dossier = filed(by=minh())
    Person.objects.filter(pk=dossier.filer_id).update(phone=kept)

    for words in ("0912345678", "0912 345 678", "+84 912 345 678"):
        assert found(words) == [dossier.code]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("8412345678", "8412345678"),
        ("8412345678", "84 1234 5678"),
        ("8412345678-001", "8412345678-001"),
        ("0100109106-012", "0100109106-012"),
    ],
)
def test_a_tax_number_is_found_as_it_is_written(number, words):
    dossier, organisation = filed(), Organisation.objects.create(name="Công ty Tám Tư", tax_number=number)
    Dossier.objects.filter(pk=dossier.pk).update(
        owner_kind="organisation", owner_person=None, owner_organisation=organisation
    )

    assert found(words) == [dossier.code]


def test_a_corrected_name_is_found_and_the_old_one_is_not():
    dossier = filed(by=minh())

    Person.objects.filter(pk=dossier.filer_id).update(full_name="Lê Văn Mịnh Đức")

    assert found("mịnh đức") == [dossier.code]
    Person.objects.filter(pk=dossier.filer_id).update(full_name="Lê Văn Khác")
    assert found("minh") == []


def test_a_corrected_organisation_is_found():
    dossier, organisation = filed(), Organisation.objects.create(name="Công ty Cũ", tax_number="0100109106")
    Dossier.objects.filter(pk=dossier.pk).update(
        owner_kind="organisation", owner_person=None, owner_organisation=organisation
    )
    assert found("0100109106") == [dossier.code]

    Organisation.objects.filter(pk=organisation.pk).update(name="Công ty Điện Mới")

    assert found("dien moi") == [dossier.code]


def test_a_later_round_is_found_beside_the_first():
    dossier = filed()
    answer(dossier, noi="phòng một")
    Filing.objects.create(
        dossier=dossier, round=2, answers={"noi": "phòng hai"}, filed_at=FILED, filed_by=dossier.filer
    )

    assert found("mot hai") == [dossier.code]


def test_what_no_index_could_hold_does_not_stop_a_filing():
    dossier = filed()

    answer(dossier, noi="ơ" * 5000 + " " + "a1" * 5000, long=" ".join(f"từ{n}" for n in range(60_000)))

    assert found("o" * 60) == [dossier.code]


def test_the_database_makes_words_plain_as_we_do():
    texts = ["Đặng Thị Ngọc Ánh", "ĐƯỜNG ắẳẵặ Ơ ƯỚC", "hòa hoà", "Quý  Nhân\tÝ", "Ðà Nẵng", "naïve Ångström"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossiers_plain(t) FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, n) ORDER BY n", [texts]
        )
        plain = [row[0] for row in cursor.fetchall()]

    assert plain == ["".join(c if c.isascii() else " " for c in normalise(text)) for text in texts]


def test_every_dossier_has_its_words_from_the_start():
    dossier = filed()

    assert SearchWords.objects.get(dossier=dossier).words
