"""Restyling: a template file uploaded and tried, put in force, and taken out of force again. All are kept."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.errors import OutsideFailure

from . import errors, sources, trial
from .events import TemplateEnded, TemplateInForce, TemplateUploaded
from .models import Restyle

FILES = (*sources.SHARED, *(f"{name}.typ" for name in trial.NAMES))


def papers_with(file: str) -> tuple[str, ...]:
    """The papers that a template file has part in: a shared one in all of them."""
    return trial.NAMES if file in sources.SHARED else (file.removesuffix(".typ"),)


@transaction.atomic
def upload(*, agency_code: str, file: str, text: str, note: str = "", by: Actor, at: datetime) -> Restyle:
    """Keep a restyled template once it sets every sample of its papers; it counts when it is put in force.

    Raises: TemplateMissing, TemplateRefused (with file and line).
    """
    if file not in FILES:
        raise errors.TemplateMissing()
    _try_out(agency_code, file, text)
    made = Restyle.objects.create(
        agency_code=agency_code, file=file, text=text, note=note.strip(), uploaded_at=at, uploaded_by=by.code
    )
    audit.record(TemplateUploaded(**_facts(made, by, at), version=sources.version_of({file: text})))
    return made


@transaction.atomic
def put_in_force(*, agency_code: str, code: str, by: Actor, at: datetime) -> Restyle:
    """From now on papers are made with this file; papers that are fixed keep theirs. Tried once more.

    Raises: TemplateMissing, TemplateRefused.
    """
    found = _locked(agency_code, code)
    _try_out(found.agency_code, found.file, found.text)
    Restyle.objects.filter(agency_code=found.agency_code, file=found.file, in_force=True).update(
        in_force=False
    )
    found.in_force = True
    found.save(update_fields=["in_force"])
    audit.record(
        TemplateInForce(**_facts(found, by, at), version=sources.version_of({found.file: found.text}))
    )
    return found


@transaction.atomic
def end(*, agency_code: str, code: str, by: Actor, at: datetime) -> Restyle:
    """Back to the file of the product or of the folder. Safe to repeat. Raises: TemplateMissing."""
    found = _locked(agency_code, code)
    if found.in_force:
        found.in_force = False
        found.save(update_fields=["in_force"])
        audit.record(TemplateEnded(**_facts(found, by, at)))
    return found


def _try_out(agency_code: str, file: str, text: str) -> None:
    files: dict[str, str] = {}
    for name in papers_with(file):
        files |= sources.with_file(name, agency_code, file, text)
    try:
        trial.check(papers_with(file), files)
    except OutsideFailure as failure:
        raise errors.TemplateRefused(str(failure)) from failure


def _locked(agency_code: str, code: str) -> Restyle:
    found = Restyle.objects.select_for_update(of=("self",)).filter(agency_code=agency_code, code=code).first()
    if found is None:
        raise errors.TemplateMissing()
    return found


def _facts(restyle: Restyle, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "subject": f"template:{restyle.agency_code}/{restyle.file}",
        "at": at,
        "actor": by,
        "act_id": uuid4(),
        "restyle": restyle.code,
        "dimensions": Dimensions(agency=restyle.agency_code),
    }
