"""What the benchmarks share: the machine in a line, percentiles, a table, and an installation to measure.

Nothing is written into the repository: an installation lies in a temporary folder and goes with it.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
SLOW_COMMIT = ("commit_delay=5000", "commit_siblings=0")
"""Every commit waits 5 ms before its log is flushed, as on a disk or a network that takes so long."""


def machine() -> str:
    """Cores, load, memory, kernel, Python: what a rate means nothing without."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f}, {system}"


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """p50 and p95 in milliseconds."""
    ordered = sorted(seconds)
    return statistics.median(ordered) * 1000, ordered[max(0, int(len(ordered) * 0.95) - 1)] * 1000


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for a terminal and for a page."""
    print(f"\n{title} — {machine()}\n")
    print(f"| {' | '.join(head)} |")
    print(f"|{'|'.join('---' for _ in head)}|")
    for row in rows:
        print(f"| {' | '.join(f'{one:.1f}' if isinstance(one, float) else str(one) for one in row)} |")
    sys.stdout.flush()


@contextmanager
def installation(kept: Path | None = None) -> Iterator[Path]:
    """An empty data folder of a demo in a temporary place, and nothing else in the environment; or the folder
    that is to stay, with what an earlier run left in it."""
    folder = kept or Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    folder.mkdir(exist_ok=True)
    os.chmod(folder, 0o755)
    (folder / "demo").touch()
    for name in [name for name in os.environ if name.startswith(("MOTCUA_", "DATABASE_"))]:
        del os.environ[name]
    os.environ |= {"MOTCUA_DATA": str(folder), "MOTCUA_DEMO": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    try:
        yield folder
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster(*settings: str, sample: bool = True) -> Iterator[None]:
    """The installation's database with these settings; made at first use, with the sample authority."""
    from motcua.config import database
    from motcua.ops import data

    with database.in_use(os.environ, settings=settings):
        if not database.is_made(os.environ):
            data.step(os.environ, "db", "migrate")
            if sample:
                data.step(os.environ, "demo", "load", "--dossiers", "0")
            data.mark_made(os.environ)
        yield


def django_ready() -> None:
    import django

    django.setup()


def close_connections() -> None:
    from django.db import connections

    connections.close_all()


@contextmanager
def product(*words: str) -> Iterator[tuple[str, int]]:
    """The product's own command (`run`, `web`) on a free port: its address and the number of its process."""
    from motcua.ops import data

    with tempfile.TemporaryFile("w+") as errors:
        child = subprocess.Popen(
            data.command(*words, "--port", "0"),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
        try:
            assert child.stdout is not None
            for line in child.stdout:
                if line.startswith("READY "):
                    yield line.split()[1], child.pid
                    break
            else:
                errors.seek(0)
                sys.exit(f"The product did not start: {errors.read()[-1500:]}")
        finally:
            child.terminate()
            child.wait()


def session_of(email: str) -> str:
    """The key of a session of that account, as if it had just signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from motcua.foundation.accounts.models import Account, LoginSession
    from motcua.foundation.kernel.clock import now

    account = Account.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    key = str(session.session_key)
    LoginSession.objects.create(account=account, session_key=key, started_at=now(), seen_at=now())
    return key


def closed_loop(work: Callable[[int], None], *, clients: int, seconds: float) -> list[float]:
    """How long each turn of the work took; every client begins the next as soon as the last has ended."""
    times: list[list[float]] = [[] for _ in range(clients)]
    failures: list[BaseException] = []
    until = time.monotonic() + seconds

    def client(number: int) -> None:
        try:
            while time.monotonic() < until and not failures:
                begun = time.perf_counter()
                work(number)
                times[number].append(time.perf_counter() - begun)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=client, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [one for some in times for one in some]
