"""Restyling: a template file uploaded and tried, put in force, and taken out of force again. All are kept."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.errors import OutsideFailure

from . import errors, sources, trial
from .events import (
    TemplateEnded,
    TemplateInForce,
    TemplateNotBegun,
    TemplatePlanned,
    TemplateUploaded,
)
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
def put_in_force(
    *, agency_code: str, code: str, by: Actor, at: datetime, from_day: date | None = None
) -> Restyle:
    """From now on, or from a later day, papers are made with this file; papers that are fixed keep theirs.

    Tried once more now, and again on its day.

    Raises: TemplateMissing, TemplateRefused.
    """
    found = _locked(agency_code, code)
    _try_out(found.agency_code, found.file, found.text)
    version = sources.version_of({found.file: found.text})
    if from_day is not None and from_day > local_date(at):
        found.starts_on = from_day
        found.save(update_fields=["starts_on"])
        first_day = from_day.isoformat()
        audit.record(TemplatePlanned(**_facts(found, by, at), version=version, first_day=first_day))
        return found
    Restyle.objects.filter(agency_code=found.agency_code, file=found.file, in_force=True).update(
        in_force=False
    )
    found.in_force, found.starts_on = True, None
    found.save(update_fields=["in_force", "starts_on"])
    audit.record(TemplateInForce(**_facts(found, by, at), version=version))
    return found


def begin_planned(*, at: datetime) -> int:
    """Put in force what was planned for today or before; how many there were. Each in its own transaction."""
    due = Restyle.objects.filter(starts_on__lte=local_date(at)).order_by("starts_on", "pk")
    planned = list(due.values_list("agency_code", "code"))
    for agency_code, code in planned:
        try:
            put_in_force(agency_code=agency_code, code=code, by=SYSTEM, at=at)
        except errors.TemplateRefused:  # nobody waits for it: it is told on the page, and the old one stays
            _give_up_plan(agency_code=agency_code, code=code, at=at)
    return len(planned)


@transaction.atomic
def _give_up_plan(*, agency_code: str, code: str, at: datetime) -> None:
    found = _locked(agency_code, code)
    found.starts_on = None
    found.save(update_fields=["starts_on"])
    audit.record(TemplateNotBegun(**_facts(found, SYSTEM, at)))


@transaction.atomic
def end(*, agency_code: str, code: str, by: Actor, at: datetime) -> Restyle:
    """Back to the file of the product or of the folder, or no more planned. Safe to repeat.

    Raises: TemplateMissing.
    """
    found = _locked(agency_code, code)
    if found.in_force or found.starts_on:
        found.in_force, found.starts_on = False, None
        found.save(update_fields=["in_force", "starts_on"])
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
