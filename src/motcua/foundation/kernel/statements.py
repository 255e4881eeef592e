"""Questions put into SQL once and asked many times: to write some of them takes longer than to answer them.

Only for what every page or every act asks. Whatever differs from one asking to the next stands in the
question as a value that is nothing else there (A_MOMENT, or one of the caller's), and its meaning comes with
the asking.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final, Generic, Self, TypeVar

import psycopg
from django.db import connection
from django.db.models import Lookup, Model, QuerySet
from django.db.models.query import RelatedPopulator, get_related_populators
from django.db.transaction import TransactionManagementError
from psycopg.sql import Literal
from psycopg.types.datetime import TimestamptzLoader

A_MOMENT: Final = datetime(1000, 1, 1, tzinfo=UTC)
"""Stands for the moment of asking; a time within a year after it for as much after that."""
_LATER: Final = datetime(1001, 1, 1, tzinfo=UTC)
Part = tuple[str, Sequence[Any]]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Statement:
    """`is_prepared`: each connection has it planned once, for whatever is asked. Only for what has one good
    way to its answer, such as by keys: where the best way hangs on the values, the planner must see them.
    """

    sql: str
    params: tuple[Any, ...]
    is_prepared: bool = False

    def rows(self, *, at: datetime = A_MOMENT, meant: Mapping[Any, Any] | None = None) -> list[Sequence[Any]]:
        """What the database answers at a moment, and with what stands for something `meant`; one query."""
        values = [_meant(one, at, meant or {}) for one in self.params]
        with _prepared() if self.is_prepared else connection.cursor() as cursor:
            if self.is_prepared:
                cursor.execute(self.sql, values)
            else:
                cursor.execute(self.sql % tuple(map(_literal, values)))
            return list(cursor.fetchall())


@dataclass(frozen=True)
class Instances(Generic[M]):
    """Whole models, and those that the queryset reads beside them, made of rows as a queryset makes them."""

    statement: Statement
    model: type[M]
    columns: slice
    names: Sequence[str]
    converters: Sequence[tuple[int, Sequence[Any], Any]]
    related: Sequence[RelatedPopulator]
    annotated: Mapping[str, int]
    is_locking: bool

    def found(self, *, meant: Mapping[Any, Any] | None = None) -> list[M]:
        """The models with what stands for something `meant`; one query. A lock is for a transaction."""
        if self.is_locking and connection.get_autocommit():
            raise TransactionManagementError("A row is locked in a transaction only.")
        return [self._made_of(list(row)) for row in self.statement.rows(meant=meant)]

    def _made_of(self, row: list[Any]) -> M:
        for place, converters, column in self.converters:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        made = self.model.from_db(connection.alias, self.names, row[self.columns])
        for one in self.related:
            one.populate(row, made)
        for name, place in self.annotated.items():
            setattr(made, name, row[place])
        return made


def _literal(value: Any) -> str:
    """As it stands in SQL; hundreds stand in some statements, and nearly all are the same each time."""
    return _known_literal(value) if isinstance(value, str | int) else _as_sql(value)


def _as_sql(value: Any) -> str:
    return Literal(value).as_string(connection.connection)


_known_literal = lru_cache(maxsize=4096, typed=True)(_as_sql)


class _PreparedCursor(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **_more: Any) -> Self:
        return super().execute(query, params, prepare=True)


@contextmanager
def _prepared() -> Iterator[Any]:
    """Django's own cursor around one that prepares; a log of queries is to show values, so not under one."""
    with connection.cursor() as cursor:
        if not connection.queries_logged:
            cursor.cursor = _PreparedCursor(cursor.connection)
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)  # Django's own is not in C
        yield cursor


def _meant(param: Any, at: datetime, meant: Mapping[Any, Any]) -> Any:
    if isinstance(param, datetime) and A_MOMENT <= param < _LATER:
        return at + (param - A_MOMENT)
    return meant.get(param, param) if isinstance(param, int | str | date) else param


class Among(Lookup):
    """Is one of: a list that comes with the asking, under what stands for it."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s)", (*params, self.rhs)


def part_of(found: QuerySet[Any, Any]) -> Part:
    """The SQL of a queryset, to be part of another."""
    sql, params = found.query.sql_with_params()
    return sql, params


def statement_of(found: QuerySet[Any, Any], *, is_prepared: bool = False) -> Statement:
    """A queryset of plain values as a statement; its columns come in the order of the values."""
    sql, params = part_of(found)
    return Statement(sql, tuple(params), is_prepared)


def instances_of(found: QuerySet[M, M], *, is_prepared: bool = False) -> Instances[M]:
    """A queryset of models, with its `select_related`, its annotations and its lock, as a statement."""
    compiler = found.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    info, select = compiler.klass_info, compiler.select
    columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    converters = compiler.get_converters([column for column, *_ in select])
    return Instances(
        Statement(sql, tuple(params), is_prepared),
        found.model,
        columns,
        [column.target.attname for column, *_ in select[columns]],
        [(place, some, column) for place, (some, column) in converters.items()],
        get_related_populators(info, select, connection.alias),  # type: ignore[call-arg]  # the stubs are newer
        dict(compiler.annotation_col_map),
        found.query.select_for_update,
    )


def one_row(base: Part | None, more: Sequence[Part]) -> Statement:
    """Several small questions as one row: all that `base` answers, then what each of `more` does."""
    asked = [*(["base.*"] if base else []), *(sql for sql, _ in more)]
    params = [one for _, some in more for one in some]
    if base is None:
        return Statement(f"SELECT {', '.join(asked)}" if asked else "SELECT 1", tuple(params))
    return Statement(f"SELECT {', '.join(asked)} FROM ({base[0]}) AS base", (*params, *base[1]))
