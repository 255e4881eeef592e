"""A procedure that asks for a paper which the repository may hold, and such papers."""

from datetime import date
from typing import Any

from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.kernel.canonical import content_hash
from motcua.records.repository.models import Holding
from motcua.reference.catalogue.models import Publication, Version

from .accounts import minh
from .dossiers import CONTENT, FILED, a_publication, an_authority
from .holdings import a_holding

LICENCE = "local.licence"
ASKED: dict[str, Any] = {
    "slug": "giay-phep",
    "name": {"vi": "Giấy phép sắp hết hạn"},
    "copies": 1,
    "type_codes": [LICENCE],
    "source": "luat",
    "verified": False,
}


def a_renewal(
    code: str = "2.000081", *papers: dict[str, Any], national_code: str = "", **asked: Any
) -> Publication:
    """A procedure that renews licences and asks for the one that ends; `asked` is special about that paper,
    `national_code` that of its result.
    """
    an_authority()
    publication = a_publication(code)
    content: dict[str, Any] = CONTENT | {
        "papers": [CONTENT["papers"][0], ASKED | asked, *papers],  # type: ignore[index]
        "result": CONTENT["result"]  # type: ignore[operator]
        | {"type_code": LICENCE}
        | ({"national_code": national_code} if national_code else {}),
        "renews": [LICENCE],
    }
    Version.objects.get_or_create(
        publication=publication,
        content_hash=content_hash(content),
        defaults={
            "number": 2,
            "content": content,
            "sources": [],
            "form_version": publication.versions.get(number=1).form_version,
            "valid_from": date(2019, 1, 1),
            "published_at": FILED,
        },
    )
    return publication


def a_licence(owner: Person | Organisation | None = None, **paper: Any) -> Holding:
    """A licence that the repository holds, valid on the day of filing."""
    given = {"type_code": LICENCE, "valid_until": date(2027, 1, 31)} | paper
    return a_holding(owner or minh(), **given)
