"""Coded reasons on the desk: the editors' list, and the forms that take a code with scripts or without."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import CommonReason, Reason, ReasonGiven, Supplement
from motcua.foundation.kernel.clock import now
from motcua.records.letters.models import Letter
from tests.factories.accounts import minh, officer_view, signed_in_client
from tests.factories.dossiers import a_draft, a_publication, an_authority, assigned, filed

pytestmark = pytest.mark.django_db
BLURRED = "Tệp mờ, không đọc được."


def a_reason(code="X01", **more):
    given = {"act": "supplement", "sentence": BLURRED, "at": timezone.now()} | more
    return dossiers.keep_reason(by=officer_view(an_authority()["editor"]), code=code, **given)


def desk(role="receptionist"):
    return signed_in_client(an_authority()[role])


def just_filed():
    return filed(at=timezone.now() - timedelta(seconds=30))


def test_an_editor_adds_rewords_retires_and_restores_a_reason():
    editor = desk("editor")
    typed = {
        "code": "x01",
        "act": "supplement",
        "about": "paper",
        "sentence": BLURRED,
        "procedure_code": "",
        "basis": "",
    }

    added = editor.post("/desk/reasons/", typed)
    assert added.status_code == 302
    again = editor.post("/desk/reasons/", typed | {"sentence": "Mờ."})
    assert again.status_code == 422
    assert "Mã “X01” đã dùng" in again.content.decode()
    assert "Mờ." in again.content.decode()

    editor.post("/desk/reasons/?edit=X01", {"about": "any", "sentence": "Tệp quá mờ.", "basis": "Điều 1"})
    editor.post("/desk/reasons/X01/retire/")
    page = editor.get("/desk/reasons/?contains=x01").content.decode()
    assert "Tệp quá mờ." in page
    assert "Dùng lại" in page
    editor.post("/desk/reasons/X01/restore/")
    reason = Reason.objects.get(code="X01")
    assert (reason.act, reason.about, reason.basis, reason.retired_at) == (
        "supplement",
        "any",
        "Điều 1",
        None,
    )


def test_without_scripts_a_code_alone_asks_with_the_sentence_of_the_list():
    a_reason()
    dossier = just_filed()

    page = desk().get(f"/desk/dossiers/{dossier.code}/supplement/").content.decode()
    assert 'list="reasons-paper"' in page
    assert BLURRED in page
    answer = desk().post(f"/desk/dossiers/{dossier.code}/supplement/", {"code-paper-giay-cu": "x01"})

    assert answer.status_code == 302
    (defect,) = Supplement.objects.get().defects
    assert (defect["slug"], defect["sentence"], defect["reason"]) == ("giay-cu", BLURRED, "X01")


def test_a_code_that_does_not_fit_is_told_at_its_place_and_nothing_typed_is_lost():
    a_reason(about="field")
    dossier = just_filed()

    answer = desk().post(
        f"/desk/dossiers/{dossier.code}/supplement/",
        {"code-paper-giay-cu": "X01", "say-paper-giay-cu": "Trang 2 bị che."},
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Không có mã lý do “X01” cho chỗ này" in page
    assert "Trang 2 bị che." in page
    assert not Supplement.objects.exists()


def test_a_refusal_by_code_alone_takes_words_and_ground():
    a_reason("X03", act="refusal", sentence="Không thuộc thẩm quyền.", basis="Điều 2 Luật thử")
    dossier = just_filed()

    answer = desk().post(
        f"/desk/dossiers/{dossier.code}/refuse/", {"coded": "X03", "reason": "", "basis": ""}
    )

    assert answer.status_code == 302
    assert Letter.objects.get(kind="refusal").data["basis"] == "Điều 2 Luật thử"
    assert ReasonGiven.objects.get().reason.code == "X03"


def test_a_verdict_in_the_words_of_the_list_brings_its_code_into_the_request():
    a_reason()
    dossier = assigned(at=timezone.now() - timedelta(seconds=50))
    specialist = desk("specialist")

    specialist.post(
        f"/desk/dossiers/{dossier.code}/papers/", {"verdict-giay-cu": "bad", "reason-giay-cu": BLURRED}
    )

    page = specialist.get(f"/desk/dossiers/{dossier.code}/appraisal-supplement/").content.decode()
    assert 'value="X01" list="reasons-paper"' in page


def test_editors_see_the_counts_at_the_field_and_on_the_page_of_the_procedure_with_a_link():
    publication = a_publication()
    CommonReason.objects.create(
        publication=publication, kind="field", slug="purpose", reason=a_reason(), dossiers=12,
        since=now().date(), counted_at=now(),
    )  # fmt: skip
    editor = desk("editor")

    page = editor.get(f"/desk/procedures/{publication.full_code}/").content.decode()
    assert "Mục purpose" in page
    assert "/desk/reasons/?edit=X01#reason" in page
    opened = editor.post(f"/desk/procedures/{publication.full_code}/draft/")
    form = editor.get(f"{opened.url}form/").content.decode()
    assert "Lỗi hay gặp: X01 (12 hồ sơ)" in form


def test_who_files_reads_what_is_often_wrong_at_the_field_and_at_the_paper():
    publication = a_publication()
    for kind, slug, code, sentence in (
        ("field", "purpose", "X01", "Khai chưa rõ: ghi chẩn đoán hay điều trị"),
        ("paper", "giay-cu", "X02", "Thiếu trang: nộp lại đủ các trang."),
    ):
        CommonReason.objects.create(
            publication=publication, kind=kind, slug=slug, reason=a_reason(code, sentence=sentence), dossiers=12,
            since=now().date(), counted_at=now(),
        )  # fmt: skip
    draft = a_draft(at=timezone.now())
    applicant = signed_in_client(minh())

    form = applicant.get(f"/drafts/{draft}/form/").content.decode()
    papers = applicant.get(f"/drafts/{draft}/papers/").content.decode()

    assert form.count("Lỗi hay gặp") == papers.count("Lỗi hay gặp") == 1
    assert "ghi chẩn đoán hay điều trị." in form
    assert "Thiếu trang: nộp lại đủ các trang." in papers
