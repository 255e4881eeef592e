"""The code as text and as trees, for the tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "motcua"
TESTS = ROOT / "tests"
FLOORS_WITH_ROOMS = ("foundation", "reference", "records", "casework")


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def rooms() -> Iterator[Path]:
    for floor in FLOORS_WITH_ROOMS:
        for folder in sorted((SOURCE / floor).iterdir()):
            if (folder / "__init__.py").exists():
                yield folder


def files_called(name: str) -> Iterator[Path]:
    """A room's file of that name, or all files of the package of that name."""
    for room in rooms():
        if (room / f"{name}.py").exists():
            yield room / f"{name}.py"
        elif (room / name).is_dir():
            yield from sorted((room / name).glob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a module's own level."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef):
            yield node


def public(path: Path) -> Iterator[ast.FunctionDef]:
    return (f for f in functions(path) if not f.name.startswith("_"))


def docstrings() -> Iterator[tuple[str, str]]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                text = ast.get_docstring(node)
                if text:
                    yield f"{name_of(path)}:{getattr(node, 'name', '')}", text
