"""What a new version does to dossiers under way: for whoever is asked, and for the editors who watch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from motcua.casework.dossiers import checking, paper_checks
from motcua.casework.dossiers.enums import CrossingState
from motcua.casework.dossiers.models import Crossing, Dossier, ProcedureChange, Transition
from motcua.casework.dossiers.rules.crossing import MOVABLE, WHY_LEFT
from motcua.foundation.kernel.clock import local
from motcua.foundation.kernel.money import format_vnd
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.papers import split_place
from motcua.reference.forms.rules import Form

SHOWN = 200


@dataclass(frozen=True)
class CrossingView:
    """A dossier's latest crossing, for its parties: what is asked or was done, and what it touches."""

    state: str
    number: int
    ground: str
    at: datetime
    touched: tuple[str, ...]

    @property
    def is_asked(self) -> bool:
        return self.state == CrossingState.ASKED

    @property
    def is_choice(self) -> bool:
        """Asked, and it makes a difference what is answered."""
        return self.is_asked and bool(self.touched)

    @property
    def is_moved(self) -> bool:
        return self.state == CrossingState.MOVED


@dataclass(frozen=True)
class CrossingRow:
    """One dossier in a transition, for the desk; `may_move_back` while nothing went on since."""

    code: str
    state: str
    state_label: str
    why: str
    at: datetime
    touched: tuple[str, ...]
    may_move_back: bool


@dataclass(frozen=True)
class TransitionView:
    """A transition with its dossiers, the newest first; `counts` by the label of their state."""

    under_way: str
    ground: str
    is_spread: bool
    counts: dict[str, int]
    rows: tuple[CrossingRow, ...]


def crossings_of(dossier: Dossier) -> list[Crossing]:
    """Those of a dossier that moved it or ask about it, newest first. One query."""
    found = Crossing.objects.filter(dossier=dossier, state__in=[CrossingState.ASKED, CrossingState.MOVED])
    related = "transition__version__form_version", "old_version__form_version"
    return list(found.select_related(*related).order_by("-pk"))


def form_of_round(
    dossier: Dossier,
    crossings: Sequence[Crossing],
    number: int,
    *,
    changes: Sequence[ProcedureChange] = (),
) -> Form:
    """The form by which a round was filed: what was submitted is shown as it was asked, moved or not."""
    left = [
        (one.kept["rounds"], one.at, one.old_version) for one in crossings if one.state == CrossingState.MOVED
    ]
    left += [(one.rounds, one.at, one.old_version) for one in changes]
    for rounds, _at, version in sorted(left, key=lambda one: one[:2]):
        if number <= rounds:
            return checking.form_of(version)
    return checking.form_of(dossier.version)


def crossing_view(dossier: Dossier, crossings: Sequence[Crossing]) -> CrossingView | None:
    """The latest crossing that its parties must know of; None where nothing is asked or was moved."""
    found = crossings[0] if crossings else None
    if found is None or _is_over(found, dossier):
        return None
    return CrossingView(
        state=found.state,
        number=found.transition.version.number,
        ground=found.transition.ground,
        at=found.at,
        touched=in_words(found.touched, old=found.old_version, new=found.transition.version),
    )


def _is_over(found: Crossing, dossier: Dossier) -> bool:
    """A question that makes no sense any more is not asked; what was moved is told while the work goes on,
    under that procedure."""
    if found.transition.publication_id != dossier.publication_id:
        return True
    if found.state == CrossingState.ASKED:
        withdrawn = found.transition.version.withdrawn_at is not None
        return withdrawn or (dossier.business, dossier.sub_status) not in MOVABLE
    return dossier.ended_at is not None


def under_way(*, publication_code: str) -> int:
    """How many dossiers a new version would find open. One query."""
    return Dossier.objects.open().filter(publication__full_code=publication_code).count()


