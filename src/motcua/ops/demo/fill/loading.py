"""Puts a filling into the database: reserves numbers, copies in two processes, brings the indexes back."""

import gc
import multiprocessing
import os
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.pool import Pool
from typing import Any

from django.db import connection, connections, transaction

from motcua.casework.dossiers.models import DaySequence
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.records.documents.models import Content
from motcua.records.letters.models import Register

from . import moulds, owners, setaside
from .moulds import Key
from .owners import Crowd
from .rows import COPIED
from .scene import Matter
from .schedule import Counts
from .stamping import Book, Ground, Stamper
from .templates import Mould, columns_of

BATCH = 1500
MARGIN = 1000
Say = Callable[[str], None]
_fork = multiprocessing.get_context("fork")


class FillingFailed(RuntimeError):
    """A process of the filling ended early; what it had written is complete as far as it goes."""


@dataclass
class Work:
    """A filling about to be done: on what ground, which days, by how many processes.

    One process works in the caller's connection and transaction.
    """

    ground: Ground
    days: Sequence[Counts]
    processes: int = 2


@contextmanager
def _children(count: int) -> Iterator[Pool]:
    """So many processes with connections of their own, gone when the block ends."""
    connections.close_all()
    # forked with the command's way of stopping, which is not theirs
    with _fork.Pool(count, initializer=signal.signal, initargs=(signal.SIGTERM, signal.SIG_DFL)) as pool:
        yield pool


def reserve(table: str, count: int) -> int:
    """The first of `count` numbers of the table's identity column that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        sequence = cursor.fetchone()[0]
        cursor.execute("SELECT setval(%s, nextval(%s) + %s)", [sequence, sequence, count + MARGIN])
        return int(cursor.fetchone()[0]) - count


def copy_crowd(crowd: Crowd, *, made_at: str, since: str) -> None:
    """The people and organisations, in one transaction."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    with transaction.atomic():
        for table, line in owners.rows(crowd, made_at=made_at, since=since):
            rows[table].append(line)
        for table, columns in owners.COLUMNS.items():
            _copy(table, columns, rows[table])


