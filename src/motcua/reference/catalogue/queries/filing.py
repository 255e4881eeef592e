"""The version that a dossier is filed under, and the version that it stays with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from motcua.reference.catalogue.enums import StatusKind
from motcua.reference.catalogue.errors import CaseUnknown, ProcedureUnknown
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.catalogue.rules import content as contents
from motcua.reference.catalogue.rules import fees, standing
from motcua.reference.forms.rules import Form, Text, parse_form


@dataclass(frozen=True)
class FilingVersion:
    """All that filing and processing need of one version. `is_specimen`: its papers are marked "MẪU"."""

    version_id: int
    number: int
    publication_id: int
    publication_code: str
    short_code: str
    procedure_code: str
    procedure_name: Text
    field_code: str
    agency_id: int
    agency_code: str
    content: Mapping[str, Any]
    content_hash: str
    form: Form | None
    form_version_id: int | None
    fee_content: Mapping[str, Any] | None
    time: contents.TimeFacts
    cases: tuple[contents.Case, ...]
    papers: tuple[contents.Paper, ...]
    upload: contents.UploadLimits
    result_name: Text
    result_validity_years: int | None
    status: StatusKind = StatusKind.IN_FORCE
    is_specimen: bool = False

    @property
    def is_fee_known(self) -> bool:
        return self.fee_content is not None

    def check_case(self, case: str) -> None:
        """Raises CaseUnknown unless the version has this case; "" is right where it has none."""
        if case not in {one.slug for one in self.cases} and (case or self.cases):
            raise CaseUnknown(case)

    def papers_for(
        self, *, case: str, channel: str = "online", answers: Mapping[str, Any] | None = None
    ) -> tuple[contents.Paper, ...]:
        """The papers of this case and channel; with answers, only those whose condition holds."""
        return contents.papers_asked(self.papers, case=case, channel=channel, answers=answers, form=self.form)

    def fee_due(
        self, *, case: str, answers: Mapping[str, Any], channel: str = "online", on: date | None = None
    ) -> list[fees.FeeLine]:
        """The lines of what these answers owe by this channel."""
        only = contents.fee_lines_of(self.content, channel)
        return fees.fee_due(
            self.fee_content, answers, case=case, form=self.form, channel=channel, on=on, only=only
        )


def version_for_filing(*, publication_code: str, on: date, demo: bool) -> FilingVersion:
    """The version in force on that day. Two queries, the second kept in the process.

    A demo installation also files under law that has ended or that nobody has checked, as specimens.

    Raises: ProcedureUnknown, NoContentPublished, ContentIncomplete, LawHasEnded, LawNotYetInForce,
    LawNotVerified.
    """
    versions = Version.objects.standing().filter(publication__full_code=publication_code)
    digests, spans = {}, []
    for row in versions.values_list("content_hash", *SPAN):
        span = span_of(*row[1:])
        digests[span.key] = row[0]
        spans.append(span)
    if not spans and not Publication.objects.filter(full_code=publication_code).exists():
        raise ProcedureUnknown(publication_code)
    chosen = standing.filed_under(spans, on, demo=demo)
    status = chosen.status(on)
    version = _parsed(chosen.key, digests[chosen.key])
    return replace(version, status=status, is_specimen=status is not StatusKind.IN_FORCE)


SPAN = ("pk", "number", "valid_from", "valid_to", "content__in_force_verified", "content__incomplete")


def span_of(
    key: int, number: int, valid_from: date, valid_to: date | None, verified: bool | None, incomplete: Any
) -> standing.Span:
    """A row of `SPAN`; in content that says nothing, the law holds and the whole of it is known."""
    return standing.Span(key, number, valid_from, valid_to, verified is not False, bool(incomplete))


def version_of(*, version_id: int) -> FilingVersion:
    """The version that a dossier stays with, whatever has happened to its law. Raises ProcedureUnknown."""
    digest = Version.objects.filter(pk=version_id).values_list("content_hash", flat=True).first()
    if digest is None:
        raise ProcedureUnknown(str(version_id))
    return _parsed(version_id, digest)


@lru_cache(maxsize=128)
def version_row(version_id: int, digest: str) -> Version:
    """The row of a version with form and fee, read once in a process: what is published never changes.

    Its last day and its withdrawal do, so do not read those here. The hash keeps databases apart.
    """
    return Version.objects.select_related("form_version", "fee_version").get(pk=version_id)


@lru_cache(maxsize=512)
def _parsed(version_id: int, digest: str) -> FilingVersion:
    """Content never changes, so it is read and parsed once in a process; the hash keeps databases apart."""
    version = Version.objects.select_related(
        "publication__procedure__field", "publication__agency", "form_version", "fee_version"
    ).get(pk=version_id)
    publication, content = version.publication, version.content
    return FilingVersion(
        version_id=version.pk,
        number=version.number,
        publication_id=publication.pk,
        publication_code=publication.full_code,
        short_code=publication.short_code,
        procedure_code=publication.procedure.code,
        procedure_name=Text.of(content["name"]),
        field_code=publication.procedure.field.code,
        agency_id=publication.agency_id,
        agency_code=publication.agency.code,
        content=content,
        content_hash=digest,
        form=parse_form(version.form_version.content) if version.form_version else None,
        form_version_id=version.form_version_id,
        fee_content=version.fee_version.content if version.fee_version else None,
        time=contents.time_facts(content),
        cases=contents.cases_of(content),
        papers=contents.papers_of(content),
        upload=contents.upload_limits(content),
        result_name=Text.of(content["result"]["text"]),
        result_validity_years=content["result"].get("validity", {}).get("years"),
    )
