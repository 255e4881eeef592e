"""The index for searching that each process keeps in its memory, and how it notices that it is old."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Max, Subquery, TextField
from django.db.models.functions import MD5, Cast

from motcua.foundation.accounts.models import Agency
from motcua.reference.catalogue.enums import LevelKind
from motcua.reference.catalogue.models import Level, Publication, Revision, Synonym, Version
from motcua.reference.catalogue.rules import search

from .levels import level_lines

State = tuple[str, str]


@dataclass(frozen=True)
class _Held:
    state: State
    index: search.Index


class _Shelf:
    """Where a process keeps its index. While one thread renews it, the others use the one that is there."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._renewing = threading.Lock()

    def index(self) -> search.Index:
        state, held = _state(), self._held
        if held is not None and held.state == state:
            return held.index
        if not self._renewing.acquire(blocking=held is None):
            assert held is not None
            return held.index
        try:
            if self._held is None or self._held.state != state:
                self._held = _Held(state, _built())
            return self._held.index
        finally:
            self._renewing.release()


_shelf = _Shelf()


def index_now() -> search.Index:
    """The index of the catalogue as it is now: one small query, and half a second after a change."""
    return _shelf.index()


def _state() -> State:
    """What differs whenever what can be found differs: the revision, and what agencies are called."""
    told = Agency.objects.order_by().aggregate(
        names=MD5(StringAgg("name_vi", delimiter="|", order_by="pk")),
        revision=Max(Cast(Subquery(Revision.objects.values("value")[:1]), TextField())),
    )
    return str(told["names"]), str(told["revision"])


def _built() -> search.Index:
    listed = Synonym.objects.filter(in_use=True).order_by("pk").values_list("typed", "meant", "kind")
    synonyms = search.Synonyms(
        search.Synonym(typed, tuple(meant), search.SynonymKind(kind)) for typed, meant, kind in listed
    )
    return search.Index.of(_entries(), synonyms)


def _entries() -> Iterable[search.Entry]:
    contents, levels = _contents(), _levels()
    rows = Publication.objects.order_by("pk").values_list(
        "pk",
        "full_code",
        "procedure__code",
        "procedure__name",
        "procedure__name_en",
        "procedure__field__code",
        "procedure__field__name_vi",
        "agency__code",
        "agency__name_vi",
    )
    for pk, full_code, code, name, name_en, field, field_name, agency, agency_name in rows.iterator():
        keywords, who, ends = contents.get(pk, ([], [], None))
        yield search.Entry(
            key=pk,
            procedure=code,
            full_code=full_code,
            name=name,
            keywords=" ".join([*keywords, name_en]),
            field=field_name,
            agency=agency_name,
            name_en=name_en,
            has_content=pk in contents,
            ends=ends,
            facets=frozenset(
                {f"field:{field}", f"agency:{agency}", *(f"who:{one}" for one in who), *levels.get(pk, ())}
            ),
        )


def _contents() -> dict[int, tuple[list[str], list[str], date | None]]:
    """Keywords, audience and last day of each publication's newest version."""
    rows = (
        Version.objects.standing()
        .order_by("publication", "valid_from", "number")
        .values_list("publication", "content__keywords", "content__audience__who", "valid_to")
    )
    return {pk: (_texts(keywords), _texts(who), ends) for pk, keywords, who, ends in rows.iterator()}


def _texts(stated: Any) -> list[str]:
    return [one for one in stated if isinstance(one, str)] if isinstance(stated, list) else []


def _levels() -> dict[int, list[str]]:
    """The claimed levels of each publication, as facets."""
    stated: dict[int, list[Level]] = {}
    for level in Level.objects.filter(kind=LevelKind.CLAIMED).order_by("id").iterator():
        stated.setdefault(level.publication_id, []).append(level)
    return {
        pk: sorted({f"level:{line.scheme}:{line.value}" for line in level_lines(levels)})
        for pk, levels in stated.items()
    }
