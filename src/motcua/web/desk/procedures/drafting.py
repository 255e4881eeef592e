"""A draft as its pages see it: the place that is edited, what is offered there, what is wrong there."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.urls import reverse

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import queries, schemas
from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.catalogue.rules import editing, form_pages
from motcua.reference.catalogue.rules.editing import Path
from motcua.reference.catalogue.rules.undoing import Turns
from motcua.web.desk import frame
from motcua.web.desk.procedures import kinds, places, references, sound_forms, words
from motcua.web.desk.procedures.plain_values import listed
from motcua.web.desk.procedures.schema_forms import Around, Control, Sheet
from motcua.web.desk.procedures.shapes import Schema
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui import parts
from motcua.web.ui.parts import Crumb, Queue, QueueGroup

REPLAYED = (20, 100, 500)
"""How many past dossiers a draft can be held against."""


class Drafting:
    """One draft with its problems, for one viewer; every page of it starts here."""

    def __init__(self, request: DeskRequest, code: str) -> None:
        self.officer = request.officer
        self.draft = queries.draft(viewer=request.officer, code=code)
        self.problems = queries.draft_problems(draft=self.draft)

    def with_part(self, part: str, content: Any) -> "Drafting":
        """The draft as if a part said this; nothing is kept."""
        made = copy(self)
        made.draft = replace(self.draft, content={**self.content, part: content})
        made.problems = queries.draft_problems(draft=made.draft)
        return made

    @property
    def content(self) -> Mapping[str, Any]:
        return self.draft.content

    @property
    def name(self) -> str:
        return places.title_of(self.content.get("procedure") or {}, "Thủ tục mới, chưa đặt tên")

    @property
    def state(self) -> tuple[str, str]:
        return words.STATES[self.draft.state]

    @property
    def may_edit(self) -> bool:
        return self.draft.state == "editing" and self.officer.may(Permission.CATALOGUE_EDIT)

    @cached_property
    def turns(self) -> Turns:
        """What can be undone and done again."""
        return queries.turns_of(draft_code=self.draft.code)

    @property
    def address(self) -> str:
        return reverse("desk:draft", args=[self.draft.code])

    def crumbs(self, *others: Crumb) -> list[Crumb]:
        first = Crumb("Thủ tục", reverse("desk:procedures"))
        return [first, Crumb(self.name, self.address if others else ""), *others]

    def groups(self, current: str = "") -> list[QueueGroup]:
        """The left column: the pages of this draft, then the officer's own."""
        counts = places.problems_by_slice(self.problems)
        lines = [
            Queue(
                one.label,
                edit_address(self.draft.code, one.slug),
                count=counts.get(one.slug),
                is_current=one.slug == current,
                tone="attention",
            )
            for one in places.slices().values()
        ]
        return [
            QueueGroup("Bản soạn", [Queue("Tổng quan", self.address, is_current=not current), *lines]),
            *frame.groups(officer=self.officer, at=now()),
        ]

    def context(self, current: str = "", *crumbs: Crumb) -> dict[str, Any]:
        return {
            "drafting": self,
            "draft": self.draft,
            "crumbs": self.crumbs(*crumbs),
            "groups": self.groups(current),
            "choices": REPLAYED,
            "last": REPLAYED[1],
        }

    @cached_property
    def told(self) -> list["Told"]:
        """Each problem with the page where it is mended."""
        return [self._told(one) for one in self.problems]

    def _told(self, problem: queries.Problem) -> "Told":
        path = places.place_of(problem.path)
        page = places.slice_of(problem.part, path)
        inner = places.page_path(problem.part, path)
        named = [self._called(problem.part, path[: n + 1]) for n in range(len(path))]
        return Told(
            page=page,
            address=edit_address(self.draft.code, page.slug, inner),
            where="" if path == page.list_path else words.place(problem.part, named),
            sentence=problem.message,
        )

    def _called(self, part: str, path: Path) -> str:
        """The last step of a path: a key by itself, one of a list by its title or by its number."""
        if not isinstance(path[-1], int):
            return str(path[-1])
        try:
            return places.title_of(editing.at(self.content.get(part), path), str(path[-1] + 1))
        except PlaceUnknown:
            return str(path[-1] + 1)

    @cached_property
    def base(self) -> Mapping[str, Any]:
        """The parts of the version that the draft was opened from; nothing for a new procedure."""
        if self.draft.base_version_id is None:
            return {}
        return queries.content_of_version(version_id=self.draft.base_version_id)

    def around(self, part: str, path: Path) -> Around:
        procedure, form = self.content.get("procedure") or {}, self.content.get("form") or {}
        return Around(
            choices=references.choices(procedure, form, self.content.get("fee") or {}, part),
            askable=sound_forms.askable(form, path if part == "form" else ()),
            locked=frozenset(editing.names_in(self.base)),
            errors=self.errors(part, path),
        )

    def errors(self, part: str, path: Path) -> dict[str, list[str]]:
        """What is wrong below a place, by the path within it."""
        found: dict[str, list[str]] = {}
        for one in self.problems:
            place = places.place_of(one.path)
            if one.part == part and place[: len(path)] == path:
                found.setdefault(editing.write_path(place[len(path) :]), []).append(one.message)
        return found


