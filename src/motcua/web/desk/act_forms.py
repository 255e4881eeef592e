"""The forms of the officers' acts: shape only; what is allowed is for the operations to say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from motcua.casework.dossiers.enums import Outcome, PhraseKind, Verdict
from motcua.casework.dossiers.errors.mentions import OutOfTheirSight
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.queries.colleagues import Named
from motcua.casework.dossiers.queries.desk_rows import Colleague, Desk, PaperCheck, ResultField
from motcua.casework.dossiers.queries.reasons import ReasonChoice
from motcua.casework.payments.enums import PaymentWay
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk import reason_fields
from motcua.web.desk.reason_fields import Picked
from motcua.web.ui.django_forms import field_of
from motcua.web.ui.parts import Field

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
AGAIN = "Kho đã có giấy tờ này còn hiệu lực: dùng giấy tờ trong kho, hoặc ghi lý do vẫn yêu cầu nộp."
LONG = forms.Textarea(attrs={"rows": 4})


def say(sentence: str, **more: str) -> dict[str, str]:
    """The words for an empty or unreadable field."""
    return {"required": sentence, "invalid": sentence, "invalid_choice": sentence, **more}


def a_day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day as people write it."""
    return forms.DateField(
        required=required,
        label=label,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"example": "28/11/2026"}),
        help_text=help_text,
        error_messages=say("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 28/11/2026."),
    )


