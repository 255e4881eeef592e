"""What a step of an internal process must produce: without it no dossier goes on from the step."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.bulk_looks import Given
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.errors.flow import (
    ProductEmpty,
    ProductNotAsked,
    ProductsMissing,
    StepsLeft,
)
from motcua.casework.dossiers.models import Bulk, BulkLine, Dossier, Filing
from motcua.casework.dossiers.operations import Upload
from motcua.casework.dossiers.operations import bulk as lines
from motcua.casework.dossiers.queries import bulk
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for, desk_dossier
from motcua.casework.dossiers.rules import producing
from motcua.casework.dossiers.rules.producing import Kept
from motcua.foundation.accounts.models import Unit
from motcua.foundation.audit.models import AuditEvent
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents.models import Document
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import parse_steps
from tests.factories.accounts import MONDAY, an_agency, an_officer, officer_view
from tests.factories.dossiers import GRANT, an_authority, assigned, later, reload

from .traces import no_trace

ALL = ["verdicts", "opinion", "report", "draft"]


def steps_with(must, *, after=(), skip=False):
    """A specialist's step that must produce something, a head's after it, then the leader."""
    head = {"slug": "soat", "name": "Rà soát", "unit": "Phòng", "role": "division_head", "hours": 8}
    return [
        {"slug": "xet", "name": "Thẩm định", "unit": "Phòng", "role": "specialist", "hours": 24,
         "must": list(must)},
        head | {"must": list(after), "skip": skip},
        {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 8},
    ]  # fmt: skip


class TestRules:
    STEPS = parse_steps([
        {"slug": "xet", "name": "Xét", "unit": "P", "role": "specialist", "hours": 8, "must": ["report"]},
        {"slug": "viet", "name": "Viết", "unit": "P", "role": "specialist", "hours": 8, "must": ["draft"]},
        {"slug": "soat", "name": "Soát", "unit": "P", "role": "division_head", "hours": 8, "must": ["opinion"]},
    ])  # fmt: skip

    @pytest.mark.parametrize(
        ("at", "is_skipped", "to_leader", "ending"),
        [
            ("", False, False, ["xet"]),
            ("", False, True, ["xet", "viet"]),
            ("viet", False, True, ["viet"]),
            ("soat", True, True, []),
            ("xet", True, True, ["viet"]),
        ],
    )
    def test_which_steps_end(self, at, is_skipped, to_leader, ending):
        found = producing.steps_ending(self.STEPS, at, is_skipped=is_skipped, to_leader=to_leader)
        assert [step.slug for step in found] == ending

    def test_what_was_kept_elsewhere_or_before_a_supplement_does_not_count(self):
        def missing(*kept, round_=1):
            return producing.standing(self.STEPS[:1], kept, round_=round_, unjudged=0).missing

        assert missing() == ["report"]
        assert missing(Kept("xet", 1, "report")) == []
        assert missing(Kept("viet", 1, "report")) == ["report"]
        assert missing(Kept("xet", 1, "report"), round_=2) == ["report"]

    @pytest.mark.parametrize(
        ("kind", "slug"), [("report", "xet"), ("draft", "viet"), ("opinion", "soat"), ("verdicts", "")]
    )
    def test_what_is_kept_counts_for_the_first_step_that_asks_for_it(self, kind, slug):
        assert producing.step_for(self.STEPS, kind) == slug

    def test_the_words_of_the_act_may_be_the_opinion(self):
        def missing(said):
            return producing.standing(self.STEPS[2:], (), round_=1, unjudged=0, said=said).missing

        assert (missing(" "), missing("Đủ điều kiện.")) == (["opinion"], [])


pytestmark = pytest.mark.django_db


def under(steps, *, number=1):
    dossier = assigned()
    process = ProcessVersion.objects.create(
        procedure_code="2.000086", agency=an_agency(), number=number, steps=steps,
        content_hash=f"x{number}", kept_at=MONDAY, decision="12/QĐ-SKHCN",
    )  # fmt: skip
    Dossier.objects.filter(pk=dossier.pk).update(process=process)
    return reload(dossier)


def specialist():
    return officer_view(an_authority()["specialist"])


def head():
    return officer_view(an_authority()["division_head"])


def keep(dossier, product, *, by=None, text="Đủ điều kiện cấp.", file="bao-cao"):
    upload = Upload(BytesIO(sample_pdf(file)), f"{file}.pdf") if file else None
    return dossiers.keep_product(
        by=by or specialist(), code=dossier.code, product=product, text=text, upload=upload, at=later(MONDAY, 50)
    )  # fmt: skip


def judge(dossier, *, but=()):
    shown = desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY)
    verdicts = {paper.slug: ("good", "") for paper in shown.papers if paper.slug not in but}
    dossiers.judge_papers(by=specialist(), code=dossier.code, verdicts=verdicts, at=later(MONDAY, 50))


def forward(dossier, *, made=""):
    return dossiers.forward_step(
        by=specialist(), code=dossier.code, step_slug="soat", officer_code="qt-division-head", made=made,
        at=later(MONDAY, 60),
    )  # fmt: skip


def propose(dossier, *, opinion="", by=None):
    return dossiers.propose(
        by=by or specialist(), code=dossier.code, outcome="grant", data=GRANT, opinion=opinion,
        at=later(MONDAY, 90),
    )  # fmt: skip


def bring(dossier, product):
    if product == "verdicts":
        judge(dossier)
    else:
        keep(dossier, product)


WORDS = {
    "verdicts": "kết luận từng giấy tờ (còn 3 giấy tờ)",
    "opinion": "ý kiến thẩm định",
    "report": "báo cáo thẩm định (tệp)",
    "draft": "dự thảo kết quả (tệp)",
}


@pytest.mark.parametrize("product", ALL)
def test_nothing_goes_on_without_it_and_everything_with_it(product):
    dossier = under(steps_with([product]))
    papers = len(desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY).papers)
    sentence = WORDS[product].replace("còn 3", f"còn {papers}")

    with no_trace(), pytest.raises(ProductsMissing) as refused:
        forward(dossier)
    assert str(refused.value).startswith(f"Bước “Thẩm định” còn thiếu: {sentence}. ")

    bring(dossier, product)
    forward(dossier)
    assert reload(dossier).step_slug == "soat"


@pytest.mark.parametrize("product", ALL)
def test_nothing_is_laid_before_the_leader_without_it(product):
    dossier = under([steps_with([product])[0], steps_with([])[2]])

    with no_trace(), pytest.raises(ProductsMissing):
        propose(dossier)

    bring(dossier, product)
    assert propose(dossier).state == "waiting"


def test_everything_missing_is_said_at_once():
    dossier = under(steps_with(ALL))
    with no_trace(), pytest.raises(ProductsMissing) as refused:
        forward(dossier)
    assert all(WORDS[one].split(" (còn")[0] in str(refused.value) for one in ALL)


def test_the_opinion_may_come_with_the_act_itself():
    dossier = under(steps_with(["opinion"], after=["opinion"]))

    forward(dossier, made="Hồ sơ đủ điều kiện.")
    with no_trace(), pytest.raises(ProductsMissing):
        propose(dossier, by=head())
    assert propose(dossier, opinion="Nhất trí.", by=head()).opinion == "Nhất trí."


def test_a_step_is_not_skipped_to_get_past_what_the_one_before_must_produce():
    dossier = under(steps_with(["report"], skip=True))
    skip = {"by": specialist(), "code": dossier.code, "step_slug": "soat", "reason": "Gấp."}
    with no_trace(), pytest.raises(ProductsMissing):
        dossiers.skip_step(at=later(MONDAY, 60), **skip)

    keep(dossier, "report")
    dossiers.skip_step(at=later(MONDAY, 60), **skip)

    assert propose(dossier).state == "waiting"


def test_a_step_that_was_skipped_produces_nothing():
    dossier = under(steps_with([], after=["report"], skip=True))

    dossiers.skip_step(
        by=specialist(), code=dossier.code, step_slug="soat", reason="Không cần.", at=later(MONDAY, 60)
    )

    assert propose(dossier).state == "waiting"


def test_an_approved_process_still_asks_first_for_its_steps():
    dossier = under(steps_with(["report"]))
    with no_trace(), pytest.raises(StepsLeft):
        propose(dossier)


def test_a_process_that_names_nothing_is_as_before():
    dossier = under(steps_with([]))
    assert desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY).products == ()
    with no_trace(), pytest.raises(ProductNotAsked):
        keep(dossier, "report")

    forward(dossier)

    assert reload(dossier).step_slug == "soat"


def test_after_a_supplement_it_is_made_anew():
    dossier = under(steps_with(["verdicts", "report"]))
    judge(dossier)
    keep(dossier, "report")
    first = Filing.objects.get(dossier=dossier)
    Filing.objects.create(
        dossier=dossier, round=2, answers=first.answers, filed_at=later(MONDAY, 55), filed_by=first.filed_by
    )

    with no_trace(), pytest.raises(ProductsMissing):
        forward(dossier)


def test_a_colleague_who_takes_a_verdict_back_stops_whoever_still_sees_it():
    dossier = under(steps_with(["verdicts"]))
    judge(dossier)
    seen = desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY)
    assert seen.act("forward").allowed

    dossiers.judge_papers(
        by=specialist(), code=dossier.code, verdicts={seen.papers[0].slug: ("", "")}, at=later(MONDAY, 55)
    )

    with no_trace(), pytest.raises(ProductsMissing, match="còn 1 giấy tờ"):
        forward(dossier)


def test_what_is_kept_is_one_event_without_its_words_and_the_last_one_counts():
    dossier = under(steps_with(["opinion", "report"]))
    keep(dossier, "opinion", text="Nguyễn Văn An đủ điều kiện.")
    keep(dossier, "report")
    keep(dossier, "report", file="bao-cao-sua")

    told = [event.payload for event in AuditEvent.objects.filter(kind="StepProductKept").order_by("pk")]
    assert [one["product"] for one in told] == ["opinion", "report", "report"]
    assert "An" not in str(told)
    shown = desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY).products
    assert [(one.kind, one.is_there, one.detail) for one in shown] == [
        ("opinion", True, "Nguyễn Văn An đủ điều kiện."),
        ("report", True, "bao-cao-sua.pdf"),
    ]


@pytest.mark.parametrize(
    ("product", "given"), [("report", {"file": ""}), ("opinion", {"text": " "}), ("draft", {"file": ""})]
)
def test_an_empty_product_is_refused(product, given):
    dossier = under(steps_with(ALL))
    with no_trace(), pytest.raises(ProductEmpty):
        keep(dossier, product, **given)


@pytest.mark.parametrize("product", ["verdicts", "khac", "draft"])
def test_what_the_step_does_not_look_for_is_refused(product):
    dossier = under(steps_with(["verdicts", "report"]))
    with no_trace(), pytest.raises(ProductNotAsked):
        keep(dossier, product)


def test_a_file_in_which_malware_was_found_counts_no_more():
    dossier = under(steps_with(["report"]))
    row = keep(dossier, "report")
    Document.objects.filter(pk=row.document_id).update(state="rejected")

    with no_trace(), pytest.raises(ProductsMissing):
        forward(dossier)


def test_its_file_is_read_by_whoever_sees_the_dossier_and_by_nobody_else():
    dossier = under(steps_with(["report"]))
    document = keep(dossier, "report").document
    unit = Unit.objects.get(code="qt-chuyen-mon")
    stranger = officer_view(an_officer("specialist", unit=unit, code="qt-dung"))

    assert desk_document_for(viewer=head(), code=document.code) == document
    with pytest.raises(DossierMissing):
        desk_document_for(viewer=stranger, code=document.code)


def test_the_page_offers_what_is_missing_and_says_why_the_rest_waits():
    dossier = under(steps_with(["verdicts", "opinion", "report"]))

    def acts():
        shown = desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY)
        return shown, {one.slug: one for one in shown.acts}

    before, offered = acts()
    assert offered["produce"].is_main
    assert "còn thiếu: kết luận từng giấy tờ" in offered["forward"].why_not
    keep(dossier, "report")
    judge(dossier)

    after, offered = acts()
    assert offered["forward"].allowed  # the opinion may be written there
    assert offered["forward"].is_main
    assert [one.is_there for one in after.products] == [True, False, True]
    assert before.stamp != after.stamp


def queries_of(does):
    with CaptureQueriesContext(connection) as asked:
        does()
    return len(asked)


def test_the_page_asks_four_queries_more_however_much_is_kept():
    def page(dossier):
        return queries_of(lambda: desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY))

    dossier = under(steps_with([]))
    page(dossier)
    plain = page(dossier)
    with_products = under(steps_with(ALL), number=2)
    for _again in range(3):
        keep(with_products, "report")
        keep(with_products, "opinion")

    assert page(with_products) == plain + 4


def test_of_many_those_that_lack_it_are_named_and_stay():
    ready = under(steps_with(["report"]))
    keep(ready, "report")
    lacking = assigned()
    Dossier.objects.filter(pk=lacking.pk).update(process=ready.process)
    codes = [ready.code, lacking.code]
    looks = {one.code: one for one in bulk.looks(viewer=specialist(), act="forward", codes=codes)}
    assert looks[ready.code].why_not == ""
    assert "còn thiếu: báo cáo thẩm định" in looks[lacking.code].why_not

    ordered: Bulk = dossiers.order_bulk(
        by=specialist(), act="forward", seen={code: looks[code].seen for code in codes},
        given=Given(officer_code="qt-division-head"), at=later(MONDAY, 60),
    )  # fmt: skip
    for line in BulkLine.objects.filter(bulk=ordered).order_by("pk"):
        lines.do_line(line=line.pk, at=later(MONDAY, 61))

    told = bulk.progress(viewer=specialist(), code=ordered.code)
    assert (told.done, [one.code for one in told.failures]) == (1, [lacking.code])
    assert "còn thiếu: báo cáo thẩm định (tệp)" in told.failures[0].why
    assert (reload(ready).step_slug, reload(lacking).step_slug) == ("soat", "")


def test_a_look_at_many_asks_three_queries_more_however_many():
    def look(*dossiers_):
        codes = [one.code for one in dossiers_]
        return queries_of(lambda: bulk.looks(viewer=specialist(), act="forward", codes=codes))

    plain, asking = under(steps_with([])), under(steps_with(ALL), number=2)
    others = [assigned() for _more in range(3)]
    Dossier.objects.filter(pk__in=[one.pk for one in others]).update(process=asking.process)
    look(plain)

    assert look(asking) == look(plain) + 3
    assert look(plain, asking, *others) == look(plain) + 3
