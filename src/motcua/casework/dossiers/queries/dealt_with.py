"""What this room answers when a number alone would open papers: the port of the repository."""

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
