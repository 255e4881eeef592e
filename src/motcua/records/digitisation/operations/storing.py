"""The last station: the paper lies in the repository of its owner, with where it comes from.

Law: TT-01-2023-VPCP/7, ND-45-2020/25.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.digitisation import events
from motcua.records.digitisation.models import Extraction, Paper
from motcua.records.digitisation.rules.line import Station
from motcua.records.digitisation.rules.line.confidence import confidence_of
from motcua.records.digitisation.rules.line.keying import UNREADABLE
from motcua.records.repository import operations as repository
from motcua.records.repository.enums import Origin, OwnerKind, Precision, Trust
from motcua.records.repository.facts import Files, Owner, Source
from motcua.records.repository.facts import Paper as PaperFacts
from motcua.reference.catalogue.queries.result_types import result_types_of
from motcua.reference.catalogue.rules.content import national_code

from . import _moving
from .boxes import finish_if_done
from .codes import digitised_code

PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@transaction.atomic
def store_paper(*, paper_code: str, work: int, at: datetime) -> None:
    """Give the paper to the repository, where it waits for its owner if nobody is found by the number.

    Raises: FactsRefused and what the repository refuses.
    """
    paper = _moving.locked_in_box(paper_code)
    if not _moving.is_expected(paper, Station.STORAGE, work):
        return
    act_id = uuid4()
    holding = repository.hold(
        source=Source(
            origin=Origin.DIGITISED,
            code=paper.code,
            trust=Trust.DIGITISED,
            agency_code=paper.box.campaign.agency_code,
            procedure_code=paper.box.campaign.procedure_code,
        ),
        owner=_owner(paper),
        paper=_facts(paper),
        files=_files(paper),
        digitised=digitised_code(paper),
        confidence=_confidence(paper),
        by=SYSTEM,
        at=at,
        act_id=act_id,
    )
    paper.holding_code = holding.code
    paper.save(update_fields=["holding_code"])
    audit.record(
        events.PaperStored(**_moving.facts(paper, by=SYSTEM, at=at, act_id=act_id), holding=holding.code)
    )
    _moving.go_on(paper, by=SYSTEM, at=at)
    finish_if_done(box_code=paper.box.code, at=at)


def _said(paper: Paper) -> Mapping[str, str]:
    """The decided values, nothing where nobody could read one."""
    return {name: "" if value == UNREADABLE else value for name, value in (paper.values or {}).items()}


def _owner(paper: Paper) -> Owner:
    said = _said(paper)
    number = said.get("owner_number", "")
    digits = number.replace("-", "")
    kind = OwnerKind.UNKNOWN
    if digits:
        kind = OwnerKind.ORGANISATION if len(digits) in (10, 13) else OwnerKind.PERSON
    return Owner(kind=kind, number=number, name=said.get("owner", ""))


def _facts(paper: Paper) -> PaperFacts:
    said, campaign = _said(paper), paper.box.campaign
    number, symbol = said.get("number", ""), said.get("symbol", "")
    issued = said.get("issued_on", "")
    types = result_types_of(procedure_code=campaign.procedure_code, agency_code=campaign.agency_code)
    return PaperFacts(
        type_name=said.get("type", "") or campaign.paper_type_name,
        type_code=types.local or campaign.paper_type_code,
        national_code=types.national or national_code(campaign.paper_type_code),
        number_symbol="/".join(part for part in (number, symbol) if part),
        issued_on=first_day(issued),
        precision=PRECISIONS.get(len(issued)),
        issuer_name=said.get("issuing_agency", ""),
        abstract=said.get("abstract", "") or said.get("subject", ""),
        signer=said.get("signer", ""),
        valid_from=first_day(said.get("valid_from", "")),
        valid_until=last_day(said.get("valid_until", "")),
        pages=paper.pages_count,
    )


def first_day(kept: str) -> date | None:
    """The first day that a kept value can mean."""
    if not kept:
        return None
    parts = [int(part) for part in kept.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    return date(year, month, day)


def last_day(kept: str) -> date | None:
    """The last day that a kept value can mean: of a month or a year its end."""
    if not kept:
        return None
    parts = [int(part) for part in kept.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _files(paper: Paper) -> Files:
    original = paper.signed or paper.scanned
    assert original is not None, "a paper past the intake has its PDF"
    return Files(
        original=original.code,
        signed_copy=paper.copy.code if paper.copy else "",
        text=paper.rendition.code if paper.rendition else "",
    )


def _confidence(paper: Paper) -> dict[str, int]:
    read = Extraction.objects.filter(paper=paper).first()
    return confidence_of(read.values if read else {}, _said(paper))
