"""Once only: what the portal has of the owner is offered with its origin; never somebody else's."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import FilingIncomplete, NotAMember, NothingToTakeOver
from motcua.casework.dossiers.models import Draft, Filing, Result
from motcua.casework.dossiers.owner_facts import from_account
from motcua.casework.dossiers.queries import drafts
from motcua.casework.dossiers.queries.drafts import DraftView
from motcua.foundation.accounts.models import Membership, Person
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.canonical import content_hash
from motcua.reference.catalogue.models import Version
from motcua.reference.forms.models import FormVersion
from tests.factories.accounts import a_membership, an_organisation, applicant_view, hoa, minh
from tests.factories.dossiers import (
    CONTENT,
    FILED,
    a_publication,
    accepted,
    an_authority,
    filed,
    later,
    numbered,
)
from tests.reference.forms.examples import a_form

from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 3600)
FIELDS: list[dict[str, Any]] = [
    {"name": "purpose", "kind": "short_text", "label": {"vi": "Mục đích"}, "required": True},
    {"name": "remark", "kind": "short_text", "label": {"vi": "Khác tên"}},
    {"name": "name", "kind": "short_text", "label": {"vi": "Họ tên"}, "prefill": "owner.name"},
    {"name": "number", "kind": "identity_number", "label": {"vi": "Số"}, "prefill": "owner.identity_number",
     "fixed": True},
    {"name": "licence", "kind": "result_number", "label": {"vi": "Giấy phép đã có"}},
]  # fmt: skip


def another_procedure() -> str:
    """A second procedure, which asks for the purpose too and for more; the code of its publication."""
    an_authority()
    publication = a_publication("2.000103")
    section = {"slug": "chung", "title": {"vi": "Chung"}, "fields": FIELDS}
    form = {"code": "don-khac", "title": {"vi": "Đơn"}, "sections": [section]}
    kept = {"content": form, "content_hash": content_hash(form), "kept_at": FILED}
    version, _made = FormVersion.objects.get_or_create(code="don-khac", number=1, defaults=kept)
    content = CONTENT | {"keywords": ["khác"]}
    Version.objects.get_or_create(
        publication=publication, number=2, defaults={
            "content": content, "content_hash": content_hash(content), "sources": [], "form_version": version,
            "valid_from": date(2019, 1, 1), "published_at": FILED,
        },
    )  # fmt: skip
    return publication.full_code


def a_draft(by: Person | None = None) -> Draft:
    who = applicant_view(by or minh())
    return dossiers.start_draft(by=who, publication_code=another_procedure(), at=AT)


def me() -> ApplicantView:
    return applicant_view(minh())


def seen(draft: Draft, viewer: ApplicantView | None = None) -> DraftView:
    return drafts.draft_view(viewer=viewer or me(), code=draft.code, at=AT, with_offers=True)


def take(draft: Draft, code: str, by: ApplicantView | None = None) -> Draft:
    revision = Draft.objects.get(pk=draft.pk).revision
    return dossiers.take_over(
        by=by or me(), draft_code=draft.code, revision=revision, source_code=code, at=AT
    )


def save(draft: Draft, **answers: str) -> Draft:
    revision = Draft.objects.get(pk=draft.pk).revision
    raw = {name: [value] for name, value in answers.items()}
    return dossiers.save_answers(by=me(), draft_code=draft.code, revision=revision, raw=raw, at=AT)


def test_what_the_account_knows_stands_in_the_form_with_its_origin():
    view = seen(a_draft())

    assert view.answers == {"name": "Lê Văn Minh", "number": minh().identity_number}
    assert set(view.origins) == {"name", "number"}
    assert "tài khoản" in view.origins["name"]


def test_an_earlier_accepted_dossier_is_offered_with_how_much_it_answers():
    dossier = accepted()

    offered = seen(a_draft()).offers

    assert [(one.code, one.count) for one in offered] == [(dossier.code, 1)]


def test_a_dossier_that_nobody_accepted_is_not_offered():
    filed()

    assert seen(a_draft()).offers == ()


def test_what_is_taken_over_shows_where_it_is_from_and_can_be_changed():
    dossier, draft = accepted(), a_draft()

    take(draft, dossier.code)

    view = seen(draft)
    assert view.answers["purpose"] == "Chẩn đoán y tế"
    assert dossier.code in view.origins["purpose"]
    assert "16/11/2026" in view.origins["purpose"]
    assert view.offers == ()
    save(draft, purpose="Nghiên cứu", number=minh().identity_number or "")
    assert "purpose" not in seen(draft).origins


def test_an_answer_already_given_is_not_overwritten():
    dossier, draft = accepted(), a_draft()
    save(draft, purpose="Nghiên cứu")

    with no_trace(), pytest.raises(NothingToTakeOver):
        take(draft, dossier.code)


def test_a_question_in_other_words_is_another_question():
    dossier = accepted()
    Filing.objects.filter(dossier=dossier).update(answers={"purpose": "X", "remark": "Y"})
    draft = a_draft()

    take(draft, dossier.code)

    assert "remark" not in seen(draft).answers


def test_the_origin_is_filed_with_the_answer():
    earlier, draft = accepted(), a_draft()
    take(draft, earlier.code)
    save(draft, purpose="Chẩn đoán y tế", name="Lê Văn Minh", number=minh().identity_number or "")

    dossier = dossiers.submit(by=me(), draft_code=draft.code, at=AT)

    origins = Filing.objects.get(dossier=dossier).origins
    assert origins["purpose"] == {"kind": "dossier", "ref": earlier.code, "on": "2026-11-16"}
    assert origins["name"]["kind"] == "account"
    assert "value" not in origins["name"]


def test_an_answer_that_was_changed_is_filed_without_an_origin():
    earlier, draft = accepted(), a_draft()
    take(draft, earlier.code)
    save(draft, purpose="Khác hẳn", name="Tên khác", number=minh().identity_number or "")

    dossier = dossiers.submit(by=me(), draft_code=draft.code, at=AT)

    assert set(Filing.objects.get(dossier=dossier).origins) == {"number"}


def test_what_the_law_ties_to_the_account_is_not_changed_in_the_form():
    draft = a_draft()
    save(draft, purpose="X", number="045085000123")

    defects = {one.field: one.sentence for one in seen(draft).defects["form"]}

    assert "tài khoản" in defects["number"]
    with no_trace(), pytest.raises(FilingIncomplete):
        dossiers.submit(by=me(), draft_code=draft.code, at=AT)


# Results


def returned() -> Result:
    dossier = numbered()
    Result.objects.filter(dossier=dossier).update(returned_at=AT, returned_by=an_authority()["clerk"])
    return Result.objects.get(dossier=dossier)


def test_the_number_of_a_result_of_this_portal_is_filled_in_with_its_origin():
    result = returned()

    view = seen(a_draft())

    assert view.answers["licence"] == f"{result.number:02d}/{result.symbol}"
    assert "kết quả" in view.origins["licence"]


def test_a_result_that_no_longer_holds_is_not_offered():
    returned()
    Result.objects.update(valid_from=date(2020, 1, 1), valid_to=date(2026, 11, 15))

    assert "licence" not in seen(a_draft()).answers


# Never somebody else's


def test_a_stranger_is_offered_nothing_of_mine():
    returned()
    accepted(at=later(FILED))
    stranger = applicant_view(hoa())

    view = seen(a_draft(hoa()), stranger)

    assert view.offers == ()
    assert "licence" not in view.answers
    assert "Minh" not in str(view.answers)


def test_a_stranger_who_knows_the_code_takes_nothing_and_leaves_no_trace():
    dossier = accepted()
    draft = a_draft(hoa())

    with no_trace(), pytest.raises(NothingToTakeOver):
        take(draft, dossier.code, applicant_view(hoa()))


def for_organisation(draft: Draft, ground: str = "legal_representative", **facts: Any) -> Draft:
    return dossiers.save_case(
        by=me(), draft_code=draft.code, revision=draft.revision, case_slug="", ground=ground, at=AT, **facts
    )


def test_what_i_filed_for_myself_is_not_offered_to_my_organisation():
    accepted()
    a_membership(minh())

    draft = for_organisation(a_draft(), organisation_code=an_organisation().code)

    view = seen(draft)
    assert view.offers == ()
    assert view.answers["name"] == an_organisation().name


def test_who_has_left_an_organisation_gets_nothing_of_it_any_more():
    a_membership(minh())
    draft = for_organisation(a_draft(), organisation_code=an_organisation().code)
    Membership.objects.all().update(valid_to=date(2026, 11, 1))

    assert seen(draft).answers == {}
    with no_trace(), pytest.raises(NotAMember):
        take(draft, "000.00.15.H50-261116-0001")


def test_for_a_person_by_mandate_only_what_the_filer_wrote_is_filled_in():
    accepted()
    mandator = {"identity_number": hoa().identity_number or "", "full_name": "Trần Thị Hoa"}

    draft = for_organisation(a_draft(), "mandate", mandator=mandator, ground_note="Giấy ủy quyền số 1")

    view = seen(draft)
    assert view.answers == {"name": "Trần Thị Hoa", "number": hoa().identity_number}
    assert view.offers == ()


def test_offers_cost_two_queries_whatever_their_number():
    draft, counts = a_draft(), []
    seen(draft)  # the version is kept in the process from now on
    for number in range(2):
        accepted(at=later(FILED, 30 * number))
        with CaptureQueriesContext(connection) as queries:
            seen(draft)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_person_and_an_address_are_filled_in_part_by_part() -> None:
    form = a_form(
        {
            "name": "who",
            "kind": "person",
            "prefill": "owner",
            "parts": {"name": "required", "phone": "optional"},
        },
        {"name": "place", "kind": "address", "levels": 2, "prefill": "owner.address"},
        {"name": "line", "kind": "address", "prefill": "owner.address"},
    )
    filer = Person(full_name="Lê Văn Minh", phone="0912000001", address="Số 1, xã Hải Lăng, tỉnh Quảng Trị")

    known = from_account(Draft(filer=filer), form)

    assert known["who"].value == {"name": "Lê Văn Minh", "phone": "0912000001"}
    assert known["place"].value == {"street": "Số 1", "province": "44", "commune": "19702"}
    assert known["line"].value == filer.address
