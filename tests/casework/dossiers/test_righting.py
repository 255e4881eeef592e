"""A dossier filed under the wrong procedure is put under the right one: what carries over, what is asked, what counts."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Finance, Stage, SubStatus
from motcua.casework.dossiers.errors import (
    DossierMissing,
    MoveRefused,
    NotYourDossier,
    ReasonMissing,
    SupplementAskedAlready,
)
from motcua.casework.dossiers.errors import righting as errors
from motcua.casework.dossiers.models import Dossier, FiledPaper, Filing, ProcedureChange, Supplement
from motcua.casework.dossiers.queries import righting
from motcua.casework.payments.enums import ChargeState
from motcua.casework.payments.models import Charge
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Missing
from motcua.foundation.notifications.models import Message
from motcua.ops.demo.papers import sample_pdf
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import CONTENT, FILED, a_publication, accepted, filed, later, proposed, reload

from .righted import AT, NEW_PAPER, RIGHT, by, change, the_right_code, the_right_one
from .standings import asked_at_reception
from .traces import no_trace

pytestmark = pytest.mark.django_db


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


def paid(dossier: Dossier) -> Dossier:
    dossiers.record_payment(
        by=by("cashier"), code=dossier.code, amount_vnd=3_000_000, way="cash", number="BL-1",
        paid_on=date(2026, 11, 16), at=later(FILED, 60),
    )  # fmt: skip
    return dossier
