"""Finding internal processes."""

from datetime import date

from motcua.reference.workflow.models import ProcessVersion


def process_in_force(*, procedure_code: str, agency_code: str, on: date) -> ProcessVersion | None:
    """The newest version in force on that day, else the newest of all: old law is shown too."""
    versions = ProcessVersion.objects.filter(
        procedure_code=procedure_code, agency__code=agency_code
    ).order_by("-number")
    return versions.in_force(on=on).first() or versions.first()
