"""What this room answers when an account is to be closed: the port of accounts."""

from motcua.casework.dossiers.models import Dossier


class OpenDossiers:
    """Counts what is under way for a person, as owner or as filer."""

    def count(self, *, person_code: str, account_code: str) -> int:
        """One query."""
        found = Dossier.objects.open()
        mine = found.filter(owner_person__code=person_code) | found.filter(filer__code=person_code)
        return mine.distinct().count()
