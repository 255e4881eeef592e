"""The procedures that a dossier was under before it was put under the right one."""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.models import Dossier, FiledPaper, Filing, ProcedureChange
from motcua.reference.catalogue.models import Version
from motcua.reference.forms.rules import display_rows

from .desk_papers import OF_ANSWERS
from .desk_rows import FormerProcedure


def changes_of(dossier: Dossier) -> list[ProcedureChange]:
    """Oldest first; no query for a dossier that stayed where it was filed, else one."""
    if dossier.first_round == 1:
        return []
    related = "by", "old_version__form_version", "old_version__publication__procedure"
    return list(ProcedureChange.objects.filter(dossier=dossier).select_related(*related).order_by("pk"))


def former_procedures(
    dossier: Dossier, changes: Sequence[ProcedureChange], filings: Sequence[Filing]
) -> tuple[FormerProcedure, ...]:
    """What each was, with the last answers given under it; one query if there are any."""
    if not changes:
        return ()
    last = {filing.round: filing.answers for filing in filings}
    files = list(
        FiledPaper.objects.filter(filing__dossier=dossier).select_related("filing", "document").order_by("pk")
    )
    return tuple(_former(change, last.get(change.rounds, {}), files) for change in reversed(changes))


def _former(
    change: ProcedureChange, answers: Mapping[str, Any], files: Sequence[FiledPaper]
) -> FormerProcedure:
    old, taken = change.old_version, set(change.papers.values())
    procedure = old.publication.procedure
    names = names_of_papers(old)
    return FormerProcedure(
        code=procedure.code,
        name=procedure.name,
        version=old.number,
        case_name=checking.case_name(old, change.old_case_slug),
        at=change.at,
        by=change.by.full_name,
        reason=change.reason,
        due_at=change.old_due_at,
        paid_too_much_vnd=change.paid_too_much_vnd,
        answers=tuple(one for one in display_rows(checking.form_of(old), answers) if one.kind != "heading"),
        files=tuple(
            (names.get(one.slug, one.slug), one.document.code, one.document.file_name)
            for one in files
            if one.filing.round <= change.rounds and one.slug not in taken
        ),
    )


def former_of(filing: Filing, changes: Sequence[ProcedureChange]) -> dict[str, Any]:
    """Of a round under another procedure than now its name and its papers."""
    left = next((one for one in changes if filing.round <= one.rounds), None)
    carried = any(filing.round == one.rounds + 1 for one in changes)
    if left is None:
        return {"is_carried": carried}
    procedure = left.old_version.publication.procedure
    return {"former": procedure.name, "names": names_of_papers(left.old_version), "is_carried": carried}


def names_of_papers(version: Version) -> dict[str, str]:
    """What files were given for, by the slug under which they are kept."""
    papers = {one["slug"]: one["name"]["vi"] for one in version.content["papers"]}
    return {ANSWERS: OF_ANSWERS} | papers
