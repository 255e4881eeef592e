"""Pages of an editor: past dossiers against a draft, and what a publication did to dossiers under way."""

import copy
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.urls import reverse

from motcua.casework.dossiers import checking, jobs
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Crossing, Dossier, Transition
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.clock import local_date
from motcua.ops.demo import answers
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue.models import Draft
from tests.factories.accounts import (
    MONDAY,
    a_membership,
    a_unit,
    an_agency,
    an_officer,
    applicant_view,
    minh,
    signed_in_client,
)
from tests.factories.dossiers import an_authority
from tests.reference.catalogue import drafting
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
NEW = {"name": "floor", "kind": "short_text", "label": {"vi": "Tầng"}, "required": True, "verified": False}


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.MOTCUA_DEMO = True


def text_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def a_dossier() -> Dossier:
    an_authority()
    by = applicant_view(minh())
    draft = dossiers.start_draft(by=by, publication_code=drafting.CODE, at=MONDAY)
    organisation = a_membership(minh()).organisation
    by = applicant_view(minh())
    draft = dossiers.save_case(
        by=by, draft_code=draft.code, revision=0, case_slug=draft.case_slug, ground="legal_representative",
        organisation_code=organisation.code, at=MONDAY,
    )  # fmt: skip
    raw = answers.posted(checking.form_of(draft.version), today=local_date(MONDAY))
    draft = dossiers.save_answers(by=by, draft_code=draft.code, revision=1, raw=raw, at=MONDAY)
    for paper in checking.papers_asked(draft, on=local_date(MONDAY)):
        dossiers.add_paper(
            by=by, beside=draft.code, slug=paper.slug, stream=BytesIO(sample_pdf(paper.slug)),
            name="x.pdf", at=MONDAY, expires_on=date(2030, 1, 1), issued_on=date(2026, 10, 1),
        )  # fmt: skip
    return dossiers.submit(by=by, draft_code=draft.code, at=MONDAY)


def a_draft_that_asks_more() -> Draft:
    draft = drafting.an_open_draft()
    form = copy.deepcopy(draft.content["form"])
    form["sections"][0]["fields"].append(NEW)
    return drafting.a_submitted_draft_of(draft, "form", form)


def editor() -> Officer:
    return Officer.objects.get(code="bien-tap-binh")


def test_an_editor_sees_which_dossiers_would_fail_and_where():
    dossier = a_dossier()
    draft = a_draft_that_asks_more()
    drafting.an_editor("binh")

    page = text_of(signed_in_client(editor()).get(reverse("desk:draft_what_if", args=[draft.code])))

    assert dossier.code in page
    assert "Tầng" in page
    assert "không nộp được" in page


def test_the_review_page_leads_there():
    draft = a_draft_that_asks_more()
    drafting.an_editor("binh")

    page = text_of(signed_in_client(editor()).get(reverse("desk:draft_review", args=[draft.code])))

    assert reverse("desk:draft_what_if", args=[draft.code]) in page


def test_the_overview_starts_it_with_a_number_of_dossiers():
    a_dossier()
    draft = a_draft_that_asks_more()
    drafting.an_editor("binh")
    here = reverse("desk:draft_what_if", args=[draft.code])
    client = signed_in_client(editor())

    overview = text_of(client.get(reverse("desk:draft", args=[draft.code])))
    found = text_of(client.get(here, {"last": "20"}))

    assert f'action="{here}"' in overview
    assert '<option value="500">' in overview
    assert '<option value="20" selected>' in found


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ("move", "Ghi điều, khoản, văn bản cho phép chuyển"),
        ("burn", "Chọn hồ sơ đang giải quyết đi theo bản nào"),
    ],
)
def test_what_becomes_of_dossiers_under_way_is_asked_with_their_number(chosen, sentence):
    a_dossier()
    draft = a_draft_that_asks_more()
    address = reverse("desk:draft_publish", args=[draft.code])
    client, day = signed_in_client(an_authority()["leader"]), f"{local_date(MONDAY):%d/%m/%Y}"
    typed = {"number": "15/QĐ", "on": day, "agency": "Sở", "valid_from": day, "under_way": chosen}

    page = text_of(client.get(address))
    refused = client.post(address, typed | {"_revision": str(draft.revision)})

    assert "1 hồ sơ đang giải quyết theo bản cũ" in page
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert not Transition.objects.exists()


