"""What machines do along the line; each calls one operation, which looks whether it is still wanted."""

from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.errors import OutsideFailure, Refused

from . import operations
from .enums import FaultKind
from .operations import binding, intake, reading, signatures, storing
from .rules.line import Station


@jobs.job("digitisation.look")
def look(*, scan: str) -> None:
    """Look at the pages of a scanned file, then cut papers from it."""
    intake.look(scan_code=scan, at=now())


@jobs.job("digitisation.bind")
def bind(*, paper: str, work: int) -> None:
    _do(binding.bind, Station.INTAKE, paper, work)


@jobs.job("digitisation.sign")
def sign(*, paper: str, work: int) -> None:
    _do(signatures.sign_paper, Station.PERSONAL_SIGNATURE, paper, work)


@jobs.job("digitisation.read")
def read(*, paper: str, work: int) -> None:
    _do(reading.read_paper, Station.READING, paper, work)


@jobs.job("digitisation.seal")
def seal(*, paper: str, work: int) -> None:
    _do(signatures.seal_paper, Station.SEAL, paper, work)


@jobs.job("digitisation.store")
def store(*, paper: str, work: int) -> None:
    _do(storing.store_paper, Station.STORAGE, paper, work)


def _do(operation: operations.Work, station: Station, paper: str, work: int) -> None:
    """What no second try can mend puts the paper into the fault queue; the rest is tried again."""
    try:
        operation(paper_code=paper, work=work, at=now())
    except Refused as refusal:
        _fault(station, paper, work, str(refusal), FaultKind.UNREADABLE)
    except OutsideFailure as failure:
        if not failure.permanent:
            raise
        _fault(station, paper, work, str(failure), FaultKind.OUTSIDE)


def _fault(station: Station, paper: str, work: int, why: str, kind: FaultKind) -> None:
    binding.fail(paper_code=paper, work=work, station=station, why=why, at=now(), kind=kind)


@jobs.job("digitisation.watch", tries=1)
def watch() -> None:
    """Take what scanners dropped into the folders that boxes watch."""
    operations.take_from_folders(at=now())


@jobs.job("digitisation.resume", tries=1)
def resume() -> None:
    """Find what waits for a machine for longer than any queue lasts, and defer it anew."""
    operations.resume(at=now())
