"""`motcua run`, and the web server alone: until Ctrl-C. What is started here is stopped here."""

import os
import socket
import sys
import urllib.error
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psycopg
import yaml

from motcua.config import database
from motcua.ops import data, static
from motcua.ops.output import FAILURE, YES, note
from motcua.ops.supervisor import Child, GaveUp, Supervisor

SAMPLE = Path(__file__).resolve().parents[1] / "demo" / "data" / "authority.yaml"


def run(args: Namespace) -> int:
    """Database, tables, sample authority, static files, web server and worker."""
    environ = _environ(args)
    was_made = database.is_made(environ)
    with data.filled(environ):
        if was_made and database.is_embedded(environ):  # perhaps by an older release
            data.step(environ, "db", "migrate")
        note("Preparing the pages …")
        static.collect(environ)
        worker = Child("worker", data.command("worker"), environ)
        supervisor = Supervisor(_web_child(args, environ), worker)
        return _supervise(supervisor, args, environ, also=partial(_worker_is_up, environ, datetime.now(UTC)))


def web(args: Namespace) -> int:
    environ = _environ(args)
    static.collect(environ)
    return _supervise(Supervisor(_web_child(args, environ)), args, environ)


def _environ(args: Namespace) -> dict[str, str]:
    """The variables of the children. Port 0 is settled here, since the address must be known to all."""
    if not args.port:
        with socket.socket() as probe:
            probe.bind((args.host, 0))
            args.port = probe.getsockname()[1]
    environ = dict(os.environ)
    environ.setdefault("MOTCUA_PUBLIC_URL", f"http://{args.host}:{args.port}")
    if getattr(args, "demo", False):
        environ["MOTCUA_DEMO"] = "1"
    return environ


def _web_child(args: Namespace, environ: Mapping[str, str]) -> Child:
    words = [
        sys.executable, "-m", "gunicorn", "motcua.config.wsgi:application",
        "--bind", f"{args.host}:{args.port}", "--worker-class", "gthread", "--preload",
        "--workers", str(args.workers), "--threads", str(args.threads),
        # one row of waiting connections for all processes: none takes what it cannot begin at once
        "--worker-connections", str(args.threads), "--keep-alive", "0",
        "--timeout", "60", "--graceful-timeout", "20",
        "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    return Child("web server", words, environ)


def _supervise(
    supervisor: Supervisor,
    args: Namespace,
    environ: Mapping[str, str],
    *,
    also: Callable[[], bool] = lambda: True,
) -> int:
    address = f"http://{args.host}:{args.port}"
    try:
        supervisor.run(
            ready=lambda: also() and _answers(address),
            when_ready=partial(_tell, address, database.is_demo(environ)),
        )
    except GaveUp as failure:
        note(str(failure))
        return FAILURE
    note("Stopped.")
    return YES


def _answers(address: str) -> bool:
    """Whether the web server gives any answer that is not a bug."""
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500 or error.code == 503
    except OSError:
        return False


def _worker_is_up(environ: Mapping[str, str], since: datetime) -> bool:
    """Whether a worker gave a sign of life since then."""
    known = database.django_settings(environ)
    try:
        with psycopg.connect(
            host=known["HOST"], port=known["PORT"] or None, user=known["USER"], password=known["PASSWORD"],
            dbname=known["NAME"], **known["OPTIONS"],
        ) as link:  # fmt: skip
            found = link.execute(
                "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat >= %s", [since]
            ).fetchone()
    except psycopg.Error:
        return False
    return found is not None


def _tell(address: str, demo: bool) -> None:
    if demo and SAMPLE.exists():
        _tell_accounts()
    print(f"READY {address}", flush=True)
    note(f"\n  Motcua: {address}    (Ctrl-C stops it)\n")


def _tell_accounts() -> None:
    sample = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    note(f"\n  Tài khoản mẫu, mật khẩu chung: {sample['password']}")
    for applicant in sample["applicants"]:
        note(f"    {applicant['email']:<28} người nộp hồ sơ")
    for agency in sample["agencies"]:
        for officer in agency.get("officers", ()):
            note(f"    {officer['email']:<28} {officer['role']:<14} {agency['code']}")
