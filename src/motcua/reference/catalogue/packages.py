"""Packages: a procedure as a folder or a zip of four YAML files, read and written.

What is read comes from strangers: sizes, counts, depths and names are bounded before anything is parsed, and
nothing in a zip is ever written to the disk under the name that it gives.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from django.utils.translation import gettext as _

from . import loading, schemas, shipped, yaml_source
from .loading import Folder
from .rules.ordering import in_order
from .rules.parts import PARTS
from .yaml_source import MAX_BYTES, Problem

MAX_PACKAGES = 1000
MAX_ZIP_BYTES = 8 * 1024 * 1024
MAX_ENTRIES = 20_000
MAX_TOTAL_BYTES = 32 * 1024 * 1024
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,59}")
FILES = tuple(f"{part}.yaml" for part in PARTS)
ONE_LINE = 10**9  # a text is one line, so that a change of it is one line in a diff
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """A package as read: `content` by part, the text of each file, and everything that is wrong."""

    name: str
    content: dict[str, Any]
    sources: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def code(self) -> str:
        procedure = self.content.get("procedure")
        return str(procedure.get("code") or "") if isinstance(procedure, Mapping) else ""

    def folder(self) -> Folder:
        """What publishing takes; only of a package without problems."""
        return Folder(Path(self.name), **self.content, problems=list(self.problems))


def read(path: Path) -> Package:
    """The one package at a path. Where there are several, or none, that is its problem."""
    found = read_all(path)
    if len(found) == 1:
        return found[0]
    said = _("Here are %(count)d packages, not one.") % {"count": len(found)}
    return Package(path.name, _nothing(), problems=(Problem(path.name, 1, "", said),))


def read_all(path: Path) -> list[Package]:
    """Every package in a folder, a zip, or a folder of folders, by name. Never raises for what a file holds.

    A path that is not there is a package with that problem.
    """
    if path.is_file():
        return _from_zip(path)
    if not path.is_dir() or (path / "procedure.yaml").exists():
        return [_from_folder(path)]
    inside = sorted(child for child in path.iterdir() if (child / "procedure.yaml").exists())
    return [_from_folder(child) for child in inside[:MAX_PACKAGES]] or [_from_folder(path)]


def _nothing() -> dict[str, Any]:
    return dict.fromkeys(PARTS)


def _broken(name: str, sentence: str) -> Package:
    return Package(name, _nothing(), problems=(Problem(name, 1, "", sentence),))


def _from_folder(path: Path) -> Package:
    name = path.name or path.resolve().name
    if not path.is_dir():
        return _broken(str(path), _("There is no such folder or zip."))
    texts: dict[str, bytes] = {}
    for part, file in zip(PARTS, FILES, strict=True):
        here = path / file
        if here.is_symlink() or (here.exists() and not here.is_file()):
            return _broken(f"{name}/{file}", _("This is not a file of its own."))
        if here.is_file():
            with here.open("rb") as opened:
                texts[part] = opened.read(MAX_BYTES + 1)
    return package_of(name, texts)


def _from_zip(path: Path) -> list[Package]:
    try:
        if path.stat().st_size > MAX_ZIP_BYTES:
            return [_broken(path.name, _("The file is too large."))]
        with zipfile.ZipFile(path) as opened:
            return _from_entries(path, opened)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return [_broken(path.name, _("This is no zip that can be read."))]


def _from_entries(path: Path, opened: zipfile.ZipFile) -> list[Package]:
    """By folder, the packages of a zip; each entry is read up to a bound, whatever it says of its size."""
    entries = opened.infolist()
    if len(entries) > MAX_ENTRIES:
        return [_broken(path.name, _("There is too much in this zip."))]
    folders: dict[str, dict[str, bytes]] = {}
    left = MAX_TOTAL_BYTES
    for entry in entries:
        place = PurePosixPath(entry.filename)
        if not _is_plain(entry, place):
            said = _("“%(name)s” is not a name inside a package.") % {"name": entry.filename[:100]}
            return [_broken(path.name, said)]
        if entry.is_dir() or place.name not in FILES or len(place.parts) > 3:
            continue
        with opened.open(entry) as content:
            texts = folders.setdefault(str(place.parent), {})
            texts[place.stem] = content.read(MAX_BYTES + 1)
        left -= len(texts[place.stem])
        if left < 0 or len(folders) > MAX_PACKAGES:
            return [_broken(path.name, _("There is too much in this zip."))]
    if not folders:
        return [_broken(path.name, _("There is no procedure.yaml."))]
    return [
        package_of(path.stem if folder == "." else PurePosixPath(folder).name, folders[folder])
        for folder in sorted(folders)
    ]


def _is_plain(entry: zipfile.ZipInfo, place: PurePosixPath) -> bool:
    """Whether an entry lies inside the package, packed as usual: no way out of it, no link, no drive."""
    name = entry.filename
    odd = "\\" in name or "\x00" in name or ":" in name or place.is_absolute() or ".." in place.parts
    usual = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return usual and not odd and not stat.S_ISLNK(entry.external_attr >> 16)


def package_of(name: str, texts: Mapping[str, bytes]) -> Package:
    """A package from the bytes of its files by part, such as an upload; checked whole."""
    sources = {part: yaml_source.parse(texts[part], f"{name}/{part}.yaml") for part in PARTS if part in texts}
    sources.setdefault("procedure", yaml_source.missing(f"{name}/procedure.yaml"))
    folder = loading.check_sources(Path(name), sources, known_fields=shipped.field_codes())
    content = {part: sources[part].data if part in sources else None for part in PARTS}
    written = {part: text.decode(errors="replace") for part, text in texts.items()}
    return Package(name, content, written, tuple(folder.problems))


class _Writer(yaml.SafeDumper):
    """Block style, texts quoted where YAML 1.1 or 1.2 would read something else, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Writer.add_representer(str, _text)


