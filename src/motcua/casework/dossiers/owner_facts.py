"""What the account says of the owner, and the answers that the law ties to it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.accounts.models import Person
from motcua.reference.forms.rules import Form

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
        field.name: Origin(OriginKind.ACCOUNT, facts[field.prefill])
        for field in form.fields
        if facts.get(field.prefill)
    }


def _facts(draft: Draft) -> dict[str, str]:
    if draft.ground == Ground.MANDATE:
        names = {"owner.name": "full_name", "owner.identity_number": "identity_number"}
        return {fact: draft.mandator.get(key, "") for fact, key in names.items()}
    is_for_organisation = draft.ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER)
    owner = draft.owner_organisation if is_for_organisation else draft.filer
    if owner is None:
        return {}
    return {
        "owner.name": getattr(owner, "name", "") or getattr(owner, "full_name", ""),
        "owner.address": owner.address,
        "owner.phone": owner.phone,
        "owner.email": owner.email,
        "owner.tax_number": getattr(owner, "tax_number", "") or "",
        "owner.identity_number": getattr(owner, "identity_number", "") or "",
        "owner.born_on": f"{owner.born_on:%d/%m/%Y}" if isinstance(owner, Person) and owner.born_on else "",
        "owner.sex": getattr(owner, "sex", ""),
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
