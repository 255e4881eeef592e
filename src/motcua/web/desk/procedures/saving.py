"""Keeping what was typed, unless somebody else has changed the draft since: then both are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.errors import PlaceUnknown, StaleDraft
from motcua.reference.catalogue.rules import editing
from motcua.reference.catalogue.rules.editing import Path
from motcua.reference.forms.rules.posting import clean
from motcua.web.desk.procedures import changes
from motcua.web.desk.procedures.drafting import Drafting, Place
from motcua.web.desk.requests import DeskRequest

DO = "_do"
REVISION = "_revision"
MOST_REVISION = 10**9
INTO = "_into"
NEW_LABEL, NEW_KIND = "_label:", "_kind:"
LONGEST_LABEL = 300


@dataclass(frozen=True)
class Act:
    """What a button asked for beside saving, such as `up:papers.2`."""

    verb: str
    path: Path


ACTS: Mapping[str, Callable[[Any, Path], tuple[Any, Path]]] = {
    "up": lambda content, path: editing.move(content, path, -1),
    "down": lambda content, path: editing.move(content, path, 1),
    "copy": editing.copy,
    "remove": lambda content, path: (editing.remove(content, path), path[:-1]),
}


def asked(request: DeskRequest) -> Act | None:
    """The act of the button that was pressed, or of words for a new one. Raises PlaceUnknown."""
    verb, _colon, path = request.POST.get(DO, "").partition(":")
    if verb:
        return Act(verb, editing.parse_path(path))
    named = (name for name in request.POST if name.startswith(NEW_LABEL) and request.POST[name].strip())
    path = next(named, "").removeprefix(NEW_LABEL)
    return Act("add", editing.parse_path(path)) if path else None


def revision_of(request: DeskRequest) -> int:
    """The revision that the page was made from; one that never was for a page that forgot to say."""
    sent = request.POST.get(REVISION, "")
    return min(int(sent), MOST_REVISION) if sent.isdecimal() and len(sent) < 12 else 0


def done(content: Any, act: Act, place: Place, posted: QueryDict) -> tuple[Any, Path]:
    """The part after the act, and where the thing now stands. Raises PlaceUnknown."""
    if act.verb == "add":
        return editing.add(content, act.path, new_one(act.path, place, posted))
    if act.verb == "into":
        target = editing.parse_path(posted.get(INTO, ""))
        if not target:
            raise PlaceUnknown
        return editing.move_to(content, act.path, target)
    if act.verb not in ACTS:
        raise PlaceUnknown
    return ACTS[act.verb](content, act.path)


def new_one(path: Path, place: Place, posted: QueryDict, *, like: Path = ()) -> Any:
    """A new one of a list, or of the list at `like`; with the words and the kind typed beside its button."""
    blank = place.sheet.blank(place.sheet.at((*(like or path), 0)))
    written = editing.write_path(path)
    said = clean(posted.get(f"{NEW_LABEL}{written}", ""))[:LONGEST_LABEL]
    kind = posted.get(f"{NEW_KIND}{written}", "")
    if kind and "kind" in blank:
        blank["kind"] = kind
    for key in ("label", "title", "name", "text"):
        if said and isinstance(blank.get(key), dict):
            return {**blank, key: {"vi": said}}
    return blank


def said(act: Act | None) -> str:
    """What the page says after the act."""
    words = {
        "add": "Đã thêm. Điền nội dung rồi lưu.",
        "copy": "Đã sao chép thành một mục mới.",
        "up": "Đã chuyển lên.",
        "down": "Đã chuyển xuống.",
        "into": "Đã chuyển.",
        "page": "Đã chuyển sang trang khác.",
        "remove": "Đã xóa.",
        "create": "Đã thêm phần này vào bản soạn.",
        "drop": "Đã bỏ phần này khỏi bản soạn.",
    }
    return words.get(act.verb if act else "", "Đã lưu vào bản soạn. Bản đang công bố chưa thay đổi.")


def kept(
    request: DeskRequest, drafting: Drafting, part: str, content: Any, *, title: str, back: str
) -> HttpResponse | None:
    """Saves a part; None when that went well, else the page that shows the other's change and one's own."""
    try:
        operations.save_draft_part(
            by=request.officer,
            draft_code=drafting.draft.code,
            revision=revision_of(request),
            part=part,
            content=content,
            at=now(),
        )
    except StaleDraft as stale:
        theirs = {part: drafting.content.get(part)}
        context = drafting.context("") | {
            "stale": stale,
            "title": title,
            "back": back,
            "differences": changes.between(theirs, {part: content}),
            "sent": [
                (name, value)
                for name, values in request.POST.lists()
                if name not in {REVISION, "csrfmiddlewaretoken"}
                for value in values
            ],
        }
        return render(request, "desk/procedures/stale.html", context, status=409)
    return None
