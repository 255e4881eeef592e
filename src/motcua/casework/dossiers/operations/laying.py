"""Files laid beside a draft or beside the answer to a supplement: for a paper, or for a field of the form.

`beside` is the code of the draft or of the dossier that waits for a supplement. Laying a file is not an act:
nothing is filed by it, and all of it may be taken away again.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import partial

from django.db import transaction

from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.models import FiledPaper, LaidPaper
from motcua.foundation.accounts.queries import ApplicantView
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Look, Purpose
from motcua.records.documents.errors import AlreadyLaid
from motcua.records.documents.ports import Source
from motcua.records.documents.rules import clean_name
from motcua.reference.catalogue.rules.papers import Demand, split_place

from ._places import demand_at, field_limits_at, laid_at, limits_at, put
from ._trays import Tray, tray_of


@transaction.atomic
def add_paper(
    *,
    by: ApplicantView,
    beside: str,
    slug: str,
    stream: Source,
    name: str,
    at: datetime,
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> LaidPaper:
    """Lay a file for a paper that is asked for; `slug` is its place: `slug--2` for row 2.

    Raises: DraftMissing, DossierMissing, NothingToAnswer, UnknownPaper, TooManyFiles and what the documents
    room refuses.
    """
    tray = tray_of(beside, by)
    demand = demand_at(tray, slug, at)
    document = documents.receive(
        stream=stream,
        name=name,
        by=by.actor,
        at=at,
        limits=limits_at(tray, slug),
        purpose=Purpose.COMPONENT,
        owner_code=by.person_code,
        known=partial(_known, tray, demand, clean_name(name), by.person_code),
    )
    return put(tray, demand, document.pk, at, issued_on=issued_on, expires_on=expires_on)


@transaction.atomic
def add_answer_file(
    *, by: ApplicantView, beside: str, field: str, stream: Source, name: str, at: datetime
) -> str:
    """Lay a file for the field whose control is called `field`; the code by which answers then name it.

    Raises: DraftMissing, DossierMissing, NothingToAnswer, UnknownPaper (no field takes files there),
    TooManyFiles and what the documents room refuses.
    """
    tray = tray_of(beside, by)
    limits = field_limits_at(tray, field)
    document = documents.receive(
        stream=stream,
        name=name,
        by=by.actor,
        at=at,
        limits=limits,
        purpose=Purpose.COMPONENT,
        owner_code=by.person_code,
        known=partial(_known_elsewhere, tray, by.person_code),
    )
    tray.put(at, slug=ANSWERS, document_id=document.pk)
    tray.touch(at)
    return document.code


@transaction.atomic
def save_paper_days(
    *, by: ApplicantView, beside: str, days: Mapping[str, tuple[date | None, date | None]], at: datetime
) -> None:
    """Keep the day of issue and the last day that were stated beside files, by place. Safe to repeat.

    Raises: DraftMissing, DossierMissing, NothingToAnswer.
    """
    tray = tray_of(beside, by)
    for place, (issued_on, expires_on) in days.items():
        slug, row = split_place(place)
        stated = tray.papers.filter(slug=slug, row=row, holding_code="")
        stated.update(issued_on=issued_on, expires_on=expires_on)
    tray.touch(at)


@transaction.atomic
def remove_paper(*, by: ApplicantView, beside: str, document_code: str, at: datetime) -> None:
    """Take a file away. Safe to repeat.

    Raises: DraftMissing, DossierMissing, NothingToAnswer.
    """
    remove_papers(by=by, beside=beside, document_codes=[document_code], at=at)


@transaction.atomic
def remove_papers(*, by: ApplicantView, beside: str, document_codes: Collection[str], at: datetime) -> None:
    """Take files away, of papers and of answers. Safe to repeat.

    Raises: DraftMissing, DossierMissing, NothingToAnswer.
    """
    if not document_codes:
        return
    tray = tray_of(beside, by)
    tray.remove(document__code__in=list(document_codes))
    tray.touch(at)


def _known(tray: Tray, demand: Demand, name: str, owner_code: str, sha256: str) -> list[Look]:
    """What this content is already: beside another paper here, or in a dossier of the same owner.

    Raises AlreadyLaid.
    """
    if any(one.document.content_id == sha256 for one in laid_at(tray, demand)):
        raise AlreadyLaid(name)
    return _known_elsewhere(tray, owner_code, sha256)


def _known_elsewhere(tray: Tray, owner_code: str, sha256: str) -> list[Look]:
    if any(one.document.content_id == sha256 for one in tray.laid()):
        return [Look.SAME_IN_DRAFT]
    filed = FiledPaper.objects.filter(document__content_id=sha256, document__owner_code=owner_code)
    return [Look.GIVEN_BEFORE] if filed.exists() else []
