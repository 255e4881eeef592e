"""The versions of a procedure beside the one that its page shows, and what stands in its place."""

from dataclasses import dataclass
from datetime import date

from motcua.foundation.kernel.errors import Refused
from motcua.reference.catalogue.errors import VersionUnknown
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.catalogue.rules import standing
from motcua.reference.forms.rules import EMPTY, Text

from .versions import span_of_version


@dataclass(frozen=True)
class VersionLine:
    """One version; `law` gives the numbers of the first two legal texts that it goes by."""

    number: int
    valid_from: date
    valid_to: date | None
    is_shown: bool
    is_withdrawn: bool = False
    is_incomplete: bool = False
    has_form: bool = False
    law: str = ""


@dataclass(frozen=True)
class Successor:
    """What stands in the place of a procedure that has ended; `full_code` is empty where it is not here."""

    code: str
    full_code: str = ""
    name: Text = EMPTY


def newest_first(publication: Publication) -> list[Version]:
    """All versions by their first day, also those that were withdrawn."""
    return sorted(publication.versions.all(), key=lambda one: (one.valid_from, one.number), reverse=True)


def version_line(version: Version, *, is_shown: bool) -> VersionLine:
    numbers = [text["number"] for text in version.content["legal_basis"]]
    return VersionLine(
        number=version.number,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        is_shown=is_shown,
        is_withdrawn=version.withdrawn_at is not None,
        is_incomplete=bool(version.content.get("incomplete")),
        has_form=version.form_version_id is not None,
        law=", ".join(numbers[:2]),
    )


def usual_and_filed(
    publication: Publication, on: date, *, demo: bool
) -> tuple[Version | None, Version | None]:
    """The version that holds on that day, and the one that is filed under, if one is."""
    by_id = {one.pk: one for one in publication.versions.all() if one.withdrawn_at is None}
    spans = [span_of_version(one) for one in by_id.values()]
    shown = standing.shown_on(spans, on)
    try:
        filed = by_id[standing.filed_under(spans, on, demo=demo).key]
    except Refused:
        filed = None
    return by_id[shown.key] if shown else None, filed


def numbered(publication: Publication, number: int) -> Version:
    """Raises VersionUnknown, also for one that was withdrawn."""
    for one in publication.versions.all():
        if one.number == number and one.withdrawn_at is None:
            return one
    raise VersionUnknown


def successors(publication: Publication, version: Version) -> tuple[Successor, ...]:
    """What stands in its place, as the same agency publishes it. One query, none where nothing does."""
    codes = version.content.get("succeeded_by", ())
    if not codes:
        return ()
    found = Publication.objects.filter(agency_id=publication.agency_id, procedure__code__in=codes)
    here = {one.procedure.code: one for one in found.select_related("procedure")}
    return tuple(
        Successor(code, here[code].full_code, Text(here[code].procedure.name, here[code].procedure.name_en))
        if code in here
        else Successor(code)
        for code in codes
    )