def name_of(content: Mapping[str, Any]) -> str:
    """The name of a package's folder: its code, if that is one."""
    procedure = content.get("procedure")
    code = procedure.get("code") if isinstance(procedure, Mapping) else None
    return code if isinstance(code, str) and CODE.fullmatch(code) else "package"


def written(content: Mapping[str, Any]) -> dict[str, str]:
    """By file name, the text of each part that is there: the same content always gives the same text."""
    return {
        f"{part}.yaml": yaml.dump(
            in_order(content[part], schemas.schema(part)),
            Dumper=_Writer,
            allow_unicode=True,
            sort_keys=False,
            width=ONE_LINE,
            default_flow_style=False,
        )
        for part in PARTS
        if content.get(part) is not None
    }


def write(content: Mapping[str, Any], path: Path) -> None:
    """One package into a folder, or into a zip if the name ends so. Files of parts that are gone are removed.

    Raises: OSError.
    """
    if path.suffix.lower() == ".zip":
        path.write_bytes(zipped([(name_of(content), content)]))
        return
    path.mkdir(parents=True, exist_ok=True)
    texts = written(content)
    for file in FILES:
        if file in texts:
            (path / file).write_text(texts[file], encoding="utf-8", newline="\n")
        else:
            (path / file).unlink(missing_ok=True)


def write_all(packages: Iterable[tuple[str, Mapping[str, Any]]], path: Path) -> None:
    """Several packages by name, each into a folder of its own, or all into one zip. Raises OSError."""
    if path.suffix.lower() == ".zip":
        path.write_bytes(zipped(packages))
        return
    for name, content in packages:
        write(content, path / name)


def zipped(packages: Iterable[tuple[str, Mapping[str, Any]]]) -> bytes:
    """A zip of packages, each in a folder of its name; the same content always gives the same bytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in sorted(packages, key=lambda one: one[0]):
            for file, text in written(content).items():
                entry = zipfile.ZipInfo(f"{name}/{file}", EPOCH)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                opened.writestr(entry, text)
    return into.getvalue()
