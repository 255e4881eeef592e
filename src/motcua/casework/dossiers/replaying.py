"""What a package makes of one past dossier, and what changes when it is another package. Pure.

Nothing said here holds what somebody typed: editors read it, who need not see dossiers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from motcua.foundation.calendar.enums import ClockEventKind, StartEvent
from motcua.foundation.calendar.rules import ClockEvent, DueDate, TimeRule, WorkingCalendar, compute_due
from motcua.foundation.kernel.money import format_vnd
from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules import papers as paper_rules
from motcua.reference.catalogue.rules.fees import FeeLine
from motcua.reference.catalogue.rules.papers import FaultKind, Laid
from motcua.reference.forms.ports import NO_LOOKUPS, Lookups
from motcua.reference.forms.rules import EMPTY, Form, parse_form
from motcua.reference.workflow.rules import Step, parse_steps

from .fees_due import asked_now, fee_lines
from .typed import check_anew

NO_FORM = Form(code="", title=EMPTY, sections=())


@dataclass(frozen=True)
class Package:
    """The rules that dossiers are held against: those of a version, or of a draft.

    `timed_by` is the content whose time binds: after a move that of the receipt.
    """

    content: Mapping[str, Any]
    form: Form
    fee: Mapping[str, Any] | None
    steps: tuple[Step, ...]
    timed_by: Mapping[str, Any]

    @classmethod
    def of(cls, parts: Mapping[str, Any], *, steps: Sequence[Mapping[str, Any]] = ()) -> "Package":
        """From the four parts of a draft; without a process of its own, `steps` go on to hold."""
        procedure, form, process = parts["procedure"], parts.get("form"), parts.get("process")
        content_rules.papers_of(procedure), content_rules.cases_of(procedure)  # read once, to fail early
        return cls(
            content=procedure,
            form=parse_form(form) if form else NO_FORM,
            fee=parts.get("fee"),
            steps=parse_steps(process["steps"] if process else steps),
            timed_by=procedure,
        )

    def time(self, channel: str) -> TimeRule | None:
        """The time by that channel; None while nobody entered one."""
        return content_rules.time_rule(self.timed_by, channel=channel)


@dataclass(frozen=True)
class Past:
    """One dossier as it was filed and went on; `raw` are its answers as typed."""

    code: str
    filed_at: datetime
    filed_on: date
    is_open: bool
    state: str
    case: str
    channel: str
    owner_kind: str
    raw: Mapping[str, Any]
    laid: Sequence[Laid]
    clock: Sequence[ClockEvent]
    charge_vnd: int | None = None
    paid_at: datetime | None = None
    lookups: Lookups = NO_LOOKUPS


@dataclass(frozen=True)
class Failure:
    """Something that would stop the filing: which check, at which field or paper, and why."""

    check: str
    field: str
    label: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What one package makes of one dossier."""

    failures: tuple[Failure, ...]
    lost: tuple[str, ...]
    papers: dict[str, str]
    fee_lines: tuple[FeeLine, ...]
    due: DueDate | None
    waits_for_fee: bool
    route: tuple[str, ...]

    @property
    def total_vnd(self) -> int:
        return sum(line.amount_vnd for line in self.fee_lines)


@dataclass(frozen=True)
class Change:
    """What would be otherwise for one dossier, and why."""

    code: str
    filed_at: datetime
    state: str
    is_open: bool
    failures: tuple[Failure, ...] = ()
    lost: tuple[str, ...] = ()
    papers_more: tuple[str, ...] = ()
    papers_less: tuple[str, ...] = ()
    fee_before_vnd: int = 0
    fee_after_vnd: int = 0
    fee_why: tuple[str, ...] = ()
    due_before: datetime | None = None
    due_after: datetime | None = None
    due_why: str = ""
    route_why: tuple[str, ...] = ()
    is_forecast: bool = field(default=False)

    @property
    def is_failing(self) -> bool:
        return bool(self.failures)

    @property
    def is_changed(self) -> bool:
        return bool(
            self.failures or self.lost or self.papers_more or self.papers_less or self.fee_why
            or self.due_why or self.route_why
        )  # fmt: skip


def outcome(package: Package, past: Past, *, calendar: WorkingCalendar) -> Outcome:
    """What this package makes of the dossier on the day when it was filed."""
    checked, lost = check_anew(package.form, past.raw, on=past.filed_on, lookups=past.lookups)
    demands = paper_rules.demands(
        content_rules.papers_of(package.content),
        case=past.case,
        channel=past.channel,
        answers=checked.answers,
        form=package.form,
        on=past.filed_on,
    )
    lines = tuple(
        fee_lines(
            package.content,
            package.fee,
            checked.answers,
            case=past.case,
            on=past.filed_on,
            form=package.form,
            channel=past.channel,
        )
    )
    rule = package.time(past.channel)
    clock = _clock(rule, past, owes=any(line.amount_vnd for line in asked_now(lines)))
    return Outcome(
        failures=(
            *_frame_failures(package, past),
            *_answer_failures(package.form, past.raw, checked.defects),
            *_paper_failures(demands, past),
        ),
        lost=lost,
        papers={one.place: _paper_name(one) for one in demands},
        fee_lines=lines,
        due=compute_due(events=clock, rule=rule, calendar=calendar) if rule and clock else None,
        waits_for_fee=not clock,
        route=tuple(f"{step.name} ({step.unit}, {step.hours} giờ)" for step in package.steps),
    )


