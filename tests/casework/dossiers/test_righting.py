"""A dossier filed under the wrong procedure is put under the right one: what carries over, what is asked, what counts."""

from datetime import date
from typing import Any

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Finance, PauseReason, Stage, SubStatus
from motcua.casework.dossiers.errors import (
    DossierMissing,
    MoveRefused,
    NotYourDossier,
    ReasonMissing,
    SupplementAskedAlready,
)
from motcua.casework.dossiers.errors import righting as errors
from motcua.casework.dossiers.models import (
    ClockEntry,
    Dossier,
    FiledPaper,
    Filing,
    ProcedureChange,
    Supplement,
)
from motcua.casework.dossiers.queries import applicant, desk_dossier, righting
from motcua.casework.dossiers.rules import righting as rules
from motcua.casework.payments.enums import ChargeState
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.errors import Missing
from motcua.foundation.notifications.models import Message
from motcua.ops.demo.papers import sample_pdf
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.models import FeeVersion, Field, Procedure, Publication, Version
from motcua.reference.forms.models import FormVersion
from motcua.reference.forms.rules import parse_form
from tests.factories.accounts import an_agency, applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import (
    CONTENT,
    FEE,
    FILED,
    FORM,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    proposed,
    reload,
)

from .standings import asked_at_reception, waiting_for_the_fee
from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 600)
RIGHT = "2.000333"


def the_right_one(
    *, fee_vnd: int | None = None, fields: Any = None, starts: str = "valid_papers", **content: Any
) -> Publication:
    """Another procedure: the purpose under another name of field, the old licence under another slug, 9 days."""
    field = Field.objects.get(code="an-toan-buc-xa")
    procedure = Procedure.objects.create(code=RIGHT, name="Cấp lại", name_norm="cap lai", field=field)
    publication = Publication.objects.create(
        full_code=the_right_code(), short_code=f"{RIGHT}.H50", procedure=procedure, agency=an_agency()
    )
    asked = fields or [
        {"name": "muc_dich", "kind": "short_text", "label": {"vi": "MỤC ĐÍCH"}, "required": True}
    ]
    form = FORM | {"code": "don-dung", "sections": [FORM["sections"][0] | {"fields": asked}]}  # type: ignore[index]
    kept = {"content": form, "content_hash": content_hash(form), "kept_at": FILED}
    fee = None
    if fee_vnd is not None:
        stated = FEE | {"lines": [FEE["lines"][0] | {"amount_vnd": fee_vnd}]}  # type: ignore[index]
        fee = FeeVersion.objects.create(
            code="phi-dung", number=1, content=stated, content_hash=content_hash(stated), kept_at=FILED
        )
    paper = {"slug": "giay-phep", "name": {"vi": "Giấy phép đã cấp"}, "source": "luat", "required": False}
    facts = CONTENT | {
        "papers": [CONTENT["papers"][0], paper],  # type: ignore[index]
        "time": CONTENT["time"] | {"amount": 9, "starts": starts},  # type: ignore[operator]
    } | content  # fmt: skip
    Version.objects.create(
        publication=publication, number=1, content=facts, content_hash=content_hash(facts), sources=[],
        form_version=FormVersion.objects.create(code="don-dung", number=1, **kept), fee_version=fee,
        valid_from=date(2018, 1, 1), published_at=FILED,
    )  # fmt: skip
    return publication


NEW_PAPER = {"slug": "so-do", "name": {"vi": "Sơ đồ"}, "source": "luat", "required": True}


