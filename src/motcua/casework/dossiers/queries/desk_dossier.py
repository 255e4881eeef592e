"""One dossier as the desk shows it: where it stands, what was filed, what may be done, what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from motcua.casework.dossiers import checking, permissions, sector_times
from motcua.casework.dossiers.enums import (
    Business,
    Ground,
    HolderKind,
    Outcome,
    OwnerKind,
    ProposalState,
    ResultWay,
    SideState,
    Stage,
)
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import (
    Dossier,
    DossierMessage,
    FiledPaper,
    Filing,
    ProcedureChange,
    Proposal,
    SideTask,
    StepProduct,
    Supplement,
)
from motcua.casework.dossiers.rules import refusing, supplementing
from motcua.casework.dossiers.rules.reading import JUDGED_AT
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.documents.models import Document
from motcua.records.letters import queries as letters
from motcua.records.letters.models import Letter
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Form, display_rows

from . import products
from .acts import acts_for
from .apologies import ApologyRow, apologising
from .corrections import last_words
from .crossings import crossings_of, form_of_round
from .desk_clock import desk_clock
from .desk_papers import papers_of
from .desk_rows import (
    Desk,
    Parties,
    Party,
    Places,
    ProposalRow,
    ResultField,
    Standing,
    SupplementRow,
)
from .endings import Ending, ending_of, past_of
from .fees import fees_of
from .former import changes_of, former_procedures
from .forwarding import desk_name
from .forwarding import papers_of as papers_between_desks
from .helping import helped, kiosk_name
from .in_sight import find
from .messages import messages_of
from .notes import notes_of
from .returns import original_rows, result_rows
from .side_words import beside
from .timeline import timeline
from .words import CHANNEL_WORDS, holder_words, moment_words, priority_words, step_words

GROUND_WORDS = {
    Ground.SELF: "Nộp cho chính mình",
    Ground.LEGAL_REPRESENTATIVE: "Người đại diện theo pháp luật",
    Ground.MEMBER: "Thành viên được tổ chức giao nộp",
    Ground.MANDATE: "Được ủy quyền bằng văn bản",
}
RESULT_WAY_WORDS = {
    ResultWay.ONLINE: "Trực tuyến, trong tài khoản",
    ResultWay.COUNTER: "Tại Bộ phận Một cửa",
    ResultWay.POST: "Qua dịch vụ bưu chính công ích",
}


def desk_dossier(*, viewer: OfficerView, code: str, at: datetime) -> Desk:
    """Everything about one dossier; the number of queries does not depend on what was filed.

    Raises: DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    filings = list(Filing.objects.filter(dossier=dossier).order_by("round"))
    supplements = list(Supplement.objects.filter(dossier=dossier).select_related("asked_by", "approved_by"))
    proposals = list(
        Proposal.objects.filter(dossier=dossier).select_related("proposed_by", "answered_by").order_by("pk")
    )
    form, subject, changes = checking.form_of(dossier.version), f"dossier:{code}", changes_of(dossier)
    apology, ending = apologising(dossier), ending_of(dossier, supplements, at)
    past = beside(past_of(supplements, apology, ending, proposals), dossier)
    return Desk(
        **_names(dossier, at),
        step=_step(dossier, supplements),
        sub_status=dossier.sub_status,
        holder=_holder(dossier),
        clock=desk_clock(dossier, at),
        submitted_at=dossier.submitted_at,
        accepted_at=dossier.accepted_at,
        accepted_by=dossier.accepted_by.full_name if dossier.accepted_by else "",
        parties=_parties(dossier),
        papers=papers_of(dossier, rounds=filings[-1].round if filings else 1),
        can_judge=dossier.sub_status in JUDGED_AT and permissions.can_judge(dossier, viewer),
        **_as_filed(dossier, filings, changes),
        fields=tuple((field.name, field.label.vi) for field in form.fields if not field.is_silent),
        supplements=tuple(_supplement(row, dossier, changes) for row in supplements),
        proposals=tuple(_proposal(row) for row in proposals),
        letters=tuple(letters.letters_about(subject=subject)),
        results=result_rows(dossier),
        originals_back=original_rows(dossier),
        notes=notes_of(dossier, viewer),
        messages=messages_of(dossier),
        can_write=permissions.can_write_to_applicant(dossier, viewer),
        **fees_of(dossier),
        timeline=tuple(timeline(dossier, for_desk=True)),
        apology=apology.row,
        ending=ending,
        **_refusing(dossier, supplements),
        products=(checklist := products.rows_of(dossier, past.produced.to_leader)),
        acts=tuple(acts_for(dossier, viewer, past=past, at=at)),
        stamp=_stamp(dossier, filings, proposals, apology.row, ending) + _mark(checklist),
    )