def test_an_editor_of_another_authority_does_not_learn_of_the_draft():
    draft = a_draft_that_asks_more()
    other = a_unit("bg-vp", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = an_officer("editor", unit=other, code="bg-bien-tap")

    assert signed_in_client(stranger).get(reverse("desk:draft_what_if", args=[draft.code])).status_code == 404


def test_a_publication_asks_moves_shows_and_moves_back():
    dossier = a_dossier()
    version = drafting.published(
        a_draft_that_asks_more(), valid_from=local_date(MONDAY) + timedelta(days=1), under_way="ask",
        ground="Khoản 2 Điều 5",
    )  # fmt: skip
    jobs.spread_transition(transition_code=Transition.objects.get().code, after=0)
    jobs.cross(transition_code=Transition.objects.get().code, dossier_code=dossier.code)
    mine, page = signed_in_client(minh()), reverse("portal:dossier", args=[dossier.code])

    asked = text_of(mine.get(page))
    mine.post(reverse("portal:dossier_version", args=[dossier.code]), {"choice": "move"})

    assert "Khoản 2 Điều 5" in asked
    assert "Tầng" in asked
    assert Dossier.objects.get().version == version
    desk = signed_in_client(editor())
    here = reverse("desk:under_way", args=[drafting.CODE, version.number])
    assert dossier.code in text_of(desk.get(here))
    desk.post(reverse("desk:move_back", args=[drafting.CODE, version.number]), {"dossier": dossier.code})
    assert Dossier.objects.get().version_id == dossier.version_id
    assert Crossing.objects.get().state == "moved_back"
    assert "moved_back" not in text_of(desk.get(here))


def test_the_question_is_asked_in_english_too_and_an_odd_answer_changes_nothing():
    dossier = a_dossier()
    drafting.published(
        a_draft_that_asks_more(),
        valid_from=local_date(MONDAY) + timedelta(days=1),
        under_way="ask",
        ground="Luật",
    )
    jobs.spread_transition(transition_code=Transition.objects.get().code, after=0)
    jobs.cross(transition_code=Transition.objects.get().code, dossier_code=dossier.code)
    mine = signed_in_client(minh())

    page = text_of(mine.get("/en" + reverse("portal:dossier", args=[dossier.code]).removeprefix("/en")))
    mine.post(reverse("portal:dossier_version", args=[dossier.code]), {"choice": "both"})

    assert "Keep the version under which I filed" in page
    assert Crossing.objects.get().state == "asked"


def test_who_would_notice_nothing_reads_that_nothing_is_to_be_done():
    dossier = a_dossier()
    drafting.published(
        drafting.a_submitted_draft(keywords=["mới"]),
        valid_from=local_date(MONDAY) + timedelta(days=1),
        under_way="ask",
        ground="Luật",
    )
    jobs.spread_transition(transition_code=Transition.objects.get().code, after=0)
    jobs.cross(transition_code=Transition.objects.get().code, dossier_code=dossier.code)
    mine = signed_in_client(minh())

    page = text_of(mine.get(reverse("portal:dossier", args=[dossier.code])))
    english = text_of(mine.get("/en" + reverse("portal:dossier", args=[dossier.code])))

    assert "anh/chị không phải làm gì" in page
    assert "chọn phiên bản nào" not in page
    assert 'value="stay"' not in page
    assert 'value="move"' in page
    assert "you need to do nothing" in english
