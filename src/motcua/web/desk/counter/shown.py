"""The page of the intake as the shapes that components take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.casework.dossiers.answer_lookups import takes_files
from motcua.casework.dossiers.enums import Channel, Ground, ResultWay
from motcua.casework.dossiers.intake import FOR_ORGANISATION
from motcua.casework.dossiers.queries.counter import IntakePage, KnownParty, PaperLine
from motcua.casework.dossiers.queries.desk_dossier import GROUND_WORDS, RESULT_WAY_WORDS
from motcua.casework.payments.enums import PaymentWay
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.counter import posted as posts
from motcua.web.ui import form_page
from motcua.web.ui.parts import Choice, Defect, Field

CHANNELS = [Choice(Channel.COUNTER, "Trực tiếp tại quầy"), Choice(Channel.POST, "Qua bưu chính công ích")]
PAY_WAYS = [Choice(PaymentWay.CASH, "Tiền mặt"), Choice(PaymentWay.TRANSFER, "Chuyển khoản")]
ROLES = ("filer", "organisation", "mandator")


@dataclass(frozen=True)
class PaperRow:
    """A paper with what was ticked and typed in its row."""

    line: PaperLine
    is_ticked: bool
    originals: str
    certified: str
    plain: str
    issued: str
    expires: str
    ask: str
    code: str
    errors: tuple[str, ...]


@dataclass(frozen=True)
class HeldRow:
    """A paper that the repository has for the owner, to be ticked instead of being brought."""

    slug: str
    paper: str
    code: str
    name: str
    valid_until: date | None
    is_ticked: bool
    again: str
    is_first: bool
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """What was posted, and what is wrong at each control."""

    posted: QueryDict
    errors: Mapping[str, Sequence[str]]

    def field(self, name: str, label: str, **more: Any) -> Field:
        value = self.posted.get(name, more.pop("value", ""))
        return Field(name=name, label=label, value=value, errors=self.errors.get(name, ()), **more)


def typed(posted: QueryDict, defects: Sequence[Defect]) -> Typed:
    errors: dict[str, list[str]] = {}
    for one in defects:
        errors.setdefault(one.field, []).append(f"{one.sentence} {one.remedy}".strip())
    return Typed(posted, errors)


def page(
    found: IntakePage, given: Typed, *, may_take_fee: bool, blank_rows: Mapping[str, int]
) -> dict[str, Any]:
    """Everything that the template shows."""
    return {
        "page": found,
        "token": given.posted.get("_token", ""),
        "case": _case(found, given),
        "channel": given.field(
            "_channel", "Cách nộp", kind="select", value=Channel.COUNTER, choices=CHANNELS
        ),
        "post_number": given.field(
            "_post_number", "Mã vận đơn", required=False, maxlength=40, width="medium"
        ),
        "filer": party("filer", found.filer, given),
        "ground": _ground(found, given),
        "ground_note": given.field(
            "_ground_note",
            "Giấy ủy quyền, giấy giới thiệu",
            required=False,
            maxlength=300,
            help="Số, ngày, nơi chứng thực hoặc người cấp.",
        ),
        "organisation": party("organisation", found.organisation, given),
        "mandator": party("mandator", None, given),
        "papers": [_paper(line, given) for line in found.papers],
        "held": held(found, given),
        "result_way": _result_way(found, given),
        "result_address": given.field(
            "_result_address", "Địa chỉ nhận qua bưu chính", required=False, maxlength=300
        ),
        "may_take_fee": may_take_fee,
        "pay_way": given.field("_pay_way", "Cách nộp phí", kind="select", value="cash", choices=PAY_WAYS),
        "pay_number": given.field(
            "_pay_number", "Số biên lai hoặc số giao dịch", required=False, maxlength=40
        ),
        "is_paid": bool(given.posted.get("_paid")),
        **_negative(given),
        **_form(found, given, blank_rows),
    }


def _negative(given: Typed) -> dict[str, Any]:
    """What is typed when the dossier is not accepted at once."""
    return {
        "ask_code": given.posted.get("_code", ""),
        "coded": given.posted.get("_coded", ""),
        "ask": given.field(
            "_ask", "Nội dung khác cần bổ sung", kind="textarea", required=False, maxlength=2000
        ),
        "reason": given.field("_reason", "Lý do từ chối", kind="textarea", required=False, maxlength=2000),
        "basis": given.field(
            "_basis",
            "Căn cứ pháp lý",
            required=False,
            maxlength=500,
            help="Điều, khoản của văn bản làm căn cứ từ chối.",
        ),
    }


def party(role: str, known: KnownParty | None, given: Typed) -> dict[str, Any]:
    """The controls of a person or an organisation; what an account says is shown and not typed over."""
    is_organisation = role == "organisation"
    number = "tax_number" if is_organisation else "identity_number"
    name = "name" if is_organisation else "full_name"
    label = "Mã số thuế" if is_organisation else "Số định danh"
    shut = known is not None and known.has_account
    fields = [
        given.field(f"_{role}_{name}", "Tên tổ chức" if is_organisation else "Họ và tên", maxlength=250)
    ]
    if role != "mandator":
        fields += [
            given.field(
                f"_{role}_phone", "Điện thoại", kind="tel", required=False, maxlength=20, width="medium"
            ),
            given.field(f"_{role}_email", "Thư điện tử", kind="email", required=False, maxlength=254),
            given.field(f"_{role}_address", "Địa chỉ", required=False, maxlength=300),
        ]
    if known is not None:
        fields = [_filled(one, known, role, shut) for one in fields]
    key = given.field(f"_{role}_{number}", label, kind="number", maxlength=30, width="medium")
    return {"role": role, "number": key, "fields": fields, "known": known, "is_shut": shut}


def _filled(field: Field, known: KnownParty, role: str, shut: bool) -> Field:
    what = field.name.removeprefix(f"_{role}_")
    value = known.name if what in ("name", "full_name") else str(getattr(known, what))
    if shut and not field.errors:
        return replace(field, value=value, readonly=True)
    return replace(field, value=field.value or value)


def _case(found: IntakePage, given: Typed) -> Field | None:
    if not found.cases:
        return None
    choices = [Choice(one.slug, str(one.label)) for one in found.cases]
    if len(choices) > 1:
        choices.insert(0, Choice("", "Chọn trường hợp"))
    return given.field("_case_slug", "Trường hợp", kind="select", choices=choices)


def _ground(found: IntakePage, given: Typed) -> Field:
    """The grounds that fit the procedure: one for organisations is filed for one."""
    fitting = [
        ground
        for ground in Ground
        if ("organisation" if ground in FOR_ORGANISATION else "person") in found.audience
    ]
    choices = [Choice(one.value, GROUND_WORDS[one]) for one in fitting]
    return given.field("_ground", "Tư cách nộp", kind="select", choices=choices)


def _result_way(found: IntakePage, given: Typed) -> Field:
    ways = [ResultWay.COUNTER, ResultWay.POST]
    if found.filer is not None and found.filer.has_account:
        ways.append(ResultWay.ONLINE)
    choices = [Choice(way.value, RESULT_WAY_WORDS[way]) for way in ways]
    return given.field("_result_way", "Nhận kết quả", kind="select", choices=choices)


def _paper(line: PaperLine, given: Typed) -> PaperRow:
    posted = given.posted

    def said(kind: str, usual: int | str = "") -> str:
        return posted.get(f"_{kind}-{line.slug}", str(usual or ""))

    return PaperRow(
        line=line,
        is_ticked=line.slug in posted.getlist("_paper"),
        originals=said("originals", line.originals),
        certified=said("certified"),
        plain=said("plain", line.copies),
        issued=said("issued"),
        expires=said("expires"),
        ask=said("ask"),
        code=said("code"),
        errors=tuple(
            error
            for name in ("paper", "issued", "expires")
            for error in given.errors.get(f"_{name}-{line.slug}", ())
        ),
    )


def held(found: IntakePage, given: Typed) -> list[HeldRow]:
    """Ticked unasked where one paper alone does; once it was shown, as the officer left it."""
    posted = given.posted
    shown = posted.getlist(posts.HELD_SHOWN)
    chosen = posts.held(posted)
    return [
        HeldRow(
            slug=line.slug,
            paper=line.name,
            code=one.code,
            name=one.name,
            valid_until=one.valid_until,
            is_ticked=chosen.get(line.slug) == one.code
            if line.slug in shown
            else len(line.held) == 1 and line.slug not in posted.getlist("_paper"),
            again=posted.get(f"_again-{line.slug}", ""),
            is_first=number == 0,
            errors=tuple(given.errors.get(f"_again-{line.slug}", ())),
        )
        for line in found.papers
        for number, one in enumerate(line.held)
    ]


def _form(found: IntakePage, given: Typed, blank_rows: Mapping[str, int]) -> dict[str, Any]:
    form, today = found.form, local_date(now())
    wrong = [
        Defect(name, " ".join(errors)) for name, errors in given.errors.items() if not name.startswith("_")
    ]
    groups = form_page.groups(form=form, raw=found.raw, defects=wrong, today=today, blank_rows=blank_rows)
    groups = form_page.with_origins(groups, dict.fromkeys(found.decisive, "Quyết định phí hoặc giấy tờ"))
    return {
        "groups": groups if form.fields else (),
        "logic": form_page.logic(form=form, raw=found.raw, today=today),
        "has_files": takes_files(form),
    }
