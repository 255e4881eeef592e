"""What every operation must look like; read from the code."""

import ast
from pathlib import Path

import pytest

from .house import files_called, functions, name_of, public, tree

POSITIONAL = {"foundation/audit/operations.py:record"}
ALL = [(p, f) for p in files_called("operations") for f in public(p)]


def is_operation(function: ast.FunctionDef) -> bool:
    """A change that has an actor or a moment; the others in these files are steps that operations share."""
    named = {a.arg for a in function.args.kwonlyargs + function.args.args}
    return bool({"by", "at"} & named)


SHARED = {
    "_acts.py",
    "_answers.py",
    "_ending.py",
    "_filing.py",
    "_moving.py",
    "_places.py",
    "_reasons.py",
    "_signing.py",
    "_trays.py",
    "lookups.py",
}  # steps of several operations, not acts of their own
OPERATIONS = [(p, f) for p, f in ALL if is_operation(f) and p.name not in SHARED]
OPERATION_IDS = [f"{name_of(p)}:{f.name}" for p, f in OPERATIONS]


@pytest.mark.parametrize(("path", "function"), OPERATIONS, ids=OPERATION_IDS)
def test_arguments_are_named(path: Path, function: ast.FunctionDef):
    positional = [a.arg for a in function.args.args + function.args.posonlyargs]

    assert positional == [] or f"{name_of(path)}:{function.name}" in POSITIONAL


@pytest.mark.parametrize(("path", "function"), OPERATIONS, ids=OPERATION_IDS)
def test_an_operation_says_what_it_does(path: Path, function: ast.FunctionDef):
    assert ast.get_docstring(function)


@pytest.mark.parametrize("path", sorted({p for p, _ in ALL}), ids=name_of)
def test_rows_are_locked_by_name(path: Path):
    """select_for_update always says of what."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update":
            assert "of" in {k.arg for k in node.keywords}, f"{name_of(path)}:{node.lineno}"


@pytest.mark.parametrize("path", sorted({p for p, _ in ALL}), ids=name_of)
def test_a_row_is_saved_by_the_names_of_its_fields(path: Path):
    """A bare `save()` would write back what another act changed; it is for rows made in the same function."""
    for function in functions(path):
        made = {
            ast.unparse(target)
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and _makes_a_row(node.value)
            for target in node.targets
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node).endswith(".save()"):
                saved = ast.unparse(node).removesuffix(".save()")
                assert saved in made | {"act"}, f"{name_of(path)}:{node.lineno}"


def _makes_a_row(value: ast.expr) -> bool:
    calls = [n for n in ast.walk(value) if isinstance(n, ast.Call)]
    return any(isinstance(c.func, ast.Name) and c.func.id[0].isupper() for c in calls)


@pytest.mark.parametrize("path", sorted({p for p, _ in ALL}), ids=name_of)
def test_an_operation_that_changes_a_row_owns_its_transaction(path: Path):
    for function in functions(path):
        if function.name.startswith("_") or not is_operation(function):
            continue
        called = {getattr(n.func, "attr", "") for n in ast.walk(function) if isinstance(n, ast.Call)}
        if {"save", "create", "bulk_create"} & called or "record" in called:
            decorators = {ast.unparse(d) for d in function.decorator_list}
            inside = "transaction.atomic" in ast.unparse(function)
            assert inside or any("atomic" in d for d in decorators), f"{name_of(path)}:{function.name}"


def test_nothing_is_left_for_after_the_commit():
    """A job deferred in the transaction is never lost; `on_commit` is, when the process is killed."""
    for path, _ in ALL:
        assert "on_commit" not in path.read_text(encoding="utf-8"), name_of(path)
