"""Kept files that the check found missing or changed, with the dossiers that they belong to."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.models import Dossier, FiledPaper
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries.administration import administered_ids
from motcua.records.documents import queries as documents
from motcua.records.letters import queries as letters


@dataclass(frozen=True)
class DamagedFile:
    """`dossiers` are those of agencies that the viewer administers; `elsewhere` counts the others."""

    sha256: str
    damage: str
    found_at: datetime
    dossiers: tuple[str, ...]
    elsewhere: int


def damaged_files(*, viewer: OfficerView) -> list[DamagedFile]:
    """The newest first. Four queries."""
    rows = documents.damaged()
    names = [row.sha256 for row in rows]
    held: dict[str, set[str]] = {name: set() for name in names}
    filed = FiledPaper.objects.filter(document__content_id__in=names).order_by("pk")
    for name, code in filed.values_list("document__content_id", "filing__dossier__code"):
        held[name].add(code)
    for name, subject in letters.subjects_with_content(names):
        if subject.startswith("dossier:"):
            held[name].add(subject.removeprefix("dossier:"))
    all_codes = set().union(*held.values())
    near = Dossier.objects.filter(code__in=all_codes, agency_id__in=administered_ids(viewer))
    seen = set(near.order_by("pk").values_list("code", flat=True))
    return [
        DamagedFile(
            sha256=row.sha256,
            damage=row.damage,
            found_at=row.found_at,
            dossiers=tuple(sorted(held[row.sha256] & seen)),
            elsewhere=len(held[row.sha256] - seen),
        )
        for row in rows
    ]
