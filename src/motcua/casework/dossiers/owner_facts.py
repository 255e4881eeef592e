"""What the account says of the owner, and the answers that the law ties to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.accounts.models import Person
from motcua.reference.forms import places
from motcua.reference.forms.rules import Field, Form

from .enums import Ground
from .models import Draft
from .paper_checks import DraftDefect


class OriginKind(StrEnum):
    ACCOUNT = "account"
    DOSSIER = "dossier"
    RESULT = "result"


@dataclass(frozen=True)
class Origin:
    """A value as typed and where it is from: `ref` is the dossier or the number of the result."""

    kind: OriginKind
    value: Any
    ref: str = ""
    on: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "ref": self.ref, "on": self.on, "value": self.value}


def from_account(draft: Draft, form: Form) -> dict[str, Origin]:
    """What the account says, for fields that ask for it (`prefill: owner.name`); no query."""
    facts = _facts(draft)
    return {
        field.name: Origin(OriginKind.ACCOUNT, _fitted(field, facts[field.prefill]))
        for field in form.fields
        if facts.get(field.prefill)
    }


def _fitted(field: Field, fact: Any) -> Any:
    """A fact as it is typed into this field: an address by its places, a person or organisation by parts."""
    if field.levels and isinstance(fact, str):
        return {name: text for name, text in places.recognise(field.levels, fact).items() if text}
    if isinstance(fact, Mapping):
        return {part.name: _fitted(part, fact[part.name]) for part in field.parts if fact.get(part.name)}
    return fact


def _facts(draft: Draft) -> dict[str, Any]:
    """Facts by the name that `prefill` gives; `owner` is all of them, by the names of parts."""
    facts = _owner(draft)
    known = {"tax_code" if name == "tax_number" else name: fact for name, fact in facts.items() if fact}
    return {"owner": known} | {f"owner.{name}": fact for name, fact in facts.items()}


def _owner(draft: Draft) -> dict[str, str]:
    if draft.ground == Ground.MANDATE:
        names = {"name": "full_name", "identity_number": "identity_number"}
        return {fact: draft.mandator.get(key, "") for fact, key in names.items()}
    is_for_organisation = draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER)
    owner = draft.owner_organisation if is_for_organisation else draft.filer
    if owner is None:
        return {}
    return {
        "name": getattr(owner, "name", "") or getattr(owner, "full_name", ""),
        "address": owner.address,
        "phone": owner.phone,
        "email": owner.email,
        "tax_number": getattr(owner, "tax_number", "") or "",
        "identity_number": getattr(owner, "identity_number", "") or "",
        "born_on": f"{owner.born_on:%d/%m/%Y}" if isinstance(owner, Person) and owner.born_on else "",
        "sex": getattr(owner, "sex", ""),
    }


def fixed_defects(draft: Draft, form: Form) -> list[DraftDefect]:
    """Answers that the law ties to the account and that say something else."""
    account = from_account(draft, form)
    return [
        DraftDefect(
            field.name,
            _("“%(label)s” is taken from the account and cannot be changed here.") % {"label": field.label},
            _("Change it in the account, or put back what the account says."),
        )
        for field in form.fields
        if field.is_fixed
        and field.name in account
        and draft.answers.get(field.name, account[field.name].value) != account[field.name].value
    ]
