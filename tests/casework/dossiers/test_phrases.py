"""Kept texts: whose they are, what fills them, who may keep those of a unit."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import PhraseKind
from motcua.casework.dossiers.errors.phrases import PhraseMissing, PhraseUnusable, TooManyPhrases
from motcua.casework.dossiers.models import Phrase
from motcua.casework.dossiers.queries import phrases as queries
from motcua.casework.dossiers.rules import phrases as rules
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import a_unit, an_agency, an_officer, lan, officer_view
from tests.factories.dossiers import FILED, accepted, an_authority, filed, later

from .traces import no_trace

AT = later(FILED)


def keep(by, text="Kính gửi {xưng hô}: hồ sơ {Mã hồ sơ} hẹn ngày {ngày hẹn}.", **more):
    given = {"kind": "message", "name": "Hẹn ngày", "text": text, "at": AT} | more
    return dossiers.keep_phrase(by=by, **given)


@pytest.mark.parametrize(
    ("name", "sex", "is_organisation", "expected"),
    [
        ("Lê Văn Minh", "male", False, "ông Lê Văn Minh"),
        ("Phạm Thị Hoa", "female", False, "bà Phạm Thị Hoa"),
        ("Lê An", "", False, "ông/bà Lê An"),
        ("Công ty Ánh Sáng", "", True, "Công ty Ánh Sáng"),
    ],
)
def test_nobodys_sex_is_guessed(name, sex, is_organisation, expected):
    assert rules.address(name=name, sex=sex, is_organisation=is_organisation) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [(" ", "Nội dung"), ("Tên", " "), ("Tên", "Gửi {tên người}"), ("Tên", "a" * (rules.LONGEST + 1))],
)
def test_a_text_without_a_name_or_with_an_unknown_placeholder_is_refused(name, text):
    with pytest.raises(PhraseUnusable):
        rules.checked(name=name, text=text)


def test_what_is_typed_into_a_placeholder_is_not_read_again():
    assert (
        rules.filled("{xưng hô} – {mã hồ sơ}", {"xưng hô": "{mã hồ sơ}", "mã hồ sơ": "H1"})
        == "{mã hồ sơ} – H1"
    )


@pytest.mark.django_db
def test_a_text_reads_as_the_dossier_says_when_it_is_put_in():
    dossier, receptionist = accepted(), officer_view(lan())
    keep(receptionist)

    (found,) = queries.phrases_for(viewer=receptionist, code=dossier.code, kind=PhraseKind.MESSAGE)

    assert found.text == f"Kính gửi ông/bà Lê Văn Minh: hồ sơ {dossier.code} hẹn ngày 23/11/2026."
    assert queries.phrases_for(viewer=receptionist, code=dossier.code, kind=PhraseKind.NOTE) == []


@pytest.mark.django_db
def test_ones_own_are_ones_own_and_those_of_a_unit_are_read_by_all_of_it():
    officers = {role: officer_view(one) for role, one in an_authority().items()}
    code = filed().code
    keep(officers["receptionist"], name="Của Lan")
    keep(officers["leader"], name="Chung", unit_code="qt-mot-cua")

    def names(role):
        return [
            one.name for one in queries.phrases_for(viewer=officers[role], code=code, kind=PhraseKind.MESSAGE)
        ]

    assert names("receptionist") == ["Của Lan", "Chung"]
    assert names("specialist") == []
    assert {row.name: row.may_edit for row in queries.phrases(viewer=officers["receptionist"])} == {
        "Của Lan": True,
        "Chung": False,
    }
    event = AuditEvent.objects.get(kind="PhraseKept")
    assert event.payload["unit"] == "qt-mot-cua"
    assert "Kính gửi" not in str(event.payload)


@pytest.mark.django_db
def test_anothers_text_is_not_there_and_a_unit_needs_who_leads_it():
    receptionist, leader = officer_view(lan()), officer_view(an_authority()["leader"])
    elsewhere = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = officer_view(an_officer(unit=elsewhere, code="bg-tiep-nhan"))
    mine = keep(receptionist)
    shared = keep(leader, unit_code="qt-mot-cua")

    for by, number in (
        (stranger, mine.pk),
        (stranger, shared.pk),
        (receptionist, shared.pk),
        (leader, mine.pk),
    ):
        with no_trace(), pytest.raises(PhraseMissing):
            dossiers.remove_phrase(by=by, number=number, at=AT)
        with no_trace(), pytest.raises(PhraseMissing):
            keep(by, number=number)
    for by in (receptionist, stranger):
        with no_trace(), pytest.raises(PermissionLacking):
            keep(by, unit_code="qt-mot-cua")

    dossiers.remove_phrase(by=receptionist, number=mine.pk, at=AT)
    dossiers.remove_phrase(by=leader, number=shared.pk, at=AT)
    assert not Phrase.objects.exists()


@pytest.mark.django_db
def test_so_many_and_no_more():
    receptionist = officer_view(lan())
    Phrase.objects.bulk_create(
        Phrase(kind="note", name=str(n), text="x", officer_id=receptionist.id, changed_at=AT)
        for n in range(rules.MOST)
    )

    with no_trace(), pytest.raises(TooManyPhrases):
        keep(receptionist)
