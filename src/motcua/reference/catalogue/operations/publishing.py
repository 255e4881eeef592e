"""Publishing, ending, withdrawing and abolishing; a version is never changed, only followed or ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue import errors, events, permissions
from motcua.reference.catalogue.loading import Folder
from motcua.reference.catalogue.models import Publication, Version

from . import _acts


@dataclass(frozen=True)
class Decision:
    """A decision that publishes or abolishes: its number, day and agency as printed."""

    number: str
    on: date
    agency: str

    def check(self, *, today: date) -> None:
        """Raises DecisionIncomplete."""
        if not (self.number.strip() and self.agency.strip()) or self.on > today:
            raise errors.DecisionIncomplete
        if len(self.number) > 60 or len(self.agency) > 200:
            raise errors.DecisionIncomplete


@transaction.atomic
def publish(*, folder: Folder, agency: Agency, authority: str, by: Administrator, at: datetime) -> Version:
    """Publish the content of a folder as the next version in one agency, with its form, fee and process.

    `authority` is the identifier that the codes end in, such as H50. The same content again gives the
    version that is there; what editors have published from a draft is theirs, and stays the newest. An
    earlier version that would still hold ends on the day before the new one begins.

    Raises: Forbidden, ContentUnusable.
    Law: ND-63-2010/8.
    """
    permissions.check_can_edit(by, agency_id=agency.pk)
    if folder.problems:
        raise errors.ContentUnusable([str(problem) for problem in folder.problems])
    publication = _acts.locked_publication(folder, agency, authority)
    content = folder.version_content()
    digest = content_hash(content)
    same = publication.versions.filter(content_hash=digest).first()
    edited = publication.versions.exclude(draft=None).order_by("-number").first()
    if same or edited:
        return same or edited  # type: ignore[return-value]
    version = _acts.add_version(publication, folder, content, at=at)
    audit.record(
        events.VersionPublished(
            subject=publication.full_code,
            at=at,
            actor=actor_of(by),
            dimensions=_acts.dimensions_of(publication, version.number),
            number=version.number,
            content_hash=digest,
            valid_from=str(version.valid_from),
            valid_to=str(version.valid_to or ""),
        )
    )
    return version


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
        raise errors.ProcedureUnknown(publication_code)
    permissions.check_can_edit(by, agency_id=version.publication.agency_id)
    if valid_to < version.valid_from:
        raise errors.PeriodUnusable
    version.valid_to = valid_to
    version.save(update_fields=["valid_to"])
    audit.record(
        events.VersionEnded(
            subject=publication_code,
            at=at,
            actor=actor_of(by),
            dimensions=_acts.dimensions_of(version.publication, version.number),
            number=number,
            valid_to=str(valid_to),
        )
    )
    return version


@transaction.atomic
def withdraw_version(*, by: Administrator, version_id: int, reason: str, at: datetime) -> Version:
    """Withdraw a version with a mistake: nobody files under it any more, dossiers of it stay with it.

    A version that had ended only because this one began holds again, as far as its own content says.

    Raises: VersionUnknown, Forbidden, VersionWithdrawn, ReasonMissing.
    """
    publication_id = Version.objects.filter(pk=version_id).values_list("publication_id", flat=True).first()
    if publication_id is None:
        raise errors.VersionUnknown
    publication = _locked(pk=publication_id)
    version = Version.objects.select_for_update(of=("self",)).get(pk=version_id)
    permissions.check_can_publish(by, agency_id=publication.agency_id)
    if version.withdrawn_at is not None:
        raise errors.VersionWithdrawn
    if not reason.strip():
        raise errors.ReasonMissing
    version.withdrawn_at = at
    version.withdrawn_by = actor_of(by).code
    version.withdrawn_reason = reason.strip()
    version.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    _let_earlier_hold_again(publication, version)
    _take_decision_back(publication, version)
    audit.record(
        events.VersionWithdrawn(
            subject=publication.full_code,
            at=at,
            actor=actor_of(by),
            dimensions=_acts.dimensions_of(publication, version.number),
            number=version.number,
        )
    )
    return version


def _let_earlier_hold_again(publication: Publication, withdrawn: Version) -> None:
    last_day = withdrawn.valid_from - timedelta(days=1)
    later = publication.versions.standing().filter(valid_from__gt=last_day).order_by("valid_from").first()
    for earlier in publication.versions.standing().filter(valid_to=last_day):
        stated = earlier.content["valid_to"]
        ends = [date.fromisoformat(stated["day"])] if stated else []
        ends += [later.valid_from - timedelta(days=1)] if later else []
        ends += [publication.valid_to] if publication.abolition_number and publication.valid_to else []
        earlier.valid_to = max(min(ends), last_day) if ends else None
        earlier.save(update_fields=["valid_to"])


def _take_decision_back(publication: Publication, withdrawn: Version) -> None:
    """The publication shows the decision of the newest version that stands."""
    if publication.decision_number != withdrawn.decision_number:
        return
    newest = publication.versions.standing().exclude(decision_number=None).order_by("-number").first()
    publication.decision_number = newest.decision_number if newest else None
    publication.decision_on = newest.decision_on if newest else None
    publication.decision_agency = newest.decision_agency if newest else None
    publication.save(update_fields=["decision_number", "decision_on", "decision_agency"])


@transaction.atomic
def abolish_publication(
    *, by: Administrator, publication_code: str, decision: Decision, on: date, at: datetime
) -> Publication:
    """Abolish a procedure at one agency; `on` is the last day on which it holds.

    Raises: ProcedureUnknown, Forbidden, PublicationAbolished, DecisionIncomplete, PeriodTaken.
    """
    publication = _locked(full_code=publication_code)
    permissions.check_can_publish(by, agency_id=publication.agency_id)
    if publication.abolition_number is not None:
        raise errors.PublicationAbolished
    decision.check(today=local_date(at))
    to_come = publication.versions.standing().filter(valid_from__gt=on).order_by("number").first()
    if to_come is not None:
        raise errors.PeriodTaken(to_come.number, to_come.valid_from)
    for version in publication.versions.standing().order_by("number"):
        if version.valid_to is None or version.valid_to > on:
            version.valid_to = on
            version.save(update_fields=["valid_to"])
    publication.abolition_number = decision.number.strip()
    publication.abolition_on = decision.on
    publication.abolition_agency = decision.agency.strip()
    publication.valid_to = on
    publication.save(update_fields=["abolition_number", "abolition_on", "abolition_agency", "valid_to"])
    audit.record(
        events.PublicationAbolished(
            subject=publication.full_code,
            at=at,
            actor=actor_of(by),
            dimensions=_acts.dimensions_of(publication),
            valid_to=str(on),
        )
    )
    return publication


def _locked(**which: object) -> Publication:
    found = Publication.objects.select_for_update(of=("self",), no_key=True)
    publication = found.select_related("procedure__field", "agency").filter(**which).first()
    if publication is None:
        raise errors.ProcedureUnknown(str(which.get("full_code", "")))
    return publication