def transition_of(*, publication_code: str, number: int) -> TransitionView | None:
    """What a version did to dossiers under way; None where they stayed. Three queries."""
    found = (
        Transition.objects.filter(publication__full_code=publication_code, version__number=number)
        .select_related("version__form_version")
        .first()
    )
    if found is None:
        return None
    counts = dict(
        found.crossings.order_by("state")
        .values_list("state")
        .annotate(Count("pk"))
        .values_list("state", "pk__count")
    )
    rows = found.crossings.select_related("dossier", "old_version__form_version").order_by("-at", "-pk")[
        :SHOWN
    ]
    return TransitionView(
        under_way=found.under_way,
        ground=found.ground,
        is_spread=found.spread_at is not None,
        counts={str(CrossingState(state).label): count for state, count in counts.items()},
        rows=tuple(_row(one, found.version) for one in rows),
    )


def _row(one: Crossing, new: Version) -> CrossingRow:
    dossier = one.dossier
    is_here = one.state == CrossingState.MOVED and dossier.version_id == new.pk
    return CrossingRow(
        code=dossier.code,
        state=one.state,
        state_label=str(CrossingState(one.state).label),
        why=WHY_LEFT.get(one.why_left, ""),
        at=one.at,
        touched=in_words(one.touched, old=one.old_version, new=new),
        may_move_back=is_here and (dossier.business, dossier.sub_status) in MOVABLE,
    )


def in_words(touched: Mapping[str, Any], *, old: Version, new: Version) -> tuple[str, ...]:
    """What a move touches, in sentences; empty where it touches nothing."""
    if not touched:
        return ()
    said = []
    if touched["lost"]:
        said.append(
            _("No longer asked: %(names)s. What was written stays with the dossier.")
            % _fields(old, touched["lost"])
        )
    if touched["missing"]:
        said.append(
            _("Newly asked: %(names)s. The agency asks for it if it is needed.")
            % _fields(new, touched["missing"])
        )
    if touched["papers_more"]:
        said.append(_("Papers newly asked for: %(names)s.") % _papers(new, touched["papers_more"]))
    if touched["papers_less"]:
        said.append(_("Papers no longer asked for: %(names)s.") % _papers(old, touched["papers_less"]))
    return (*said, *_fee(touched), *_due(touched))


def _fields(version: Version, names: Sequence[str]) -> dict[str, str]:
    form = checking.form_of(version)
    found = [(form.field(name.partition("-")[0]), name) for name in names]
    labels = dict.fromkeys(str(field.label) if field else name for field, name in found)
    return {"names": ", ".join(labels)}


def _papers(version: Version, places: Sequence[str]) -> dict[str, str]:
    known = {paper["slug"]: paper["name"] for paper in version.content["papers"]}
    names = (paper_checks.text_of(known.get(split_place(place)[0])) or place for place in places)
    return {"names": ", ".join(dict.fromkeys(names))}


def _fee(touched: Mapping[str, Any]) -> list[str]:
    before, after = touched["fee_before_vnd"], touched["fee_after_vnd"]
    if before == after:
        return []
    amounts = {"before": format_vnd(before), "after": format_vnd(after)}
    if touched["fee_kept"]:
        return [
            _("The fee stays %(before)s as on the receipt; by the new version it is %(after)s.") % amounts
        ]
    return [_("The fee changes from %(before)s to %(after)s.") % amounts]


def _due(touched: Mapping[str, Any]) -> list[str]:
    before, after = parse_datetime(touched["due_before"]), parse_datetime(touched["due_after"])
    if before is None or after is None or before == after:
        return []
    days = {"before": _moment(before), "after": _moment(after)}
    if touched["due_kept"]:
        return [_("The result is still due at %(before)s, as on the receipt.") % days]
    return [_("Counted from the filing, the result is due at %(after)s instead of %(before)s.") % days]


def _moment(at: datetime) -> str:
    return _("%(time)s on %(day)s") % {"time": f"{local(at):%H:%M}", "day": f"{local(at):%d/%m/%Y}"}
