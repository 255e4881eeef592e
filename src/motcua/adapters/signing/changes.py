"""Runs in a grandchild only: what was done to a PDF after one of its signatures.

It tells people what to look for: pages, annotations, form fields. Whether a change was allowed is pyHanko's
word (`validation.py`). Pages and annotations are known by their objects, so that one put in front moves none
of the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

Found = dict[str, Any]
MOST_OBJECTS = 20_000
MOST_NAMED = 20
UPWARDS = frozenset({"/Parent", "/P", "/Annots", "/StructParents", "/StructParent", "/Popup"})
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
OF_THE_FORM = frozenset({"/AcroForm", "/Pages", "/DSS", "/Extensions", "/Metadata", "/Version"})


@dataclass
class _Budget:
    """How many objects may still be looked at; what is beyond is not told."""

    left: int = MOST_OBJECTS
    seen: set[Any] = field(default_factory=set)

    def takes(self, key: Any) -> bool:
        if key in self.seen or self.left <= 0:
            return False
        self.left -= 1
        self.seen.add(key)
        return True


def since(reader: PdfFileReader, revision: int) -> list[Found]:
    """What differs between that revision and the file as it is, each as `what`, `pages`, `names`."""
    last = reader.xrefs.total_revisions - 1
    if revision >= last:
        return []
    before, now = reader.get_historical_resolver(revision), reader.get_historical_resolver(last)
    told = [*_pages(before, now), *_annotations(before, now), *_fields(before, now), *_root(before, now)]
    return [
        {"what": what, "pages": pages[:MOST_NAMED], "names": [str(name)[:60] for name in names[:MOST_NAMED]]}
        for what, pages, names in told
        if pages or names
    ]


Told = tuple[str, list[int], list[str]]


def _pages(before: HistoricalResolver, now: HistoricalResolver) -> Iterator[Told]:
    old, new = _page_tree(before), _page_tree(now)
    numbers = {key: number for number, key in enumerate(new, start=1)}
    yield "pages_added", [numbers[key] for key in new if key not in old], []
    yield "pages_removed", [number for number, key in enumerate(old, start=1) if key not in new], []
    both_old, both_new = [key for key in old if key in new], [key for key in new if key in old]
    moved = [numbers[b] for a, b in zip(both_old, both_new, strict=True) if a != b]
    yield "pages_moved", moved, []
    budget = _Budget()
    changed = [
        numbers[key]
        for key in both_new
        if _plain(_shown(old[key])) != _plain(_shown(new[key]))
        or _is_rewritten(_shown(new[key]), before, budget)
    ]
    yield "pages_changed", changed, []


def _annotations(before: HistoricalResolver, now: HistoricalResolver) -> Iterator[Told]:
    old, new = _page_tree(before), _page_tree(now)
    added, removed, changed = [], [], []
    budget = _Budget()
    for number, (key, page) in enumerate(new.items(), start=1):
        here = _annotations_of(page)
        there = _annotations_of(old[key]) if key in old else {}
        if any(name not in there and not _is_signature(one) for name, one in here.items()):
            added.append(number)
        if any(name not in here for name in there):
            removed.append(number)
        both = [(name, one) for name, one in here.items() if name in there and not _is_signature(one)]
        if any(
            _plain(one) != _plain(there[name]) or _is_rewritten(one, before, budget) for name, one in both
        ):
            changed.append(number)
    yield "annotations_added", added, []
    yield "annotations_removed", removed, []
    yield "annotations_changed", changed, []


def _fields(before: HistoricalResolver, now: HistoricalResolver) -> Iterator[Told]:
    old, new = _form(before), _form(now)
    fresh = [name for name, (kind, value) in new.items() if old.get(name, ("", None)) != (kind, value)]
    signed = [name for name in fresh if new[name][0] == "/Sig"]
    others = [name for name in fresh if new[name][0] != "/Sig"]
    yield "signatures_added", [], [name for name in signed if new[name][1] and not old.get(name, ("", ""))[1]]
    yield "fields_added", [], [name for name in others if name not in old]
    yield "fields_changed", [], [name for name in others if name in old]
    yield "fields_removed", [], [name for name in old if name not in new]


def _root(before: HistoricalResolver, now: HistoricalResolver) -> Iterator[Told]:
    old, new = before.root, now.root
    names = {*old, *new}
    other = [name for name in sorted(names - OF_THE_FORM) if _entry(old, name) != _entry(new, name)]
    yield "other", [], other
    yield "proofs_added", [], ["DSS"] if _entry(old, "/DSS") != _entry(new, "/DSS") else []


def _at(holder: Any, name: str, otherwise: Any) -> Any:
    """What stands there, wherever in the file it lies: `get` would give the reference."""
    try:
        return holder[name]
    except KeyError:
        return otherwise


def _entry(holder: Any, name: str) -> Any:
    return _plain(holder.raw_get(name)) if name in holder else None


def _page_tree(file: HistoricalResolver) -> dict[Any, dict[str, Any]]:
    """The pages in order by their object, each with what it inherits."""
    found: dict[Any, dict[str, Any]] = {}
    waiting: list[tuple[Any, dict[str, Any]]] = [(file.root.raw_get("/Pages"), {})]
    seen = set()
    while waiting:
        node, above = waiting.pop()
        key = _plain(node)
        if key in seen:
            continue
        seen.add(key)
        here = node.get_object()
        if "/Kids" in here:
            given = above | {name: here.raw_get(name) for name in INHERITED if name in here}
            waiting += [(kid, given) for kid in reversed(here["/Kids"])]
        else:
            found[key] = above | {name: here.raw_get(name) for name in here}
    return found


def _shown(page: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in page.items() if name not in UPWARDS}


def _annotations_of(page: dict[str, Any]) -> dict[Any, Any]:
    found = page.get("/Annots")
    listed = found.get_object() if found is not None else []
    return {_plain(one): one.get_object() for one in listed}


def _is_signature(annotation: Any) -> bool:
    holder = annotation if "/FT" in annotation else _at(annotation, "/Parent", {})
    return bool(_at(annotation, "/Subtype", "") == "/Widget" and _at(holder, "/FT", "") == "/Sig")


def _form(file: HistoricalResolver) -> dict[str, tuple[str, Any]]:
    """Kind and value of each field by its full name."""
    form = _at(file.root, "/AcroForm", {})
    waiting = [(one, "", "") for one in _at(form, "/Fields", [])]
    found: dict[str, tuple[str, Any]] = {}
    budget = _Budget()
    while waiting:
        one, above, kind = waiting.pop()
        if not budget.takes(_plain(one)):
            continue
        here = one.get_object()
        kind = str(_at(here, "/FT", kind))
        name = ".".join(part for part in (above, str(_at(here, "/T", ""))) if part)
        kids = [kid for kid in _at(here, "/Kids", []) if "/T" in kid.get_object()]
        waiting += [(kid, name, kind) for kid in kids]
        if not kids:
            found[name] = kind, _entry(here, "/V")
    return found


def _is_rewritten(start: Any, before: HistoricalResolver, budget: _Budget) -> bool:
    """Whether anything that it rests on was written after that revision."""
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            if not budget.takes(_plain(one)):
                continue
            if _last_change(before.reader, one) > before.revision:
                return True
            one = one.get_object()  # type: ignore[no-untyped-call]
        if isinstance(one, dict):
            waiting += [dict.__getitem__(one, name) for name in one if name not in UPWARDS]
        elif isinstance(one, list):
            waiting += list(list.__iter__(one))
    return False


def _last_change(reader: PdfFileReader, one: generic.IndirectObject) -> int:
    """The revision that wrote it last; -1 when the file names what is not there."""
    try:
        return int(reader.xrefs.get_last_change(one.reference))
    except KeyError:
        return -1


def _plain(value: Any) -> Any:
    """What can be held against what another revision says."""
    if isinstance(value, generic.IndirectObject):
        return "ref", value.idnum, value.generation
    if isinstance(value, dict):
        return tuple(sorted((str(name), repr(_plain(dict.__getitem__(value, name)))) for name in value))
    if isinstance(value, list):
        return tuple(_plain(one) for one in list.__iter__(value))
    return repr(value)
