"""What the pages of filing show: a draft in, shapes of the ui room out. Only the beginning asks a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.dossiers.answer_lookups import takes_files
from motcua.casework.dossiers.enums import Ground, ResultWay
from motcua.casework.dossiers.queries.drafts import DraftRow, DraftView
from motcua.foundation.accounts.queries import letterhead
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue import queries as catalogue
from motcua.reference.catalogue.rules.content import Paper
from motcua.web.guards import ApplicantRequest
from motcua.web.portal import filing_posts as posts
from motcua.web.portal import form_step, often_wrong, paper_boxes
from motcua.web.portal.answer_list import answers
from motcua.web.portal.paper_boxes import errors_at
from motcua.web.ui import form_page, parts

STEPS = {
    "case": gettext_lazy("Case and applicant"),
    "form": gettext_lazy("Form"),
    "papers": gettext_lazy("Papers"),
    "delivery": gettext_lazy("Receiving the result"),
    "review": gettext_lazy("Review and file"),
}
ORDER = tuple(STEPS)


def address(code: str, step: str, *, anchor: str = "", **query: str) -> str:
    """The address of a step, with what the page must know and the field to land on."""
    place = reverse("portal:filing_step", args=[code, step])
    query = {name: value for name, value in query.items() if value}
    return place + (f"?{urlencode(query)}" if query else "") + (f"#{parts.id_of(anchor)}" if anchor else "")


def after(step: str) -> str:
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def before(step: str) -> str:
    return ORDER[max(ORDER.index(step) - 1, 0)]


@dataclass(frozen=True)
class Beginning:
    """What to know before a draft is begun."""

    publication_code: str
    procedure_name: str
    agency_name: str
    is_specimen: bool
    cases: parts.Field | None
    papers: tuple[str, ...]
    time: str
    is_fee_known: bool
    types: str
    max_bytes: int
    drafts: tuple[DraftRow, ...]
    often_refused: tuple[str, ...]


def beginning(publication_code: str, *, drafts: Sequence[DraftRow], case: str = "") -> Beginning:
    """The page before the first step.

    Raises: Missing, Refused when nothing can be filed for this procedure now.
    """
    on = local_date(now())
    version = catalogue.version_for_filing(
        publication_code=publication_code, on=on, demo=settings.MOTCUA_DEMO
    )
    cases = [parts.Choice(one.slug, str(one.label), str(one.note)) for one in version.cases]
    return Beginning(
        publication_code=publication_code,
        procedure_name=str(version.procedure_name),
        agency_name=letterhead(version.agency_code).name,
        is_specimen=version.is_specimen,
        cases=parts.Field(name="case", label=_("What is the case?"), kind="radios", value=case, choices=cases)
        if len(cases) > 1
        else None,
        papers=tuple(_paper_at_hand(paper, version) for paper in version.papers if _is_brought(paper)),
        time=str(version.time.text),
        is_fee_known=version.is_fee_known,
        types=", ".join(one.upper() for one in version.upload.types),
        max_bytes=version.upload.max_bytes,
        drafts=tuple(draft for draft in drafts if draft.publication_code == publication_code),
        often_refused=tuple(often_wrong.of_whole(publication_code=publication_code)),
    )


def _is_brought(paper: Paper) -> bool:
    return not paper.by_form and (not paper.channels or "online" in paper.channels)


def _paper_at_hand(paper: Paper, version: catalogue.FilingVersion) -> str:
    """The paper's name, and for which cases where it is not all of them."""
    cases = ", ".join(str(case.label) for case in version.cases if case.slug in paper.cases)
    return f"{paper.name} ({cases})" if cases and len(paper.cases) < len(version.cases) else str(paper.name)


def context(
    request: ApplicantRequest,
    draft: DraftView,
    step: str,
    *,
    shows_defects: bool = False,
    refused: Sequence[parts.Defect] = (),
) -> dict[str, Any]:
    """Everything that the template of `step` shows."""
    said = {one.field for one in refused}
    found = _defects(draft, step) if shows_defects else []
    wrong = [*refused, *(one for one in found if one.field not in said)]
    page = _page(request, draft, step)
    if page.slug:
        wrong = form_page.of_page(wrong, draft.form, page.slug)
    shared = {
        "draft": draft,
        "step": step,
        "title": STEPS[step],
        "place": ORDER.index(step) + 1,
        "places": len(ORDER),
        "steps": stepper(draft, step),
        "defects": form_page.summary(wrong),
        "then": request.GET.get("then", "") or request.POST.get("_then", ""),
        "previous": address(draft.code, before(step)) if step != ORDER[0] else "",
        "onward": address(draft.code, "form", page=page.after)
        if page.after
        else address(draft.code, after(step))
        if step != "review"
        else "",
        "page": page,
    }
    return shared | _MAKERS[step](request, draft, wrong)


