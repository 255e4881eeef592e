"""Paper dossiers as an officer types them, at the counter of the small authority."""

from dataclasses import replace
from typing import Any

from motcua.casework.dossiers.intake import Intake, TypedParty
from motcua.casework.dossiers.paper_checks import Counted
from motcua.foundation.kernel.codes import new_code

from .dossiers import a_publication, an_authority

BINH = TypedParty(
    number="045088000777",
    name="Võ Thanh Bình",
    phone="0912 000 777",
    email="binh@motcua.example",
    address="Hải Lăng, tỉnh Quảng Trị",
)
"""Somebody whom the portal does not know yet."""


def an_intake(**changes: Any) -> Intake:
    """A complete paper dossier of Bình's, for herself."""
    an_authority()
    publication = changes.pop("publication", None) or a_publication()
    whole = Intake(
        token=new_code("Q"),
        publication_code=publication.full_code,
        filer=BINH,
        raw={"purpose": ["Chẩn đoán y tế"]},
        papers={"don": Counted(originals=1), "giay-cu": Counted(certified_copies=1, plain_copies=2)},
    )
    return replace(whole, **changes)
