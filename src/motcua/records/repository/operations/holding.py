"""Papers are held, once for each source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.text import normalise
from motcua.records.documents import queries as documents
from motcua.records.repository import errors, rules
from motcua.records.repository.events import HoldingFileRenewed, PaperHeld
from motcua.records.repository.facts import DigitisedCode, Files, Owner, Paper, Source
from motcua.records.repository.models import Holding

from .ending import replace
from .lookups import event_facts, locked, name_owner, owner_with_code, owner_with_number


@transaction.atomic
def hold(
    *,
    source: Source,
    owner: Owner,
    paper: Paper,
    files: Files,
    by: Actor,
    at: datetime,
    digitised: DigitisedCode | None = None,
    confidence: Mapping[str, int] | None = None,
    replaces: str = "",
    act_id: UUID | None = None,
) -> Holding:
    """Keep a paper for its owner. Called again with the same source it changes nothing and gives the same.

    An owner known by code is taken as said; one known by number is looked for, and where nobody is found
    for certain the paper waits for its owner. `replaces` is the code of the holding whose place this one
    takes. `confidence`: how sure the reading of each fact was, from 0 to 100.
    Raises: FactsRefused, DigitisedCodeTaken, DocumentMissing, OwnerMissing, HoldingMissing, NotValidAnyMore.
    Law: ND-45-2020/14.3, TT-01-2023-VPCP/10.
    """
    rules.check_paper(paper)
    _one_at_a_time(source, digitised)
    before = Holding.objects.filter(origin=source.origin, source_code=source.code).first()
    if before is not None:
        return before
    holding = Holding(
        **_source_facts(source),
        **_paper_facts(paper),
        **coded(digitised),
        **_documents(files),
        confidence=dict(confidence or {}),
        words=rules.words_of(
            paper, codes=(source.code, source.dossier_code, digitised.code if digitised else "")
        ),
        held_at=at,
        held_by=by.code,
    )
    _own(holding, owner, at=at)
    _check_lengths(holding)
    holding.save(force_insert=True)
    act_id = act_id or uuid4()
    event = PaperHeld(
        **event_facts(holding, by=by, at=at, act_id=act_id),
        origin=holding.origin,
        source=holding.source_code,
        document=files.original,
        replaces=replaces,
    )
    audit.record(event, is_first=True)
    if replaces:
        replace(code=replaces, by_holding=holding, by=by, at=at, act_id=act_id)
    return holding


@transaction.atomic
def renew_file(
    *, code: str, document_code: str, by: Actor, at: datetime, act_id: UUID | None = None
) -> Holding:
    """The file of a paper was made again, with the same words; the one before stays where it is kept.

    Safe to repeat. Raises: HoldingMissing, DocumentMissing.
    """
    holding = locked(code)
    document = documents.find(code=document_code)
    if holding.document_id == document.pk:
        return holding
    holding.document = document
    holding.save(update_fields=["document"])
    facts = event_facts(holding, by=by, at=at, act_id=act_id or uuid4())
    audit.record(HoldingFileRenewed(**facts, document=document.code))
    return holding


def _one_at_a_time(source: Source, digitised: DigitisedCode | None) -> None:
    """Waits for whoever holds the same source or gives the same code; until the transaction ends."""
    names = [f"repository:{source.origin}:{source.code}"]
    if digitised is not None:
        names.append(f"repository:code:{digitised.code}")
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _source_facts(source: Source) -> dict[str, Any]:
    return {
        "origin": source.origin,
        "source_code": source.code,
        "trust": source.trust,
        "is_sample": source.is_sample,
        "dossier_code": source.dossier_code,
        "procedure_code": source.procedure_code,
        "agency_code": source.agency_code,
    }


def _paper_facts(paper: Paper) -> dict[str, Any]:
    return {
        "type_code": paper.type_code,
        "national_code": paper.national_code,
        "type_name": paper.type_name.strip(),
        "number_symbol": paper.number_symbol,
        "issued_on": rules.issue_day(paper),
        "precision": paper.precision or "",
        "issuer_code": paper.issuer_code,
        "issuer_name": paper.issuer_name,
        "abstract": paper.abstract,
        "signer": paper.signer,
        "valid_from": paper.valid_from,
        "valid_until": paper.valid_until,
        "pages": paper.pages,
        "language": paper.language,
        "physical_state": paper.physical_state,
        "is_refusal": paper.is_refusal,
    }


def coded(digitised: DigitisedCode | None) -> dict[str, Any]:
    """What is kept of the code of a digitised result. Raises DigitisedCodeTaken."""
    if digitised is None or not digitised.code:
        return {}
    if Holding.objects.filter(digitised_code=digitised.code).exists():
        raise errors.DigitisedCodeTaken()
    return {
        "digitised_code": digitised.code,
        "digitised_owner": digitised.owner_part,
        "digitised_type": digitised.type_part,
        "digitised_order": digitised.order,
        "digitised_year": digitised.year,
        "digitised_agency": digitised.agency_part,
    }


def _check_lengths(holding: Holding) -> None:
    """What a machine read may be of any length. Raises FactsRefused."""
    for field in holding._meta.concrete_fields:
        most, value = field.max_length, getattr(holding, field.attname)
        if most is not None and isinstance(value, str) and len(value) > most:
            name = rules.FACT_NAMES.get(field.name, field.name)
            raise errors.FactsRefused(f"“{name}” dài {len(value)} ký tự, nhiều nhất là {most}.")


def _documents(files: Files) -> dict[str, Any]:
    """Raises DocumentMissing."""
    named = {"document": files.original, "signed_copy": files.signed_copy, "text": files.text}
    return {name: documents.find(code=code) for name, code in named.items() if code or name == "document"}


def _own(holding: Holding, owner: Owner, *, at: datetime) -> None:
    """Raises OwnerMissing."""
    holding.owner_number = rules.owner_number(owner.number)
    holding.owner_kind = rules.kind_by_number(owner.kind, holding.owner_number)
    holding.owner_name, holding.owner_name_norm = owner.name.strip(), normalise(owner.name)
    found = owner_with_code(owner.code) if owner.code else owner_with_number(holding)
    if found is not None:
        name_owner(holding, found, at=at)
