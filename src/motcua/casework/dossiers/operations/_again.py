"""Papers asked for although the repository holds them: only with a reason, which is kept and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from motcua.casework.dossiers import held_papers
from motcua.casework.dossiers.errors.held import AgainReasonMissing
from motcua.casework.dossiers.models import AskedAgain, Dossier, Supplement
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.rules.papers import split_place

from ._acts import Act
from ._reasons import AskedDefect


def with_held(
    dossier: Dossier, asked: Sequence[AskedDefect], *, on: date
) -> tuple[list[AskedDefect], Mapping[str, Sequence[Held]]]:
    """What is asked for, and by paper what the repository holds of it. Raises AgainReasonMissing.

    At most one query, none where no type of paper does for what is asked. Law: ND-45-2020/4.
    """
    slugs = {split_place(one.slug)[0] for one in asked if one.kind == "paper"}
    held = held_papers.of_dossier(dossier, slugs=slugs, on=on)
    silent = [found[0].name for one in asked if (found := _of(one, held)) and not one.again.strip()]
    if silent:
        raise AgainReasonMissing(silent)
    said = [replace(one, again=one.again.strip()[:600] if _of(one, held) else "") for one in asked]
    return said, held


def _of(defect: AskedDefect, held: Mapping[str, Sequence[Held]]) -> Sequence[Held]:
    return held.get(split_place(defect.slug)[0], ()) if defect.kind == "paper" else ()


def keep(
    act: Act, supplement: Supplement, asked: Sequence[AskedDefect], held: Mapping[str, Sequence[Held]]
) -> None:
    """One row for each paper of the repository that was asked for all the same."""
    rows = {
        (split_place(defect.slug)[0], one.code): defect.again for defect in asked for one in _of(defect, held)
    }
    AskedAgain.objects.bulk_create(
        AskedAgain(
            supplement=supplement,
            slug=slug,
            holding_code=code,
            reason=reason,
            agency_id=act.dossier.agency_id,
            procedure_code=act.dossier.publication.procedure.code,
            asked_at=act.at,
            asked_by_id=supplement.asked_by_id,
        )
        for (slug, code), reason in rows.items()
    )