def _step(dossier: Dossier, supplements: Sequence[Supplement]) -> str:
    """Where it stands; an intended refusal that may be answered is called what it is."""
    waits = any(row.stage == Stage.REFUSAL and row.answered_at is None for row in supplements)
    return step_words(dossier.sub_status, dossier.business, waits_for_reply=waits)


def _refusing(dossier: Dossier, supplements: Sequence[Supplement]) -> dict[str, Any]:
    """What may be proposed, and whether who signs a notice of an intended refusal names its last day; a
    returned result is corrected without another notice."""
    notice = sector_times.refusal_notice(dossier) if dossier.business != Business.RETURNED else None
    closed = [row.stage for row in supplements if row.answered_at is not None]
    possible = refusing.outcomes(notice=notice, stages_closed=closed)
    return {
        "outcomes": tuple((one.value, str(one.label)) for one in possible),
        "names_reply_day": notice is not None and notice.reply is None,
    }


def _names(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Codes, names and marks: of the dossier, its procedure, its agency; what a file may be."""
    procedure = dossier.publication.procedure
    return {
        "id": dossier.pk,
        "code": dossier.code,
        "code_short": dossier.code_short,
        "is_sample": dossier.is_sample,
        "priority": dossier.priority,
        "priority_word": priority_words(dossier.priority, is_open=dossier.ended_at is None),
        "priority_reason": dossier.priority_reason,
        "procedure_code": procedure.code,
        "procedure_name": procedure.name,
        "case_name": checking.case_name(dossier.version, dossier.case_slug),
        "agency_code": dossier.agency.code,
        "agency_name": dossier.agency.name_vi,
        "channel": CHANNEL_WORDS[dossier.channel],
        "places": _places(dossier, at),
        "limits": checking.upload_limits(dossier.version, dossier.agency, ""),
    }


def standing(*, viewer: OfficerView, code: str) -> Standing:
    """What to say after an act: who acts next and by when; two queries. Raises DossierMissing."""
    dossier = Dossier.objects.select_related("holder_unit", "holder_officer").filter(code=code).first()
    if dossier is None:
        raise DossierMissing()
    in_sight = permissions.visible_to_officer(Dossier.objects.filter(pk=dossier.pk), viewer).exists()
    if dossier.holder_until is None:
        return Standing("", in_sight)
    who = "người nộp" if dossier.holder_kind == HolderKind.APPLICANT else _holder(dossier)
    return Standing(f"Tiếp theo: {who}, trước {moment_words(dossier.holder_until)}.", in_sight)


def result_form(*, viewer: OfficerView, code: str) -> list[ResultField]:
    """What the specialist writes of the result, with what the procedure and the answers propose.

    Raises: DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    proposed = checking.proposed_grant(dossier)
    proposed |= {name: words for name, words in last_words(dossier).items() if name in proposed}
    last = Filing.objects.filter(dossier=dossier).order_by("-round").first()
    declared = _declared(checking.form_of(dossier.version), last.answers) if last else ""
    return [
        ResultField("title", "Trích yếu", proposed["title"], "Dòng tên của văn bản kết quả.", False, True),
        ResultField(
            "content",
            "Nội dung",
            proposed["content"] or declared,
            "Mỗi dòng là một đoạn. Nội dung người nộp đã khai được điền sẵn; hãy soát và sửa.",
            True,
            True,
        ),
        ResultField(
            "validity", "Thời hạn hiệu lực", proposed["validity"], "Để trống nếu không ghi.", False, False
        ),
    ]


PRIVATE = {
    FieldKind.IDENTITY_NUMBER, FieldKind.PHONE, FieldKind.EMAIL, FieldKind.DATE, FieldKind.YES_NO,
    FieldKind.PERSON, FieldKind.ATTACHMENTS, FieldKind.CONFIRMATION, FieldKind.SIGNATURE,
}  # fmt: skip
"""What a form asks of people and a result does not print."""


def _declared(form: Form, answers: Mapping[str, Any]) -> str:
    """The answers that a result may speak of, a line each; tables row by row."""
    lines = []
    for shown in display_rows(form, answers):
        field = form.field(shown.name)
        if shown.table is not None:
            lines += ["; ".join(cell for cell in row if cell).replace("\n", ", ") for row in shown.table.rows]
        elif field is not None and field.kind not in PRIVATE and shown.value:
            lines.append(f"{shown.label}: {shown.value}".replace("\n", "; "))
    return "\n".join(lines)


def desk_document_for(*, viewer: OfficerView, code: str) -> Document:
    """A filed paper or a letter of a dossier in sight. Raises DossierMissing for anything else."""
    document = Document.objects.usable().with_content().filter(code=code).first()
    if document is None:
        raise DossierMissing()
    dossier_id = (
        FiledPaper.objects.filter(document=document).values_list("filing__dossier_id", flat=True).first()
    )
    if _given_or_answered(document, viewer):
        return document
    subject = Letter.objects.filter(document=document).values_list("subject", flat=True).first()
    found = Q(pk=dossier_id) if dossier_id else Q(code=(subject or "").removeprefix("dossier:"))
    if not permissions.visible_to_officer(Dossier.objects.filter(found), viewer).exists():
        raise DossierMissing()
    return document


def _given_or_answered(document: Document, viewer: OfficerView) -> bool:
    """A paper that the viewer's unit was given to answer by; for who sees the dossier answers, products
    and files with messages."""
    asked = Q(unit_id__in=permissions.asked_unit_ids(viewer)) & ~Q(state=SideState.WAIVED)
    if SideTask.objects.filter(asked, Q(papers__document=document) | Q(document=document)).exists():
        return True
    answered = SideTask.objects.filter(document=document).values("dossier_id").order_by()
    beside = [one.objects.filter(document=document) for one in (StepProduct, DossierMessage)]
    answered = answered.union(*(rows.values("dossier_id").order_by() for rows in beside))
    return permissions.visible_to_officer(Dossier.objects.filter(pk__in=answered), viewer).exists()


def _stamp(
    dossier: Dossier,
    filings: Sequence[Filing],
    proposals: Sequence[Proposal],
    apology: ApologyRow | None,
    ending: Ending,
) -> str:
    holder = dossier.holder_officer_id or 0
    drafted = f"{apology.drafted_at:%j%H%M%S}" if apology else ""
    due = f"{dossier.due_at:%j%H%M}" if dossier.due_at else ""
    place = f"{dossier.sub_status}{dossier.step_slug[-20:]}"
    step = f"{place}.{dossier.finance}.{len(filings)}.{len(proposals)}.{holder}"
    correcting = ending.correction.mark if ending.correction else ""
    lost = f"{len(ending.lost)}-{len(ending.lost_and_asked)}"
    return f"{step}.{due}.{drafted}.{ending.is_asked:d}.{correcting}.{lost}"


def _mark(checklist: Sequence[products.ProductRow]) -> str:
    """Changes with what the step has produced."""
    last = max((row.at for row in checklist if row.at), default=None)
    return f".{sum(row.is_there for row in checklist)}{last:%H%M%S}" if last else ""


def _holder(dossier: Dossier) -> str:
    officer, unit = dossier.holder_officer, dossier.holder_unit
    if dossier.holder_kind == HolderKind.OFFICER and officer and unit:
        return f"{officer.full_name} – {unit.name}"
    officer_name, unit_name = officer.full_name if officer else "", unit.name if unit else ""
    return holder_words(dossier.holder_kind, officer_name, unit_name)


def _parties(dossier: Dossier) -> Parties:
    return Parties(
        owner_kind="Cá nhân" if dossier.owner_kind == OwnerKind.PERSON else "Tổ chức",
        owner=_owner(dossier),
        filer=_filer(dossier),
        ground=GROUND_WORDS[Ground(dossier.ground)],
        ground_note=dossier.ground_note,
        result_way=RESULT_WAY_WORDS[ResultWay(dossier.result_way)],
        result_way_code=dossier.result_way,
        result_address=dossier.result_address,
    )


def _places(dossier: Dossier, at: datetime) -> Places:
    unit = dossier.reception_unit
    return Places(
        helped=str(helped(dossier) or ""),
        kiosk=kiosk_name(dossier),
        received=desk_name(unit),
        decides=dossier.agency.name_vi,
        is_received_elsewhere=unit.agency_id != dossier.agency_id,
        papers=papers_between_desks(dossier, at),
    )


def _owner(dossier: Dossier) -> Party:
    organisation = dossier.owner_organisation
    if organisation is not None:
        return Party(
            organisation.name,
            organisation.tax_number or "",
            organisation.address,
            organisation.phone,
            organisation.email,
        )
    person = dossier.owner_person or dossier.filer
    return Party(person.full_name, person.identity_number or "", person.address, person.phone, person.email)


def _filer(dossier: Dossier) -> Party:
    filer = dossier.filer
    return Party(filer.full_name, filer.identity_number or "", filer.address, filer.phone, filer.email)


def _as_filed(
    dossier: Dossier, filings: Sequence[Filing], changes: Sequence[ProcedureChange]
) -> dict[str, Any]:
    """The answers of the last round and of the one before, each by the form that asked for them."""
    crossings = crossings_of(dossier) if filings and (dossier.version.number > 1 or changes) else []
    shown = [
        tuple(display_rows(form_of_round(dossier, crossings, filing.round, changes=changes), filing.answers))
        for filing in filings[-2:]
        if filing.round >= dossier.first_round
    ]
    return {
        "answers": shown[-1] if shown else (),
        "answers_before": shown[0] if len(shown) == 2 else None,
        "former": former_procedures(dossier, changes, filings),
    }


def _supplement(row: Supplement, dossier: Dossier, changes: Sequence[ProcedureChange]) -> SupplementRow:
    version = next((one.old_version for one in changes if row.asked_at < one.at), None)
    return SupplementRow(
        stage=str(Stage(row.stage).label),
        basis=supplementing.BASIS_WORDS.get(row.basis, row.basis),
        approved_by=row.approved_by.full_name if row.approved_by else "",
        ask_by=row.ask_by,
        was_late=supplementing.is_late(ask_by=row.ask_by, at=row.asked_at),
        asked_at=row.asked_at,
        asked_by=row.asked_by.full_name,
        answer_due_at=row.answer_due_at,
        answered_at=row.answered_at,
        was_answered=row.was_answered,
        defects=tuple(
            (
                checking.name_of_part(dossier, kind=one["kind"], slug=one["slug"], version=version),
                _asked_words(one),
            )
            for one in row.defects
        ),
    )


def _asked_words(defect: Mapping[str, str]) -> str:
    again = defect.get("again", "")
    return f"{defect['sentence']} (kho đã có; lý do vẫn yêu cầu: {again})" if again else defect["sentence"]


def _proposal(row: Proposal) -> ProposalRow:
    return ProposalRow(
        outcome=row.outcome,
        outcome_label=str(Outcome(row.outcome).label),
        opinion=row.opinion,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by.full_name,
        state=row.state,
        state_label=str(ProposalState(row.state).label),
        answered_at=row.answered_at,
        answered_by=row.answered_by.full_name if row.answered_by else "",
        answer_note=row.answer_note,
    )
