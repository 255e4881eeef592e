"""Which procedure renews a type of result at an agency."""

from dataclasses import dataclass
from datetime import date

from motcua.foundation.kernel.errors import Missing, Refused
from motcua.reference.catalogue.models import Version

from .filing import version_for_filing


@dataclass(frozen=True)
class Renewal:
    """A procedure under which somebody may file on that day."""

    publication_code: str
    name: str


def renewal_of(*, type_code: str, agency_code: str, on: date, demo: bool) -> Renewal | None:
    """The procedure of an agency that renews results of a type; None where none is known or in force.

    One query, two more for each procedure that says so.
    """
    if not type_code:
        return None
    saying = Version.objects.standing().filter(
        publication__agency__code=agency_code, content__renews__contains=[type_code]
    )
    codes = saying.order_by("publication__full_code").values_list("publication__full_code", flat=True)
    for code in dict.fromkeys(codes):
        try:
            version = version_for_filing(publication_code=code, on=on, demo=demo)
        except (Missing, Refused):
            continue
        if type_code in version.content.get("renews", ()):
            return Renewal(code, str(version.procedure_name))
    return None