def _page(request: ApplicantRequest, draft: DraftView, step: str) -> form_step.FormPage:
    """The page of the form that is shown or was sent."""
    if step != "form":
        return form_step.FormPage()
    return form_step.page_of(draft.form, request.POST.get(form_step.PAGE, "") or request.GET.get("page", ""))


def stepper(draft: DraftView, here: str) -> list[parts.Step]:
    """Steps already seen are links; one that still has defects says so once the draft has gone past it."""
    reached = max(ORDER.index(here), ORDER.index(draft.step))
    steps = []
    for place, (step, name) in enumerate(STEPS.items()):
        has_defects = bool(draft.defects.get(step))
        state = (
            "now" if step == here else "todo" if place >= reached else "problem" if has_defects else "done"
        )
        steps.append(parts.Step(str(name), state, address(draft.code, step) if place <= reached else ""))
    return steps


def saved(
    draft: DraftView,
    step: str,
    refused: Sequence[parts.Defect],
    *,
    request: ApplicantRequest,
    raw: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The answer to a draft that saved itself: when, the new revision, the questions that came or went.

    `raw` is what was posted, with the files that were laid by it.
    """
    slots: list[form_page.Slot] = []
    if step == "form":
        answers = draft.answers | form_page.rows_as_posted(draft.form, raw)
        laid = form_page.groups(
            form=draft.form,
            raw=answers,
            defects=refused,
            today=local_date(now()),
            lookups=draft.lookups,
            page=_page(request, draft, step).slug,
            max_file_bytes=draft.limits.max_bytes,
            kept=paper_boxes.kept_files(draft.files),
        )
        box = request.POST.get(posts.BOX, "")
        laid = often_wrong.at_fields(laid, publication_code=draft.publication_code)
        slots = form_page.changed_slots(laid, request.POST.getlist("_asked"), also=box)
    return {"draft": draft, "slots": slots}


def _defects(draft: DraftView, step: str) -> list[parts.Defect]:
    return [parts.Defect(one.field, one.sentence, one.remedy) for one in draft.defects.get(step, ())]


# The steps


def _case(request: ApplicantRequest, draft: DraftView, wrong: Sequence[parts.Defect]) -> dict[str, Any]:
    who = request.applicant
    listed = [parts.Choice(one.code, one.name, one.tax_number) for one in who.organisations]
    return {
        "cases": parts.Field(
            name="case_slug",
            label=_("What is the case?"),
            kind="radios",
            value=draft.case_slug,
            choices=[parts.Choice(one.slug, str(one.label), str(one.note)) for one in draft.cases],
            errors=errors_at(wrong, "case_slug"),
        )
        if draft.cases
        else None,
        "ground": parts.Field(
            name="ground",
            label=_("For whom do you file, and on what ground?"),
            kind="radios",
            value=draft.ground,
            choices=[parts.Choice(value, str(label)) for value, label in Ground.choices],
            errors=errors_at(wrong, "ground"),
        ),
        "organisation": parts.Field(
            name="organisation_code",
            label=_("Organisation"),
            kind="radios",
            value=draft.organisation_code,
            choices=listed,
            help=_("Only if you file for an organisation."),
            errors=errors_at(wrong, "organisation_code"),
        ),
        "mandate": _mandate_fields(draft, wrong),
    }


def _mandate_fields(draft: DraftView, wrong: Sequence[parts.Defect]) -> list[parts.Field]:
    return [
        parts.Field(
            name="mandator_identity_number",
            label=_("Personal identification number of the person you file for"),
            value=draft.mandator.get("identity_number", ""),
            inputmode="numeric",
            width="short",
            example="001085012345",
            errors=errors_at(wrong, "mandator_identity_number"),
        ),
        parts.Field(
            name="mandator_full_name",
            label=_("Full name of that person"),
            value=draft.mandator.get("full_name", ""),
            errors=errors_at(wrong, "mandator_full_name"),
        ),
        parts.Field(
            name="ground_note",
            label=_("The mandate: its number, date and who certified it"),
            value=draft.ground_note,
            errors=errors_at(wrong, "ground_note"),
        ),
    ]


def _form(request: ApplicantRequest, draft: DraftView, wrong: Sequence[parts.Defect]) -> dict[str, Any]:
    grown, today = request.GET.get("add", ""), local_date(now())
    return {
        "groups": often_wrong.at_fields(
            form_page.with_origins(
                form_step.laid(request, draft, wrong, {grown: 1} if grown else {}, today),
                draft.origins,
                fixed={field.name for field in draft.form.fields if field.is_fixed},
            ),
            publication_code=draft.publication_code,
        ),
        "logic": form_page.logic(form=draft.form, raw=draft.answers, today=today, lookups=draft.lookups),
        "takes_files": takes_files(draft.form),
    }


def _delivery(request: ApplicantRequest, draft: DraftView, wrong: Sequence[parts.Defect]) -> dict[str, Any]:
    hints = {
        ResultWay.ONLINE: _("A signed PDF in your account; there is nothing to fetch."),
        ResultWay.COUNTER: _("Bring your identity card."),
        ResultWay.POST: _("The post delivers to the address below and asks for its own charge."),
    }
    return {
        "way": parts.Field(
            name="result_way",
            label=_("How do you want to receive the result?"),
            kind="radios",
            value=draft.result_way,
            choices=[parts.Choice(one.value, str(one.label), hints[one]) for one in ResultWay],
            errors=errors_at(wrong, "result_way"),
        ),
        "where": parts.Field(
            name="result_address",
            label=_("Address for the post"),
            kind="textarea",
            value=draft.result_address,
            help=_("Only for delivery by post: house number, street, commune, province."),
            required=False,
            autocomplete="street-address",
            errors=errors_at(wrong, "result_address"),
        ),
    }


def _review(request: ApplicantRequest, draft: DraftView, wrong: Sequence[parts.Defect]) -> dict[str, Any]:
    return {
        "missing": [
            (name, address(draft.code, step, then="review"), _linked(draft, step))
            for step, name in STEPS.items()
            if draft.defects.get(step)
        ],
        "applicant_lines": _applicant_lines(request, draft),
        "answers": answers(draft.shown, lambda name: _at_field(draft, "form", name)),
        "paper_lines": [
            parts.Line(
                asked.name,
                "\n".join(paper_boxes.in_a_line(file) for file in asked.files) or _("No file"),
                address(draft.code, "papers", then="review", anchor=posts.FILE + asked.slug),
            )
            for asked in draft.papers
        ]
        + _form_files(draft),
        "delivery_lines": [
            parts.Line(
                _("Receiving the result"),
                "\n".join(filter(None, [str(ResultWay(draft.result_way).label), draft.result_address])),
                address(draft.code, "delivery", then="review", anchor="result_way"),
            )
        ],
    }


def _form_files(draft: DraftView) -> list[parts.Line]:
    """The files of the form in one line, with what was seen in them."""
    files = "\n".join(paper_boxes.in_a_line(file) for file in draft.files_named)
    where = address(draft.code, "form", then="review")
    return [parts.Line(_("Files of the form"), files, where)] if files else []


def _at_field(draft: DraftView, step: str, name: str) -> str:
    """The address of a field, on its page if the form has pages; the way back is to the review.

    Empty for what is calculated: it changes with the answers that it is calculated from.
    """
    field = draft.form.field(name.partition("-")[0]) if step == "form" else None
    if field is not None and not field.is_typed:
        return ""
    page = draft.form.page_of(field.name) if field is not None else ""
    return address(draft.code, step, then="review", anchor=name, page=page)


def _linked(draft: DraftView, step: str) -> list[tuple[str, str]]:
    """Each defect of a step with the address of its field."""
    return [
        (one.sentence, _at_field(draft, step, one.field)) for one in form_page.summary(_defects(draft, step))
    ]


def _applicant_lines(request: ApplicantRequest, draft: DraftView) -> list[parts.Line]:
    where = address(draft.code, "case", then="review", anchor="ground")
    case = next((str(one.label) for one in draft.cases if one.slug == draft.case_slug), "")
    lines = [parts.Line(_("Case"), case, address(draft.code, "case", then="review", anchor="case_slug"))]
    helper = reverse("portal:draft_helper", args=[draft.code, "review"])
    return [
        *(lines if draft.cases else []),
        parts.Line(_("Owner of the dossier"), draft.owner_name, where),
        parts.Line(_("Filed by"), request.applicant.name),
        *([parts.Line(_("Helped to file by"), str(draft.helped), helper)] if draft.helped else []),
        parts.Line(
            _("Ground"), "\n".join(filter(None, [str(Ground(draft.ground).label), draft.ground_note])), where
        ),
    ]


_MAKERS = {
    "case": _case,
    "form": _form,
    "papers": paper_boxes.context,
    "delivery": _delivery,
    "review": _review,
}
