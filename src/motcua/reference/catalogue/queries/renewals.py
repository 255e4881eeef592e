"""Which procedure renews a type of result at an agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from motcua.foundation.kernel.errors import Missing, Refused
from motcua.reference.catalogue.models import Version

from .filing import version_for_filing


@dataclass(frozen=True)
class Renewal:
    """A procedure under which somebody may file on that day."""

    publication_code: str
    name: str


def renewing(type_codes: Collection[str], *, version: str = "") -> Q:
    """Versions that say they renew one of these types; `version` leads there from elsewhere: `version__`."""
    return reduce(or_, (Q(**{f"{version}content__renews__contains": [code]}) for code in type_codes))


def renewal_of(*, type_codes: Collection[str], agency_code: str, on: date, demo: bool) -> Renewal | None:
    """The procedure of an agency that renews results of a type, said by its local code or the national one;
    None where none is known or in force.

    One query, two more for each procedure that says so.
    """
    if not type_codes:
        return None
    saying = Version.objects.standing().filter(renewing(type_codes), publication__agency__code=agency_code)
    codes = saying.order_by("publication__full_code").values_list("publication__full_code", flat=True)
    for code in dict.fromkeys(codes):
        try:
            version = version_for_filing(publication_code=code, on=on, demo=demo)
        except (Missing, Refused):
            continue
        if set(type_codes) & set(version.content.get("renews", ())):
            return Renewal(code, str(version.procedure_name))
    return None
