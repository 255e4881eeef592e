"""Every act in every state by everybody: done where this table says so, refused without a trace elsewhere."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier, Supplement
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.paper_checks import Brought, Counted
from motcua.casework.dossiers.queries.acts import acts_for
from motcua.casework.dossiers.queries.apologies import apologising
from motcua.casework.dossiers.queries.endings import ending_of, past_of
from motcua.casework.dossiers.rules.returns import Taking
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.errors import Forbidden, Missing, Refused
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents import operations as documents
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import (
    GRANT,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    numbered,
    proposed,
    reload,
    signed,
)

from .traces import picture

pytestmark = pytest.mark.django_db
NEXT = timedelta(minutes=5)
PAUSE: dict[str, Any] = {
    "reason": "measuring",
    "detail": "Chờ kết quả đo.",
    "basis": "Điều 1 Luật thử",
    "until": date(2030, 1, 2),
}
APOLOGY: dict[str, Any] = {"reason": "Chờ kết quả thẩm định.", "new_day": date(2026, 12, 1)}  # a working day
WRONG: dict[str, Any] = {"reason": "Sai tên cơ sở.", "until": date(2030, 1, 2)}
TAKING = Taking(by="filer", name="Trần Văn Minh", paper_seen="identity_card", is_signed=True)
STOP: dict[str, Any] = {"stop_code": "other", "reason": "Cơ sở đã giải thể.", "basis": "Điều 1 Luật thử"}
ASKED = [AskedDefect("paper", "giay-cu", "Tệp mờ, không đọc được.")]


def by_role(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


# States


def asked_at_reception() -> Dossier:
    dossier = filed()
    return dossiers.request_supplement(
        by=by_role("receptionist"), code=dossier.code, defects=ASKED, at=later(dossier.submitted_at)
    )


def asked_in_appraisal() -> Dossier:
    dossier = assigned()
    return dossiers.request_supplement(
        by=by_role("specialist"), code=dossier.code, defects=ASKED, at=later(dossier.submitted_at, 30)
    )


def paused() -> Dossier:
    dossier = assigned()
    return dossiers.pause(
        by=by_role("specialist"), code=dossier.code, at=later(dossier.submitted_at, 30), **PAUSE
    )


def waiting_for_the_fee() -> Dossier:
    return accepted(publication=a_publication(with_fee=True, starts="valid_papers_and_fee"))


def asked_to_stop() -> Dossier:
    dossier = assigned()
    dossiers.ask_to_stop(
        by=applicant_view(minh()),
        code=dossier.code,
        reason="Không cần nữa.",
        at=later(dossier.submitted_at, 30),
    )
    return dossier


def stopped() -> Dossier:
    dossier = assigned()
    return dossiers.stop(by=by_role("leader"), code=dossier.code, at=later(dossier.submitted_at, 30), **STOP)


def refused() -> Dossier:
    dossier = filed()
    return dossiers.refuse(
        by=by_role("receptionist"), code=dossier.code, reason="Không thuộc thẩm quyền.", basis="Điều 1 Luật thử",
        at=later(dossier.submitted_at),
    )  # fmt: skip


def withdrawn() -> Dossier:
    dossier = filed()
    return dossiers.withdraw(by=applicant_view(minh()), code=dossier.code, at=later(dossier.submitted_at))


def made() -> Dossier:
    dossier = numbered()
    for letter in Letter.objects.filter(made_at=None):
        paper = documents.keep(
            content=sample_pdf(letter.code), name="giay.pdf", by=SYSTEM, at=dossier.submitted_at
        )
        Letter.objects.filter(pk=letter.pk).update(
            document=paper, state=LetterState.MADE, made_at=dossier.submitted_at
        )
    return dossier


def returned() -> Dossier:
    dossier = made()
    return dossiers.return_result(
        by=by_role("receptionist"), code=dossier.code, at=later(dossier.submitted_at, 60)
    )


def correcting() -> Dossier:
    dossier = returned()
    dossiers.open_correction(
        by=by_role("leader"), code=dossier.code, at=later(dossier.submitted_at, 70), **WRONG
    )
    return dossier


def corrected() -> Dossier:
    """Signed, and waits for its number."""
    dossier = correcting()
    dossiers.sign_correction(
        by=by_role("leader"),
        code=dossier.code,
        outcome="grant",
        data=GRANT,
        at=later(dossier.submitted_at, 80),
    )
    return dossier


STATES: dict[str, Callable[[], Dossier]] = {
    "filed": filed,
    "asked_at_reception": asked_at_reception,
    "waiting_for_the_fee": waiting_for_the_fee,
    "accepted": accepted,
    "assigned": assigned,
    "asked_in_appraisal": asked_in_appraisal,
    "paused": paused,
    "proposed": proposed,
    "signed": signed,
    "numbered": numbered,
    "made": made,
    "returned": returned,
    "correcting": correcting,
    "corrected": corrected,
    "asked_to_stop": asked_to_stop,
    "stopped": stopped,
    "refused": refused,
    "withdrawn": withdrawn,
}


# Who


def everybody() -> dict[str, OfficerView | ApplicantView]:
    elsewhere = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    division = an_authority()["specialist"].posts.get().unit
    return {role: officer_view(officer) for role, officer in an_authority().items()} | {
        "another_specialist": officer_view(
            an_officer("specialist", unit=division, code="qt-chuyen-vien-hai")
        ),
        "another_agency": officer_view(an_officer(unit=elsewhere, code="bg-tiep-nhan")),
        "filer": applicant_view(minh()),
        "stranger": applicant_view(hoa()),
    }


# Acts


Does = Callable[..., object]
"""An act as it is tried: on which dossier, by whom, and at which moment, else soon after the filing."""


def pay(dossier: Dossier, who: Any, at: datetime | None = None) -> object:
    charge = Charge.objects.filter(subject=f"dossier:{dossier.code}").order_by("-pk").first()
    return dossiers.record_payment(
        by=who, code=dossier.code, amount_vnd=charge.amount_vnd if charge else 1, way="cash",
        number=f"BL-{dossier.pk}-{charge.pk if charge else 0}",
        paid_on=local_date(dossier.submitted_at), at=at or dossier.submitted_at + NEXT,
    )  # fmt: skip


def act(operation: Callable[..., object], **given: object) -> Does:
    def does(dossier: Dossier, who: Any, at: datetime | None = None) -> object:
        return operation(by=who, code=dossier.code, at=at or dossier.submitted_at + NEXT, **given)

    return does


OFFICERS_ACTS: dict[str, Does] = {
    "accept": act(dossiers.accept),
    "undo_acceptance": act(dossiers.undo_acceptance, reason="Nhận nhầm."),
    "request_supplement": act(dossiers.request_supplement, defects=ASKED),
    "refuse": act(dossiers.refuse, reason="Không thuộc thẩm quyền.", basis="Điều 1 Luật thử"),
    "record_payment": pay,
    "assign": act(dossiers.assign, officer_code="qt-specialist"),
    "pause": act(dossiers.pause, **PAUSE),
    "resume": act(dossiers.resume, reason="Đã có kết quả đo."),
    "draft_apology": act(dossiers.draft_apology, **APOLOGY),
    "send_apology": act(dossiers.send_apology, **APOLOGY),
    "take_from_colleague": act(dossiers.take_from_colleague, reason="Đồng nghiệp bận."),
    "give_back": act(dossiers.give_back, reason="Không đúng chuyên môn."),
    "ask_opinions": act(
        dossiers.ask_opinions,
        parties=[dossiers.Party(agency_name="Sở Xây dựng")],
        question="Có phù hợp quy hoạch không?",
        answer_on=date(2026, 11, 18),
        document_codes=[],
    ),
    "write_note": act(dossiers.write_note, text="Đã gọi điện."),
    "propose": act(dossiers.propose, outcome="grant", data=GRANT, opinion="Đủ điều kiện."),
    "send_back": act(dossiers.send_back, reason="Thiếu căn cứ."),
    "approve_and_sign": act(dossiers.approve_and_sign),
    "number_and_seal": act(dossiers.number_and_seal),
    "return_result": act(dossiers.return_result),
    "open_correction": act(dossiers.open_correction, **WRONG),
    "sign_correction": act(dossiers.sign_correction, outcome="grant", data=GRANT),
    "number_correction": act(dossiers.number_correction),
    "hand_back_originals": act(dossiers.hand_back_originals, counts={"giay-cu": 1}, taking=TAKING),
    "stop": act(dossiers.stop, **STOP),
    "decline_stop": act(dossiers.decline_stop, reason="Kết quả sắp có."),
    "take_supplement": act(
        dossiers.take_supplement, brought=Brought("counter", {"giay-cu": Counted(originals=1)}), note=""
    ),
}
FILERS_ACTS: dict[str, Does] = {
    "withdraw": act(dossiers.withdraw),
    "acknowledge_result": act(dossiers.acknowledge_result),
    "ask_to_stop": act(dossiers.ask_to_stop, reason="Không cần nữa."),
    "answer_supplement": act(dossiers.answer_supplement, raw={}, note="Đã giải trình."),
}

# Who may do what, by the permissions of the roles that are shipped. Notes: whoever sees the dossier.

WHOLE_AGENCY = {"receptionist", "leader", "clerk", "cashier"}
IN_HAND = WHOLE_AGENCY | {"division_head", "specialist"}
ALLOWED: dict[str, dict[str, set[str]]] = {
    "filed": {
        "accept": {"receptionist"},
        "request_supplement": {"receptionist"},
        "refuse": {"receptionist"},
        "write_note": WHOLE_AGENCY,
        "withdraw": {"filer"},
    },
    "asked_at_reception": {
        "stop": {"leader"},
        "take_supplement": {"receptionist"},
        "write_note": WHOLE_AGENCY,
        "withdraw": {"filer"},
        "answer_supplement": {"filer"},
    },
    "waiting_for_the_fee": {
        "hand_back_originals": {"receptionist"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "undo_acceptance": {"receptionist"},
        "record_payment": {"cashier"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "accepted": {
        "hand_back_originals": {"receptionist"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "undo_acceptance": {"receptionist"},
        "draft_apology": {"division_head"},
        "send_apology": {"leader"},
        "assign": {"division_head", "leader"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "assigned": {
        "hand_back_originals": {"receptionist"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "request_supplement": {"specialist"},
        "assign": {"division_head", "leader"},
        "take_from_colleague": {"division_head"},
        "give_back": {"specialist"},
        "ask_opinions": {"specialist"},
        "pause": {"specialist"},
        "draft_apology": {"specialist"},
        "send_apology": {"leader"},
        "write_note": IN_HAND,
        "propose": {"specialist"},
    },
    "paused": {
        "hand_back_originals": {"receptionist"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "assign": {"division_head", "leader"},
        "resume": {"specialist"},
        "take_from_colleague": {"division_head"},
        "give_back": {"specialist"},
        "ask_opinions": {"specialist"},
        "write_note": IN_HAND,
    },
    "asked_in_appraisal": {
        "take_supplement": {"receptionist"},
        "hand_back_originals": {"receptionist"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "write_note": IN_HAND,
        "answer_supplement": {"filer"},
    },
    "asked_to_stop": {
        "hand_back_originals": {"receptionist"},
        "request_supplement": {"specialist"},
        "assign": {"division_head", "leader"},
        "pause": {"specialist"},
        "draft_apology": {"specialist"},
        "send_apology": {"leader"},
        "stop": {"leader"},
        "decline_stop": {"leader"},
        "write_note": IN_HAND,
        "propose": {"specialist"},
        "take_from_colleague": {"division_head"},
        "give_back": {"specialist"},
        "ask_opinions": {"specialist"},
    },
    "stopped": {"hand_back_originals": {"receptionist"}, "write_note": WHOLE_AGENCY | {"division_head"}},
    "proposed": {
        "hand_back_originals": {"receptionist"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "send_apology": {"leader"},
        "write_note": IN_HAND,
        "send_back": {"leader"},
        "approve_and_sign": {"leader"},
    },
    "signed": {
        "hand_back_originals": {"receptionist"},
        "send_apology": {"leader"},
        "write_note": IN_HAND,
        "number_and_seal": {"clerk"},
    },
    "numbered": {"hand_back_originals": {"receptionist"}, "write_note": IN_HAND},
    "made": {
        "write_note": IN_HAND,
        "return_result": {"receptionist"},
        "hand_back_originals": {"receptionist"},
    },
    "correcting": {
        "write_note": IN_HAND,
        "hand_back_originals": {"receptionist"},
        "acknowledge_result": {"filer"},
        "sign_correction": {"leader"},
    },
    "corrected": {
        "write_note": IN_HAND,
        "hand_back_originals": {"receptionist"},
        "acknowledge_result": {"filer"},
        "number_correction": {"clerk"},
    },
    "returned": {
        "open_correction": {"leader"},
        "write_note": IN_HAND,
        "hand_back_originals": {"receptionist"},
        "acknowledge_result": {"filer"},
    },
    "refused": {"write_note": WHOLE_AGENCY},
    "withdrawn": {"write_note": WHOLE_AGENCY},
}


def is_done(dossier: Dossier, does: Does, who: object) -> bool:
    """What is done is undone again; what is refused is left as it is, with whatever trace it left."""
    place = transaction.savepoint()
    try:
        does(dossier, who)
    except (Refused, Forbidden, Missing):
        transaction.savepoint_commit(place)
        return False
    transaction.savepoint_rollback(place)
    return True


@pytest.mark.parametrize("state", STATES)
def test_an_act_is_done_by_whom_the_table_names_and_refused_to_all_others(state):
    dossier = reload(STATES[state]())
    people = everybody()
    before = picture()
    done: dict[str, set[str]] = {}
    for acts, kind in ((OFFICERS_ACTS, OfficerView), (FILERS_ACTS, ApplicantView)):
        for name, does in acts.items():
            for code, who in people.items():
                if isinstance(who, kind) and is_done(dossier, does, who):
                    done.setdefault(name, set()).add(code)

    assert done == ALLOWED[state]
    assert picture() == before


OFFERED = {
    "accept": "accept",
    "undo": "undo_acceptance",
    "supplement": "request_supplement",
    "appraisal-supplement": "request_supplement",
    "refuse": "refuse",
    "payment": "record_payment",
    "assign": "assign",
    "reassign": "assign",
    "take-over": "take_from_colleague",
    "consult": "ask_opinions",
    "give-back": "give_back",
    "pause": "pause",
    "resume": "resume",
    "apology": "draft_apology",
    "apologise": "send_apology",
    "note": "write_note",
    "propose": "propose",
    "send-back": "send_back",
    "approve": "approve_and_sign",
    "number": "number_and_seal",
    "return": "return_result",
    "stop": "stop",
    "go-on": "decline_stop",
    "originals": "hand_back_originals",
    "take-supplement": "take_supplement",
    "correct": "open_correction",
    "correct-sign": "sign_correction",
    "correct-number": "number_correction",
}


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_a_dossier_offers_what_may_be_done_and_nothing_else(state):
    dossier = reload(STATES[state]())
    supplements = list(Supplement.objects.filter(dossier=dossier).order_by("pk"))
    at = dossier.submitted_at + NEXT
    past = past_of(supplements, apologising(dossier), ending_of(dossier, supplements, at))
    offered: dict[str, set[str]] = {}
    for code, who in everybody().items():
        if not isinstance(who, OfficerView) or not sees(dossier, who):
            continue
        for one in acts_for(dossier, who, past=past, at=at):
            if one.allowed:
                offered.setdefault(OFFERED[one.slug], set()).add(code)

    if state == "numbered":
        # the paper is made within seconds, and the page does not ask whether it is there
        assert offered.pop("return_result") == {"receptionist"}
    assert offered == {name: who for name, who in ALLOWED[state].items() if name not in FILERS_ACTS}


def sees(dossier: Dossier, who: OfficerView) -> bool:
    return permissions.visible_to_officer(Dossier.objects.filter(pk=dossier.pk), who).exists()