class ActForm(forms.Form):
    """`seen` is the dossier's stamp when the page was opened; `phrases_at` the kind of kept texts and the
    control that they go into."""

    phrases_at: tuple[PhraseKind, str] | None = None
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = dossier.stamp
        self.dossier = dossier

    def arguments(self) -> dict[str, Any]:
        """What the operation takes beside by, code and at."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class PlainForm(ActForm):
    """Nothing to fill in: the button is the answer."""


class ReasonForm(ActForm):
    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=LONG,
        help_text="Viết đủ để người đọc hiểu và làm theo được.",
        error_messages=say("Ghi lý do."),
    )


class CodedForm(ActForm):
    """An act with reasons from the kept list; `reasons` are those that can be given here."""

    picks: Sequence[Picked] = ()

    def __init__(
        self, data: Any = None, *args: Any, dossier: Desk, reasons: Sequence[ReasonChoice] = (), **kwargs: Any
    ) -> None:
        self.reasons = reasons
        self.picks = self.picks_of(dossier)
        data = reason_fields.filled(data, self.picks, reasons) if data is not None else None
        super().__init__(data, *args, dossier=dossier, **kwargs)
        for pick in self.picks:
            self.fields[pick.code] = forms.CharField(
                label="Mã lý do", max_length=reason_fields.LONGEST, required=False
            )

    def picks_of(self, dossier: Desk) -> Sequence[Picked]:
        return self.picks

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name, sentence in reason_fields.unfit(found, self.picks, self.reasons).items():
            self.add_error(name, sentence)
        return found

    def code_in(self, pick: Picked) -> str:
        return reason_fields.typed_code(self.cleaned_data.get(pick.code, ""))


class RefuseForm(CodedForm, ReasonForm):
    phrases_at = (PhraseKind.REFUSAL, "reason")
    picks = (Picked("coded", "reason", "other", "basis"),)
    basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=500,
        help_text="Điều, khoản của văn bản quy phạm pháp luật làm căn cứ từ chối.",
        error_messages=say("Ghi căn cứ pháp lý: điều, khoản và tên văn bản."),
    )

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"coded": self.code_in(self.picks[0])}


class NoteForm(ActForm):
    phrases_at = (PhraseKind.NOTE, "text")
    text = forms.CharField(
        label="Nội dung ghi chú",
        max_length=4000,
        widget=LONG,
        help_text="Gõ @ và họ tên để nhắc đồng nghiệp xem được hồ sơ này: người đó được báo ngay.",
        error_messages=say("Ghi nội dung của ghi chú."),
    )
    tell = forms.ChoiceField(
        label="Báo cho",
        required=False,
        help_text="Chọn một người, nếu không gõ tên ở trên.",
        error_messages=say(str(OutOfTheirSight())),
    )

    def __init__(self, *args: Any, colleagues: Sequence[Named] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.code, f"{one.handle} – {one.where}") for one in colleagues]
        self.fields["tell"].choices = [("", "Không báo riêng ai"), *people]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        tell = self.cleaned_data["tell"]
        return super().arguments() | {"tell": [tell] if tell else []}


class PaymentForm(ActForm):
    amount_vnd = forms.IntegerField(
        label="Số tiền",
        min_value=1,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "unit": "₫", "width": "short"}),
        error_messages=say("Ghi số tiền bằng chữ số, ví dụ 3000000."),
    )
    way = forms.ChoiceField(
        label="Cách nộp",
        choices=[(PaymentWay.CASH.value, "Tiền mặt tại quầy"), (PaymentWay.TRANSFER.value, "Chuyển khoản")],
        widget=forms.RadioSelect,
        error_messages=say("Chọn cách nộp."),
    )
    number = forms.CharField(
        label="Số biên lai hoặc số giao dịch",
        max_length=40,
        widget=forms.TextInput(attrs={"width": "medium"}),
        error_messages=say("Ghi số biên lai hoặc số giao dịch."),
    )
    paid_on = a_day("Ngày nộp")

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.initial["paid_on"] = local_date(now())
        self.initial["way"] = PaymentWay.CASH.value
        if dossier.charge:
            self.initial["amount_vnd"] = dossier.charge.amount_vnd


class AssignForm(ActForm):
    officer_code = forms.ChoiceField(
        label="Giao cho", widget=forms.RadioSelect, error_messages=say("Chọn người nhận việc.")
    )

    def __init__(self, *args: Any, dossier: Desk, colleagues: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.fields["officer_code"].choices = [(one.code, _load(one)) for one in colleagues]  # type: ignore[attr-defined]
        proposed = next((one for one in colleagues if one.why_proposed), None)
        if proposed is not None:
            self.initial["officer_code"] = proposed.code
            self.fields["officer_code"].help_text = f"Đề xuất {proposed.name}: {proposed.why_proposed}."


def _load(one: Colleague) -> str:
    leave = " · đang nghỉ" if one.is_on_leave else ""
    title = f", {one.title.lower()}" if one.title else ""
    return f"{one.name}{title} · đang giữ {one.load} hồ sơ{leave}"


class SupplementForm(CodedForm):
    """One tick and one sentence for each paper and each field; all that is asked goes in one request."""

    phrases_at = (PhraseKind.SUPPLEMENT, "other")
    other = forms.CharField(
        label="Nội dung khác",
        max_length=2000,
        required=False,
        widget=LONG,
        help_text="Chỉ khi không gắn được với giấy tờ hay mục nào ở trên.",
    )

    def __init__(
        self, *args: Any, dossier: Desk, held: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.held = held or {}
        for slug, name in self.held.items():
            self.fields[f"again-paper-{slug}"] = forms.CharField(
                label=f"Lý do vẫn yêu cầu, dù kho đã có: {name}", max_length=600, required=False
            )
        for kind, slug, label in _things(dossier):
            self.fields[f"ask-{kind}-{slug}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"say-{kind}-{slug}"] = forms.CharField(
                label=f"Cần bổ sung gì: {label}", max_length=1000, required=False
            )
        for paper in dossier.papers:
            if paper.verdict and paper.verdict.verdict == Verdict.BAD:
                self.initial[f"ask-paper-{paper.slug}"] = True
                self.initial[f"say-paper-{paper.slug}"] = paper.verdict.reason
                self.initial[f"code-paper-{paper.slug}"] = reason_fields.code_saying(
                    self.reasons, paper.verdict.reason, "paper"
                )

    def picks_of(self, dossier: Desk) -> Sequence[Picked]:
        at_places = [
            Picked(f"code-{kind}-{slug}", f"say-{kind}-{slug}", kind) for kind, slug, _ in _things(dossier)
        ]
        return [*at_places, Picked("code-other", "other", "other")]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for kind, slug, _label in _things(self.dossier):
            say_it = f"say-{kind}-{slug}"
            if found.get(f"ask-{kind}-{slug}") and not found.get(say_it) and say_it not in self.errors:
                self.add_error(say_it, "Ghi rõ cần bổ sung hoặc sửa gì.")
        for slug in self.held:
            if found.get(f"say-paper-{slug}") and not found.get(f"again-paper-{slug}"):
                self.add_error(f"again-paper-{slug}", AGAIN)
        if not self.errors and not self._asked():
            self.add_error(None, "Chọn ít nhất một giấy tờ hoặc một mục và ghi rõ cần bổ sung gì.")
        return found

    def _asked(self) -> list[AskedDefect]:
        places = [(kind, slug) for kind, slug, _label in _things(self.dossier)] + [("other", "")]
        said = [
            AskedDefect(
                kind,
                slug,
                self.cleaned_data.get(pick.sentence, ""),
                self.code_in(pick),
                again=self.cleaned_data.get(f"again-{kind}-{slug}", ""),
            )
            for pick, (kind, slug) in zip(self.picks, places, strict=True)
        ]
        return [defect for defect in said if defect.sentence]

    def arguments(self) -> dict[str, Any]:
        return {"defects": self._asked()}

    @property
    def can_name_approver(self) -> bool:
        return "approved_by" in self.fields

    @property
    def other_code(self) -> forms.BoundField:
        return self["code-other"]

    def paper_lines(self) -> list[dict[str, Any]]:
        return [self._line("paper", paper.slug, paper) for paper in self.dossier.papers]

    def field_lines(self) -> list[dict[str, Any]]:
        answered = {shown.name: shown.value for shown in self.dossier.answers}
        return [
            self._line("field", name) | {"answer": answered.get(name, "")} for name, _ in self.dossier.fields
        ]

    def _line(self, kind: str, slug: str, paper: PaperCheck | None = None) -> dict[str, Any]:
        named = {name: self[f"{name}-{kind}-{slug}"] for name in ("ask", "code", "say")}
        if kind == "paper" and slug in self.held:
            named |= {"again": self[f"again-paper-{slug}"]}
        return {**named, "kind": kind, "paper": paper, "held": self.held.get(slug, "") if paper else ""}


def _things(dossier: Desk) -> list[tuple[str, str, str]]:
    """What can be asked for: each paper and each field, with its name."""
    papers = [("paper", paper.slug, paper.name) for paper in dossier.papers]
    return papers + [("field", name, label) for name, label in dossier.fields]


class AppraisalSupplementForm(SupplementForm):
    """As at reception, and who approved it where the agency has somebody approve it."""

    approved_by = forms.ChoiceField(
        label="Người duyệt yêu cầu",
        required=False,
        help_text="Chọn khi phiếu đã được lãnh đạo hoặc trưởng phòng duyệt; tên được lưu cùng yêu cầu.",
        error_messages=say("Chọn người duyệt trong danh sách."),
    )

    def __init__(self, *args: Any, dossier: Desk, approvers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        nobody = [("", "Không ai khác: tôi tự chịu trách nhiệm")]
        self.fields["approved_by"].choices = nobody + approvers  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"approved_by": self.cleaned_data["approved_by"]}


class ProposeForm(CodedForm):
    """What the result will say: its fields come from the procedure; a refusal needs its reason and ground."""

    phrases_at = (PhraseKind.OPINION, "opinion")
    outcome = forms.ChoiceField(
        label="Đề xuất",
        widget=forms.RadioSelect,
        error_messages=say("Chọn một đề xuất."),
    )
    picks = (Picked("coded", "reason", "other", "basis"),)
    reason = forms.CharField(label="Lý do từ chối", max_length=4000, required=False, widget=LONG)
    basis = forms.CharField(label="Căn cứ pháp lý", max_length=500, required=False)
    opinion = forms.CharField(
        label="Ý kiến của chuyên viên gửi lãnh đạo", max_length=4000, required=False, widget=LONG
    )

    def __init__(self, *args: Any, dossier: Desk, result_fields: list[ResultField], **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.initial["outcome"] = Outcome.GRANT.value
        self.fields["outcome"].choices = dossier.outcomes  # type: ignore[attr-defined]
        self.result_fields = result_fields
        for one in result_fields:
            self.fields[f"result-{one.name}"] = forms.CharField(
                label=one.label,
                max_length=8000,
                required=False,
                initial=one.value,
                help_text=one.help,
                widget=LONG if one.is_long else forms.TextInput,
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        needed = {
            Outcome.GRANT: [f"result-{one.name}" for one in self.result_fields if one.required],
            Outcome.REFUSE: ["reason", "basis"],
            Outcome.INTEND: ["reason", "basis"],
        }
        for name in needed.get(found.get("outcome", ""), []):
            if not found.get(name):
                self.add_error(name, f"Ghi {str(self.fields[name].label).lower()}.")
        return found

    def grant_fields(self) -> list[Field]:
        needed = {f"result-{one.name}": one.required for one in self.result_fields}
        return [replace(field_of(self[name]), required=needed[name]) for name in needed]

    def refuse_fields(self) -> list[Field]:
        return [replace(field_of(self[name]), required=True) for name in ("reason", "basis")]

    def arguments(self) -> dict[str, Any]:
        return {
            "outcome": self.cleaned_data["outcome"],
            "data": self.said(),
            "opinion": self.cleaned_data["opinion"],
        }

    def said(self) -> dict[str, str]:
        """What the paper will say, as typed."""
        if self.cleaned_data.get("outcome") in (Outcome.REFUSE, Outcome.INTEND):
            said = {name: self.cleaned_data.get(name, "") for name in ("reason", "basis")}
            return said | {"coded": self.code_in(self.picks[0])}
        return {one.name: self.cleaned_data.get(f"result-{one.name}", "") for one in self.result_fields}