def by(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def change(
    dossier: Dossier, *, who: str = "receptionist", to: Publication | None = None, **given: Any
) -> Dossier:
    given = {"reason": "Thuộc thủ tục cấp lại.", "case_slug": "", "at": AT} | given
    code = (to or the_right_one()).full_code
    return dossiers.change_procedure(by=by(who), code=dossier.code, publication_code=code, **given)


class TestLikeness:
    def forms(self, old: list[Any], new: list[Any]) -> dict[str, str]:
        made = [FORM | {"sections": [FORM["sections"][0] | {"fields": one}]} for one in (old, new)]  # type: ignore[index]
        return rules.like_fields(parse_form(made[0]), parse_form(made[1]))

    def test_the_same_fact_of_the_account_is_the_same_question(self):
        old = [{"name": "ten", "kind": "short_text", "label": {"vi": "Tên"}, "prefill": "owner.name"}]
        new = [{"name": "co_so", "kind": "short_text", "label": {"vi": "Cơ sở"}, "prefill": "owner.name"}]

        assert self.forms(old, new) == {"co_so": "ten"}

    def test_so_are_the_same_words_of_one_kind(self):
        old = [{"name": "a", "kind": "short_text", "label": {"vi": "Địa chỉ  cơ sở"}}]
        same = [{"name": "b", "kind": "short_text", "label": {"vi": "địa chỉ cơ sở"}}]
        other = [{"name": "b", "kind": "long_text", "label": {"vi": "Địa chỉ cơ sở"}}]

        assert self.forms(old, same) == {"b": "a"}
        assert self.forms(old, other) == {}

    def test_one_answer_answers_one_question(self):
        old = [{"name": "a", "kind": "short_text", "label": {"vi": "Ghi chú"}}]
        new = [{"name": name, "kind": "short_text", "label": {"vi": "Ghi chú"}} for name in ("b", "c")]

        assert self.forms(old, new) == {"b": "a"}

    def test_a_table_goes_along_without_the_columns_that_are_not_asked_for(self):
        columns = [
            {"name": name, "kind": "short_text", "label": {"vi": name}} for name in ("may", "seri", "nuoc")
        ]
        made = parse_form(
            FORM
            | {
                "sections": [
                    FORM["sections"][0]  # type: ignore[index]
                    | {
                        "fields": [
                            {"name": "bang", "kind": "table", "label": {"vi": "B"}, "columns": columns[:2]}
                        ]
                    }
                ]
            }
        )
        (table,) = made.fields

        assert rules.fitted(table, [{"may": "X", "seri": "1", "nuoc": "Nhật"}]) == [{"may": "X", "seri": "1"}]

    def test_a_signature_is_given_anew(self):
        field = {"name": "ky", "kind": "signature", "label": {"vi": "Ký"}, "ways": ["typed"]}

        assert self.forms([field], [field]) == {}

    @pytest.mark.parametrize(
        ("sub_status", "is_missing", "waits", "onward"),
        [
            (SubStatus.WAITING_RECEPTION, True, True, rules.Onward.STAY),
            (SubStatus.WAITING_PAYMENT, True, False, rules.Onward.BACK_TO_RECEPTION),
            (SubStatus.WAITING_PAYMENT, False, True, rules.Onward.STAY),
            (SubStatus.WAITING_PAYMENT, False, False, rules.Onward.START_CLOCK),
            (SubStatus.APPRAISING, False, True, rules.Onward.PAUSE_FOR_FEE),
            (SubStatus.APPRAISING, True, True, rules.Onward.STAY),
            (SubStatus.APPRAISING, False, False, rules.Onward.STAY),
        ],
    )
    def test_where_it_goes_on(self, sub_status, is_missing, waits, onward):
        found = rules.onward(sub_status=sub_status, is_missing=is_missing, waits_for_fee=waits)

        assert found is onward


class TestAtReception:
    def test_the_code_stays_and_answers_and_papers_go_along(self):
        dossier = filed(paper=sample_pdf("giấy"))

        after = reload(change(dossier))

        assert (after.code, after.publication.full_code) == (dossier.code, the_right_code())
        assert (after.business, after.sub_status) == (Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
        rounds = Filing.objects.filter(dossier=dossier).order_by("round")
        assert [one.answers for one in rounds] == [
            {"purpose": "Chẩn đoán y tế"},
            {"muc_dich": "Chẩn đoán y tế"},
        ]
        papers = FiledPaper.objects.filter(filing__dossier=dossier).order_by("pk")
        assert [one.slug for one in papers] == ["giay-cu", "giay-phep"]
        assert papers[0].document_id == papers[1].document_id

    def test_what_was_before_is_kept_with_who_and_why(self):
        dossier = filed()

        change(dossier)

        kept = ProcedureChange.objects.get(dossier=dossier)
        assert kept.old_version.publication.full_code == dossier.publication.full_code
        assert (kept.rounds, kept.by.code, kept.reason) == (1, "lan", "Thuộc thủ tục cấp lại.")
        event = AuditEvent.objects.filter(kind="ProcedureChanged").get()
        assert "Thuộc thủ tục" not in str(event.payload)
        assert (event.payload["from_procedure"], event.payload["to_procedure"]) == ("2.000086", RIGHT)

    def test_the_owner_is_told_at_once_with_the_reason(self):
        dossier = filed()

        change(dossier)

        message = Message.objects.order_by("-pk").first()
        assert message is not None
        assert message.address == minh().account.email
        assert "Thuộc thủ tục cấp lại." in message.body
        assert RIGHT in message.body

    def test_what_is_missing_is_asked_for_at_once_and_in_full(self):
        fields = [
            {"name": "muc_dich", "kind": "short_text", "label": {"vi": "Mục đích"}, "required": True},
            {"name": "so_may", "kind": "short_text", "label": {"vi": "Số máy"}, "required": True},
        ]
        papers = [CONTENT["papers"][0], NEW_PAPER]  # type: ignore[index]

        dossier = filed()
        after = reload(change(dossier, to=the_right_one(fields=fields, papers=papers)))

        assert after.business == Business.AWAITING_SUPPLEMENT
        asked = Supplement.objects.get(dossier=after)
        assert asked.stage == Stage.RECEPTION
        assert [(one["kind"], one["slug"]) for one in asked.defects] == [
            ("field", "so_may"),
            ("paper", "so-do"),
        ]

    def test_a_second_supplement_is_not_asked_for_by_it(self):
        dossier = asked_at_reception()
        dossiers.answer_supplement(
            by=applicant_view(minh()), code=dossier.code, raw={}, note="Đã giải trình.", at=later(FILED, 300)
        )
        right = the_right_one(papers=[CONTENT["papers"][0], NEW_PAPER])  # type: ignore[index]

        with no_trace(), pytest.raises(SupplementAskedAlready):
            change(dossier, to=right)
        seen = righting.look(
            viewer=by("receptionist"),
            code=dossier.code,
            words="",
            publication_code=right.full_code,
            case_slug="",
        )
        assert seen.fit is not None
        assert seen.fit.why_not

    def test_the_fee_of_the_right_procedure_is_asked_for_instead(self):
        dossier = filed(publication=a_publication(with_fee=True))

        after = reload(change(dossier, to=the_right_one(fee_vnd=1_000_000)))

        due = Charge.objects.get(subject=f"dossier:{dossier.code}", state=ChargeState.DUE)
        assert (due.amount_vnd, after.finance) == (1_000_000, Finance.DUE)

    def test_what_was_paid_is_counted(self):
        dossier = paid(filed(publication=a_publication(with_fee=True)))

        after = reload(change(dossier, to=the_right_one(fee_vnd=3_500_000)))

        due = Charge.objects.get(subject=f"dossier:{dossier.code}", state=ChargeState.DUE)
        assert (due.amount_vnd, after.finance) == (500_000, Finance.DUE)

    def test_what_was_paid_too_much_is_written_down_and_told(self):
        dossier = paid(filed(publication=a_publication(with_fee=True)))

        after = reload(change(dossier, to=the_right_one()))

        assert after.finance == Finance.PAID
        assert ProcedureChange.objects.get(dossier=dossier).paid_too_much_vnd == 3_000_000
        assert "3.000.000" in Message.objects.order_by("-pk")[0].body


class TestWaitingForTheFee:
    def test_where_the_right_procedure_does_not_wait_the_time_counts_from_the_reception(self):
        dossier = waiting_for_the_fee()
        before = Letter.objects.get(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)

        after = reload(change(dossier))

        assert after.sub_status == SubStatus.WAITING_ASSIGNMENT
        assert ClockEntry.objects.get(dossier=dossier).at == dossier.accepted_at
        assert after.due_at is not None
        assert receipts(dossier) == [
            (before.code, LetterState.REVOKED),
            (receipts(dossier)[1][0], LetterState.FIXED),
        ]

    def test_what_lacks_something_is_received_anew(self):
        dossier = waiting_for_the_fee()

        after = reload(change(dossier, to=the_right_one(papers=[CONTENT["papers"][0], NEW_PAPER])))  # type: ignore[index]

        assert (after.business, after.accepted_at) == (Business.AWAITING_SUPPLEMENT, None)
        assert AuditEvent.objects.filter(kind="AcceptanceUndone").count() == 1
        assert [state for _code, state in receipts(dossier)] == [LetterState.REVOKED]

    def test_where_it_waits_too_it_stays_with_the_right_fee(self):
        dossier = waiting_for_the_fee()

        after = reload(change(dossier, to=the_right_one(fee_vnd=1_000_000, starts="valid_papers_and_fee")))

        assert (after.sub_status, after.due_at) == (SubStatus.WAITING_PAYMENT, None)
        assert len(receipts(dossier)) == 2


class TestInAppraisal:
    def test_the_clock_counts_by_the_right_time_from_the_reception_that_was_valid(self):
        dossier = assigned()

        after = reload(change(dossier, who="specialist"))

        assert (after.sub_status, after.holder_officer_id) == (
            SubStatus.APPRAISING,
            dossier.holder_officer_id,
        )
        assert dossier.due_at is not None
        assert after.due_at is not None
        assert dossier.due_at.date() == date(2026, 11, 23)
        assert after.due_at.date() == date(2026, 11, 30)
        assert [state for _code, state in receipts(dossier)] == [LetterState.REVOKED, LetterState.FIXED]

    def test_what_is_missing_is_asked_for_in_appraisal(self):
        after = reload(
            change(assigned(), who="specialist", to=the_right_one(papers=[CONTENT["papers"][0], NEW_PAPER]))  # type: ignore[index]
        )

        assert after.business == Business.AWAITING_SUPPLEMENT
        assert Supplement.objects.get(dossier=after).stage == Stage.APPRAISAL

    def test_a_time_that_waits_for_the_fee_stands_still(self):
        dossier, right = assigned(), the_right_one(fee_vnd=1_000_000, starts="valid_papers_and_fee")

        after = reload(change(dossier, who="specialist", to=right))

        assert (after.sub_status, after.due_at) == (SubStatus.PAUSED, None)
        assert (
            ClockEntry.objects.filter(dossier=after).order_by("-pk")[0].reason_code == PauseReason.FINANCIAL
        )

    def test_while_others_are_asked_it_stays(self):
        dossier = assigned()
        dossiers.ask_opinions(
            by=by("specialist"), code=dossier.code, parties=[dossiers.Party(agency_name="Sở Xây dựng")],
            question="Có phù hợp không?", answer_on=date(2026, 11, 18), document_codes=[], at=later(FILED, 60),
        )  # fmt: skip

        with no_trace(), pytest.raises(errors.OpinionsWaiting):
            change(dossier, who="specialist")


class TestRefusals:
    def test_each_leaves_no_trace(self):
        dossier, right = filed(), the_right_one()

        with no_trace():
            with pytest.raises(ReasonMissing):
                change(dossier, to=right, reason=" ")
            with pytest.raises(errors.SameProcedure):
                change(dossier, to=dossier.publication)
            with pytest.raises(errors.CaseMissing):
                change(dossier, to=right, case_slug="khong-co")
            with pytest.raises(NotYourDossier):
                change(dossier, to=right, who="clerk")
            with pytest.raises(DossierMissing):
                change(dossier, to=right, who="specialist")
            with pytest.raises(Missing):
                dossiers.change_procedure(
                    by=by("receptionist"), code=dossier.code, publication_code="9.999999.000.00.00.H50",
                    case_slug="", reason="Nhầm.", at=AT,
                )  # fmt: skip

    def test_without_its_case(self):
        dossier = filed()
        right = the_right_one(cases=[{"slug": "cap-moi", "label": {"vi": "Cấp mới"}}])

        with no_trace(), pytest.raises(errors.CaseMissing):
            change(dossier, to=right)
        assert reload(change(dossier, to=right, case_slug="cap-moi")).case_slug == "cap-moi"

    def test_of_whom_the_procedure_is_not_for(self):
        dossier, right = filed(), the_right_one(audience={"who": ["organisation"]})

        with no_trace(), pytest.raises(errors.OwnerNotMeant):
            change(dossier, to=right)

    @pytest.mark.parametrize("make", [accepted, proposed, asked_at_reception])
    def test_at_other_steps(self, make):
        dossier, right = make(), the_right_one()

        with no_trace(), pytest.raises((MoveRefused, NotYourDossier)):
            change(dossier, to=right)


class TestAfterwards:
    def test_the_desk_shows_the_right_procedure_and_what_was_filed_before(self):
        dossier = filed(paper=sample_pdf("giấy"))
        change(dossier, to=the_right_one(papers=[CONTENT["papers"][0]]))  # type: ignore[index]

        seen = desk_dossier.desk_dossier(viewer=by("receptionist"), code=dossier.code, at=AT)

        assert seen.procedure_code == RIGHT
        assert [one.value for one in seen.answers if one.kind != "heading"] == ["Chẩn đoán y tế"]
        assert seen.answers_before is None
        (former,) = seen.former
        assert (former.code, [name for name, _code, _file in former.files]) == (
            "2.000086",
            ["Giấy phép đã cấp"],
        )
        assert [one.value for one in former.answers] == ["Chẩn đoán y tế"]

    def test_each_round_is_shown_to_the_owner_as_it_was_asked(self):
        dossier = filed(paper=sample_pdf("giấy"))
        change(dossier)

        seen = applicant.dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=AT)

        first, second = seen.filings
        assert (first.former, second.former, second.is_carried) == ("Cấp giấy phép 2.000086", "", True)
        assert first.names["giay-cu"] == "Giấy phép đã cấp"
        assert [one.label for one in first.shown if one.kind != "heading"] == ["Mục đích"]
        assert [one.label for one in second.shown if one.kind != "heading"] == ["MỤC ĐÍCH"]

    def test_it_goes_on_as_any_other(self):
        dossier = filed()
        change(dossier)

        after = dossiers.accept(by=by("receptionist"), code=dossier.code, at=later(AT))

        assert after.due_at is not None
        assert after.due_at.date() == date(2026, 11, 30)

    def test_what_another_made_of_it_is_told_before_and_nothing_is_written(self):
        dossier, right = assigned(), the_right_one()

        with no_trace():
            seen = righting.look(
                viewer=by("specialist"),
                code=dossier.code,
                words="",
                publication_code=right.full_code,
                case_slug="",
            )

        assert seen.fit is not None
        assert (seen.fit.time_before, seen.fit.time_after) == ("05 ngày làm việc", "09 ngày làm việc")
        after = reload(change(dossier, who="specialist", to=right))
        assert seen.fit.due_after == after.due_at
        assert seen.fit.clock_lines

    def test_a_stranger_sees_nothing_of_it(self):
        dossier = filed()
        change(dossier)

        with pytest.raises(DossierMissing):
            applicant.dossier_view(viewer=applicant_view(hoa()), code=dossier.code, at=AT)


def the_right_code() -> str:
    return f"{RIGHT}.000.00.00.H50"


def paid(dossier: Dossier) -> Dossier:
    dossiers.record_payment(
        by=by("cashier"), code=dossier.code, amount_vnd=3_000_000, way="cash", number="BL-1",
        paid_on=date(2026, 11, 16), at=later(FILED, 60),
    )  # fmt: skip
    return dossier


def receipts(dossier: Dossier) -> list[tuple[str, str]]:
    found = Letter.objects.filter(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)
    return list(found.order_by("pk").values_list("code", "state"))
