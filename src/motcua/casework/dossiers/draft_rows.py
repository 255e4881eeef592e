"""A draft as read from the database, with what its check looks at."""

from collections.abc import Sequence

from django.db.models import F, QuerySet

from motcua.reference.catalogue import queries as catalogue

from .models import Draft


def draft_of(
    drafts: QuerySet[Draft], *, code: str, account_code: str, also: Sequence[str] = ()
) -> Draft | None:
    """One of the drafts with all that its check looks at. One query; the version is kept in the process."""
    draft = (
        drafts.select_related(
            "publication__procedure",
            "publication__agency",
            "owner_organisation",
            "filer",
            "helper",
            "help_unit__agency",
            *also,
        )
        .annotate(version_hash=F("version__content_hash"))
        .filter(code=code, account__code=account_code)
        .first()
    )
    if draft is not None:
        draft.version = catalogue.version_row(draft.version_id, draft.version_hash)
    return draft