def _copy(table: str, columns: str, lines: Iterable[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        copy.write(("\n".join(lines) + "\n").encode())


# Moulds

_play: Callable[[int], moulds.Played]


def _play_part(place: int) -> moulds.Played:
    return _play(place)


def moulds_of(
    matters: Sequence[Matter],
    *,
    calendar: WorkingCalendar,
    flavours: Sequence[tuple[date, bool]],
    processes: int,
) -> dict[Key, Mould]:
    """The moulds of all kinds of matters, played in so many processes; their contents are kept."""
    global _play
    kinds = list({matter.kind: matter for matter in reversed(matters)}.values())

    def _play(place: int) -> moulds.Played:
        return moulds.make(kinds[place::processes], calendar=calendar, flavours=flavours, place=place)

    if processes == 1:
        parts = [_play(0)]
    else:
        with _children(processes) as pool:
            parts = pool.map(_play_part, range(processes), chunksize=1)
    for part in parts:
        Content.objects.bulk_create(part.contents, ignore_conflicts=True)
    return {key: mould for part in parts for key, mould in part.moulds.items()}


# Numbers

_work: Work
_done: Any


def _each(work: Work, task: Callable[[int], Any]) -> list[Any]:
    """The results of a task for each process."""
    global _work
    _work = work
    if work.processes == 1:
        return [task(0)]
    with _children(work.processes) as pool:
        return pool.map(task, range(work.processes), chunksize=1)


def _demand_of(place: int) -> list[tuple[int, Counter[Book], Counter[int]]]:
    stamper = Stamper(_work.ground)
    return [(counts.day, *stamper.demand(counts)) for counts in _work.days[place :: _work.processes]]


def number_everything(work: Work) -> None:
    """Take the numbers of all books and the codes of all units beforehand, in the order of their days."""
    found = sorted((one for part in _each(work, _demand_of) for one in part), key=lambda one: one[0])
    with transaction.atomic():
        work.ground.first_numbers = _first_numbers(work.ground, found)
        work.ground.first_sequences = _first_sequences(found)


def _first_numbers(
    ground: Ground, found: Sequence[tuple[int, Counter[Book], Counter[int]]]
) -> dict[tuple[Book, int], int]:
    wanted = [(book, day, count) for day, books, _ in found for book, count in books.items()]
    years = Counter[tuple[str, str, int]]()
    for (agency, book, on), _day, count in wanted:
        years[agency, book, date.fromordinal(on).year] += count
    next_numbers, registers = {}, {}
    for (agency, book, year), count in sorted(years.items()):
        key = {"agency_code": agency, "book": book, "year": year}
        Register.objects.bulk_create([Register(**key)], ignore_conflicts=True)
        register = Register.objects.select_for_update(of=("self",)).get(**key)
        next_numbers[agency, book, year] = register.last_number + 1
        registers[agency, book, year] = register.pk
        register.last_number += count
        register.save(update_fields=["last_number"])
    ground.registers = registers
    first = {}
    for (agency, book, on), day, count in sorted(wanted, key=lambda one: (one[0][2], one[1])):
        year = date.fromordinal(on).year
        first[(agency, book, on), day] = next_numbers[agency, book, year]
        next_numbers[agency, book, year] += count
    return first


def _first_sequences(
    found: Sequence[tuple[int, Counter[Book], Counter[int]]],
) -> dict[tuple[int, int], int]:
    """Codes go on after those that a unit gave on that day already."""
    days = [date.fromordinal(day) for day, _, _ in found]
    given = {(one.unit_id, one.on.toordinal()): one.last for one in DaySequence.objects.filter(on__in=days)}
    first, rows = {}, []
    for day, _, units in found:
        for unit_id, count in units.items():
            last = given.get((unit_id, day), 0)
            first[unit_id, day] = last + 1
            rows.append(DaySequence(unit_id=unit_id, on=date.fromordinal(day), last=last + count))
    DaySequence.objects.bulk_create(
        rows, batch_size=5000, update_conflicts=True, unique_fields=["unit", "on"], update_fields=["last"]
    )
    return first


# Rows


def _fill_part(place: int) -> int:
    stamper = Stamper(_work.ground)
    if _work.processes > 1:
        gc.freeze()
        gc.disable()  # a process that only makes texts leaves no cycles behind
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    rows: defaultdict[str, list[str]] = defaultdict(list)
    done, held, parent = 0, 0, os.getppid()
    for counts in _work.days[place :: _work.processes]:
        if os.getppid() != parent:
            raise FillingFailed("The command that filled is gone.")
        held += stamper.stamp(counts, rows)
        if held >= BATCH:
            done, held = _flush(rows, done, held), 0
    return _flush(rows, done, held)


def _flush(rows: defaultdict[str, list[str]], done: int, held: int) -> int:
    with transaction.atomic():
        for model in COPIED:
            if lines := rows.pop(model._meta.db_table, None):
                columns = ", ".join(f'"{one.column}"' for one in columns_of(model))
                _copy(model._meta.db_table, columns, lines)
    with _done.get_lock():
        _done.value += held
    return done + held


def fill(work: Work, *, say: Say) -> int:
    """Copy the rows of all days; how many dossiers came in. Raises FillingFailed."""
    global _work, _done
    _work, _done = work, _fork.Value("q", 0)
    if work.processes == 1:
        return _fill_part(0)
    started, total = time.monotonic(), sum(one.ended + one.open for one in work.days)
    with _children(work.processes) as pool:
        waiting = pool.map_async(_fill_part, range(work.processes), chunksize=1)
        while not waiting.ready():
            waiting.wait(5)
            rate = _done.value / max(1e-9, time.monotonic() - started)
            say(f"  … {_done.value:,} / {total:,} dossiers, {rate:,.0f}/s")
        try:
            return sum(waiting.get())
        except Exception as error:
            raise FillingFailed(f"The filling stopped early: {error}") from error


# Indexes


def _do_one(one: tuple[int, str]) -> None:
    setaside.do([one])


def bring_back(*, processes: int, say: Say) -> None:
    """Make again whatever is set aside; goes on where an earlier one was stopped."""
    for phase, what in (
        (setaside.MAKE, "indexes"),
        (setaside.ADD, "constraints"),
        (setaside.CHECK, "checks of references"),
        (setaside.KEEP, "kept words and counts"),
        (setaside.SETTLE, "statistics"),
    ):
        left = setaside.waiting(phase)
        say(f"  {len(left)} {what}")
        if processes == 1 or phase == setaside.ADD:
            setaside.do(left)
            continue
        with _children(processes) as pool:
            pool.map(_do_one, left, chunksize=1)
    setaside.close()
