"""Keeps child processes running until it is told to stop, and then stops them all cleanly."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .output import note

STOP_SECONDS = 25
STEADY_SECONDS = 10
"""Whoever ran so long did not fail at the start: it is started again at once."""
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """A child whose supervisor was killed outright does not stay behind (Linux only)."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):
        return


@dataclass
class Child:
    """One process, started again when it ends by itself: at once, then after longer and longer waits."""

    name: str
    words: Sequence[str]
    environ: Mapping[str, str]
    restarts: int = 0
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    wait_until: float = field(default=0.0, repr=False)

    def start(self) -> None:
        """In a session of its own: Ctrl-C in the terminal reaches the supervisor alone."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.words,
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def tend(self) -> None:
        """Start it again if it ended."""
        if self.process is None:
            if time.monotonic() >= self.wait_until:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            if self.restarts and time.monotonic() - self.started_at > STEADY_SECONDS:
                self.restarts = 0
            return
        self.restarts += 1
        note(f"The {self.name} ended (status {status}); it is started again.")
        self.process = None
        self.wait_until = time.monotonic() + min(2.0 ** (self.restarts - 1) - 1, 30)

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class GaveUp(RuntimeError):
    """A child ended before everything was ready."""


class Supervisor:
    def __init__(self, *children: Child) -> None:
        self.children = children
        self.stopping = False

    def run(self, *, ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Until SIGINT, SIGTERM or SIGHUP. `ready` is asked until it says so once.

        Raises GaveUp when a child ends before that.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        told = False
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                for child in self.children:
                    child.tend()
                    if child.restarts and not told:
                        raise GaveUp(f"The {child.name} did not start; what it said stands above.")
                if not told and ready():
                    told = True
                    when_ready()
                time.sleep(0.2)
        finally:
            self._end()

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True

    def _end(self) -> None:
        until = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait(until)
