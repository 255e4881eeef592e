"""`motcua demo check`: the main job without a person, on a fresh installation that is thrown away.

Starts the product on a free port with a temporary data folder, plays the journey over HTTP, prints each step
with its time. Exit status 0 only if every step held.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from motcua.foundation.kernel import clock
from motcua.ops import data
from motcua.ops.output import FAILURE, YES, note

from .journey import Journey

SAMPLE_DOSSIERS = 4
START_SECONDS = 120
STOP_SECONDS = 30


@dataclass
class Step:
    """One line of the table."""

    name: str
    seconds: float
    fault: str = ""


def main(args: Namespace) -> int:
    """Play everything; 0 when every step held, 2 with the step that failed."""
    folder = args.on or Path(tempfile.mkdtemp(prefix="motcua-check-"))
    folder.chmod(0o755)  # the database's system user must be able to enter
    steps: list[Step] = []
    try:
        _play(folder, args, steps)
    finally:
        if not args.on:
            shutil.rmtree(folder, ignore_errors=True)
    return _report(steps, args)


def _play(folder: Path, args: Namespace, steps: list[Step]) -> None:
    environ = _environ(folder)
    if not args.on and not _step(steps, "Tạo dữ liệu mẫu", lambda: _make(environ)):
        return
    with _running(environ, steps) as address:
        if not address:
            return
        journey = Journey(address=address, mail_folder=folder / "mail", at=clock.now(), keep=args.keep)
        try:
            for name, play in journey.steps():
                if not _step(steps, name, play):
                    return
        finally:
            journey.close()
        _step(steps, "Kiểm tra dấu vết và kết quả đã lưu", lambda: _commands(environ, journey))


def _environ(folder: Path) -> dict[str, str]:
    """A fresh embedded installation, whatever the caller's own one is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return kept | {"MOTCUA_DATA": str(folder), "MOTCUA_DEMO": "1", "MOTCUA_MAIL_FOLDER": str(folder / "mail")}


def _make(environ: Mapping[str, str]) -> None:
    with data.server(environ):
        data.step(environ, "db", "migrate")
        (Path(environ["MOTCUA_DATA"]) / "demo").touch()
        data.step(environ, "demo", "load", "--dossiers", str(SAMPLE_DOSSIERS))
        data.mark_made(environ)


@contextmanager
def _running(environ: Mapping[str, str], steps: list[Step]) -> Iterator[str]:
    """The product running on a free port; its address, or "" when it did not start."""
    log = Path(environ["MOTCUA_DATA"]) / "run.log"
    with log.open("w") as errors:
        child = subprocess.Popen(
            data.command("run", "--demo", "--port", "0"),
            env=dict(environ),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    address: list[str] = []
    try:
        _step(steps, "Khởi động cổng và máy làm việc nền", lambda: address.append(_ready(child, log)))
        yield address[0] if address else ""
    finally:
        child.send_signal(2)
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _ready(child: "subprocess.Popen[str]", log: Path) -> str:
    """Waits for the line `READY address` of `motcua run`."""
    assert child.stdout is not None
    deadline = time.monotonic() + START_SECONDS
    for line in child.stdout:
        if line.startswith("READY "):
            return line.split()[1]
        if time.monotonic() > deadline:
            break
    raise AssertionError(f"không khởi động được: {log.read_text()[-1500:]}")


def _step(steps: list[Step], name: str, play: Callable[[], None]) -> bool:
    """Play one step, time it, keep what went wrong; True if it held."""
    began = time.monotonic()
    fault = ""
    try:
        play()
    except (AssertionError, LookupError, StopIteration, data.DataFailure, OSError) as failure:
        fault = str(failure) or type(failure).__name__
    steps.append(Step(name, time.monotonic() - began, fault))
    note(f"  {'✓' if not fault else '✗'} {name} ({steps[-1].seconds:.1f} s)")
    return not fault


def _commands(environ: Mapping[str, str], journey: Journey) -> None:
    """What an outsider would run: the trail holds, and the kept result verifies."""
    kept = Path(environ["MOTCUA_DATA"]) / "ket-qua.pdf"
    kept.write_bytes(journey.result)
    for words in (("audit", "seal"), ("audit", "verify"), ("documents", "verify", str(kept))):
        done = subprocess.run(
            data.command(*words), env=dict(environ), capture_output=True, text=True, check=False
        )
        said = f"motcua {' '.join(words[:2])}: {done.stdout}{done.stderr}"
        assert done.returncode == 0, said[-600:]


def _report(steps: list[Step], args: Namespace) -> int:
    failed = next((step for step in steps if step.fault), None)
    total = sum(step.seconds for step in steps)
    if args.json:
        print(json.dumps({"steps": [vars(step) for step in steps], "seconds": total}, ensure_ascii=False))
    else:
        width = max(len(step.name) for step in steps)
        print(f"\n{'Bước':<{width}}  Giây")
        for step in steps:
            print(f"{step.name:<{width}}  {step.seconds:5.1f}{'' if not step.fault else '  KHÔNG ĐẠT'}")
        print(f"{'Cộng':<{width}}  {total:5.1f}")
    if failed:
        print(f"\nKhông đạt ở bước “{failed.name}”: {failed.fault}", file=sys.stderr)
        return FAILURE
    return YES
