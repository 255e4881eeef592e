"""How sure the machine was of what a paper says, by the facts that the repository keeps. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from .fields import machine_values
from .keying import normalised

_FIELDS_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "type_name": ("type",),
        "number_symbol": ("number", "symbol"),
        "issued_on": ("issued_on",),
        "issuer_name": ("issuing_agency",),
        "signer": ("signer",),
        "valid_from": ("valid_from",),
        "valid_until": ("valid_until",),
    }
)


def confidence_of(read: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, int]:
    """In hundredths, of each fact that the machine had as was decided (`said`); of two fields the less sure.

    What people decided otherwise is theirs: how sure a misreading was says nothing of it.
    """
    machine = machine_values(read)
    found = {}
    abstract = "abstract" if said.get("abstract") else "subject"
    for fact, names in [*_FIELDS_OF.items(), ("abstract", (abstract,))]:
        told = [name for name in names if said.get(name)]
        if told and all(
            normalised(name, machine.get(name, "")) == normalised(name, said[name]) for name in told
        ):
            found[fact] = min(round(100 * read[name]["confidence"]) for name in told)
    return found
