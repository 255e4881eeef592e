"""What a search can be narrowed by: agencies, audiences and levels that occur in the catalogue."""

from dataclasses import dataclass

from motcua.foundation.accounts.models import Agency
from motcua.reference.catalogue.models import Synonym
from motcua.reference.catalogue.rules.levels import level_words

from .indexing import index_now


@dataclass(frozen=True)
class Choices:
    """Values with what people read; audiences are "person" and "organisation"."""

    agencies: list[tuple[str, str]]
    audiences: list[str]
    levels: list[tuple[str, str]]


@dataclass(frozen=True)
class SynonymLine:
    """A word of the editors' list; `kind_label` in words."""

    typed: str
    meant: tuple[str, ...]
    kind: str
    kind_label: str


def search_choices() -> Choices:
    """Two queries."""
    occurring: dict[str, list[str]] = {"agency": [], "who": [], "level": []}
    for facet in sorted(index_now().facets):
        name, _, value = facet.partition(":")
        occurring.setdefault(name, []).append(value)
    agencies = Agency.objects.filter(code__in=occurring["agency"]).order_by("name_vi", "code")
    return Choices(
        agencies=list(agencies.values_list("code", "name_vi")),
        audiences=occurring["who"],
        levels=[(value, _level(value)) for value in occurring["level"]],
    )


def _level(value: str) -> str:
    scheme, _, number = value.partition(":")
    return level_words(scheme, number).label


def synonyms(*, words: str = "") -> list[SynonymLine]:
    """The editors' words in use, in their order; with `words` those that contain it. One query."""
    found = Synonym.objects.filter(in_use=True).order_by("typed")
    if words:
        found = found.filter(typed__icontains=words)
    return [SynonymLine(one.typed, tuple(one.meant), one.kind, str(one.get_kind_display())) for one in found]
