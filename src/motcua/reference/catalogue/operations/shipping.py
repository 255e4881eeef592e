"""Loading what the product ships into an installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.models import Finding, ListRow, Procedure, Publication, Version
from motcua.reference.catalogue.rules import codes

from .likeness import propose_likenesses
from .lists import import_list, keep_fields
from .publishing import publish
from .words import keep_shipped_synonyms


@dataclass(frozen=True)
class Loaded:
    """What the catalogue holds after loading."""

    rows: int
    procedures: int
    publications: int
    versions: int
    findings: int
    new_proposals: int


@transaction.atomic
def load_shipped(*, agencies: Mapping[str, str], by: Administrator, at: datetime) -> Loaded:
    """Load the shipped fields, words for searching, lists and complete procedures; safe to repeat.

    `agencies` maps an authority's identifier to the code of the agency that answers for it here, such as
    {"H50": "so-khcn-quang-tri"}. Lists of other authorities are left out; complete procedures are published
    for every authority whose list names them by code, or one in whose place they stand.

    Raises: Forbidden, Missing.
    """
    keep_fields()
    keep_shipped_synonyms(by=by, at=at)
    for published in shipped.published_lists():
        if published.authority not in agencies:
            continue
        agency = _agency(agencies[published.authority])
        import_list(published=published, agency=agency, by=by, at=at)
        named = shipped.with_successors({codes.national_part(row.code) for row in published.rows})
        for folder in shipped.versions():
            if folder.code in named:
                publish(folder=folder, agency=agency, authority=published.authority, by=by, at=at)
    new_proposals = propose_likenesses()
    return Loaded(
        rows=ListRow.objects.count(),
        procedures=Procedure.objects.count(),
        publications=Publication.objects.count(),
        versions=Version.objects.count(),
        findings=Finding.objects.count(),
        new_proposals=new_proposals,
    )


def _agency(code: str) -> Agency:
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise NoSuchAgency
    return agency
