"""What the public pages may know of all dossiers together: counts, never one of them."""

from django.db.models import Count, Max

from motcua.casework.dossiers.models import Dossier

NEWEST = 5_000


def filed_lately() -> dict[str, int]:
    """Full code of a procedure → how many of the NEWEST dossiers are of it. Two bounded queries."""
    newest = Dossier.objects.aggregate(newest=Max("pk"))["newest"] or 0
    counted = Dossier.objects.filter(pk__gt=newest - NEWEST).values_list("publication__full_code")
    return dict(counted.annotate(count=Count("pk")).order_by())
