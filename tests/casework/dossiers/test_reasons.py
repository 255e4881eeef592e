"""Coded reasons: the kept list, where they are given, and what of them is told to those who file."""

from datetime import datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.reasons import (
    ReasonCodeTaken,
    ReasonNotThere,
    ReasonUnfit,
    ReasonUnusable,
)
from motcua.casework.dossiers.models import CommonReason, Reason, ReasonGiven, Supplement
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.queries import reasons as queries
from motcua.casework.dossiers.rules.reasons import (
    LEAST_DOSSIERS,
    LEAST_OFFICERS,
    LEAST_OWNERS,
    MOST,
    Common,
    Given,
    Place,
    commonest,
    fits,
)
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Person
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.models import Procedure
from tests.factories.accounts import a_person, a_unit, an_agency, an_officer, lan, officer_view
from tests.factories.dossiers import FILED, a_publication, an_authority, assigned, filed, later

from .traces import no_trace

AT = later(FILED)
SCAN = Place("paper", "giay-cu")
BLURRED = "Tệp mờ, không đọc được."


def editor() -> OfficerView:
    return officer_view(an_authority()["editor"])


def a_reason(code: str = "X01", **more: object) -> Reason:
    given = {"act": "supplement", "sentence": BLURRED, "at": FILED} | more
    return dossiers.keep_reason(by=editor(), code=code, **given)  # type: ignore[arg-type]


# The rule: enough dossiers, of enough people, by enough officers


def given(
    number: int, *, owners: int = 9, officers: int = 2, place: Place = SCAN, reason: int = 1
) -> list[Given]:
    return [Given(place, reason, n, f"{n % owners}/", n % officers) for n in range(number)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (given(LEAST_DOSSIERS), True),
        (given(LEAST_DOSSIERS - 1), False),
        (given(99, officers=LEAST_OFFICERS - 1), False),
        (given(99, owners=LEAST_OWNERS - 1), False),
        (given(99, owners=LEAST_OWNERS), True),
        ([Given(SCAN, 1, 7, f"{n}/", n) for n in range(99)], False),
    ],
)
def test_a_reason_is_told_from_enough_dossiers_of_enough_people_by_enough_officers(said, told):
    assert bool(commonest(said)) is told


def test_five_are_told_at_places_and_five_of_whole_dossiers_the_commonest_first():
    said = [one for n in range(1, 9) for one in given(LEAST_DOSSIERS + n, reason=n)]
    said += [one for n in range(1, 9) for one in given(20, reason=n, place=Place("other", ""))]

    told = commonest(said)

    assert [one.reason for one in told] == [8, 7, 6, 5, 4, 1, 2, 3, 4, 5]
    assert told[0] == Common(SCAN, 8, LEAST_DOSSIERS + 8)
    assert len(told) == 2 * MOST


@pytest.mark.parametrize(
    ("act", "about", "kind", "wanted", "expected"),
    [
        ("supplement", "any", "paper", "supplement", True),
        ("supplement", "any", "other", "supplement", True),
        ("supplement", "paper", "paper", "supplement", True),
        ("supplement", "paper", "field", "supplement", False),
        ("supplement", "field", "field", "supplement", True),
        ("supplement", "field", "other", "supplement", False),
        ("refusal", "any", "other", "refusal", True),
        ("refusal", "any", "other", "supplement", False),
        ("supplement", "any", "other", "refusal", False),
    ],
)
def test_a_reason_is_given_where_it_fits(act, about, kind, wanted, expected):
    assert fits(act=act, about=about, kind=kind, wanted=wanted) is expected


# The list


@pytest.mark.django_db
def test_an_editor_keeps_a_reason_and_says_it_in_other_words():
    a_reason(basis="Điều 1 Luật thử")

    dossiers.keep_reason(
        by=editor(), code="x01", act="supplement", sentence="Tệp quá mờ.", is_new=False, at=AT
    )

    reason = Reason.objects.get(code="X01")
    assert (reason.sentence, reason.basis, reason.changed_at) == ("Tệp quá mờ.", "", AT)
    events = AuditEvent.objects.filter(subject="reason:X01").order_by("sequence")
    assert list(events.values_list("kind", flat=True)) == ["ReasonKept", "ReasonKept"]
    assert "Tệp" not in str(list(events.values_list("payload", flat=True)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"code": "X01"}, ReasonCodeTaken),
        ({"code": "lý do"}, ReasonUnusable),
        ({"code": "X"}, ReasonUnusable),
        ({"sentence": "  "}, ReasonUnusable),
        ({"sentence": "Gọi bà Lan theo số 0912 345 678."}, ReasonUnusable),
        ({"sentence": "Số định danh 045090001234 sai."}, ReasonUnusable),
        ({"sentence": "Viết cho lan@motcua.example."}, ReasonUnusable),
        ({"procedure_code": "9.999999"}, ReasonNotThere),
        ({"is_new": False}, ReasonNotThere),
    ],
)
def test_what_cannot_be_kept_as_a_reason_is_refused_without_a_trace(more, error):
    a_reason()
    given = {"code": "X02", "act": "supplement", "sentence": "Thiếu.", "at": AT} | more

    with no_trace(), pytest.raises(error):
        dossiers.keep_reason(by=editor(), **given)


