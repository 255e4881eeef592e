"""What a dossier's step must produce and what of it is there: one look for one dossier and for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from motcua.casework.dossiers import paper_checks
from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.models import Dossier, Filing, PaperVerdict, StepProduct
from motcua.casework.dossiers.rules import producing
from motcua.casework.dossiers.rules.producing import NOTHING, Kept, Standing
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.documents.enums import State
from motcua.reference.workflow.enums import Product
from motcua.reference.workflow.rules import Step, parse_steps

from .in_sight import find


@dataclass(frozen=True)
class ProductRow:
    """One line of what the step must produce; `detail` says what is there, or what is left."""

    kind: str
    label: str
    is_there: bool
    detail: str = ""
    document_code: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Found:
    """What counts for one dossier: products kept, the round filed last, papers without a verdict."""

    kept: Sequence[Kept] = ()
    round: int = 1
    unjudged: int = 0


@dataclass(frozen=True)
class Produced:
    """What must be there before the next step of the unit, and before the leader."""

    here: Standing = NOTHING
    to_leader: Standing = NOTHING


def produced_of(dossiers: Sequence[Dossier]) -> Mapping[int, Produced]:
    """By dossier; no query where no process looks for anything, else three, however many dossiers.

    The dossiers come with `process` and `version`.
    """
    asked = [one for one in dossiers if any(step.must for step in _ending(one, to_leader=True))]
    found = _found(asked) if asked else {}
    return {one.pk: _produced(one, found[one.pk]) if one.pk in found else Produced() for one in dossiers}


def produced(dossier: Dossier, *, said: str = "") -> Produced:
    """Of one dossier; `said` are words of the act, which may be the opinion."""
    if not any(step.must for step in _ending(dossier, to_leader=True)):
        return Produced()
    return _produced(dossier, _found([dossier])[dossier.pk], said)


def _produced(dossier: Dossier, found: Found, said: str = "") -> Produced:
    def standing(*, to_leader: bool) -> Standing:
        ending = _ending(dossier, to_leader=to_leader)
        return producing.standing(ending, found.kept, round_=found.round, unjudged=found.unjudged, said=said)

    return Produced(standing(to_leader=False), standing(to_leader=True))


def _found(dossiers: Sequence[Dossier]) -> dict[int, Found]:
    ids = [one.pk for one in dossiers]
    filed = Filing.objects.filter(dossier_id__in=ids).order_by().values_list("dossier_id")
    rounds, judged, kept = dict(filed.annotate(Max("round"))), _judged(ids), _kept(ids)
    found = {}
    for one in dossiers:
        round_ = rounds.get(one.pk, 1)
        unjudged = _papers(one) - judged.get((one.pk, round_), set())
        found[one.pk] = Found(kept.get(one.pk, ()), round_, len(unjudged))
    return found


def asked_of(*, viewer: OfficerView, code: str) -> list[tuple[str, str]]:
    """The kinds that can be kept for a dossier in sight now, those not there first. Raises DossierMissing."""
    found = produced(find(viewer=viewer, code=code)).to_leader
    kinds = [one for one in found.must if one in producing.KEPT]
    return [(one, str(Product(one).label)) for one in sorted(kinds, key=lambda one: one in found.there)]


def asking_step(dossier: Dossier, kind: str) -> str:
    """The slug of the step that asks for it, which need not be the one at which the dossier stands."""
    return producing.step_for(_ending(dossier, to_leader=True), kind)


def rows_of(dossier: Dossier, found: Standing) -> tuple[ProductRow, ...]:
    """The checklist of the step with who kept what; one query where files or words are asked for."""
    if not found.must:
        return ()
    slugs = [step.slug for step in _ending(dossier, to_leader=True)]
    rows = _usable().filter(dossier=dossier, step_slug__in=slugs)
    last = {row.kind: row for row in rows.select_related("document", "kept_by").order_by("pk")}
    return tuple(_row(one, found, last.get(one) if one in found.there else None) for one in found.must)


def _row(kind: str, found: Standing, row: StepProduct | None) -> ProductRow:
    label = str(Product(kind).label)
    if row is None:
        detail = f"còn {found.unjudged} giấy tờ chưa có kết luận" if kind == Product.VERDICTS else ""
        return ProductRow(kind, label, kind in found.there, detail if kind not in found.there else "")
    document = row.document
    return ProductRow(
        kind,
        label,
        True,
        document.file_name if document else row.text,
        document.code if document else "",
        row.kept_by.full_name,
        row.kept_at,
    )


def _ending(dossier: Dossier, *, to_leader: bool) -> tuple[Step, ...]:
    """The steps that end when it goes on; none while it is not being appraised."""
    if dossier.process is None or dossier.sub_status != SubStatus.APPRAISING:
        return ()
    return producing.steps_ending(
        parse_steps(dossier.process.steps),
        dossier.step_slug,
        is_skipped=dossier.step_is_skipped,
        to_leader=to_leader,
    )


def last_round(dossier: Dossier) -> int:
    """The round that was filed last; one query."""
    last = Filing.objects.filter(dossier=dossier).aggregate(last=Max("round"))["last"]
    return last or 1


def _papers(dossier: Dossier) -> set[str]:
    asked = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    return {paper.slug for paper in asked}


def _judged(ids: Sequence[int]) -> dict[tuple[int, int], set[str]]:
    found: dict[tuple[int, int], set[str]] = {}
    rows = PaperVerdict.objects.filter(dossier_id__in=ids).values_list("dossier_id", "round", "slug")
    for dossier, round_, slug in rows:
        found.setdefault((dossier, round_), set()).add(slug)
    return found


def _usable() -> QuerySet[StepProduct]:
    """A file in which malware was found since is as good as none."""
    return StepProduct.objects.exclude(document__state=State.REJECTED)


def _kept(ids: Sequence[int]) -> dict[int, list[Kept]]:
    found: dict[int, list[Kept]] = {}
    rows = _usable().filter(dossier_id__in=ids)
    for dossier, slug, round_, kind in rows.values_list("dossier_id", "step_slug", "round", "kind"):
        found.setdefault(dossier, []).append(Kept(slug, round_, kind))
    return found
