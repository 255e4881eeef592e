"""Tables of internal processes: the bounded reader of lists, of which only CSV and XLSX are taken."""

from pathlib import Path

from motcua.foundation.kernel.ports import adapter
from motcua.reference.catalogue.enums import ListFileProblem
from motcua.reference.workflow.enums import TableProblem
from motcua.reference.workflow.ports import TableFile

TAKEN = frozenset({"csv", "xlsx", "text"})
HEAVY = frozenset({ListFileProblem.TOO_HEAVY, ListFileProblem.TOO_LARGE})


class ProcessTables:
    """Asks the reader of lists; the first table with rows is the one."""

    def read(self, path: Path, *, name: str) -> TableFile:
        found = adapter("list_reader").read(path, name=name)
        if found.problem:
            heavy = found.problem in HEAVY
            return TableFile(problem=TableProblem.TOO_HEAVY if heavy else TableProblem.NOT_A_TABLE)
        tables = [piece.table for piece in found.pieces if piece.table >= 0]
        if found.file_type not in TAKEN or not tables:
            return TableFile(problem=TableProblem.NOT_A_TABLE)
        return TableFile(tuple(piece.cells for piece in found.pieces if piece.table == tables[0]))
