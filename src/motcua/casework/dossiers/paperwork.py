"""What the papers about a dossier say: facts of the dossier turned into the shapes of the letters room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils import translation

from motcua.casework.payments.queries import ChargeView, charge_of
from motcua.foundation.accounts.models import Agency, Organisation
from motcua.foundation.accounts.queries import letterhead
from motcua.foundation.accounts.queries.signing_powers import SignedAs
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.money import format_vnd
from motcua.records.letters import papers
from motcua.records.letters.rules import moment_words
from motcua.reference.catalogue.rules.fees import total_vnd
from motcua.reference.catalogue.rules.papers import split_place

from . import checking, paper_checks
from .enums import Outcome, ResultWay
from .fees_later import fees_later
from .models import Dossier, Proposal, Result, UnclearRequest
from .paper_lines import paper_lines

SYSTEM = "Motcua"


class Asked(Protocol):
    """One thing to supplement, as an officer wrote it."""

    @property
    def kind(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def words(self) -> str: ...


def issuer_of(dossier: Dossier) -> Agency:
    """Whose desk speaks to the applicant at reception: the one that received the dossier, whoever decides."""
    return dossier.reception_unit.agency


def head_of(dossier: Dossier, *, at: datetime, unit: str = "", issuer: Agency | None = None) -> papers.Head:
    heading = letterhead((issuer or dossier.agency).code)
    return papers.Head(
        agency=heading.name,
        parent_agency=heading.parent_name,
        unit=unit,
        place=heading.place,
        dossier_code=dossier.code,
        procedure_code=dossier.publication.full_code,
        procedure_name=dossier.publication.procedure.name,
        owner_identifier=_identifier(dossier),
        system_name=SYSTEM,
        lookup_url=f"{settings.MOTCUA_PUBLIC_URL}/lookup/?code={dossier.code}",
        hotline=heading.hotline,
        issued_on=local_date(at),
    )


def _identifier(dossier: Dossier) -> str:
    if dossier.owner_organisation is not None:
        return dossier.owner_organisation.tax_number or ""
    return (dossier.owner_person.identity_number or "") if dossier.owner_person else ""


def applicant_of(dossier: Dossier) -> papers.Applicant:
    owner = dossier.owner_organisation or dossier.owner_person or dossier.filer
    name = owner.name if isinstance(owner, Organisation) else owner.full_name
    return papers.Applicant(name=name, address=owner.address, phone=owner.phone, email=owner.email)


def receipt(dossier: Dossier, *, officer_name: str, at: datetime, note: str = "") -> papers.Receipt:
    """Form 01: what was received, and when the result is due or what the time waits for; `note` beside it."""
    charge = charge_of(subject=f"dossier:{dossier.code}")
    with translation.override("vi"):
        way = str(ResultWay(dossier.result_way).label)
        state = charge.state_label if charge else ""
    if not dossier.due_at:
        note = "Thời hạn được tính từ khi nộp đủ phí"
    if dossier.due_is_provisional:
        expected = "Dự kiến: năm đó chưa có lịch nghỉ chính thức"
        note = f"{note}. {expected}" if note else expected
    return papers.Receipt(
        head=head_of(dossier, at=at, unit=dossier.reception_unit.name, issuer=issuer_of(dossier)),
        applicant=applicant_of(dossier),
        papers=paper_lines(dossier),
        sets=checking.sets_of(dossier.version),
        time_allowed=checking.time_words(checking.binding_version(dossier), dossier.channel),
        received_at=dossier.accepted_at or at,
        returns_at=dossier.due_at,
        returns_note=note,
        result_way=way,
        fee=_fee_words(dossier, charge),
        fee_state=state,
        submitter=dossier.filer.full_name,
        receiver=officer_name,
    )


def _fee_words(dossier: Dossier, charge: ChargeView | None) -> str:
    """What was asked, and what will be asked when there is a result."""
    later = fees_later(dossier)
    said = [format_vnd(charge.amount_vnd)] if charge else []
    said += [f"{format_vnd(total_vnd(later))} thu khi trả kết quả"] if later else []
    return "; ".join(said) or "Không"


def asker_of(dossier: Dossier) -> Agency:
    """Who asks for a supplement: the desk that received it, after acceptance the agency that decides."""
    return issuer_of(dossier) if dossier.accepted_at is None else dossier.agency


def supplement(
    dossier: Dossier, *, defects: Sequence[Asked], officer_name: str, until: datetime, at: datetime
) -> papers.Supplement:
    """Form 02: all that is missing or wrong, each tied to its paper or field."""
    issuer = asker_of(dossier)
    unit = dossier.reception_unit if dossier.reception_unit.agency_id == issuer.pk else dossier.work_unit
    return papers.Supplement(
        head=head_of(dossier, at=at, unit=unit.name if unit else "", issuer=issuer),
        applicant=applicant_of(dossier),
        asked=tuple(_asked_line(dossier, defect) for defect in defects),
        answer_by=until,
        contact=letterhead(issuer.code).hotline,
        officer=officer_name,
    )


def _asked_line(dossier: Dossier, defect: Asked) -> papers.AskedLine:
    """A paper with how many of it the procedure asks for: it does not tell certified copies from others."""
    name = checking.name_of_part(dossier, kind=defect.kind, slug=defect.slug)
    slug, _row = split_place(defect.slug)
    demands = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    demand = next((one for one in demands if defect.kind == "paper" and one.slug == slug), None)
    return papers.AskedLine(
        name=name,
        what=_with_code(defect.words, defect.reason, defect.basis),
        originals=demand.originals if demand else 0,
        copies=demand.copies if demand else 0,
    )


def _with_code(sentence: str, code: str, basis: str = "") -> str:
    """The words with the law they rest on and the code of the kept list, where there is one."""
    said = [f"căn cứ: {basis}" if basis else "", f"mã lý do: {code}" if code else ""]
    added = "; ".join(filter(None, said))
    return f"{sentence} ({added})" if added else sentence


def refusal(dossier: Dossier, *, why: Asked, officer_name: str, at: datetime) -> papers.Refusal:
    """Form 03: why the dossier is not received."""
    return papers.Refusal(
        head=head_of(dossier, at=at, unit=dossier.reception_unit.name, issuer=issuer_of(dossier)),
        applicant=applicant_of(dossier),
        reason=_with_code(why.sentence, why.reason),
        basis=why.basis,
        contact=letterhead(issuer_of(dossier).code).hotline,
        officer=officer_name,
    )


def request_refusal(
    request: UnclearRequest, *, reason: str, basis: str, officer_name: str, at: datetime
) -> papers.Refusal:
    """Form 03 for what no agency here decides; there is no procedure, so it says what was asked for."""
    heading, filer = letterhead(request.unit.agency.code), request.filer
    return papers.Refusal(
        head=papers.Head(
            agency=heading.name,
            parent_agency=heading.parent_name,
            unit=request.unit.name,
            place=heading.place,
            dossier_code=request.code,
            procedure_code="",
            procedure_name=request.wants,
            owner_identifier=filer.identity_number or "",
            system_name=SYSTEM,
            lookup_url=settings.MOTCUA_PUBLIC_URL,
            hotline=heading.hotline,
            issued_on=local_date(at),
        ),
        applicant=papers.Applicant(
            name=filer.full_name, address=filer.address, phone=filer.phone, email=filer.email
        ),
        reason=reason,
        basis=basis,
        contact=heading.hotline,
        officer=officer_name,
    )


def apology(
    dossier: Dossier, *, reason: str, promised_at: datetime, leader_name: str, leader_title: str, at: datetime
) -> papers.Apology:
    """Form 04: why the day due is missed, and the new one, which the dossier says already."""
    return papers.Apology(
        head=head_of(dossier, at=at),
        applicant=applicant_of(dossier),
        received_at=dossier.accepted_at or dossier.submitted_at,
        promised_at=promised_at,
        reason=reason,
        returns_at=dossier.due_at or promised_at,
        contact=letterhead(dossier.agency.code).hotline,
        leader_title=leader_title,
        leader=leader_name,
    )


def stop(
    dossier: Dossier, *, reason: str, basis: str, leader_name: str, leader_title: str, at: datetime
) -> papers.Stop:
    """Form 05 of 2025: why the work on the dossier stops, and what becomes of the fee."""
    heading = letterhead(dossier.agency.code)
    rows = [
        papers.Row(label="Nội dung yêu cầu giải quyết", value=dossier.publication.procedure.name),
        papers.Row(
            label="Thời gian nhận hồ sơ", value=moment_words(dossier.accepted_at or dossier.submitted_at)
        ),
        papers.Row(label="Lý do dừng giải quyết", value=reason),
        papers.Row(label="Căn cứ", value=basis),
    ]
    charge = charge_of(subject=f"dossier:{dossier.code}")
    said = [f"{heading.name} dừng giải quyết hồ sơ này từ {moment_words(at)}."]
    if charge is not None and not charge.is_due:
        said.append(
            f"Khoản phí, lệ phí {format_vnd(charge.amount_vnd)} đã nộp: việc hoàn trả, nếu có, theo quy định "
            "về khoản phí, lệ phí đó."
        )
    return papers.Stop(
        head=head_of(dossier, at=at),
        applicant=applicant_of(dossier),
        rows=tuple(rows),
        paragraphs=tuple(said),
        contact=heading.hotline,
        leader_title=leader_title,
        leader=leader_name,
    )


def correction(
    dossier: Dossier,
    *,
    wrong: Result,
    reason: str,
    until: datetime,
    leader_name: str,
    leader_title: str,
    at: datetime,
) -> papers.Correction:
    """The apology for a wrong result: what is wrong, by when the right one comes, who bears the cost."""
    heading = letterhead(dossier.agency.code)
    rows = (
        papers.Row(label="Nội dung đã giải quyết", value=dossier.publication.procedure.name),
        papers.Row(label="Kết quả có sai sót", value=f"số {wrong.number}/{wrong.symbol} ({wrong.code})"),
        papers.Row(label="Sai sót", value=reason),
    )
    return papers.Correction(
        head=head_of(dossier, at=at),
        applicant=applicant_of(dossier),
        rows=rows,
        paragraphs=(
            f"{heading.name} xin lỗi về sai sót này và cấp kết quả đúng trước {moment_words(until)}.",
            "Cơ quan chịu mọi chi phí sửa; không phải nộp thêm phí, lệ phí. Kết quả cũ hết giá trị khi có "
            "kết quả mới.",
        ),
        contact=heading.hotline,
        leader_title=leader_title,
        leader=leader_name,
    )


def intended_refusal(
    dossier: Dossier,
    *,
    proposal: Proposal,
    until: datetime | None,
    leader_name: str,
    leader_title: str,
    at: datetime,
) -> papers.IntendedRefusal:
    """The notice before a refusal: why, and until when to reply; no day in a preview that knows none yet."""
    heading = letterhead(dossier.agency.code)
    by = f"trước {moment_words(until)}" if until else "trong thời gian ghi ở bản chính thức"
    return papers.IntendedRefusal(
        head=head_of(dossier, at=at),
        applicant=applicant_of(dossier),
        rows=(
            papers.Row(label="Nội dung yêu cầu giải quyết", value=dossier.publication.procedure.name),
            papers.Row(label="Lý do dự định từ chối", value=proposal.data["reason"]),
            papers.Row(label="Căn cứ", value=proposal.data["basis"]),
        ),
        paragraphs=(
            f"{heading.name} dự định từ chối giải quyết hồ sơ này. Đây chưa phải là quyết định từ chối.",
            f"Ông/bà có quyền phản hồi bằng văn bản, kèm tài liệu, {by}. Có phản hồi hoặc hết thời gian đó, "
            "cơ quan tiếp tục xem xét hồ sơ và trả lời.",
        ),
        contact=heading.hotline,
        leader_title=leader_title,
        leader=leader_name,
    )


def result(
    dossier: Dossier,
    *,
    proposal: Proposal,
    leader_name: str,
    signed: SignedAs,
    result_code: str,
    at: datetime,
) -> papers.Result | papers.ResultRefusal:
    """The paper that answers the dossier, exactly as the leader saw it in the preview."""
    signature = papers.SignatureBlock(title=signed.title, name=leader_name, authority=signed.authority)
    recipients = (applicant_of(dossier).name, "Lưu: VT, hồ sơ")
    data = proposal.data
    if proposal.outcome == Outcome.REFUSE:
        return papers.ResultRefusal(
            head=head_of(dossier, at=at),
            applicant=applicant_of(dossier),
            title=f"Về việc từ chối giải quyết hồ sơ {dossier.code}",
            reasons=tuple(data["reason"].splitlines()),
            grounds=tuple(data["basis"].splitlines()),
            signature=signature,
            recipients=recipients,
        )
    applicant = applicant_of(dossier)
    rows = [papers.Row(label="Cấp cho", value=applicant.name)]
    if _identifier(dossier):
        rows.append(papers.Row(label="Mã số thuế, số định danh", value=_identifier(dossier)))
    if applicant.address:
        rows.append(papers.Row(label="Địa chỉ", value=applicant.address))
    rows.append(papers.Row(label="Mã kết quả", value=result_code))
    return papers.Result(
        head=head_of(dossier, at=at),
        type_name=checking.result_name(dossier.version),
        title=data["title"],
        grounds=tuple(checking.grounds_of(dossier.version)),
        rows=tuple(rows),
        paragraphs=tuple(line for line in data["content"].splitlines() if line.strip()),
        validity=data.get("validity", ""),
        signature=signature,
        recipients=recipients,
    )
