"""Reading a table that somebody sends into rows of a process; changes nothing."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from motcua.foundation.kernel.ports import adapter

from .enums import TableProblem
from .errors import TableUnreadable
from .ports import TableFile
from .rules.steps import Row
from .rules.table import ReadTable, read_table

MOST_BYTES = 2 * 1024 * 1024


def read_upload(chunks: Iterable[bytes], *, name: str, before: Sequence[Row] = ()) -> ReadTable:
    """The rows of an uploaded CSV or XLSX, or the faults of its cells; nothing of it stays on the disk.

    Raises: TableUnreadable, OutsideFailure.
    """
    with TemporaryDirectory(prefix="motcua-process-") as folder:
        path = Path(folder) / "table"
        left = MOST_BYTES
        with open(path, "wb") as file:
            for chunk in chunks:
                left -= len(chunk)
                if left < 0:
                    raise TableUnreadable(TableProblem.TOO_LARGE)
                file.write(chunk)
        found: TableFile = adapter("process_tables").read(path, name=name)
    if found.problem:
        raise TableUnreadable(TableProblem(found.problem))
    read = read_table(found.rows, before=before)
    if read.problem:
        raise TableUnreadable(read.problem)
    return read
