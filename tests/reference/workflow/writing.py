"""Processes being written: a procedure with a published time of five working days, and rows that fit it."""

from datetime import date, timedelta
from typing import Any

from motcua.foundation.accounts.models import Officer
from motcua.reference.catalogue.models import Version
from motcua.reference.workflow import operations
from motcua.reference.workflow.models import ProcessDraft, ProcessVersion
from motcua.reference.workflow.operations import Decision
from tests.factories.accounts import MONDAY, officer_view
from tests.factories.dossiers import a_publication, an_authority

CODE = "2.000086"
AGENCY = "skhcn-quang-tri"
DECISION = Decision("12/QĐ-SKHCN", MONDAY.date(), "Sở Khoa học và Công nghệ")


def a_row(slug: str = "tiep-nhan", **more: Any) -> dict[str, Any]:
    """A row without faults of its own: half a day at the one-stop desk."""
    return {
        "slug": slug,
        "name": slug.replace("-", " ").capitalize(),
        "unit": "Bộ phận Một cửa",
        "role": "receptionist",
        "hours": "4",
        "output": "",
        "next": [],
        "back": [],
        "skip": False,
        "must": [],
    } | more


def fitting_rows() -> list[dict[str, Any]]:
    """Five working days in four steps, one of which may be skipped, one returned from."""
    return [
        a_row("tiep-nhan", output="Giấy tiếp nhận"),
        a_row("tham-dinh", unit="Phòng", role="specialist", hours="24"),
        a_row("ra-soat", unit="Phòng", role="division_head", hours="8", back=["tham-dinh"], skip=True),
        a_row("ky", unit="Lãnh đạo", role="leader", hours="4"),
    ]


def a_draft_of_a_process(
    rows: list[dict[str, Any]] | None = None, *, by: Officer | None = None
) -> ProcessDraft:
    """Opened and written by the editor."""
    officers = an_authority()
    a_publication(CODE)
    editor = officer_view(by or officers["editor"])
    draft = operations.open_draft(by=editor, agency=AGENCY, procedure_code=CODE, at=MONDAY)
    written = fitting_rows() if rows is None else rows
    return operations.save_rows(
        by=editor, draft_code=draft.code, revision=draft.revision, rows=written, at=MONDAY
    )


def a_submitted_process(rows: list[dict[str, Any]] | None = None) -> ProcessDraft:
    draft = a_draft_of_a_process(rows)
    return operations.submit_draft(
        by=officer_view(an_authority()["editor"]),
        draft_code=draft.code,
        revision=draft.revision,
        at=MONDAY,
    )


def a_published_process(rows: list[dict[str, Any]] | None = None) -> ProcessVersion:
    """In force from Monday on, approved by the leader."""
    draft = a_submitted_process(rows)
    return operations.publish_draft(
        by=officer_view(an_authority()["leader"]),
        draft_code=draft.code,
        revision=draft.revision,
        decision=DECISION,
        valid_from=MONDAY.date(),
        at=MONDAY,
    )


def a_second_process() -> str:
    """The code of an open draft that goes on from a published version."""
    a_published_process()
    editor = officer_view(an_authority()["editor"])
    return operations.open_draft(by=editor, agency=AGENCY, procedure_code=CODE, at=MONDAY).code


def a_time_to_come(amount: int, *, first: date = date(2027, 1, 1)) -> Version:
    """The procedure is published with another time from that day on."""
    publication = a_publication(CODE)
    old = publication.versions.get()
    Version.objects.filter(pk=old.pk).update(valid_to=first - timedelta(days=1))
    time = old.content["time"] | {"amount": amount, "text": {"vi": f"{amount:02} ngày làm việc"}}
    return Version.objects.create(
        publication=publication, number=2, content=old.content | {"time": time}, content_hash="2",
        sources=old.sources, form_version=old.form_version, valid_from=first, published_at=MONDAY,
    )  # fmt: skip
