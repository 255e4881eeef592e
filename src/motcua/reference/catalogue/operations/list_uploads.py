"""An uploaded list: kept as an import with its report; nothing of it is in the catalogue yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue import permissions
from motcua.reference.catalogue.models import ListImport
from motcua.reference.catalogue.queries.list_changes import raw_of
from motcua.reference.catalogue.reading import ReadList
from motcua.reference.catalogue.shipped import PublishedList
from motcua.reference.forms.rules import Text

from .approving import authority_of
from .lists import ListFile, keep_list


@dataclass(frozen=True)
class ListFacts:
    """What the editor says of it: title, number and day as cited, scheme of levels, year planned for."""

    title: str
    document: str
    scheme: str
    plan_year: int


@transaction.atomic
def keep_upload(
    *, read: ReadList, facts: ListFacts, agency_code: str, by: Administrator, at: datetime
) -> ListImport:
    """Keep what was read for an agency. The same file again gives the import that is there.

    Raises: Forbidden, Missing, NoAuthority.
    """
    agency = Agency.objects.select_for_update(of=("self",)).filter(code=agency_code).first()
    if agency is None:
        raise NoSuchAgency
    permissions.check_can_edit(by, agency_id=agency.pk)
    published = PublishedList(
        slug=f"{agency.code[:40]}-{facts.plan_year}-{read.sha256[:8]}",
        authority=authority_of(agency=agency, at=at),
        title=Text(vi=facts.title),
        document=facts.document,
        dated=local_date(at),
        scheme=facts.scheme,
        plan_year=facts.plan_year,
        rows=read.rows,
        raw=tuple(raw_of(row) for row in read.rows),
        oddities=read.oddities,
    )
    file = ListFile(name=read.name, kind=read.file_type, sha256=read.sha256)
    return keep_list(published=published, agency=agency, by=by, at=at, file=file)
