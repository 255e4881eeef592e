"""Steps that several acts of publishing share. Each is part of an operation that holds the transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue.loading import Folder
from motcua.reference.catalogue.models import (
    Draft,
    FeeVersion,
    Field,
    Level,
    Procedure,
    Publication,
    Version,
)
from motcua.reference.catalogue.rules import codes
from motcua.reference.forms import operations as forms
from motcua.reference.workflow import operations as workflow


@dataclass(frozen=True)
class Approval:
    """What a version has only when people approved it: draft, decision, what dossiers under way do."""

    draft: Draft
    by: str
    decision_number: str
    decision_on: date
    decision_agency: str
    under_way: str
    ground: str

    def columns(self) -> dict[str, Any]:
        return {
            "draft": self.draft,
            "published_by": self.by,
            "decision_number": self.decision_number,
            "decision_on": self.decision_on,
            "decision_agency": self.decision_agency,
            "under_way": self.under_way,
            "ground": self.ground,
        }


def locked_publication(folder: Folder, agency: Agency, authority: str) -> Publication:
    """The publication of this procedure in the agency, made if it is new; names and words put right."""
    content = folder.procedure
    words = search_words(" ".join([content["name"]["vi"], *content.get("keywords", ())]))
    procedure, _ = Procedure.objects.update_or_create(
        code=folder.code,
        defaults={
            "name": content["name"]["vi"],
            "name_en": content["name"].get("en", ""),
            "name_norm": " ".join(words),
            "field": Field.objects.get(code=content["field"]),
        },
    )
    national = codes.national_part(folder.code)
    full_code = codes.full_code(national, authority) if national else folder.code
    Publication.objects.get_or_create(
        full_code=full_code,
        defaults={
            "procedure": procedure,
            "agency": agency,
            "short_code": codes.short_code(national, authority) if national else folder.code,
        },
    )
    found = Publication.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("procedure__field", "agency").get(full_code=full_code)


@transaction.atomic(savepoint=False)
def add_version(
    publication: Publication,
    folder: Folder,
    content: Mapping[str, Any],
    *,
    at: datetime,
    approval: Approval | None = None,
) -> Version:
    """The next version with its form, fee, process and levels; what stood before it ends the day before."""
    end_earlier(publication, folder.valid_from)
    process = None
    if folder.process:
        process = workflow.keep_version(
            procedure_code=folder.code,
            agency=publication.agency,
            content=folder.process,
            valid_from=folder.valid_from,
            valid_to=folder.valid_to,
            at=at,
        )
    last = publication.versions.order_by("-number").first()
    version = Version.objects.create(
        publication=publication,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=content_hash(content),
        sources=content["sources"],
        form_version=forms.keep_version(content=folder.form, at=at) if folder.form else None,
        fee_version=_kept_fee(folder.fee, at) if folder.fee else None,
        process_version=process,
        valid_from=folder.valid_from,
        valid_to=folder.valid_to,
        published_at=at,
        **(approval.columns() if approval else {}),
    )
    _keep_levels(version)
    return version


def end_earlier(publication: Publication, valid_from: date) -> None:
    """Versions that would still hold on that day end on the day before it."""
    for version in publication.versions.standing().filter(valid_from__lt=valid_from):
        if version.valid_to is None or version.valid_to >= valid_from:
            version.valid_to = valid_from - timedelta(days=1)
            version.save(update_fields=["valid_to"])


def _kept_fee(content: Mapping[str, Any], at: datetime) -> FeeVersion:
    digest = content_hash(content)
    kept = FeeVersion.objects.filter(code=content["code"]).order_by("-number")
    same, last = kept.filter(content_hash=digest).first(), kept.first()
    return same or FeeVersion.objects.create(
        code=content["code"],
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=digest,
        kept_at=at,
    )


def _keep_levels(version: Version) -> None:
    sources = {source["key"]: source["text"] for source in version.content["sources"]}
    Level.objects.bulk_create(
        Level(
            publication_id=version.publication_id,
            version=version,
            case=level["case"],
            scheme=level["scheme"],
            value=level["value"],
            kind=level["kind"],
            year=level.get("year"),
            source=sources[level["source"]][:200],
        )
        for level in version.content["levels"]
    )


def dimensions_of(publication: Publication, number: int | None = None) -> Dimensions:
    return Dimensions(
        agency=publication.agency.code,
        field=publication.procedure.field.code,
        procedure=publication.procedure.code,
        version="" if number is None else str(number),
    )
