"""An agency's own templates: tried before they are kept, used when they are put in force, left out when broken."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.ops import health
from motcua.records.letters import errors, operations, queries, restyling, sources, templates_page, trial
from motcua.records.letters.models import Letter, Restyle
from tests.factories.papers import AGENCY, AT, BY, SUBJECT, a_receipt, one_of_each
from tests.records.letters.test_papers import text_of

pytestmark = pytest.mark.django_db
REFUSAL = next(paper for paper in one_of_each() if paper.kind.value == "refusal")
FILE = "refusal.typ"


def own(words: str = "Trân trọng cảm ơn.") -> str:
    return (sources.SHIPPED / FILE).read_text(encoding="utf-8").replace("#v(1mm)\n", f"{words}\n#v(1mm)\n", 1)


def upload(text: str, file: str = FILE, agency: str = AGENCY) -> Restyle:
    return restyling.upload(agency_code=agency, file=file, text=text, note="Thêm lời", by=BY, at=AT)


def text_now(agency: str = AGENCY) -> str:
    return text_of(queries.preview(data=REFUSAL, sample=True, at=AT, agency_code=agency))


def test_an_uploaded_template_counts_only_when_it_is_put_in_force_and_for_its_agency():
    made = upload(own())
    assert "Trân trọng cảm ơn" not in text_now()

    restyling.put_in_force(agency_code=AGENCY, code=made.code, by=BY, at=AT)

    assert "Trân trọng cảm ơn" in text_now()
    assert "Trân trọng cảm ơn" not in text_now("so-khac")
    kinds = list(AuditEvent.objects.order_by("pk").values_list("kind", "subject"))
    subject = f"template:{AGENCY}/{FILE}"
    assert kinds == [("TemplateUploaded", subject), ("TemplateInForce", subject)]


def test_one_goes_back_to_an_earlier_one_or_to_that_of_the_product():
    first, second = upload(own("Bản một.")), upload(own("Bản hai."))
    for made in (first, second, first):
        restyling.put_in_force(agency_code=AGENCY, code=made.code, by=BY, at=AT)
    assert "Bản một." in text_now()

    restyling.end(agency_code=AGENCY, code=first.code, by=BY, at=AT)

    assert "Bản" not in text_now().replace("Bản in", "")
    assert Restyle.objects.count() == 2


def test_a_template_planned_for_a_day_counts_from_that_day():
    first, second = upload(own("Bản một.")), upload(own("Bản hai."))
    restyling.put_in_force(agency_code=AGENCY, code=first.code, by=BY, at=AT)
    tomorrow = local_date(AT) + timedelta(days=1)

    restyling.put_in_force(agency_code=AGENCY, code=second.code, by=BY, at=AT, from_day=tomorrow)
    assert restyling.begin_planned(at=AT) == 0
    assert "Bản một." in text_now()

    assert restyling.begin_planned(at=AT + timedelta(days=1)) == 1
    assert "Bản hai." in text_now()
    assert restyling.begin_planned(at=AT + timedelta(days=1)) == 0
    kinds = list(AuditEvent.objects.order_by("pk").values_list("kind", "actor_code"))[-2:]
    assert kinds == [("TemplatePlanned", BY.code), ("TemplateInForce", "motcua")]


def test_a_plan_is_given_up_and_one_that_works_no_more_on_its_day_leaves_the_old_one():
    dropped, broken = upload(own("Bản một.")), upload(own("Bản hai."))
    tomorrow = local_date(AT) + timedelta(days=1)
    for made in (dropped, broken):
        restyling.put_in_force(agency_code=AGENCY, code=made.code, by=BY, at=AT, from_day=tomorrow)
    restyling.end(agency_code=AGENCY, code=dropped.code, by=BY, at=AT)
    Restyle.objects.filter(pk=broken.pk).update(text="#sai")

    assert restyling.begin_planned(at=AT + timedelta(days=1)) == 1

    assert not Restyle.objects.filter(in_force=True).exists()
    assert not Restyle.objects.exclude(starts_on=None).exists()
    assert AuditEvent.objects.filter(kind="TemplateNotBegun").count() == 1


def test_what_is_fixed_keeps_its_template_when_another_is_put_in_force():
    letter = operations.fix(
        kind=a_receipt().kind, subject=SUBJECT, agency_code=AGENCY, data=a_receipt(), by=BY, at=AT
    )
    text = (
        (sources.SHIPPED / "receipt.typ")
        .read_text(encoding="utf-8")
        .replace("2. Số lượng", "Câu mới. 2. Số lượng")
    )
    made = upload(text, "receipt.typ")
    restyling.put_in_force(agency_code=AGENCY, code=made.code, by=BY, at=AT)

    assert "Câu mới." not in text_of(queries.preview_of(code=letter.code, at=AT))
    again = operations.fix(
        kind=a_receipt().kind, subject=SUBJECT, agency_code=AGENCY, data=a_receipt(), by=BY, at=AT
    )
    assert "Câu mới." in text_of(queries.preview_of(code=again.code, at=AT))
    assert Letter.objects.get(pk=again.pk).form == "TT-03-2025-VPCP/01"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('#import "layout.typ": *\n\n#nothing-like-that', "refusal.typ:3: unknown variable"),
        ('#import "@preview/tablex:0.0.8": *', "refusal.typ:1: mẫu không được tải gói"),
        ('#read("/etc/passwd")', "refusal.typ:1: file not found"),
        ("Chỉ có chữ", "size-of-paper"),
        ('#import "layout.typ": *\n#show: form\nKhông có ô ký', "ô ký"),
        ('#let a = "x" * 3000000000', "quá nhiều bộ nhớ"),
        ("#" + "x" * 300_000, "dài quá"),
    ],
)
def test_a_broken_template_is_refused_with_its_line_and_leaves_no_trace(text, says):
    with pytest.raises(errors.TemplateRefused, match=says):
        upload(text)

    assert not Restyle.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.slow
def test_a_template_that_never_ends_is_stopped():
    with pytest.raises(errors.TemplateRefused, match="quá 10 giây"):
        upload("#for i in range(100000) { for j in range(100000) { let x = i * j } }")


def test_an_unknown_file_is_no_template():
    for file in ("mark_seal.typ", "../layout.typ", "x.typ"):
        with pytest.raises(errors.TemplateMissing):
            upload("x", file)


def test_nobody_puts_another_agencys_template_in_force():
    made = upload(own())

    with pytest.raises(errors.TemplateMissing):
        restyling.put_in_force(agency_code="so-khac", code=made.code, by=BY, at=AT)

    assert not Restyle.objects.get().in_force


def test_a_broken_file_in_the_folder_is_left_out_and_health_says_so(tmp_path: Path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / FILE).write_text('#import "layout.typ": *\n#hong', encoding="utf-8")

    with override_settings(MOTCUA_DATA=tmp_path):
        shown = text_now()
        (found,) = [one for one in health.examine(at=AT) if one.name == "templates"]
        page = templates_page.file_page(agency_code=AGENCY, file=FILE)

    assert "PHIẾU TỪ CHỐI" in shown
    assert not found.well
    assert "refusal.typ:2" in found.sentence
    assert page.origin == "folder"
    assert "refusal.typ:2" in page.problem


def test_every_template_of_the_product_sets_its_samples():
    for name in trial.NAMES:
        trial.check([name], sources.current(name).files)


def test_a_shared_file_is_tried_with_every_paper():
    layout = (sources.SHIPPED / "layout.typ").read_text(encoding="utf-8")

    upload(layout.replace("2mm", "2.1mm", 1), "layout.typ")
    with pytest.raises(errors.TemplateRefused, match="leader-block"):
        upload(layout.replace("leader-block()", "other-block()"), "layout.typ")


def test_a_sample_of_each_regime_is_shown_and_a_strange_paper_is_not():
    old = templates_page.sample(agency_code=AGENCY, name="apology", text="TT-01-2018-VPCP", restyle="", at=AT)
    new = templates_page.sample(agency_code=AGENCY, name="apology", text="TT-03-2025-VPCP", restyle="", at=AT)

    assert "PHIẾU XIN LỖI" in text_of(old)
    assert "VĂN BẢN XIN LỖI" in text_of(new)
    assert "MẪU" in text_of(new)
    with pytest.raises(errors.TemplateMissing):
        templates_page.sample(agency_code=AGENCY, name="mark_seal", text="", restyle="", at=AT)


def test_a_comparison_tells_the_lines_that_differ():
    made = upload(own("Câu thêm."))

    compared = templates_page.comparison(agency_code=AGENCY, code=made.code)

    assert [line for kind, line in compared.lines if kind == "new"] == ["+Câu thêm."]
    assert [line for kind, line in compared.lines if kind == "old"] == []


def test_a_failure_of_the_typesetter_itself_is_an_outside_failure():
    with pytest.raises(OutsideFailure):
        trial.check(["refusal"], {"refusal.typ": "#panic()"})
