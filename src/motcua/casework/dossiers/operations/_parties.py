"""People that the portal does not know yet, kept beside what they file on paper."""

from motcua.casework.dossiers.intake import TypedParty
from motcua.foundation.accounts.models import Person


def kept_person(person: Person, typed: TypedParty) -> Person:
    """Kept if new; of one without an account, what was typed anew."""
    given = {"phone": typed.phone[:20], "email": typed.email[:254], "address": typed.address[:300]}
    changed = {name: value.strip() for name, value in given.items() if value.strip()}
    if person.pk is None:
        facts = {"full_name": person.full_name, "name_norm": person.name_norm} | changed
        person, _new = Person.objects.get_or_create(identity_number=person.identity_number, defaults=facts)
    elif person.account_id is None:
        for name, value in changed.items():
            setattr(person, name, value)
        person.save(update_fields=list(changed))
    return person