def _frame_failures(package: Package, past: Past) -> list[Failure]:
    cases = {case.slug for case in content_rules.cases_of(package.content)}
    channels = {one["slug"] for one in package.content.get("channels", ())}
    who = set((package.content.get("audience") or {}).get("who", ()))
    found = []
    if (cases or past.case) and past.case not in cases:
        found.append(Failure("case", past.case, "Trường hợp", "không còn trường hợp này"))
    if channels and past.channel not in channels:
        found.append(Failure("channel", past.channel, "Cách thức", "không còn nhận theo cách này"))
    if who and past.owner_kind not in who:
        found.append(Failure("audience", past.owner_kind, "Đối tượng", "không còn thuộc đối tượng thực hiện"))
    return found


def _answer_failures(form: Form, raw: Mapping[str, Any], defects: Sequence[Any]) -> list[Failure]:
    found = {}
    for defect in defects:
        asked = form.field(defect.field)
        label = asked.label.vi if asked else defect.field
        given = raw.get(defect.field)
        why = "câu trả lời đã nộp không còn hợp lệ" if given else "nay bắt buộc, hồ sơ không có câu trả lời"
        if asked and asked.options and given:
            why = "lựa chọn đã nộp không còn trong danh sách"
        found[defect.input_name] = Failure("answers", defect.input_name, label, why)
    return list(found.values())


_PAPER_WHY = {
    FaultKind.MISSING: "nay bắt buộc, hồ sơ không có tệp",
    FaultKind.ISSUE_DAY_MISSING: "nay cần ngày cấp",
    FaultKind.LAST_DAY_MISSING: "nay cần ngày hết hạn",
    FaultKind.ISSUED_LATER: "ghi ngày sau ngày nộp",
    FaultKind.TOO_OLD: "cấp đã quá lâu vào ngày nộp",
    FaultKind.ENDS_TOO_SOON: "không còn đủ thời hạn vào ngày nộp",
    FaultKind.OTHER_ROW: "tệp của dòng khác",
}


def _paper_failures(demands: Sequence[paper_rules.Demand], past: Past) -> list[Failure]:
    labels = {one.place: one.row_label for one in demands}
    laid = [
        replace(one, row_label=labels.get(paper_rules.place_of(one.slug, one.row), "")) for one in past.laid
    ]
    if past.channel != "online":
        return []
    return [
        Failure("papers", fault.demand.place, _paper_name(fault.demand), _PAPER_WHY[fault.kind])
        for fault in paper_rules.faults(demands, laid, on=past.filed_on)
    ]


def _paper_name(demand: paper_rules.Demand) -> str:
    return f"{demand.paper.name.vi} (dòng {demand.row})" if demand.row else demand.paper.name.vi


def _clock(rule: TimeRule | None, past: Past, *, owes: bool) -> list[ClockEvent]:
    """The dossier's own clock, begun by the fee where the package says so; a forecast where none runs."""
    events = list(past.clock) or [ClockEvent(kind=ClockEventKind.START, at=past.filed_at, reason="")]
    needs_fee = rule is not None and rule.start_event is StartEvent.VALID_PAPERS_AND_FEE
    if not needs_fee or not owes:
        return events
    if past.paid_at is None:
        return list(past.clock) if past.clock else []
    return [replace(events[0], at=max(events[0].at, past.paid_at)), *events[1:]]


def compare(past: Past, before: Outcome, after: Outcome) -> Change:
    """What is otherwise; a fault that the dossier had under its own rules is none of the new package's."""
    known = {(one.check, one.field) for one in before.failures}
    due_before = before.due.due_at if before.due else None
    due_after = after.due.due_at if after.due else None
    return Change(
        code=past.code,
        filed_at=past.filed_at,
        state=past.state,
        is_open=past.is_open,
        failures=tuple(one for one in after.failures if (one.check, one.field) not in known),
        lost=tuple(name for name in after.lost if name not in before.lost),
        papers_more=tuple(name for place, name in after.papers.items() if place not in before.papers),
        papers_less=tuple(name for place, name in before.papers.items() if place not in after.papers),
        fee_before_vnd=before.total_vnd,
        fee_after_vnd=after.total_vnd,
        fee_why=_fee_why(before, after),
        due_before=due_before,
        due_after=due_after,
        due_why=_due_why(before, after),
        route_why=_route_why(before.route, after.route),
        is_forecast=not past.clock,
    )


def _fee_why(before: Outcome, after: Outcome) -> tuple[str, ...]:
    if before.total_vnd == after.total_vnd:
        return ()
    old, new = _by_line(before), _by_line(after)
    return tuple(
        f"{label}: {format_vnd(old.get(key, ('', 0))[1])} → {format_vnd(new.get(key, ('', 0))[1])}"
        for key, label in {key: one[0] for key, one in {**old, **new}.items()}.items()
        if old.get(key, ("", 0))[1] != new.get(key, ("", 0))[1]
    )


def _by_line(one: Outcome) -> dict[tuple[str, str], tuple[str, int]]:
    return {(line.slug, line.label): (line.label, line.amount_vnd) for line in one.fee_lines}


def _due_why(before: Outcome, after: Outcome) -> str:
    if after.waits_for_fee and not before.waits_for_fee:
        return "thời hạn chỉ bắt đầu tính khi đã nộp phí"
    if before.due is None or after.due is None:
        return "" if before.due is after.due else "thời hạn giải quyết có hay không có thay đổi"
    if before.due.due_at == after.due.due_at:
        return ""
    return "thời hạn giải quyết của thủ tục thay đổi"


def _route_why(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    if before == after:
        return ()
    gone = [f"bỏ: {step}" for step in before if step not in after]
    come = [f"thêm: {step}" for step in after if step not in before]
    return tuple(gone + come) or ("thứ tự các bước thay đổi",)
