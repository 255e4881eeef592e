"""One paper for dossiers that are filed together: by one person, for one owner, at one agency, in a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.foundation.kernel.clock import VIETNAM
from motcua.reference.catalogue.rules.papers import Demand

from .enums import Ground
from .models import Draft, DraftPaper, FiledPaper

FOR_ORGANISATION = (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER)


@dataclass(frozen=True)
class SharedFile:
    """A file that lies in another filing; `source_code` is the draft or the dossier."""

    source_code: str
    procedure_name: str
    slug: str
    document_id: int
    file_name: str
    issued_on: date | None
    expires_on: date | None


def offers(draft: Draft, demand: Demand, *, on: date) -> list[SharedFile]:
    """The files that lie for the same paper in what is filed together with the draft; two queries."""
    if not demand.paper.is_shared or draft.ground == Ground.MANDATE:
        return []
    lying: list[tuple[DraftPaper | FiledPaper, str, str]] = [
        *_of_drafts(draft, demand),
        *_of_dossiers(draft, demand, on),
    ]
    return [
        SharedFile(
            source_code=code,
            procedure_name=name,
            slug=one.slug,
            document_id=one.document_id,
            file_name=one.document.file_name,
            issued_on=one.issued_on,
            expires_on=one.expires_on,
        )
        for one, code, name in lying
    ]


def files_of(draft: Draft, demand: Demand, *, source_code: str, on: date) -> list[SharedFile]:
    return [one for one in offers(draft, demand, on=on) if one.source_code == source_code]


def _of_drafts(draft: Draft, demand: Demand) -> list[tuple[DraftPaper, str, str]]:
    """Only files that were found for a paper which may be shared there too."""
    rows = (
        DraftPaper.objects.filter(
            draft__account_id=draft.account_id,
            draft__publication__agency_id=draft.publication.agency_id,
            draft__owner_organisation_id=draft.owner_organisation_id,
            draft__ground=draft.ground,
            slug=demand.paper.slug,
        )
        .exclude(draft=draft)
        .select_related("document", "draft__version", "draft__publication__procedure")
        .order_by("-pk")[:20]
    )
    return [
        (row, row.draft.code, row.draft.publication.procedure.name)
        for row in rows
        if _is_shared(row.draft.version.content, row.slug)
    ]


def _of_dossiers(draft: Draft, demand: Demand, on: date) -> list[tuple[FiledPaper, str, str]]:
    begins = datetime.combine(on, time(), tzinfo=VIETNAM)
    owner = (
        {"filing__dossier__owner_organisation_id": draft.owner_organisation_id}
        if draft.ground in FOR_ORGANISATION
        else {"filing__dossier__owner_person_id": draft.filer_id}
    )
    rows = (
        FiledPaper.objects.filter(
            filing__dossier__filer_id=draft.filer_id,
            filing__dossier__agency_id=draft.publication.agency_id,
            filing__dossier__submitted_at__gte=begins,
            filing__dossier__submitted_at__lt=begins + timedelta(days=1),
            slug=demand.paper.slug,
            **owner,
        )
        .select_related("document", "filing__dossier__version", "filing__dossier__publication__procedure")
        .order_by("-pk")[:20]
    )
    return [
        (row, row.filing.dossier.code, row.filing.dossier.publication.procedure.name)
        for row in rows
        if _is_shared(row.filing.dossier.version.content, row.slug)
    ]


def _is_shared(content: dict[str, object], slug: str) -> bool:
    papers = content["papers"]
    assert isinstance(papers, list)
    return any(paper["slug"] == slug and paper.get("shared") for paper in papers)
