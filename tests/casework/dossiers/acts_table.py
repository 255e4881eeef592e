"""Every act on a dossier, and who may do it in which state."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.paper_checks import Brought, Counted
from motcua.casework.payments.models import Charge
from motcua.foundation.kernel.clock import local_date
from tests.factories.dossiers import GRANT, a_publication

from .standings import ADJOURN, APOLOGY, ASKED, NEXT, ON_PAPER, PAUSE, STOP, TAKING, WRONG

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


def to_the_right_procedure(dossier: Dossier, who: Any, at: datetime | None = None) -> object:
    return dossiers.change_procedure(
        by=who, code=dossier.code, publication_code=a_publication("2.000444").full_code, case_slug="",
        reason="Nộp nhầm thủ tục.", at=at or dossier.submitted_at + NEXT,
    )  # fmt: skip


OFFICERS_ACTS: dict[str, Does] = {
    "accept": act(dossiers.accept),
    "adjourn": act(dossiers.adjourn, **ADJOURN),
    "undo_acceptance": act(dossiers.undo_acceptance, reason="Nhận nhầm."),
    "request_supplement": act(dossiers.request_supplement, defects=ASKED),
    "change_procedure": to_the_right_procedure,
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
    "open_parts": act(
        dossiers.open_parts,
        parts=[dossiers.PartOrder("dat", dossiers.Party(agency_name="Phòng Đất đai"))],
        document_codes=[],
    ),
    "leave_out_parts": act(dossiers.leave_out_parts, step_slugs=["dat"], reason="Đất đã có xác nhận."),
    "forward_papers": act(dossiers.forward_papers, way="by_hand"),
    "confirm_papers": act(dossiers.confirm_papers),
    "prioritise": act(dossiers.prioritise, priority=1, reason="Giấy phép sắp hết hạn."),
    "keep_product": act(dossiers.keep_product, product="opinion", text="Đủ điều kiện.", upload=None),
    "write_note": act(dossiers.write_note, text="Đã gọi điện."),
    "propose": act(dossiers.propose, outcome="grant", data=GRANT, opinion="Đủ điều kiện."),
    "send_back": act(dossiers.send_back, reason="Thiếu căn cứ."),
    "approve_and_sign": act(dossiers.approve_and_sign),
    "tell_intended_refusal": act(dossiers.tell_intended_refusal),
    "number_and_seal": act(dossiers.number_and_seal),
    "return_result": act(dossiers.return_result, **ON_PAPER),
    "open_correction": act(dossiers.open_correction, **WRONG),
    "name_drafter": act(dossiers.name_drafter, officer_code="qt-specialist"),
    "draft_correction": act(dossiers.draft_correction, outcome="grant", data=GRANT, opinion="Đã sửa."),
    "send_correction_back": act(dossiers.send_correction_back, reason="Còn sai ngày."),
    "sign_correction": act(dossiers.sign_correction),
    "number_correction": act(dossiers.number_correction),
    "return_correction": act(dossiers.return_correction, **ON_PAPER, wrong_original="taken_back"),
    "hand_back_originals": act(dossiers.hand_back_originals, counts={"giay-cu": 1}, taking=TAKING),
    "record_loss": act(dossiers.record_loss, slugs=["don"], what_happened="Thất lạc khi luân chuyển."),
    "replace_lost": act(dossiers.replace_lost, slugs=["giay-cu"]),
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
BOTH_DESKS = {"receptionist", "centre"}
"""Where it was received and where it is decided."""

RECEIVED_ELSEWHERE = {
    "stop": {"leader"},
    "draft_apology": {"division_head"},
    "send_apology": {"leader"},
    "assign": {"division_head", "leader"},
    "hand_back_originals": BOTH_DESKS,
    "prioritise": {"division_head", "leader"},
    "record_loss": {"leader"},
    "write_note": WHOLE_AGENCY | {"division_head", "centre"},
}
AFTER_THE_RETURN = {
    "write_note": IN_HAND,
    "hand_back_originals": {"receptionist"},
    "record_loss": {"leader"},
    "acknowledge_result": {"filer"},
}
ALLOWED: dict[str, dict[str, set[str]]] = {
    "filed": {
        "change_procedure": {"receptionist"},
        "accept": {"receptionist"},
        "request_supplement": {"receptionist"},
        "refuse": {"receptionist"},
        "prioritise": {"leader"},
        "write_note": WHOLE_AGENCY,
        "withdraw": {"filer"},
    },
    "at_once": {
        "change_procedure": {"receptionist"},
        "accept": {"receptionist"},
        "adjourn": {"receptionist"},
        "request_supplement": {"receptionist"},
        "refuse": {"receptionist"},
        "prioritise": {"leader"},
        "write_note": WHOLE_AGENCY,
        "withdraw": {"filer"},
    },
    "at_once_accepted": {
        "adjourn": {"receptionist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "undo_acceptance": {"receptionist"},
        "assign": {"division_head", "leader"},
        "prioritise": {"division_head", "leader"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "adjourned": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "undo_acceptance": {"receptionist"},
        "draft_apology": {"division_head"},
        "send_apology": {"leader"},
        "assign": {"division_head", "leader"},
        "prioritise": {"division_head", "leader"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "asked_at_reception": {
        "stop": {"leader"},
        "take_supplement": {"receptionist"},
        "prioritise": {"leader"},
        "write_note": WHOLE_AGENCY,
        "withdraw": {"filer"},
        "answer_supplement": {"filer"},
    },
    "waiting_for_the_fee": {
        "change_procedure": {"receptionist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "undo_acceptance": {"receptionist"},
        "record_payment": {"cashier"},
        "prioritise": {"leader"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "accepted": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "undo_acceptance": {"receptionist"},
        "draft_apology": {"division_head"},
        "send_apology": {"leader"},
        "assign": {"division_head", "leader"},
        "prioritise": {"division_head", "leader"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "assigned": {
        "change_procedure": {"specialist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
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
        "prioritise": {"division_head", "leader"},
        "write_note": IN_HAND,
        "propose": {"specialist"},
    },
    "must_produce": {
        "keep_product": {"specialist"},
        "change_procedure": {"specialist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
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
        "prioritise": {"division_head", "leader"},
        "write_note": IN_HAND,
    },
    "must_open": {
        "open_parts": {"specialist"},
        "leave_out_parts": {"specialist"},
        "change_procedure": {"specialist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
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
        "prioritise": {"division_head", "leader"},
        "write_note": IN_HAND,
    },
    "paused": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "assign": {"division_head", "leader"},
        "resume": {"specialist"},
        "take_from_colleague": {"division_head"},
        "give_back": {"specialist"},
        "ask_opinions": {"specialist"},
        "prioritise": {"division_head", "leader"},
        "write_note": IN_HAND,
    },
    "asked_in_appraisal": {
        "take_supplement": {"receptionist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "prioritise": {"leader"},
        "write_note": IN_HAND,
        "answer_supplement": {"filer"},
    },
    "meant_to_refuse": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "send_apology": {"leader"},
        "prioritise": {"leader"},
        "write_note": IN_HAND,
        "send_back": {"leader"},
        "tell_intended_refusal": {"leader"},
    },
    "told_of_refusal": {
        "take_supplement": {"receptionist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "prioritise": {"leader"},
        "write_note": IN_HAND,
        "answer_supplement": {"filer"},
    },
    "missing_papers": {
        "prioritise": {"division_head", "leader"},
        "replace_lost": {"receptionist"},
        "change_procedure": {"specialist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
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
    "asked_to_stop": {
        "change_procedure": {"specialist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "request_supplement": {"specialist"},
        "assign": {"division_head", "leader"},
        "pause": {"specialist"},
        "draft_apology": {"specialist"},
        "send_apology": {"leader"},
        "stop": {"leader"},
        "decline_stop": {"leader"},
        "prioritise": {"division_head", "leader"},
        "write_note": IN_HAND,
        "propose": {"specialist"},
        "take_from_colleague": {"division_head"},
        "give_back": {"specialist"},
        "ask_opinions": {"specialist"},
    },
    "stopped": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "write_note": WHOLE_AGENCY | {"division_head"},
    },
    "proposed": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "stop": {"leader"},
        "ask_to_stop": {"filer"},
        "send_apology": {"leader"},
        "prioritise": {"leader"},
        "write_note": IN_HAND,
        "send_back": {"leader"},
        "approve_and_sign": {"leader"},
    },
    "signed": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "send_apology": {"leader"},
        "prioritise": {"leader"},
        "write_note": IN_HAND,
        "number_and_seal": {"clerk"},
    },
    "numbered": {
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
        "prioritise": {"leader"},
        "write_note": IN_HAND,
    },
    "made": {
        "prioritise": {"leader"},
        "write_note": IN_HAND,
        "return_result": {"receptionist"},
        "hand_back_originals": {"receptionist"},
        "record_loss": {"leader"},
    },
    "correcting": AFTER_THE_RETURN
    | {"draft_correction": {"specialist"}, "name_drafter": {"division_head", "leader"}},
    "correction_drafted": AFTER_THE_RETURN
    | {"sign_correction": {"leader"}, "send_correction_back": {"leader"}},
    "corrected": AFTER_THE_RETURN | {"number_correction": {"clerk"}},
    "correction_numbered": AFTER_THE_RETURN | {"return_correction": {"receptionist"}},
    "returned": AFTER_THE_RETURN | {"open_correction": {"leader"}},
    "received_elsewhere": RECEIVED_ELSEWHERE | {"undo_acceptance": BOTH_DESKS, "forward_papers": {"centre"}},
    "papers_on_the_way": RECEIVED_ELSEWHERE | {"confirm_papers": {"receptionist"}},
    "papers_there": RECEIVED_ELSEWHERE,
    "refused": {"write_note": WHOLE_AGENCY},
    "withdrawn": {"write_note": WHOLE_AGENCY},
}
