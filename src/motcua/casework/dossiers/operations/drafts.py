"""Preparing a filing: a draft is saved with its defects and files nothing. Saving a draft is not an act."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.casework.dossiers import checking, once_only, sharing
from motcua.casework.dossiers.enums import Ground, ResultWay
from motcua.casework.dossiers.errors import (
    NotAMember,
    NothingToShare,
    NothingToTakeOver,
    StalePage,
)
from motcua.casework.dossiers.models import Draft
from motcua.foundation.accounts.models import Account, Organisation
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue import queries as catalogue
from motcua.reference.catalogue.models import Version
from motcua.reference.forms.rules import Form, parse_post

from . import taking
from ._places import MAX_FILES_PER_PAPER, demand_at, put
from ._trays import locked_draft, tray_of


def _fresh(draft_code: str, by: ApplicantView, revision: int, at: datetime) -> Draft:
    """The draft, moved to the version in force today if another one came into force since it was begun."""
    draft = locked_draft(draft_code, by)
    if draft.revision != revision:
        raise StalePage()
    version = catalogue.version_for_filing(
        publication_code=draft.publication.full_code, on=local_date(at), demo=settings.MOTCUA_DEMO
    )
    if version.version_id != draft.version_id:
        draft.version = Version.objects.select_related("form_version", "fee_version").get(
            pk=version.version_id
        )
    return draft


def _saved(draft: Draft, at: datetime, *fields: str) -> Draft:
    draft.revision += 1
    draft.updated_at = at
    draft.save(update_fields=[*fields, "version", "revision", "updated_at"])
    return draft


@transaction.atomic
def start_draft(*, by: ApplicantView, publication_code: str, case_slug: str = "", at: datetime) -> Draft:
    """A new draft of the version in force today; a case that the version does not have is left open.

    Raises: Missing, Refused (the law of the procedure has ended, or nothing is published).
    """
    version = catalogue.version_for_filing(
        publication_code=publication_code, on=local_date(at), demo=settings.MOTCUA_DEMO
    )
    cases = [case.slug for case in version.cases]
    if case_slug not in cases:
        case_slug = cases[0] if len(cases) == 1 else ""
    return Draft.objects.create(
        account=Account.objects.get(code=by.account_code),
        filer_id=by.person_id,
        publication_id=version.publication_id,
        version_id=version.version_id,
        case_slug=case_slug,
        created_at=at,
        updated_at=at,
    )


@transaction.atomic
def save_case(
    *,
    by: ApplicantView,
    draft_code: str,
    revision: int,
    case_slug: str,
    ground: str,
    at: datetime,
    ground_note: str = "",
    organisation_code: str = "",
    mandator: Mapping[str, str] | None = None,
) -> Draft:
    """Keep which case it is, for whom it is filed and on what ground.

    Raises: DraftMissing, StalePage, NotAMember.
    """
    draft = _fresh(draft_code, by, revision, at)
    organisation = None
    if organisation_code:
        organisation = Organisation.objects.filter(code=organisation_code, pk__in=by.organisation_ids).first()
        if organisation is None:
            raise NotAMember()
    draft.case_slug = case_slug if case_slug in checking.case_slugs(draft.version) else ""
    draft.ground = ground if ground in Ground.values else Ground.SELF
    draft.ground_note = ground_note[:300]
    draft.owner_organisation = organisation
    draft.mandator = {key: str(value)[:120] for key, value in (mandator or {}).items()}
    taking.take_what_fits(draft=draft, by=by, at=at)
    return _saved(draft, at, "case_slug", "ground", "ground_note", "owner_organisation", "mandator")


@transaction.atomic
def save_answers(
    *,
    by: ApplicantView,
    draft_code: str,
    revision: int,
    raw: Mapping[str, Sequence[str]],
    at: datetime,
    page: str = "",
) -> Draft:
    """Keep what was typed, right or wrong; `raw` is what was posted, from one page of the form or all.

    Raises: DraftMissing, StalePage, PostTooLarge.
    """
    draft = _fresh(draft_code, by, revision, at)
    form = checking.form_of(draft.version)
    draft.answers = _joined(form, draft.answers, raw, page)
    draft.origins = once_only.kept_origins(draft, known=once_only.filled_in(draft, form, on=local_date(at)))
    taking.take_what_fits(draft=draft, by=by, at=at)
    return _saved(draft, at, "answers", "origins")


@transaction.atomic
def take_over(*, by: ApplicantView, draft_code: str, revision: int, source_code: str, at: datetime) -> Draft:
    """Take over what an earlier dossier of the same owner answers and is still empty here, with its origin.

    Raises: DraftMissing, StalePage, NotAMember, NothingToTakeOver (another owner's dossier too).
    """
    draft = _fresh(draft_code, by, revision, at)
    if draft.owner_organisation_id is not None and draft.owner_organisation_id not in by.organisation_ids:
        raise NotAMember()
    form = checking.form_of(draft.version)
    taken = once_only.taken_from(draft, form, code=source_code)
    if not taken:
        raise NothingToTakeOver()
    draft.answers = draft.answers | {name: origin.value for name, origin in taken.items()}
    draft.origins = draft.origins | {name: origin.facts for name, origin in taken.items()}
    return _saved(draft, at, "answers", "origins")


def _joined(
    form: Form, before: Mapping[str, Any], raw: Mapping[str, Sequence[str]], page: str
) -> dict[str, Any]:
    """What one page sent, beside what the other pages had sent before."""
    here = form.only(page)
    if here is form:
        return parse_post(form, raw)
    names = {field.name for field in here.fields}
    others = {name: value for name, value in before.items() if name not in names and form.field(name)}
    return others | parse_post(here, raw)


@transaction.atomic
def share_paper(*, by: ApplicantView, draft_code: str, slug: str, source_code: str, at: datetime) -> int:
    """Lay here the files of the same paper from another filing of the same owner; how many were laid.

    `source_code` is another draft of the viewer, or a dossier that they filed with the agency that day.

    Raises: DraftMissing, UnknownPaper, NothingToShare.
    Law: ND-142-2020/14.
    """
    draft = locked_draft(draft_code, by)
    tray = tray_of(draft_code, by)
    demand = demand_at(tray, slug, at)
    found = sharing.files_of(draft, demand, source_code=source_code, on=local_date(at))
    if not found:
        raise NothingToShare()
    for one in found[:MAX_FILES_PER_PAPER]:
        put(tray, demand, one.document_id, at, issued_on=one.issued_on, expires_on=one.expires_on)
    return len(found[:MAX_FILES_PER_PAPER])


@transaction.atomic
def save_result_way(
    *, by: ApplicantView, draft_code: str, revision: int, result_way: str, result_address: str, at: datetime
) -> Draft:
    """Keep how the result is to be received.

    Raises: DraftMissing, StalePage.
    """
    draft = _fresh(draft_code, by, revision, at)
    draft.result_way = result_way if result_way in ResultWay.values else ResultWay.ONLINE
    draft.result_address = result_address[:300].strip()
    return _saved(draft, at, "result_way", "result_address")


@transaction.atomic
def delete_draft(*, by: ApplicantView, draft_code: str, at: datetime) -> None:
    """Delete a draft and what lay beside it; files that nothing else names are cleaned up later.

    Raises: DraftMissing.
    """
    locked_draft(draft_code, by).delete()
