"""Reads of the repository: for rooms above here, for owners, officers and strangers each in a file."""

from django.db.models import Exists, OuterRef, Q

from motcua.foundation.accounts.models import Organisation, Person
from motcua.records.repository.models import Holding


def opened_chain(holding_code: str) -> str:
    """The chain that keeps who opened a paper."""
    return f"opened:{holding_code}"


def holding_of_source(*, origin: str, code: str) -> str:
    """The code of what is held of this source; empty when nothing is."""
    found = Holding.objects.filter(origin=origin, source_code=code).values_list("code", flat=True)
    return found.first() or ""


def matchable(*, after: int, most: int) -> list[tuple[int, str]]:
    """Key and code of unmatched papers whose number somebody has here, beyond the key `after`. One query."""
    people = Person.objects.filter(identity_number=OuterRef("owner_number"))
    organisations = Organisation.objects.filter(tax_number=OuterRef("owner_number"))
    waiting = Holding.objects.unmatched().exclude(owner_number="").filter(pk__gt=after)
    found = waiting.filter(Q(Exists(people)) | Q(Exists(organisations))).order_by("pk")
    return list(found.values_list("pk", "code")[:most])
