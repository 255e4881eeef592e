"""The XML parts of an office file, read as a stream within bounds; no document type, no entity, no tree."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from xml.parsers import expat

from .gathering import Gathered, Unreadable

CHUNK_BYTES = 1 << 16
DEEPEST = 200


class Listener(Protocol):
    """Hears the elements of a part; names without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class Parts:
    """Reads parts; what comes out of all of them together is bounded."""

    def __init__(self, package: zipfile.ZipFile, *, max_expanded_bytes: int) -> None:
        self.package = package
        self.names = set(package.namelist())
        self._left = max_expanded_bytes

    def parse(self, name: str, listener: Listener) -> None:
        """Raises Unreadable, ExpatError."""
        parser = _parser(listener)
        with self.package.open(name) as part:
            while chunk := part.read(CHUNK_BYTES):
                self._left -= len(chunk)
                if self._left < 0:
                    raise Unreadable("expands_too_much")
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def relationships(self, name: str) -> dict[str, tuple[str, bool]]:
        """By id: target and whether it lies outside the file."""
        found = Relationships()
        if name in self.names:
            self.parse(name, found)
        return found.targets

    def outside_links(self) -> int:
        """How many links of all parts lead out of the file. None is followed."""
        return sum(
            outside
            for name in sorted(self.names)
            if name.endswith(".rels")
            for _, outside in self.relationships(name).values()
        )


def _parser(listener: Listener) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable("broken")
        listener.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(_local(name))

    def refuse(*_: object) -> None:
        raise Unreadable("entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _local(name: str) -> str:
    return name.rpartition("}")[2]


class Relationships:
    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, bool]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            outside = attributes.get("TargetMode", "").lower() == "external"
            self.targets[attributes.get("Id", "")] = attributes.get("Target", ""), outside

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


@contextmanager
def opened(package: zipfile.ZipFile, gathered: Gathered, *, max_expanded_bytes: int) -> Iterator[Parts]:
    """The parts of a file, read by the block; then its links that lead outside are remarked."""
    parts = Parts(package, max_expanded_bytes=max_expanded_bytes)
    yield parts
    links = parts.outside_links()
    if links:
        gathered.remark("external_link", count=links)