@dataclass(frozen=True)
class Told:
    """A problem as it is listed: the page where it is mended, the place on it, the sentence."""

    page: places.Slice
    address: str
    where: str
    sentence: str


def edit_address(code: str, slug: str, path: Path = ()) -> str:
    if path:
        return reverse("desk:draft_place", args=[code, slug, editing.write_path(path)])
    if slug == places.FORM:
        return reverse("desk:draft_form", args=[code])
    return reverse("desk:draft_edit", args=[code, slug])


@dataclass(frozen=True)
class Line:
    """One of a list on the page of its owner: what it is called, and where it is edited."""

    path: str
    title: str
    note: str
    address: str
    problems: int
    is_first: bool
    is_last: bool
    warning: str = ""
    tags: Sequence[str] = ()

    @property
    def id(self) -> str:
        return self.path.replace(".", "-")


@dataclass(frozen=True)
class Listing:
    """A list as it stands on a page; `asks_kind` when a new one is made of words and a kind of field."""

    path: str
    label: str
    lines: list[Line]
    asks_kind: bool

    @property
    def id(self) -> str:
        return parts.id_of(f"new-{self.path}")


class Place:
    """What one page edits: some keys of a part, one of a list, or a list itself."""

    def __init__(self, drafting: Drafting, slug: str, written_path: str = "") -> None:
        found = places.slices().get(slug)
        if found is None:
            raise PlaceUnknown
        self.drafting, self.slice = drafting, found
        self.path = editing.parse_path(written_path) or found.list_path
        self.content: Any = drafting.content.get(found.part)
        self.sheet = Sheet(schemas.schema(found.part), drafting.around(found.part, self.path))
        self.schema: Schema = self.sheet.at(self.path)
        if not self.schema:
            raise PlaceUnknown
        self.value: Any = None if self.content is None else self._value()

    def _value(self) -> Any:
        if self.path == self.slice.list_path and self.path:
            return listed(self.content, str(self.path[0]))
        return editing.at(self.content, self.path)

    @property
    def part(self) -> str:
        return self.slice.part

    @property
    def is_list(self) -> bool:
        return bool(self.path) and not isinstance(self.path[-1], int)

    @property
    def is_builder(self) -> bool:
        """The form as a whole has a page of its own kind."""
        return self.slice.slug == places.FORM and not self.path

    @property
    def owner_address(self) -> str:
        """The page of the list that this one stands in."""
        if self.part == "form":
            return reverse("desk:draft_form", args=[self.drafting.draft.code])
        inner = [n for n in range(len(self.path) - 1) if isinstance(self.path[n], int)]
        return self.address_of(self.path[: inner[-1] + 1] if inner else ())

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Where else a field of the form may stand: the end of each other section."""
        if self.part != "form" or len(self.path) != 4 or self.path[2] != "fields":
            return []
        return [
            (f"sections.{n}.fields.{len(listed(one, 'fields'))}", places.title_of(one, f"Phần {n + 1}"))
            for n, one in enumerate(listed(self.content, "sections"))
            if n != self.path[1]
        ]

    @property
    def other_pages(self) -> list[tuple[int, str]]:
        """On which other page of the form a section may stand."""
        pages = form_pages.pages(self.content)
        if self.part != "form" or not self.is_section or not pages:
            return []
        here = form_pages.numbers(self.content)[int(self.path[1])]
        return [(n, places.title_of(one, f"Trang {n + 1}")) for n, one in enumerate(pages) if n != here]

    @property
    def is_section(self) -> bool:
        return len(self.path) == 2 and self.path[0] == "sections"

    @property
    def is_item(self) -> bool:
        return bool(self.path) and isinstance(self.path[-1], int)

    @property
    def keys(self) -> Sequence[str]:
        if self.path:
            return self._keys_of_item()
        return self.slice.keys or tuple(self.schema.get("properties", ()))

    def _keys_of_item(self) -> Sequence[str]:
        known = tuple(self.schema.get("properties", ()))
        given = self.value if isinstance(self.value, Mapping) else {}
        return kinds.keys_for(self.part, self.path, given, known)

    @property
    def holder(self) -> str:
        """The key that the labels of this place are named after."""
        if self.is_item:
            return (
                str(self.path[-2]).rstrip("s")
                if self.path[-2] in {"fields", "columns"}
                else str(self.path[-2])
            )
        return self.part

    @property
    def title(self) -> str:
        if not self.is_item:
            return self.slice.label
        return places.title_of(
            self.value, f"{words.label(str(self.path[-2]), self.part)} {int(self.path[-1]) + 1}"
        )

    @property
    def written_path(self) -> str:
        return editing.write_path(self.path)

    @property
    def address(self) -> str:
        return self.address_of(self.path if self.path != self.slice.list_path else ())

    def address_of(self, path: Path) -> str:
        return edit_address(self.drafting.draft.code, self.slice.slug, path)

    @property
    def controls(self) -> tuple[Control, ...]:
        if self.is_list or self.value is None:
            return ()
        return self.sheet.controls(self.schema, self.value, keys=self.keys, holder=self.holder)

    def is_rare(self, control: Control) -> bool:
        """Whether a control is folded away: seldom needed, and nothing stands there or is wrong there."""
        given = self.value.get(control.path) if isinstance(self.value, Mapping) else None
        wrong = any(path.split(".")[0] == control.path for path in self.sheet.around.errors)
        return kinds.is_rare(self.path, control.path) and given is None and not wrong

    @property
    def plain_controls(self) -> list[Control]:
        return [one for one in self.controls if not self.is_rare(one)]

    @property
    def rare_controls(self) -> list[Control]:
        return [one for one in self.controls if self.is_rare(one)]

    @property
    def defects(self) -> list[parts.Defect]:
        """What is wrong on this page, for the summary on its top; links to the field or to the inner page."""
        return [
            parts.Defect(path, sentence)
            for path, many in self.sheet.around.errors.items()
            for sentence in many
            if not self.slice.keys or self.path or path.split(".")[0] in self.keys
        ]

    def lists(self) -> list["Listing"]:
        """The lists on this page whose items have pages."""
        if self.is_list:
            return [self.listing(self.path, self.slice.label, self.value)]
        return [
            self.listing((*self.path, one.path), one.label, listed(self.value, one.path))
            for one in self.controls
            if one.shape == "list"
        ]

    def listing(self, path: Path, label: str, items: Sequence[Any]) -> "Listing":
        asks_kind = path[-1] in {"fields", "columns"}
        return Listing(editing.write_path(path), label, self.lines(path, items), asks_kind)

    def lines(self, path: Path, items: Sequence[Any]) -> list[Line]:
        label = words.label(str(path[-1]), self.part)
        return [
            Line(
                path=editing.write_path((*path, place)),
                title=places.title_of(one, f"{label} {place + 1}"),
                note=_note(one),
                address=self.address_of((*path, place)),
                problems=sum(map(len, self.drafting.errors(self.part, (*path, place)).values())),
                is_first=place == 0,
                is_last=place == len(items) - 1,
                warning=self._warning(one),
                tags=tags_of(one),
            )
            for place, one in enumerate(items)
        ]

    def _warning(self, one: Any) -> str:
        """What would break if this one went."""
        name = one.get("name") if isinstance(one, Mapping) else None
        if not isinstance(name, str):
            return ""
        count = len(editing.readers_of(dict(self.drafting.content), name))
        return f"Có {count} điều kiện hoặc công thức đang đọc trường này; chúng sẽ báo lỗi." if count else ""


def _note(one: Any) -> str:
    if not isinstance(one, Mapping):
        return ""
    if isinstance(one.get("kind"), str):
        return words.value("kind", one["kind"])
    return str(one.get(editing.name_key(one), ""))


def tags_of(one: Any) -> list[str]:
    if not isinstance(one, Mapping):
        return []
    said = [("required", "bắt buộc"), ("when", "có điều kiện"), ("calculate", "có công thức")]
    return [word for key, word in said if one.get(key)]
