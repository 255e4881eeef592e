"""What a step of the dossier's process must have produced before the dossier goes on. Pure.

A product that is a file or a text counts for the step for which it was kept, and for what was filed last:
after a supplement the papers are judged and appraised again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.casework.dossiers.errors.flow import ProductNotAsked, ProductsMissing, products_missing_words
from motcua.reference.workflow.enums import Product
from motcua.reference.workflow.rules import Step, run_from

from .stepping import place_of

KEPT: Final = (Product.OPINION, Product.REPORT, Product.DRAFT)
"""What is kept by an act of its own; the verdicts are given paper by paper."""
AS_FILE: Final = (Product.REPORT, Product.DRAFT)


@dataclass(frozen=True)
class Kept:
    """One product as it was kept: for which step, after which round."""

    step_slug: str
    round: int
    kind: str


@dataclass(frozen=True)
class Standing:
    """What the step must produce and what is there; `unjudged` counts the papers without a verdict.

    `step` names it in words; empty where the process looks for nothing here.
    """

    step: str = ""
    must: tuple[str, ...] = ()
    there: frozenset[str] = frozenset()
    unjudged: int = 0

    @property
    def missing(self) -> list[str]:
        return [one for one in self.must if one not in self.there]

    def missing_words(self) -> list[str]:
        """Each missing product, the verdicts with how many papers are left."""
        return [
            f"{Product(one).label.lower()} (còn {self.unjudged} giấy tờ)"
            if one == Product.VERDICTS
            else str(Product(one).label).lower()
            for one in self.missing
        ]


NOTHING: Final = Standing()


def steps_ending(steps: Sequence[Step], slug: str, *, is_skipped: bool, to_leader: bool) -> tuple[Step, ...]:
    """The steps that end when the dossier goes on: its own, or all that one hand-over gave before the leader.

    A step that was skipped produces nothing.
    """
    here = place_of(steps, slug)
    if here is None:
        return ()
    run = run_from(steps, here.slug) if to_leader else (here,)
    return run[1:] if is_skipped else run


def standing(
    ending: Sequence[Step], kept: Collection[Kept], *, round_: int, unjudged: int, said: str = ""
) -> Standing:
    """What these steps must have produced by now; `said` are words of the act, which may be the opinion."""
    must = tuple(dict.fromkeys(one for step in ending for one in step.must if one in Product.values))
    slugs = {step.slug for step in ending}
    there = {one.kind for one in kept if one.step_slug in slugs and one.round == round_}
    there |= {Product.VERDICTS} if not unjudged else set()
    there |= {Product.OPINION} if said.strip() else set()
    step = ", ".join(one.name for one in ending if one.must)
    return Standing(step, must, frozenset(there) & frozenset(must), unjudged)


def step_for(ending: Sequence[Step], kind: str) -> str:
    """The slug of the first of these steps that must produce it; empty where none must."""
    return next((step.slug for step in ending if kind in step.must), "")


def check_produced(found: Standing) -> None:
    """Raises ProductsMissing with all that is not there."""
    if found.missing:
        raise ProductsMissing(found.step, found.missing_words())


def check_kept(found: Standing, kind: str) -> None:
    """Raises ProductNotAsked for what the process does not look for at this step."""
    if kind not in KEPT or kind not in found.must:
        raise ProductNotAsked()


def blocked_words(found: Standing, *, says_opinion: bool) -> str:
    """Why an act that goes on cannot be done yet; one that takes an opinion with it can bring that itself."""
    brought = {Product.OPINION} if says_opinion else set()
    left = Standing(found.step, found.must, found.there | brought, found.unjudged)
    return products_missing_words(left.step, left.missing_words()) if left.missing else ""
