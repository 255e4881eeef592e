"""A wire between a browser and the server that breaks in the middle of a file, where the test says."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 16 * 1024


class Wire:
    """Passes bytes on; each request that sends a piece of a file uses up one of `cuts`.

    `cuts`: after how many bytes of such a request both ends are closed. `offsets`: from where the pieces said
    to go on. While `is_down`, no piece comes through once the cuts are used up.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.cuts: list[int] = []
        self.offsets: list[int] = []
        self.is_down = False
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            threading.Thread(target=self._there, args=(near, far), daemon=True).start()
            threading.Thread(target=self._back, args=(far, near), daemon=True).start()

    def _there(self, near: socket.socket, far: socket.socket) -> None:
        left: int | None = None
        with suppress(OSError):
            while piece := near.recv(PIECE):
                if piece.startswith(b"PATCH "):
                    head = piece.lower()
                    self.offsets.append(int(head.split(b"upload-offset:")[1].split(b"\r\n")[0]))
                    left = self.cuts.pop(0) if self.cuts else 0 if self.is_down else None
                if left is not None and left < len(piece):
                    far.sendall(piece[:left])
                    break
                left = None if left is None else left - len(piece)
                far.sendall(piece)
        _hang_up(near, far)

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while piece := far.recv(PIECE):
                near.sendall(piece)
        _hang_up(near, far)


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def a_wire(url: str) -> Iterator[Wire]:
    host, _, port = url.removeprefix("http://").partition(":")
    wire = Wire((host, int(port)))
    yield wire
    wire.close()
