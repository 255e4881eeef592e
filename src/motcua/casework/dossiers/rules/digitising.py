"""Which papers of a dossier are kept in the repository of its owner, and how far they go. Pure.

Law: TT-01-2023-VPCP/4.
"""

from dataclasses import dataclass
from datetime import date

from motcua.casework.dossiers.enums import Verdict
from motcua.records.repository.enums import Trust
from motcua.reference.catalogue.rules.content import Paper


@dataclass(frozen=True)
class Given:
    """How a paper was handed in and what was said of it: `originals` brought on paper, `files` laid for it
    that were not taken from the repository, `is_signed` that all signatures in its file hold.
    """

    originals: int
    copies: int
    files: int
    is_signed: bool
    verdict: str


def trust_of(paper: Paper, given: Given) -> Trust | None:
    """How far the kept paper can be relied on; None where it is not kept.

    Kept are results of earlier procedures (those that have a type of result) that the officer found in order
    and that are one file: scanned from an original, or electronic with signatures that hold, which may be an
    original or a certified copy. Plain and certified copies on paper are not digitised. What sector law or a
    list of the head of the province names beyond that is not known here.
    """
    if not paper.type_codes or paper.by_form or given.files != 1 or given.verdict != Verdict.GOOD:
        return None
    if given.originals:
        return Trust.DIGITISED
    return Trust.COPY if given.is_signed and not given.copies else None


def type_kept(paper: Paper, *, valid_until: date | None) -> str:
    """Its type, by which a later dossier may take it; empty where it could be of several types, or where
    nobody said until when it is valid, for then it could be taken after its end.
    """
    return paper.type_codes[0] if len(paper.type_codes) == 1 and valid_until else ""
