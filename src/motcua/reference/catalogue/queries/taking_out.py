"""What is exported: the parts of live versions, or of a draft."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from motcua.reference.catalogue.models import Draft, Publication, Version

from .versions import content_of, shown_version


def contents(*, codes: Sequence[str], agency: str = "", draft: str = "", on: date) -> list[dict[str, Any]]:
    """The contents {procedure, form, fee, process} of one draft, of the procedures named, or of all.

    Each procedure once, as one agency publishes it: the agency named, else the first one. For those who may
    see drafts: the caller has asked.
    """
    if draft:
        found = Draft.objects.filter(code=draft).first()
        return [dict(found.content)] if found else []
    wanted = Publication.objects.filter(pk__in=Version.objects.standing().values("publication_id"))
    if agency:
        wanted = wanted.filter(agency__code=agency)
    if codes:
        named = [Publication.objects.by_code(code).values("pk") for code in codes]
        wanted = wanted.filter(pk__in=named[0].union(*named[1:]) if len(named) > 1 else named[0])
    by_procedure: dict[int, Publication] = {}
    for publication in wanted.order_by("full_code"):
        by_procedure.setdefault(publication.procedure_id, publication)
    versions = [shown_version(publication_id=one.pk, on=on) for one in by_procedure.values()]
    return [content_of(version) for version in versions if version is not None]


def agency_for(*, procedure_code: str) -> str:
    """The code of the agency that publishes a procedure, where it is one only; else nothing."""
    found = Publication.objects.by_code(procedure_code).values_list("agency__code", flat=True)
    codes = sorted(set(found))
    if not codes:
        codes = sorted(set(Publication.objects.values_list("agency__code", flat=True)))
    return codes[0] if len(codes) == 1 else ""
