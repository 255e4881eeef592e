"""ClamAV's own daemon, with a database that knows the EICAR test file and nothing else."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DAEMON = "/usr/sbin/clamd"
START_SECONDS = 30


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, port: int, *, largest: str = "1M") -> Iterator[None]:
    """The daemon on that port of 127.0.0.1, killed at the end of the block."""
    database = folder / "database"
    database.mkdir(parents=True, exist_ok=True)
    (database / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    config = folder / "clamd.conf"
    config.write_text(
        f"DatabaseDirectory {database}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\n"
        f"StreamMaxLength {largest}\nTemporaryDirectory {folder}\n"
    )
    with subprocess.Popen(
        [DAEMON, "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as daemon:
        try:
            _wait(port)
            yield
        finally:
            daemon.kill()


@contextmanager
def hanging(*, says_pong: bool) -> Iterator[int]:
    """A daemon that takes a file and never answers; `says_pong`: it answers when asked whether it is there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        links: list[socket.socket] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    link, _ = server.accept()
                    links.append(link)
                    if says_pong and link.recv(6) == b"zPING\0":
                        link.sendall(b"PONG\0")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
            for link in links:
                link.close()


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("clamd did not start")
