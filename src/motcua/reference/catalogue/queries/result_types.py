"""The type of what a procedure gives, here and in the national database."""

from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.content import ResultTypes, result_types


def result_types_of(*, procedure_code: str, agency_code: str) -> ResultTypes:
    """As the newest versions say that were published for a procedure, those of the agency before others. One
    query, none without a procedure.
    """
    if not procedure_code:
        return ResultTypes()
    saying = Version.objects.filter(publication__procedure__code=procedure_code).order_by("-pk")
    found = list(saying.values_list("publication__agency__code", "content")[:MOST])
    found.sort(key=lambda row: row[0] != agency_code)
    return result_types(content for _agency, content in found)


MOST = 20
