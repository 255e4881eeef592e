"""The asking side: one zygote per work module and process, started at first use, replaced when it dies.

Imports no parser. Safe with threads and with fork: a forked process drops what it inherited and starts
its own zygote. A zygote ends when the socket to its parent closes, however the parent ends, and by itself
after some idle minutes.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from motcua.foundation.kernel.errors import OutsideFailure

STARTED = b"S"
START_SECONDS = 30.0
GRACE_SECONDS = 3.0
PARALLEL = 2
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
"""What forks must not have threads, and a grandchild is given one processor."""


@dataclass(frozen=True)
class Bounds:
    """What one file may cost: memory on top of what the parsers take, processor and wall time.

    Nothing may be written but by work that makes a file: at most `written_bytes` of it.
    """

    memory_bytes: int = 384 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: float = 15.0
    written_bytes: int = 0
    open_files: int = 32


class _ZygoteGone(Exception):
    """The zygote died before it took the task: the task may be given again."""


class Zygote:
    """Gives tasks to grandchildren of this process; at most PARALLEL at a time, the others wait."""

    def __init__(self, module: str, bounds: Bounds | None = None) -> None:
        self._module = module
        self._bounds = bounds or Bounds()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self.renew_after_fork()
        _alive.add(self)

    def renew_after_fork(self) -> None:
        """Forget the parent's zygote: it is not ours to talk to or to wait for."""
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(PARALLEL)
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.returncode = 0  # not our child: nothing to wait for
        self._control = self._process = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def ask(
        self, task: Mapping[str, Any], *, file: int, bounds: Bounds | None = None
    ) -> dict[str, Any] | None:
        """The answer of the work module about an open file; None when the bounds ended the work.

        `bounds` are for this task alone.

        The descriptor stays the caller's. Raises OutsideFailure when no zygote can be had.
        """
        bounds = bounds or self._bounds
        message = json.dumps({"task": dict(task), "bounds": vars(bounds)}).encode()
        with self._places:
            for _attempt in range(3):
                with suppress(_ZygoteGone):
                    return self._ask_once(message, file, bounds.wall_seconds)
        raise OutsideFailure("The checking process of this system could not be started.")

    def close(self) -> None:
        """End the zygote and wait for it."""
        with self._lock:
            self._drop()

    def _ask_once(self, message: bytes, file: int, wall_seconds: float) -> dict[str, Any] | None:
        answer, theirs = os.pipe()
        try:
            control = None
            try:
                control = self._running()
                socket.send_fds(control, [message], [theirs, file])
            except OSError as error:
                self._replace(control)
                raise _ZygoteGone from error
            finally:
                os.close(theirs)
            if _read(answer, 1, START_SECONDS) != STARTED:
                self._replace(control)
                raise _ZygoteGone
            text = _read(answer, -1, wall_seconds + GRACE_SECONDS)
            return _joined(text)
        finally:
            os.close(answer)

    def _running(self) -> socket.socket:
        with self._lock:
            if self._process is not None and self._process.poll() is not None:
                self._drop()
            if self._control is None:
                self._start()
            assert self._control is not None
            return self._control

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        environment |= ONE_THREAD
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "motcua.adapters.inspection.child", self._module],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd="/",
                env=environment,
                start_new_session=True,
            )
        self._control = ours

    def _replace(self, control: socket.socket | None) -> None:
        """Drop the zygote that failed, unless another thread has replaced it already."""
        with self._lock:
            if control is None or control is self._control:
                self._drop()

    def _drop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._control = self._process = None


def _joined(text: bytes) -> dict[str, Any] | None:
    """The parts of an answer in one; None without a whole one. What comes later only adds."""
    parts = [json.loads(line) for line in text.split(b"\n")[:-1]]
    found: dict[str, Any] = {}
    for part in reversed(parts):
        found |= part
    return found if parts else None


def _read(descriptor: int, size: int, seconds: float) -> bytes:
    """`size` bytes, or all until the end for -1; what there is when time runs out."""
    found = b""
    deadline = time.monotonic() + seconds
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    while len(found) != size:
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            return b"" if size < 0 else found
        chunk = os.read(descriptor, 65536 if size < 0 else size - len(found))
        if not chunk:
            break
        found += chunk
    return found


_alive: WeakSet[Zygote] = WeakSet()


def _renew_all() -> None:
    for zygote in list(_alive):
        zygote.renew_after_fork()


def _close_all() -> None:
    for zygote in list(_alive):
        zygote.close()


os.register_at_fork(after_in_child=_renew_all)
atexit.register(_close_all)
