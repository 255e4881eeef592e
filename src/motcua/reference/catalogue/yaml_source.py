"""YAML files read with the line of every value, so that an editor is told where to look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.resolver import Resolver

Place = tuple[str | int, ...]
MAX_DEPTH = 60
MAX_BYTES = 512 * 1024
MAX_PROBLEMS = 500


@dataclass(frozen=True)
class Problem:
    """Something to mend in a data file. `field` reads like `papers[3].slug`; `line` counts from 1."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.sentence}" if self.field else f"{where}: {self.sentence}"


@dataclass
class Source:
    """A file: its data as plain values and the line of each place in it."""

    file: str
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def report(self, place: Place, sentence: str) -> None:
        """Add a problem once; after very many, no more."""
        problem = Problem(self.file, self.line_of(place), name_of(place), sentence)
        if len(self.problems) < MAX_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)


def name_of(place: Place) -> str:
    """`("papers", 3, "slug")` → `papers[3].slug`, rows counted from 1 as people do."""
    name = ""
    for part in place:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name


class _Loader(Composer, CParser, Resolver):
    """Values as YAML 1.2 reads them: `on` and `no` are texts, a day is a text.

    Words are read by libyaml, ten times as fast; nodes are put together here, where one in another in another
    ends as a RecursionError, not as the end of the process.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)


for _tag, _words, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_words})$"), list(_first))


def read(path: Path, shown_as: str) -> Source:
    """The file as values with lines; what cannot be read is among its problems, under the name `shown_as`."""
    try:
        with path.open("rb") as opened:
            return parse(opened.read(MAX_BYTES + 1), shown_as)
    except FileNotFoundError:
        return missing(shown_as)


def missing(shown_as: str) -> Source:
    """A file that ought to be there."""
    source = Source(shown_as)
    source.report((), _("The file is missing."))
    return source


def parse(content: bytes, shown_as: str) -> Source:
    """The same for bytes in hand."""
    source = Source(shown_as)
    if len(content) > MAX_BYTES:
        source.report((), _("The file is too large."))
        return source
    try:
        loader = _Loader(content.decode())
    except (UnicodeDecodeError, yaml.YAMLError):
        source.report((), _("The file is not text in UTF-8."))
        return source
    try:
        node = loader.get_single_node()
        if node is None:
            source.report((), _("The file is empty."))
        else:
            source.data = _build(source, node, (), set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        source.problems.append(
            Problem(source.file, line, "", _("This is not YAML: %(problem)s.") % {"problem": error.problem})
        )
    except (yaml.YAMLError, RecursionError):
        source.report((), _("This is not YAML that can be read."))
    finally:
        loader.dispose()
    return source


def _build(source: Source, node: yaml.Node, place: Place, seen: set[int]) -> Any:
    source.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(source, node, place)
    if id(node) in seen or len(place) > MAX_DEPTH:
        source.report(place, _("Anchors are not used here; write the content out."))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(source, child, (*place, number), seen) for number, child in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    return dict(_entries(source, node, place, seen))


def _entries(
    source: Source, node: yaml.MappingNode, place: Place, seen: set[int]
) -> Iterator[tuple[str, Any]]:
    keys: set[str] = set()
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        source.lines[(*place, name)] = key.start_mark.line + 1
        if not name or name in keys:
            source.report((*place, name), _("This key stands twice or is no text."))
            continue
        keys.add(name)
        yield name, _build(source, value, (*place, name), seen)


def _scalar(source: Source, node: yaml.ScalarNode, place: Place) -> Any:
    match node.tag.rpartition(":")[2]:
        case "str":
            return str(node.value)
        case "bool":
            return node.value == "true"
        case "int" if len(node.value) <= 18:
            return int(node.value)
        case "null":
            return None
        case _:
            source.report(place, _("This kind of value is not used here."))
            return None
