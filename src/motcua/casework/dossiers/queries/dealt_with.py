"""What this room answers to the repository by its ports: whom officers know, which unit issued a paper."""

from collections.abc import Collection

from motcua.casework.dossiers.models import Dossier


class OwnersDealtWith:
    """Owners of a dossier that an officer has received as valid."""

    def among(self, owner_codes: Collection[str]) -> set[str]:
        """Two queries."""
        received = Dossier.objects.filter(accepted_at__isnull=False)
        people = received.filter(owner_person__code__in=owner_codes)
        organisations = received.filter(owner_organisation__code__in=owner_codes)
        return {
            *people.values_list("owner_person__code", flat=True),
            *organisations.values_list("owner_organisation__code", flat=True),
        }


class IssuingUnits:
    """The unit that worked on a dossier, or works on its procedure, while it is there."""

    def unit_of(self, *, dossier_code: str, procedure_code: str, issuer_code: str) -> str:
        """At most two queries."""
        worked = Dossier.objects.filter(work_unit__closed_on=None, work_unit__isnull=False)
        units = worked.order_by("-pk").values_list("work_unit__code", flat=True)
        known = units.filter(code=dossier_code).first() if dossier_code else None
        if known is None and procedure_code and issuer_code:
            like = units.filter(agency__code=issuer_code, publication__procedure__code=procedure_code)
            known = like.first()
        return known or ""
