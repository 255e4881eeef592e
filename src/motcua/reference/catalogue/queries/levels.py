"""Levels of online service as lines for a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.reference.catalogue.enums import LevelKind
from motcua.reference.catalogue.models import Level, Publication
from motcua.reference.catalogue.rules.levels import level_words


@dataclass(frozen=True)
class LevelLine:
    """One level: for which case ("" for all), by whom it is said, in words."""

    case: str
    scheme: str
    value: str
    kind: str
    kind_label: str
    year: int | None
    label: str
    words: str
    meaning: str
    source: str


def levels_of(*, publication_code: str) -> list[LevelLine]:
    """What is claimed, planned and measured for one publication, claims first. One query."""
    stated = Level.objects.filter(publication__full_code=publication_code, version__withdrawn_at=None)
    return level_lines(stated.order_by("id"))


def level_lines(levels: Iterable[Level]) -> list[LevelLine]:
    """Levels stated with the newest version replace those of lists of the same kind."""
    stated = list(levels)
    newest = max((level.version_id for level in stated if level.version_id), default=None)
    lines: list[LevelLine] = []
    for kind in LevelKind.values:
        of_kind = [level for level in stated if level.kind == kind]
        of_version = [level for level in of_kind if newest and level.version_id == newest]
        lines += [_line(level) for level in of_version or [one for one in of_kind if not one.version_id]]
    return lines


def _line(level: Level) -> LevelLine:
    return level_line(
        level.scheme, level.value, level.kind, case=level.case, year=level.year, source=level.source
    )


def level_line(
    scheme: str, value: str, kind: str, *, case: str, year: int | None = None, source: str = ""
) -> LevelLine:
    words = level_words(scheme, value)
    return LevelLine(
        case=case,
        scheme=scheme,
        value=value,
        kind=kind,
        kind_label=str(LevelKind(kind).label),
        year=year,
        label=words.label,
        words=words.words,
        meaning=words.meaning,
        source=source,
    )


def claimed_words(publications: Iterable[Publication]) -> dict[int, str]:
    """The claimed level of each publication in words, where one level holds for all cases. One query."""
    by_publication: dict[int, list[Level]] = {}
    ids = [publication.pk for publication in publications]
    claimed = Level.objects.filter(publication__in=ids, kind=LevelKind.CLAIMED, version__withdrawn_at=None)
    for level in claimed.order_by("id"):
        by_publication.setdefault(level.publication_id, []).append(level)
    words: dict[int, str] = {}
    for publication_id, levels in by_publication.items():
        said = {line.words for line in level_lines(levels)}
        if len(said) == 1:
            words[publication_id] = said.pop()
    return words
