"""Publishing versions of procedures; a version is never changed, only followed or ended."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue import permissions
from motcua.reference.catalogue.errors import ContentUnusable, PeriodUnusable, ProcedureUnknown
from motcua.reference.catalogue.events import VersionEnded, VersionPublished
from motcua.reference.catalogue.loading import Folder
from motcua.reference.catalogue.models import FeeVersion, Field, Level, Procedure, Publication, Version
from motcua.reference.catalogue.rules import codes
from motcua.reference.forms import operations as forms
from motcua.reference.workflow import operations as workflow


@transaction.atomic
def publish(*, folder: Folder, agency: Agency, authority: str, by: Administrator, at: datetime) -> Version:
    """Publish the content of a folder as the next version in one agency, with its form, fee and process.

    `authority` is the identifier that the codes end in, such as H50. The same content again gives the version
    that is there. An earlier version without an end ends on the day before the new one begins.

    Raises: Forbidden, ContentUnusable.
    Law: ND-63-2010/8.
    """
    permissions.check_can_edit(by, agency_id=agency.pk)
    if folder.problems:
        raise ContentUnusable([str(problem) for problem in folder.problems])
    publication = _locked_publication(folder, agency, authority)
    content = folder.version_content()
    digest = content_hash(content)
    same = publication.versions.filter(content_hash=digest).first()
    if same:
        return same
    version = _add_version(publication, folder, content, digest, at)
    _keep_levels(version)
    audit.record(
        VersionPublished(
            subject=publication.full_code,
            at=at,
            actor=actor_of(by),
            dimensions=_dimensions(publication, version),
            number=version.number,
            content_hash=digest,
            valid_from=str(version.valid_from),
            valid_to=str(version.valid_to or ""),
        )
    )
    return version


def _locked_publication(folder: Folder, agency: Agency, authority: str) -> Publication:
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
    found = Publication.objects.select_for_update(of=("self",)).select_related("procedure__field", "agency")
    return found.get(full_code=full_code)


def _add_version(
    publication: Publication, folder: Folder, content: Mapping[str, Any], digest: str, at: datetime
) -> Version:
    last = publication.versions.order_by("-number").first()
    if last and last.valid_to is None and folder.valid_from > last.valid_from:
        last.valid_to = folder.valid_from - timedelta(days=1)
        last.save(update_fields=["valid_to"])
    if folder.process:
        workflow.keep_version(
            procedure_code=folder.code,
            agency=publication.agency,
            content=folder.process,
            valid_from=folder.valid_from,
            valid_to=folder.valid_to,
            at=at,
        )
    return Version.objects.create(
        publication=publication,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=digest,
        sources=content["sources"],
        form_version=forms.keep_version(content=folder.form, at=at) if folder.form else None,
        fee_version=_kept_fee(folder.fee, at) if folder.fee else None,
        valid_from=folder.valid_from,
        valid_to=folder.valid_to,
        published_at=at,
    )


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


@transaction.atomic
def end_version(
    *, publication_code: str, number: int, valid_to: date, by: Administrator, at: datetime
) -> Version:
    """Set the last day of a version: its law ends. The content stays as it is.

    Raises: Missing, Forbidden, PeriodUnusable.
    """
    version = (
        Version.objects.select_for_update(of=("self",))
        .select_related("publication__procedure__field", "publication__agency")
        .filter(publication__full_code=publication_code, number=number)
        .first()
    )
    if version is None:
        raise ProcedureUnknown(publication_code)
    permissions.check_can_edit(by, agency_id=version.publication.agency_id)
    if valid_to < version.valid_from:
        raise PeriodUnusable
    version.valid_to = valid_to
    version.save(update_fields=["valid_to"])
    audit.record(
        VersionEnded(
            subject=publication_code,
            at=at,
            actor=actor_of(by),
            dimensions=_dimensions(version.publication, version),
            number=number,
            valid_to=str(valid_to),
        )
    )
    return version


def _dimensions(publication: Publication, version: Version) -> Dimensions:
    return Dimensions(
        agency=publication.agency.code,
        field=publication.procedure.field.code,
        procedure=publication.procedure.code,
        version=str(version.number),
    )
