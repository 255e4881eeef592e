"""The zygote: `python -m motcua.adapters.inspection.child WORK_MODULE`, its control socket as standard input.

It imports the work module once, then forks a grandchild for each task. The work module has one function,
`work(task, file)`, called with an open file of bytes. It returns one dict, or yields several: each is sent
when it is there, so that what was found first stands even if the rest was too much.
"""

import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
from types import ModuleType
from typing import Any

IDLE_SECONDS = 300.0
MESSAGE_BYTES = 1 << 20
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None)


def main() -> None:
    """Serve tasks until the parent closes its end, or until nothing was asked for a while."""
    module = importlib.import_module(sys.argv[1])
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    control.settimeout(IDLE_SECONDS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps the grandchildren
    gc.collect()
    gc.freeze()
    while True:
        try:
            message, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, 2)
        except TimeoutError:
            return
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _grandchild(module, json.loads(message), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _grandchild(module: ModuleType, message: dict[str, Any], answer: int, file: int) -> None:
    """Work on one file under bounds, answer, end. What goes wrong with the file ends only this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # it may start programs and wait for them
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # nobody waits any more when the zygote is gone
    _bound(message["bounds"])
    os.write(answer, b"S")
    os.dup2(0, 1)
    os.dup2(0, 2)
    has_answered = False
    try:
        with open(f"/proc/self/fd/{file}", "rb") as stream:
            found = module.work(message["task"], stream)
            for part in [found] if isinstance(found, dict) else found:
                _send(answer, part)
                has_answered = True
    except MemoryError:
        os._exit(3)  # no answer: the asker says that the file is too heavy
    except Exception as error:
        if not has_answered:
            _send(answer, {"problem": "broken", "detail": type(error).__name__})
    os._exit(0)


def _send(answer: int, part: dict[str, Any]) -> None:
    """One line for each part of the answer."""
    text = json.dumps(part).encode() + b"\n"
    while text:
        text = text[os.write(answer, text) :]


def _bound(bounds: dict[str, Any]) -> None:
    """Limits that the kernel keeps, even against code that never returns to Python."""
    with open("/proc/self/statm") as file:
        taken = int(file.read().split()[0]) * resource.getpagesize()
    memory = taken + bounds["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    cpu = bounds["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (bounds["written_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (bounds["open_files"],) * 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, bounds["wall_seconds"])


if __name__ == "__main__":
    main()
