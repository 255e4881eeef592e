"""Once only: papers that the repository holds for the owner are taken by their code instead of a file.

A paper that must be handed in as its original is never taken so, and one whose day of issue or last day does
not do is not offered. For a person known by a written mandate only, nothing is offered online: that person is
not signed in here. The answer to a supplement takes papers by the same rules, but for those that the officer
has asked for although they are held. Law: TT-01-2023-VPCP/10, ND-45-2020/4.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from motcua.foundation.accounts.models import Organisation, Person
from motcua.records.repository.queries.taking import Held, fitting, still_valid
from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules import papers as rules
from motcua.reference.catalogue.rules.papers import Demand, Laid, place_of

from .enums import Ground
from .models import Dossier, Draft, LaidPaper
from .paper_checks import DraftDefect, held_as_laid, laid_pairs
from .sharing import FOR_ORGANISATION


def owner_code(draft: Draft) -> str:
    """Whose papers may be taken: of the person signed in, or of the organisation that they file for."""
    if draft.ground in FOR_ORGANISATION:
        return draft.owner_organisation.code if draft.owner_organisation else ""
    return draft.filer.code if draft.ground == Ground.SELF else ""


def owner_code_of(dossier: Dossier) -> str:
    """Whose papers go with a dossier that was filed already."""
    owner = dossier.owner_organisation or dossier.owner_person
    return owner.code if owner else ""


def asks_any(draft: Draft) -> bool:
    """Whether the procedure asks for anything that the repository may hold; no query."""
    return any(paper.type_codes for paper in content_rules.papers_of(draft.version.content))


def may_be_taken(demand: Demand) -> bool:
    """Whether a paper of the repository does for it at all."""
    paper = demand.paper
    return bool(paper.type_codes) and not paper.by_form and not paper.original_required


def fits(demands: Sequence[Demand], *, owner_code: str, on: date) -> dict[str, list[Held]]:
    """By place what the owner has for it, the newest first. One query; none where nothing may be taken."""
    asked = [demand for demand in demands if may_be_taken(demand)]
    types = {code for demand in asked for code in demand.paper.type_codes}
    held = fitting(owner_code=owner_code, type_codes=types, on=on)
    return {demand.place: [one for one in held if _does(demand, one, on)] for demand in asked} if held else {}


def _does(demand: Demand, held: Held, on: date) -> bool:
    return bool(set(held.type_codes) & set(demand.paper.type_codes)) and not rules.faults(
        [demand], [held_as_laid(demand, held)], on=on
    )


def open_offers(
    demands: Sequence[Demand], laid: Collection[LaidPaper], *, owner_code: str, on: date
) -> dict[str, list[Held]]:
    """What may be taken at the places where nothing lies yet. At most one query."""
    taken = {place_of(one.slug, one.row) for one in laid}
    return fits([one for one in demands if one.place not in taken], owner_code=owner_code, on=on)


def to_take(
    demands: Sequence[Demand],
    laid: Collection[LaidPaper],
    *,
    owner_code: str,
    left_out: Collection[str],
    on: date,
) -> dict[str, Held]:
    """What is taken unasked: for a required paper exactly one fits, and nobody took it away before."""
    wanted = [
        one for one in demands if one.paper.is_required and one.row is None and one.place not in left_out
    ]
    offers = open_offers(wanted, laid, owner_code=owner_code, on=on)
    return {place: found[0] for place, found in offers.items() if len(found) == 1}


def at_hand(papers: Sequence[LaidPaper], taken: Mapping[str, Held]) -> list[Laid]:
    """What is laid and can be read; of a paper that was taken the days that the repository knows."""
    return [
        _dated(one, taken[one.holding_code]) if one.holding_code in taken else laid
        for one, laid in laid_pairs(papers)
    ]


def _dated(one: LaidPaper, held: Held) -> Laid:
    return Laid(one.slug, one.row, one.row_label, held.issued_on, held.valid_until or date.max)


def gone_defects(
    papers: Sequence[LaidPaper], valid: Mapping[str, Held], *, owner_code: str
) -> list[DraftDefect]:
    """Papers that were taken and that the repository does not hold valid for this owner any more."""
    return [
        DraftDefect(
            f"paper-{place_of(one.slug, one.row)}",
            _("The paper taken from the repository counts no more, or is not of this owner."),
            _("Remove it, then choose another one or a file."),
        )
        for one in papers
        if one.holding_code
        and (one.holding_code not in valid or valid[one.holding_code].owner_code != owner_code)
    ]


def taken_of(papers: Sequence[LaidPaper], *, on: date) -> dict[str, Held]:
    """Those that were taken and still count, by code. At most one query."""
    return still_valid(codes={one.holding_code for one in papers}, on=on)


def of_dossier(dossier: Dossier, *, slugs: Collection[str], on: date) -> dict[str, list[Held]]:
    """By paper, of these papers of a dossier, what the repository holds valid for its owner.

    At most one query, none where no type of paper does for any of them.
    """
    papers = content_rules.papers_of(dossier.version.content)
    demands = [Demand(one) for one in papers if one.slug in slugs]
    found = fits(demands, owner_code=owner_code_of(dossier), on=on) if any(map(may_be_taken, demands)) else {}
    return {slug: held for slug, held in found.items() if held}


def of_party(
    demands: Sequence[Demand], *, owner: Person | Organisation | None, on: date
) -> dict[str, list[Held]]:
    """At the counter, of a party that the portal knows. At most one query."""
    return fits(demands, owner_code=owner.code if owner is not None and owner.pk else "", on=on)