@pytest.mark.django_db
def test_only_editors_keep_the_list_and_those_of_a_procedure_only_where_it_is_published():
    of_procedure = a_reason("X05", procedure_code=a_publication().procedure.code)
    unit = a_unit("bg-van-phong", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = officer_view(an_officer("editor", unit=unit, code="bg-bien-tap"))
    receptionist = officer_view(lan())

    with no_trace(), pytest.raises(PermissionLacking):
        dossiers.retire_reason(by=receptionist, code=of_procedure.code, at=AT)
    with no_trace(), pytest.raises(PermissionLacking):
        dossiers.keep_reason(by=receptionist, code="X06", act="supplement", sentence="Thiếu.", at=AT)
    with no_trace(), pytest.raises(PermissionLacking):
        dossiers.retire_reason(by=stranger, code=of_procedure.code, at=AT)
    with no_trace(), pytest.raises(ReasonNotThere):
        dossiers.retire_reason(by=stranger, code="X99", at=AT)

    mine = {row.code: row.may_edit for row in queries.reasons(viewer=stranger)}
    assert mine["X05"] is False


@pytest.mark.django_db
def test_a_retired_reason_stays_in_the_list_and_comes_back(waiting):
    reason = a_reason()

    dossiers.retire_reason(by=editor(), code="X01", at=AT)
    dossiers.retire_reason(by=editor(), code="X01", at=later(AT))

    assert Reason.objects.get(pk=reason.pk).retired_at == AT
    with no_trace(), pytest.raises(ReasonUnfit):
        ask(waiting, [AskedDefect("paper", "giay-cu", "", "X01")])
    dossiers.restore_reason(by=editor(), code="X01", at=AT)
    ask(waiting, [AskedDefect("paper", "giay-cu", "", "X01")])
    kinds = (
        AuditEvent.objects.filter(subject="reason:X01").order_by("sequence").values_list("kind", flat=True)
    )
    assert list(kinds) == ["ReasonKept", "ReasonRetired", "ReasonRestored"]


# Given in an act


@pytest.fixture
def waiting(db: None) -> str:
    """A dossier that waits at the one-stop desk."""
    return filed().code


def ask(code: str, defects: list[AskedDefect]) -> Supplement:
    dossiers.request_supplement(by=officer_view(lan()), code=code, defects=defects, at=AT)
    return Supplement.objects.get(dossier__code=code)


@pytest.mark.django_db
def test_a_code_brings_its_sentence_and_ground_into_the_letter_and_free_words_go_before(waiting):
    a_reason(basis="Điều 1 Luật thử")
    a_reason("X02", about="field", sentence="Khai chưa đủ.")

    asked = ask(
        waiting,
        [
            AskedDefect("paper", "giay-cu", "", "X01", basis="Điều 99 tự bịa"),
            AskedDefect("field", "purpose", "Ghi rõ chẩn đoán hay điều trị.", "X02"),
            AskedDefect("other", "", "Gọi lại cho tôi."),
        ],
    )

    letter = Letter.objects.get(kind=LetterKind.SUPPLEMENT)
    assert [line["what"] for line in letter.data["asked"]] == [
        f"{BLURRED} (căn cứ: Điều 1 Luật thử; mã lý do: X01)",
        "Ghi rõ chẩn đoán hay điều trị. (mã lý do: X02)",
        "Gọi lại cho tôi.",
    ]
    assert [(one["slug"], one["sentence"], one["reason"]) for one in asked.defects] == [
        ("giay-cu", BLURRED, "X01"),
        ("purpose", "Ghi rõ chẩn đoán hay điều trị.", "X02"),
        ("", "Gọi lại cho tôi.", ""),
    ]
    event = AuditEvent.objects.get(kind="SupplementRequested")
    assert event.payload["reasons"] == ["X01", "X02"]
    kept = ReasonGiven.objects.values_list("reason__code", "kind", "slug")
    assert list(kept) == [("X01", "paper", "giay-cu"), ("X02", "field", "purpose")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "defect",
    [
        AskedDefect("paper", "giay-cu", "Mờ.", "X404"),
        AskedDefect("field", "purpose", "Mờ.", "X01"),
        AskedDefect("paper", "giay-cu", "", "X03"),
        AskedDefect("paper", "giay-cu", "", "X04"),
    ],
    ids=["unknown", "of papers only", "of a refusal", "of another procedure"],
)
def test_a_code_that_does_not_fit_is_refused_without_a_trace(defect, waiting):
    a_reason(about="paper")
    a_reason("X03", act="refusal")
    other = Procedure.objects.get(pk=a_publication("2.000069").procedure_id)
    a_reason("X04", procedure_code=other.code)

    with no_trace(), pytest.raises(ReasonUnfit):
        ask(waiting, [defect])


@pytest.mark.django_db
def test_a_refusal_takes_words_and_ground_from_its_code_and_prints_it(waiting):
    a_reason("X03", act="refusal", sentence="Không thuộc thẩm quyền.", basis="Điều 2 Luật thử")
    a_reason("X04", act="refusal", sentence="Không thuộc thủ tục này.")
    receptionist = officer_view(lan())

    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.refuse(by=receptionist, code=waiting, reason="", basis="", coded="X04", at=AT)
    dossiers.refuse(by=receptionist, code=waiting, reason="", basis="", coded="X03", at=AT)

    data = Letter.objects.get(kind=LetterKind.REFUSAL).data
    assert data["reason"] == "Không thuộc thẩm quyền. (mã lý do: X03)"
    assert data["basis"] == "Điều 2 Luật thử"
    assert AuditEvent.objects.get(kind="DossierRefused").payload["reason"] == "X03"
    assert ReasonGiven.objects.get().kind == "other"


@pytest.mark.django_db
def test_a_refusal_as_a_result_is_counted_when_it_is_signed_as_given_by_who_proposed_it():
    a_reason("X03", act="refusal", sentence="Không đủ điều kiện.", basis="Điều 2 Luật thử")
    dossier, officers = assigned(), an_authority()
    at = later(dossier.submitted_at, 60)

    dossiers.propose(
        by=officer_view(officers["specialist"]),
        code=dossier.code,
        outcome="refuse",
        data={"reason": "", "basis": "", "coded": "X03"},
        opinion="",
        at=at,
    )
    assert not ReasonGiven.objects.exists()
    dossiers.approve_and_sign(by=officer_view(officers["leader"]), code=dossier.code, at=later(at))

    given_one = ReasonGiven.objects.get()
    assert given_one.given_by == officers["specialist"]
    assert Letter.objects.get(kind=LetterKind.RESULT_REFUSAL).data["reasons"] == ["Không đủ điều kiện."]


# Told to those who file


def people(number: int) -> list[Person]:
    return [a_person(f"Người {n}", f"0010900{n:05d}") for n in range(number)]


def often(reason: Reason, number: int = LEAST_DOSSIERS, *, slug: str = "giay-cu", at: datetime = AT) -> None:
    """Given so often, of as many people, by two officers."""
    officers = list(an_authority().values())
    ReasonGiven.objects.bulk_create(
        ReasonGiven(
            dossier=filed(by=person),
            reason=reason,
            kind="paper",
            slug=slug,
            given_at=at,
            given_by=officers[n % 2],
        )
        for n, person in enumerate(people(number))
    )


@pytest.mark.django_db
def test_every_night_what_is_given_often_is_counted_and_what_is_rare_is_not_told():
    often(a_reason())
    often(a_reason("X02", sentence="Thiếu trang."), LEAST_DOSSIERS - 1)

    assert dossiers.count_reasons(at=later(AT)) == dossiers.count_reasons(at=later(AT)) == 1

    common = queries.common_of(publication_code=a_publication().full_code)
    assert queries.sentences_at(common, "paper") == {"giay-cu": BLURRED}
    assert queries.sentences_at(common, "field") == {}
    assert CommonReason.objects.get().dossiers == LEAST_DOSSIERS


@pytest.mark.django_db
def test_only_the_last_twelve_months_count_and_a_retired_reason_is_told_no_more():
    often(a_reason())

    assert dossiers.count_reasons(at=AT + timedelta(days=366)) == 0
    assert dossiers.count_reasons(at=AT + timedelta(days=364)) == 1
    dossiers.retire_reason(by=editor(), code="X01", at=AT)
    assert queries.common_of(publication_code=a_publication().full_code) == {}
    assert dossiers.count_reasons(at=AT + timedelta(days=364)) == 0


@pytest.mark.django_db
def test_what_an_officer_wrote_is_never_told_only_the_sentence_of_the_list():
    """Free words, with a name and a number in them, given again and again by several officers."""
    personal = "Bà Phạm Thị Hoa, số 045190004321, ghi sai ngày sinh."
    a_reason()
    officers = [lan(), an_officer(unit=a_unit(), code="lan-hai")]
    for n, person in enumerate(people(2 * LEAST_DOSSIERS)):
        dossier = filed(by=person)
        defects = [
            AskedDefect("paper", "giay-cu", personal, "X01"),
            AskedDefect("field", "purpose", personal),
            AskedDefect("other", "", personal),
        ]
        dossiers.request_supplement(
            by=officer_view(officers[n % 2]), code=dossier.code, defects=defects, at=AT
        )

    dossiers.count_reasons(at=later(AT))

    kept = [
        str(value)
        for model in (ReasonGiven, CommonReason)
        for row in model.objects.values()
        for value in row.values()
    ]
    assert not [value for value in kept if "Hoa" in value or "045190004321" in value]
    common = queries.common_of(publication_code=a_publication().full_code)
    told = [row.sentence for rows in common.values() for row in rows]
    assert told == [BLURRED]


@pytest.mark.django_db
def test_counting_asks_once_for_all(django_assert_num_queries):
    often(a_reason())
    often(a_reason("X02", sentence="Thiếu trang."), slug="don")

    with django_assert_num_queries(5):  # savepoints aside: what was given, out with the old, in with the new
        dossiers.count_reasons(at=later(AT))
