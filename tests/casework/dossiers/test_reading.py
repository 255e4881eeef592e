"""The check of the papers, one verdict for each, kept round by round."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.errors import DossierMissing, NotYourDossier
from motcua.casework.dossiers.errors.reading import NothingToSay, PapersNotHere, VerdictNeedsReason
from motcua.casework.dossiers.models import Dossier, PaperVerdict
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.desk_rows import PaperCheck
from motcua.casework.dossiers.rules.reading import JUDGED_AT, check_verdict
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Refused
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, minh, officer_view
from tests.factories.dossiers import an_authority, assigned, filed, later, proposed, signed

PAPER = "giay-cu"


@pytest.mark.parametrize("sub_status", SubStatus.values)
def test_papers_are_judged_while_they_lie_with_the_agency_and_nothing_is_signed(sub_status):
    asked = {"sub_status": sub_status, "is_asked_for": True, "verdict": "good", "reason": ""}

    if sub_status in {"waiting_reception", "waiting_payment", "waiting_assignment", "appraising", "paused", "waiting_leader"}:  # fmt: skip
        check_verdict(**asked)
        assert sub_status in JUDGED_AT
    else:
        with pytest.raises(PapersNotHere):
            check_verdict(**asked)


@pytest.mark.parametrize(
    ("verdict", "reason", "is_asked_for", "refusal"),
    [
        ("good", "", True, None),
        ("not_needed", "", True, None),
        ("bad", "Mờ", True, None),
        ("", "", True, None),
        ("bad", "", True, VerdictNeedsReason),
        ("bad", "  ", True, VerdictNeedsReason),
        ("perhaps", "", True, NothingToSay),
        ("good", "", False, NothingToSay),
    ],
)
def test_what_a_verdict_must_be(verdict, reason, is_asked_for, refusal: type[Refused] | None):
    asked = {"sub_status": "appraising", "is_asked_for": is_asked_for, "verdict": verdict, "reason": reason}

    if refusal is None:
        check_verdict(**asked)
    else:
        with pytest.raises(refusal):
            check_verdict(**asked)


def judge(
    dossier: Dossier, role: str, verdict: str, reason: str = "", *, slug: str = PAPER, seconds: int = 60
) -> int:
    return dossiers.judge_papers(
        by=officer_view(an_authority()[role]), code=dossier.code, verdicts={slug: (verdict, reason)},
        at=later(dossier.submitted_at, seconds),
    )  # fmt: skip


def seen(dossier: Dossier, role: str = "receptionist") -> PaperCheck:
    found = desk_dossier(
        viewer=officer_view(an_authority()[role]), code=dossier.code, at=later(dossier.submitted_at, 600)
    )
    return next(paper for paper in found.papers if paper.slug == PAPER)


@pytest.mark.django_db
def test_a_verdict_is_seen_by_colleagues_with_who_and_when_and_may_be_changed():
    dossier = filed()
    judge(dossier, "receptionist", "bad", "  Ảnh mờ, không đọc được số  ")

    said = seen(dossier, "leader").verdict
    assert (said.label, said.reason, said.round) == ("Chưa đạt", "Ảnh mờ, không đọc được số", 1)
    assert said.by == an_authority()["receptionist"].full_name
    assert said.at == later(dossier.submitted_at, 60)

    judge(dossier, "receptionist", "good", "không còn cần lý do", seconds=70)
    assert (seen(dossier).verdict.label, seen(dossier).verdict.reason) == ("Đạt", "")

    judge(dossier, "receptionist", "", seconds=80)
    assert seen(dossier).verdict is None


@pytest.mark.django_db
def test_one_act_leaves_one_event_with_counts_and_no_words():
    dossier = filed()
    judge(dossier, "receptionist", "bad", "Ảnh mờ")

    event = AuditEvent.objects.get(kind="PapersJudged")
    assert {name: event.payload[name] for name in ("round", "good", "bad", "not_needed", "taken_back")} == {
        "round": 1, "good": 0, "bad": 1, "not_needed": 0, "taken_back": 0,
    }  # fmt: skip
    assert "Ảnh" not in str(event.payload)


@pytest.mark.django_db
def test_a_new_round_is_read_anew_and_the_earlier_word_stays_to_be_seen():
    dossier = filed()
    judge(dossier, "receptionist", "bad", "Ảnh mờ")
    lan, at = officer_view(an_authority()["receptionist"]), later(dossier.submitted_at, 100)
    asked = [dossiers.AskedDefect(kind="field", slug="purpose", sentence="Ghi rõ")]
    dossiers.request_supplement(by=lan, code=dossier.code, defects=asked, at=at)
    dossiers.answer_supplement(
        by=applicant_view(minh()), code=dossier.code, raw={"purpose": ["Chẩn đoán y tế, phòng 2"]}, note="", at=later(at, 60)
    )  # fmt: skip

    paper = seen(dossier)

    assert paper.verdict is None
    assert [(one.round, one.reason) for one in paper.before] == [(1, "Ảnh mờ")]
    judge(dossier, "receptionist", "good", seconds=300)
    assert PaperVerdict.objects.filter(dossier=dossier).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bring", "role", "may"),
    [
        (filed, "receptionist", True),
        (filed, "leader", True),
        (filed, "clerk", False),
        (filed, "cashier", False),
        (assigned, "specialist", True),
        (assigned, "cashier", False),
        (proposed, "leader", True),
        (proposed, "specialist", False),
    ],
)
def test_whoever_has_the_dossier_in_hand_judges_and_nobody_else(bring, role, may):
    dossier = bring()

    if may:
        assert judge(dossier, role, "good", seconds=600) == 1
    else:
        with no_trace(), pytest.raises(NotYourDossier):
            judge(dossier, role, "good", seconds=600)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bring", "given", "refusal"),
    [
        (filed, {PAPER: ("bad", "")}, VerdictNeedsReason),
        (filed, {PAPER: ("good", ""), "khong-co": ("good", "")}, NothingToSay),
        (filed, {}, NothingToSay),
        (signed, {PAPER: ("good", "")}, PapersNotHere),
    ],
)
def test_a_refused_check_leaves_no_trace(bring, given, refusal):
    dossier = bring()
    leader = officer_view(an_authority()["leader" if bring is signed else "receptionist"])

    with no_trace(), pytest.raises(refusal if bring is filed else (refusal, NotYourDossier)):
        dossiers.judge_papers(
            by=leader, code=dossier.code, verdicts=given, at=later(dossier.submitted_at, 900)
        )


@pytest.mark.django_db
def test_to_another_agency_the_dossier_does_not_exist():
    dossier = filed()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = officer_view(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))

    with no_trace(), pytest.raises(DossierMissing):
        dossiers.judge_papers(
            by=stranger, code=dossier.code, verdicts={PAPER: ("good", "")}, at=later(dossier.submitted_at)
        )
