"""What an editor looks at: findings of imports and proposals to decide."""

from dataclasses import dataclass

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import check_may, reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.reference.catalogue.enums import FindingKind
from motcua.reference.catalogue.models import Finding, Likeness
from motcua.reference.catalogue.rules import finding_words


@dataclass(frozen=True)
class FindingLine:
    """Something odd in a list, in a sentence; `rows` are places in the file."""

    list_slug: str
    kind: str
    kind_label: str
    rows: tuple[int, ...]
    sentence: str


@dataclass(frozen=True)
class LikenessLine:
    """A proposal that a row is a known procedure, decided or not."""

    list_slug: str
    row: int
    name: str
    local_code: str
    known_code: str
    known_name: str
    score: int
    state: str
    state_label: str


def findings(*, viewer: OfficerView, list_slug: str | None = None) -> list[FindingLine]:
    """Oddities of imported lists, in their order. Raises Forbidden for those who edit nothing."""
    check_may(viewer, Permission.CATALOGUE_EDIT)
    found = Finding.objects.filter(list_slug=list_slug) if list_slug else Finding.objects.all()
    return [
        FindingLine(
            one.list_slug,
            one.kind,
            str(FindingKind(one.kind).label),
            tuple(one.rows),
            finding_words.sentence(one.kind, one.facts),
        )
        for one in found.order_by("list_slug", "id")
    ]


def likenesses(*, viewer: OfficerView, state: str | None = None) -> list[LikenessLine]:
    """Proposals in the agencies that the viewer edits, undecided and likeliest first. One query.

    Raises: Forbidden.
    """
    check_may(viewer, Permission.CATALOGUE_EDIT)
    agencies = reach(viewer, Permission.CATALOGUE_EDIT).agency_ids
    found = Likeness.objects.filter(row__publication__agency__in=agencies).select_related(
        "procedure", "row__publication__procedure"
    )
    if state:
        found = found.filter(state=state)
    return [
        _line(one) for one in found.order_by("row__list_slug", "row__ordinal", "-score", "procedure__code")
    ]


def _line(one: Likeness) -> LikenessLine:
    assert one.row.publication is not None
    local = one.row.publication.procedure
    return LikenessLine(
        list_slug=one.row.list_slug,
        row=one.row.ordinal,
        name=local.name,
        local_code=local.code,
        known_code=one.procedure.code,
        known_name=one.procedure.name,
        score=one.score,
        state=one.state,
        state_label=str(one.get_state_display()),
    )
