"""Names of officers by their codes."""

from collections.abc import Iterable

from motcua.foundation.accounts.models import Officer


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """One query; none without codes. A code that is no officer's is left out."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return dict(Officer.objects.filter(code__in=wanted).order_by().values_list("code", "full_name"))
