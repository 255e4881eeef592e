"""What an officer may do with a dossier now, and why not: the same rules as the operations ask, as words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from motcua.casework.dossiers import permissions, rules
from motcua.casework.dossiers.enums import (
    Business,
    CorrectionState,
    Finance,
    HolderKind,
    Outcome,
    PapersState,
    Stage,
)
from motcua.casework.dossiers.enums import SubStatus as Sub
from motcua.casework.dossiers.errors.corrections import NotTheDrafter
from motcua.casework.dossiers.errors.flow import parts_unopened_words, steps_left_words, waiting_words
from motcua.casework.dossiers.errors.places import PapersGone
from motcua.casework.dossiers.errors.righting import opinions_words
from motcua.casework.dossiers.errors.settling import AdjournedAlready
from motcua.casework.dossiers.models import Dossier, Forwarding
from motcua.casework.dossiers.rules import endings as ending_rules
from motcua.casework.dossiers.rules import forwarding as forwarding_rules
from motcua.casework.dossiers.rules import producing, settling
from motcua.casework.dossiers.rules import righting as righting_rules
from motcua.casework.dossiers.rules.stepping import Ways
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.errors import Forbidden, Refused
from motcua.reference.workflow.rules import Step

from .corrections import CorrectionRow
from .products import Produced
from .words import STEP_WORDS, step_words


@dataclass(frozen=True)
class ActRule:
    """An act, the permission it asks for, and the steps in which it can be done; no steps means any."""

    slug: str
    label: str
    permission: str
    steps: tuple[str, ...] = ()
    is_main: bool = False


@dataclass(frozen=True)
class Act:
    """`why_not` is one sentence, empty when the act is allowed. `is_main` is the next right act, and one that
    `aside` says why it may be done but is not where the dossier goes; empty for what stands in the row."""

    slug: str
    label: str
    allowed: bool
    why_not: str = ""
    is_main: bool = False
    aside: str = ""


@dataclass(frozen=True, kw_only=True)
class Past:
    """What happened to a dossier before, as far as it opens or shuts an act.

    `stages_asked` names the stages of its supplements; `last_day_to_apologise` is None once an apology was
    sent;
    `papers` are those on their way between desks, none for a dossier received where it is decided;
    `waits_for` names who was asked and has not answered; `has_parts` says that the process names sub-dossiers
    that are not open yet, `unopened` those without which no result is laid before the
    leader. `proposed` is the outcome that lies before the leader.
    """

    stages_asked: Sequence[str] = ()
    last_day_to_apologise: date | None = None
    is_asked_to_stop: bool = False
    correction: CorrectionRow | None = None
    waits_for: Sequence[str] = ()
    has_parts: bool = False
    unopened: Sequence[Step] = ()
    proposed: str = ""
    is_missing_papers: bool = False
    papers: Sequence[Forwarding] = ()
    ways: Ways = Ways(None)  # noqa: RUF009 - frozen
    produced: Produced = Produced()  # noqa: RUF009 - frozen
    is_at_once: bool = False
    is_adjourned: bool = False


RIGHTING: Final = "Chuyển sang thủ tục đúng"
LEAVING_OUT: Final = "Không mở hồ sơ thành phần"
ACTS: Final = (
    ActRule("settle", "Giải quyết ngay", Permission.DOSSIER_RECEIVE, settling.SETTLED_AT, True),
    ActRule("accept", "Nhận vào xử lý", Permission.DOSSIER_RECEIVE, (Sub.WAITING_RECEPTION,), True),
    ActRule("payment", "Ghi nhận phí, lệ phí", Permission.PAYMENT_RECORD, (), True),
    ActRule("assign", "Phân công", Permission.DOSSIER_ASSIGN, (Sub.WAITING_ASSIGNMENT,), True),
    ActRule("propose", "Trình lãnh đạo", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,), True),
    ActRule("approve", "Duyệt và ký", Permission.DOSSIER_DECIDE, (Sub.WAITING_LEADER,), True),
    ActRule("intend", "Ký thông báo dự định từ chối", Permission.DOSSIER_DECIDE, (Sub.WAITING_LEADER,), True),
    ActRule("number", "Cấp số và đóng dấu", Permission.DOSSIER_NUMBER, (Sub.WAITING_NUMBER,), True),
    ActRule("return", "Trả kết quả", Permission.DOSSIER_RETURN, (Sub.WAITING_RETURN,), True),
    ActRule("adjourn", "Hẹn trả sang ngày khác", Permission.DOSSIER_RECEIVE, settling.SETTLED_AT),
    ActRule("send-papers", "Chuyển giấy tờ đi", Permission.DOSSIER_RECEIVE),
    ActRule("confirm-papers", "Xác nhận giấy tờ đến", Permission.DOSSIER_RECEIVE),
    ActRule("supplement", "Yêu cầu bổ sung", Permission.DOSSIER_RECEIVE, (Sub.WAITING_RECEPTION,)),
    ActRule("take-supplement", "Nhận bổ sung giấy", Permission.DOSSIER_RECEIVE, (Sub.WAITING_SUPPLEMENT,)),
    ActRule("appraisal-supplement", "Yêu cầu bổ sung", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,)),
    ActRule("produce", "Ghi sản phẩm của bước", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,)),
    ActRule("forward", "Chuyển bước tiếp", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,)),
    ActRule("step-back", "Trả về bước trước", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,)),
    ActRule("skip-step", "Bỏ qua bước tiếp", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,)),
    ActRule("consult", "Xin ý kiến", Permission.DOSSIER_PROCESS, (Sub.APPRAISING, Sub.PAUSED)),
    ActRule("parts", "Mở hồ sơ thành phần", Permission.DOSSIER_PROCESS, (Sub.APPRAISING, Sub.PAUSED)),
    ActRule("leave-out-parts", LEAVING_OUT, Permission.DOSSIER_PROCESS, (Sub.APPRAISING, Sub.PAUSED)),
    ActRule("pause", "Tạm dừng tính thời hạn", Permission.DOSSIER_PROCESS, (Sub.APPRAISING,)),
    ActRule("resume", "Tính tiếp thời hạn", Permission.DOSSIER_PROCESS, (Sub.PAUSED,), True),
    ActRule("apology", "Soạn phiếu xin lỗi, hẹn lại", Permission.DOSSIER_PROCESS, rules.CLOCK_RUNS),
    ActRule("apologise", "Xin lỗi và hẹn lại", Permission.DOSSIER_DECIDE, rules.CLOCK_RUNS),
    ActRule("change-procedure", RIGHTING, Permission.DOSSIER_RECEIVE, righting_rules.AT_RECEPTION),
    ActRule("appraisal-change-procedure", RIGHTING, Permission.DOSSIER_PROCESS, righting_rules.IN_APPRAISAL),
    ActRule("refuse", "Từ chối tiếp nhận", Permission.DOSSIER_RECEIVE, (Sub.WAITING_RECEPTION,)),
    ActRule(
        "undo",
        "Hủy việc tiếp nhận",
        Permission.DOSSIER_RECEIVE,
        (Sub.WAITING_ASSIGNMENT, Sub.WAITING_PAYMENT),
    ),
    ActRule("reassign", "Phân công lại", Permission.DOSSIER_ASSIGN, (Sub.APPRAISING, Sub.PAUSED)),
    ActRule(
        "take-over", "Nhận hồ sơ của đồng nghiệp", Permission.DOSSIER_PROCESS, (Sub.APPRAISING, Sub.PAUSED)
    ),
    ActRule("give-back", "Trả hồ sơ về đơn vị", Permission.DOSSIER_PROCESS, (Sub.APPRAISING, Sub.PAUSED)),
    ActRule("send-back", "Trả lại chuyên viên", Permission.DOSSIER_DECIDE, (Sub.WAITING_LEADER,)),
    ActRule("stop", "Dừng giải quyết", Permission.DOSSIER_DECIDE, ending_rules.STOPPED_AT),
    ActRule("go-on", "Không dừng, giải quyết tiếp", Permission.DOSSIER_DECIDE),
    ActRule("correct", "Kết quả sai: mở việc sửa", Permission.DOSSIER_DECIDE),
    ActRule("correct-draft", "Soạn kết quả đúng", Permission.DOSSIER_PROCESS, is_main=True),
    ActRule("correct-assign", "Giao người soạn kết quả đúng", Permission.DOSSIER_ASSIGN),
    ActRule("correct-sign", "Ký kết quả đúng", Permission.DOSSIER_DECIDE, is_main=True),
    ActRule("correct-back", "Trả lại dự thảo kết quả đúng", Permission.DOSSIER_DECIDE),
    ActRule("correct-number", "Cấp số kết quả đúng", Permission.DOSSIER_NUMBER, is_main=True),
    ActRule("correct-return", "Trả kết quả đúng", Permission.DOSSIER_RETURN, is_main=True),
    ActRule("originals", "Trao lại bản gốc", Permission.DOSSIER_RETURN),
    ActRule("priority", "Đặt mức ưu tiên", Permission.DOSSIER_ASSIGN),
    ActRule("lost", "Ghi nhận mất giấy tờ", Permission.DOSSIER_DECIDE),
    ActRule("replace-lost", "Đã có lại giấy tờ bị mất", Permission.DOSSIER_RECEIVE),
    ActRule("note", "Ghi chú nội bộ", Permission.DOSSIER_SEE),
)
CORRECTING: Final = {
    "correct": "",
    "correct-draft": CorrectionState.WAITING_DRAFT,
    "correct-assign": CorrectionState.WAITING_DRAFT,
    "correct-sign": CorrectionState.WAITING_LEADER,
    "correct-back": CorrectionState.WAITING_LEADER,
    "correct-number": CorrectionState.WAITING_NUMBER,
    "correct-return": CorrectionState.WAITING_RETURN,
}
"""Where an open correction must lie for each of its acts."""
PAPERS_GONE: Final = (PapersState.ON_THE_WAY, PapersState.THERE)
RULE_OF: Final = {rule.slug: rule for rule in ACTS}
_PERMISSION_WORDS: Final = {str(value): str(label) for value, label in Permission.choices}


_ONLY_WITH: Final[dict[str, Callable[[Past], object]]] = {
    "approve": lambda past: past.proposed != Outcome.INTEND,
    "intend": lambda past: past.proposed == Outcome.INTEND,
    "send-papers": lambda past: any(one.state == PapersState.HERE for one in past.papers),
    "confirm-papers": lambda past: any(one.state == PapersState.ON_THE_WAY for one in past.papers),
    "replace-lost": lambda past: past.is_missing_papers,
    "parts": lambda past: past.has_parts,
    "leave-out-parts": lambda past: past.has_parts,
    "settle": lambda past: past.is_at_once,
    "adjourn": lambda past: past.is_at_once,
    "produce": lambda past: set(producing.KEPT) & set(past.produced.to_leader.must),
    "forward": lambda past: past.ways.onward,
    "step-back": lambda past: past.ways.earlier,
    "skip-step": lambda past: past.ways.skippable,
}
"""Acts that only some processes and papers know: nobody hears of them elsewhere."""


def acts_for(dossier: Dossier, viewer: OfficerView, *, past: Past, at: datetime) -> list[Act]:
    """Every act that is the viewer's kind of work, or that the step waits for; no query.

    `dossier` comes with holder_officer loaded.
    """
    found = []
    for rule in ACTS:
        fits = _fits(rule, dossier, past)
        if rule.slug in _ONLY_WITH and not _ONLY_WITH[rule.slug](past):
            continue
        if not fits and not viewer.may(rule.permission):
            continue
        why_not = _why_not(rule, dossier, viewer, past, at)
        is_main, aside = _weight(rule, past)
        found.append(Act(rule.slug, rule.label, not why_not, why_not, is_main and not why_not, aside))
    if any(one.slug == "settle" and one.allowed for one in found):
        return [replace(one, is_main=one.slug == "settle") for one in found]
    return found


GOES_ON: Final = frozenset({"forward", "skip-step", "propose"})
"""Acts before which the step must have produced what its process names."""
ALONG: Final = frozenset({"forward", "step-back", "skip-step"})
OF_A_SAMPLE: Final = "Quy trình của hồ sơ là mẫu, chưa được phê duyệt: không bắt buộc đi theo từng bước."
SELDOM: Final = {
    "leave-out-parts": "Khi hồ sơ không cần phần việc của cơ quan khác.",
    "change-procedure": "Khi người nộp chọn nhầm thủ tục.",
    "appraisal-change-procedure": "Khi hồ sơ đã nộp nhầm thủ tục.",
}


def _weight(rule: ActRule, past: Past) -> tuple[bool, str]:
    """Whether it is the next right act, and why it stands aside, if it does: an approved process is walked
    before the leader is asked, a sample binds nobody."""
    if rule.slug == "produce":
        return bool(set(past.produced.to_leader.missing) & set(producing.AS_FILE)), ""
    if (rule.slug == "forward" and past.ways.must_go) or (
        rule.slug == "parts" and past.unopened and not past.ways.must_go
    ):
        return True, ""
    if rule.slug in ALONG and not past.ways.is_binding:
        return rule.is_main, OF_A_SAMPLE
    return rule.is_main, SELDOM.get(rule.slug, "")


def _fits(rule: ActRule, dossier: Dossier, past: Past) -> bool:
    if rule.slug == "go-on":
        return past.is_asked_to_stop
    if rule.slug == "payment":
        return dossier.finance == Finance.DUE
    if rule.slug in CORRECTING:
        state = past.correction.state if past.correction else ""
        return dossier.business == Business.RETURNED and state == CORRECTING[rule.slug]
    if rule.slug in ("originals", "lost"):
        return dossier.accepted_at is not None
    if rule.slug == "priority":
        return dossier.ended_at is None
    return not rule.steps or dossier.sub_status in rule.steps


def _why_not(rule: ActRule, dossier: Dossier, viewer: OfficerView, past: Past, at: datetime) -> str:
    if not _fits(rule, dossier, past):
        return _wrong_step(rule, dossier)
    if not viewer.may(rule.permission):
        return f"Việc này dành cho người có nhiệm vụ “{_PERMISSION_WORDS[rule.permission]}”."
    if rule.slug == "note":
        return ""
    if rule.slug == "settle":
        return _settling_words(dossier, viewer)
    if rule.slug == "take-over":
        return "" if permissions.can_take(dossier, viewer) else _not_taken(dossier, viewer)
    if rule.slug in ("send-papers", "confirm-papers"):
        return _papers_words(rule, dossier, viewer, past)
    if rule.slug == "give-back" and dossier.holder_kind != HolderKind.OFFICER:
        return "Hồ sơ đang ở đơn vị, chưa giao cho ai."
    if rule.slug in ("correct-draft", "correct-assign") and past.correction:
        return _drafting_words(rule, past.correction, dossier, viewer)
    if not permissions.can_act(dossier, viewer, rule.permission):
        return _other_hands(dossier)
    if rule.slug == "propose" and past.waits_for:
        return waiting_words(list(past.waits_for))
    if rule.label == RIGHTING and past.waits_for:
        return opinions_words(list(past.waits_for))
    if rule.slug == "propose" and past.ways.must_go:
        return steps_left_words([step.name for step in past.ways.must_go])
    if rule.slug == "propose" and past.unopened:
        return parts_unopened_words([step.name for step in past.unopened])
    if rule.slug in GOES_ON:
        return _missing_words(rule.slug, past)
    if rule.slug == "adjourn" and past.is_adjourned:
        return str(AdjournedAlready())
    if rule.slug == "undo" and any(one.state in PAPERS_GONE for one in past.papers):
        return str(PapersGone())
    if rule.slug == "undo" and dossier.accepted_at is not None:
        return _undo_words(dossier.accepted_at, at)
    if rule.slug == "supplement" and Stage.RECEPTION in past.stages_asked:
        return "Đã yêu cầu bổ sung một lần khi tiếp nhận; pháp luật chỉ cho phép một lần."
    if rule.slug in ("apology", "apologise"):
        return _apology_words(past.last_day_to_apologise, at)
    return ""


def _settling_words(dossier: Dossier, viewer: OfficerView) -> str:
    """Why the viewer may not do all of it alone: the operation asks the same."""
    held = {one for post in viewer.posts for one in post.permissions}
    try:
        settling.check_settling(is_at_once=True, held=held)
    except Forbidden as forbidden:
        return str(forbidden)
    begins = Permission.DOSSIER_RECEIVE
    if dossier.sub_status == Sub.WAITING_ASSIGNMENT:
        begins = Permission.DOSSIER_ASSIGN
    return "" if permissions.can_act(dossier, viewer, begins) else _other_hands(dossier)


def _missing_words(slug: str, past: Past) -> str:
    """What the step must still produce; the opinion may come with the act, but not with a skip."""
    found = past.produced.to_leader if slug == "propose" else past.produced.here
    return producing.blocked_words(found, says_opinion=slug != "skip-step")


def _drafting_words(rule: ActRule, row: CorrectionRow, dossier: Dossier, viewer: OfficerView) -> str:
    """Why the viewer may not draft the right result, or say who does: the operations ask the same."""
    if rule.slug == "correct-draft":
        hat = permissions.drafts_as(viewer, drafter_id=row.drafter_id, unit_id=row.unit_id)
        return "" if hat else str(NotTheDrafter())
    named = permissions.names_drafter_as(viewer, unit_id=row.unit_id, agency_id=dossier.agency_id)
    return "" if named else _other_hands(dossier)


def _papers_words(rule: ActRule, dossier: Dossier, viewer: OfficerView, past: Past) -> str:
    """Why the papers may not be sent or confirmed by the viewer: the operations ask the same."""
    sends = rule.slug == "send-papers"
    state = PapersState.HERE if sends else PapersState.ON_THE_WAY
    found = next(one for one in past.papers if one.state == state)
    try:
        (permissions.check_forwards if sends else permissions.check_confirms)(found, viewer)
        if sends:
            forwarding_rules.check_sending(PapersState(found.state), Business(dossier.business))
    except (Refused, Forbidden) as refused:
        return str(refused)
    return ""


def _wrong_step(rule: ActRule, dossier: Dossier) -> str:
    if rule.slug == "payment":
        return "Hồ sơ không còn khoản nào phải nộp."
    if rule.slug in CORRECTING:
        return "Chỉ làm được với kết quả đã trả, theo thứ tự: mở việc sửa, soạn, ký, cấp số, trả."
    if rule.slug in ("originals", "lost"):
        return "Hồ sơ chưa được tiếp nhận nên cơ quan chưa giữ giấy tờ nào."
    if rule.slug == "priority":
        return "Hồ sơ đã kết thúc, không còn chờ đến lượt."
    if rule.slug == "go-on":
        return "Người nộp không đề nghị dừng hồ sơ này."
    wanted = " hoặc ".join(f"“{STEP_WORDS[step]}”" for step in rule.steps)
    present = step_words(dossier.sub_status, dossier.business)
    return f"Chỉ làm được ở bước {wanted}; hồ sơ đang ở bước “{present}”."


def _not_taken(dossier: Dossier, viewer: OfficerView) -> str:
    if dossier.holder_kind != HolderKind.OFFICER or dossier.holder_officer_id == viewer.id:
        return "Hồ sơ này không do đồng nghiệp nào giữ."
    return "Dành cho người có vai trò xử lý hồ sơ của cả đơn vị đang giữ."


def _other_hands(dossier: Dossier) -> str:
    if dossier.holder_kind == HolderKind.OFFICER and dossier.holder_officer is not None:
        return f"Hồ sơ đang do {dossier.holder_officer.full_name} giữ."
    return "Hồ sơ không thuộc phạm vi vị trí việc làm của anh/chị."


def _apology_words(last_day: date | None, at: datetime) -> str:
    if last_day is None:
        return "Đã xin lỗi và hẹn lại một lần; pháp luật chỉ cho phép một lần."
    if local_date(at) > last_day:
        return f"Phiếu xin lỗi phải gửi chậm nhất ngày {last_day:%d/%m/%Y}, trước hạn trả một ngày làm việc."
    return ""


def _undo_words(accepted_at: datetime, at: datetime) -> str:
    try:
        rules.check_undo(accepted_at=accepted_at, at=at)
    except Refused:
        return "Việc tiếp nhận chỉ hủy được trong chính ngày tiếp nhận."
    return ""
