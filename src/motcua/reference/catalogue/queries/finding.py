"""Finding procedures by words, code and field."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import get_language

from motcua.reference.catalogue.models import Field, Publication, Version
from motcua.reference.catalogue.rules import codes, matching

from .levels import claimed_words


@dataclass(frozen=True)
class Hit:
    """A publication in a list of results. `is_complete` when content is published, not only the name."""

    code: str
    full_code: str
    name: str
    field_code: str
    field_name: str
    agency_code: str
    agency_name: str
    level: str
    is_complete: bool


@dataclass(frozen=True)
class FieldCount:
    code: str
    name: str
    publications: int


def search(*, words: str, field: str | None = None, agency: str | None = None, limit: int = 20) -> list[Hit]:
    """Publications whose name or code fits, with or without diacritics, the shortest names first.

    Where nothing fits, each word is corrected by the words of all names, then whole names are compared.
    Without words: everything of the field or agency, by name. Three queries, more with correction.
    """
    wanted = _publications(field, agency)
    code, typed = codes.looks_like_code(words), matching.query_words(words)
    if code:
        found = wanted.filter(Q(full_code__startswith=code) | Q(short_code__startswith=code))
        return _hits(found.order_by("full_code")[:limit])
    if not typed:
        return (
            _hits(wanted.order_by("procedure__name_norm", "full_code")[:limit]) if not words.strip() else []
        )
    return _hits(_matching(wanted, typed)[:limit]) or _corrected(wanted, typed, limit)


def _publications(field: str | None, agency: str | None) -> QuerySet[Publication]:
    wanted = Publication.objects.select_related("procedure__field", "agency")
    if field:
        wanted = wanted.filter(procedure__field__code=field)
    return wanted.filter(agency__code=agency) if agency else wanted


def _matching(wanted: QuerySet[Publication], words: list[str]) -> QuerySet[Publication]:
    query = SearchQuery(matching.prefix_query(words), search_type="raw", config="simple")
    vector = SearchVector("procedure__name_norm", config="simple")
    return (
        wanted.annotate(document=vector, length=Length("procedure__name_norm"))
        .filter(document=query)
        .order_by("length", "full_code")
    )


def _corrected(wanted: QuerySet[Publication], words: list[str], limit: int) -> list[Hit]:
    vocabulary = _vocabulary_now()
    mended = matching.corrected(vocabulary, words)
    if mended != words:
        hits = _hits(_matching(wanted, mended)[:limit])
        if hits:
            return hits
    alike = matching.alike(vocabulary, words, limit)
    by_code = {hit.full_code: hit for hit in _hits(wanted.filter(full_code__in=alike).order_by("pk"))}
    return [by_code[code] for code in alike if code in by_code]


def _vocabulary_now() -> matching.Vocabulary:
    """The words of this installation's catalogue, kept in the process until something is published."""
    publications = Publication.objects.aggregate(count=Count("pk"), newest=Max("pk"))
    versions = Version.objects.aggregate(newest=Max("pk"))
    return _vocabulary(publications["count"], publications["newest"] or 0, versions["newest"] or 0)


@lru_cache(maxsize=2)
def _vocabulary(count: int, newest: int, version: int) -> matching.Vocabulary:
    named = Publication.objects.order_by("pk").values_list("full_code", "procedure__name_norm")
    return matching.Vocabulary.of(named)


def _hits(publications: QuerySet[Publication]) -> list[Hit]:
    found = list(publications)
    levels = claimed_words(found)
    standing = Version.objects.standing().filter(publication__in=found)
    complete = set(standing.values_list("publication_id", flat=True))
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
            is_complete=publication.pk in complete,
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
