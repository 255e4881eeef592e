"""Finding procedures by words, code, field, agency, audience and level."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from motcua.reference.catalogue.models import Field, Publication, Version
from motcua.reference.catalogue.rules import search as rules

from .indexing import index_now
from .levels import claimed_words


@dataclass(frozen=True)
class Hit:
    """A publication in a list of results. `is_complete` when content is published, not only the name.

    `score` is how well it fits, up to 1; `others` counts the agencies that publish the same procedure.
    """

    code: str
    full_code: str
    name: str
    field_code: str
    field_name: str
    agency_code: str
    agency_name: str
    level: str
    is_complete: bool
    key: int = 0
    score: float = 1.0
    others: int = 0


@dataclass(frozen=True)
class FieldCount:
    code: str
    name: str
    publications: int


@dataclass(frozen=True)
class Findings:
    """What a search found: the first `limit` hits of `total`, or the nearest there are when nothing fits.

    `mended` tells what words were read as (typed, read as).
    """

    hits: list[Hit]
    total: int
    nearest: list[Hit]
    mended: list[tuple[str, str]]


def find(
    *,
    words: str,
    field: str | None = None,
    agency: str | None = None,
    audience: str | None = None,
    level: str | None = None,
    limit: int = 20,
    on: date | None = None,
) -> Findings:
    """Publications by words or code, one for each procedure, the plain case first; all by name without words.

    `audience` is "person" or "organisation", `level` such as "ND43:4". What has ended by the day
    `on` stands behind its like. Three queries.
    """
    named = {"field": field, "agency": agency, "who": audience, "level": level}
    facets = frozenset(f"{name}:{value}" for name, value in named.items() if value)
    answer = rules.find(index_now(), rules.Wish(words, facets, limit, on))
    lines = answer.found or answer.nearest
    publications = _publications(None, None).filter(pk__in=[one.key for one in lines])
    by_key = {hit.key: hit for hit in _hits(publications.order_by("pk"))} if lines else {}
    hits = [
        replace(by_key[one.key], score=one.score, others=one.others) for one in lines if one.key in by_key
    ]
    return Findings(hits if answer.found else [], answer.total, [] if answer.found else hits, answer.mended)


@dataclass(frozen=True)
class Suggestion:
    """A procedure while one is still typing."""

    full_code: str
    name: str
    agency_name: str


def suggest(*, words: str, limit: int = 6, on: date | None = None) -> list[Suggestion]:
    """The first hits of `find`, from memory alone but for one small query."""
    index = index_now()
    found = rules.find(index, rules.Wish(words, limit=limit, on=on)).found
    entries = [index.by_key[one.key] for one in found]
    return [Suggestion(one.full_code, _in_language(one.name, one.name_en), one.agency) for one in entries]


def search(
    *,
    words: str,
    field: str | None = None,
    agency: str | None = None,
    limit: int = 20,
    on: date | None = None,
) -> list[Hit]:
    """The hits of `find` alone."""
    return find(words=words, field=field, agency=agency, limit=limit, on=on).hits


def at_agencies(hits: Sequence[Hit], *, agency_ids: Collection[int]) -> list[Hit]:
    """The same procedures as these agencies publish them, in the order of the hits; two queries."""
    wanted = _publications(None, None).filter(
        procedure__code__in=[hit.code for hit in hits], agency_id__in=agency_ids
    )
    scores = {hit.code: hit.score for hit in hits}
    found = [replace(hit, score=scores[hit.code]) for hit in _hits(wanted.order_by("agency_id", "pk"))]
    return sorted(found, key=lambda hit: -hit.score)


def _publications(field: str | None, agency: str | None) -> QuerySet[Publication]:
    wanted = Publication.objects.select_related("procedure__field", "agency")
    if field:
        wanted = wanted.filter(procedure__field__code=field)
    return wanted.filter(agency__code=agency) if agency else wanted


def _hits(publications: QuerySet[Publication]) -> list[Hit]:
    in_use = Version.objects.standing().filter(publication=OuterRef("pk"))
    found = list(publications.annotate(is_complete=Exists(in_use)))
    levels = claimed_words(found)
    return [
        Hit(
            code=publication.procedure.code,
            full_code=publication.full_code,
            name=_in_language(publication.procedure.name, publication.procedure.name_en),
            field_code=publication.procedure.field.code,
            field_name=_in_language(publication.procedure.field.name_vi, publication.procedure.field.name_en),
            agency_code=publication.agency.code,
            agency_name=_in_language(publication.agency.name_vi, publication.agency.name_en),
            level=levels.get(publication.pk, ""),
            is_complete=publication.is_complete,
            key=publication.pk,
        )
        for publication in found
    ]


def _in_language(vi: str, en: str) -> str:
    return en if en and (get_language() or "vi").startswith("en") else vi


def fields_with_counts(*, agency: str | None = None) -> list[FieldCount]:
    """Fields that have something to file, with how much. One query."""
    of_agency = Q(procedures__publications__agency__code=agency) if agency else Q()
    counted = Field.objects.annotate(
        count=Count("procedures__publications", filter=of_agency, distinct=True)
    ).filter(count__gt=0)
    return [
        FieldCount(field.code, _in_language(field.name_vi, field.name_en), field.count)
        for field in counted.order_by("position", "code")
    ]


def most_used(
    *, limit: int = 5, counts: Mapping[str, int] | None = None, agency: str | None = None
) -> list[Hit]:
    """The publications filed most, by `counts` (full code → dossiers, which the room above knows).

    Complete ones stand first while nothing has been filed.
    """
    filed = dict(counts or {})
    top = sorted(filed, key=lambda code: (-filed[code], code))[: limit * 4]
    wanted = _publications(None, agency)
    hits = (
        {hit.full_code: hit for hit in _hits(wanted.filter(full_code__in=top).order_by("pk"))} if top else {}
    )
    chosen = [hits[code] for code in top if code in hits][:limit]
    if len(chosen) < limit:
        rest = wanted.exclude(full_code__in=[hit.full_code for hit in chosen]).filter(
            Exists(Version.objects.filter(publication=OuterRef("pk")))
        )
        chosen += _hits(rest.order_by("full_code")[: limit - len(chosen)])
    return chosen
