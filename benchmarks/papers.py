#!/usr/bin/env python3
"""Signed receipts per second, against bare Typst and pyHanko in the same run, and how soon after the act.

    .venv/bin/python benchmarks/papers.py [--seconds 10] [--workers 2] [--json FILE]

Three measures, each with real files and a real database (its own, embedded, in a temporary folder):
  bare       Typst and pyHanko alone: the same page, the same key, the same mark, nothing kept
  receipts   the product's job: lock, typeset, draw the mark, sign, sync file and folder, rows, audit chain
  latency    receipts fixed five times a second while `motcua worker` runs: seconds from the act to the paper
"""

import argparse
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
PER_SECOND = 5
AIM_PER_SECOND = 10
AIM_SECONDS = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", choices=["bare", "make"], help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    if args.part:
        set_up()
        print(bare(args.seconds) if args.part == "bare" else make(args.seconds))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    os.chmod(folder, 0o755)
    try:
        return measure(args, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(args: argparse.Namespace, folder: Path) -> int:
    os.environ |= {"MOTCUA_DATA": str(folder / "data"), "MOTCUA_DEMO": "1"}
    for name in ("DATABASE_URL", "MOTCUA_FILES", "MOTCUA_KEYS"):
        os.environ.pop(name, None)
    from motcua.ops import data

    with data.server(os.environ):
        data.make(os.environ, sample=False)
        set_up()
        prepare()
        found: dict[str, Any] = {"machine": machine(), "workers": args.workers}
        found["bare_per_second"] = in_parallel("bare", args)
        fix(int(args.seconds * args.workers * 40))
        found["receipts_per_second"] = in_parallel("make", args)
        found["ratio"] = round(found["receipts_per_second"] / found["bare_per_second"], 2)
        forget_open_jobs()
        found["latency"] = latency(args.seconds)
    met = found["receipts_per_second"] >= AIM_PER_SECOND and found["latency"]["slowest_s"] <= AIM_SECONDS
    found["aim_met"] = met
    text = json.dumps(found, indent=2, ensure_ascii=False)
    print(text)
    if args.json:
        args.json.write_text(text + "\n")
    return 0 if met else 1


def set_up() -> None:
    import django

    django.setup()


def prepare() -> None:
    """An agency that can sign."""
    from tests.factories import papers

    papers.certificates()


def fix(count: int) -> None:
    """So many receipts fixed and waiting, in one transaction."""
    from django.db import transaction
    from tests.factories import papers

    from motcua.records.letters import operations

    with transaction.atomic():
        for _ in range(count):
            operations.fix(
                kind=papers.a_receipt().kind,
                subject=papers.SUBJECT,
                agency_code=papers.AGENCY,
                data=papers.a_receipt(),
                by=papers.BY,
                at=papers.AT,
                sample=True,
            )


def in_parallel(part: str, args: argparse.Namespace) -> float:
    """The sum over the workers, each a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--seconds", str(args.seconds)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(args.workers)]
    return round(sum(float(worker.communicate()[0]) for worker in workers), 1)


def bare(seconds: float) -> float:
    """Typst and pyHanko as their manuals say, with objects used again."""
    import typst
    from django.conf import settings
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import StaticStampStyle
    from tests.factories import papers

    from motcua.adapters.typesetting import typst as ours
    from motcua.records.letters import rules, sources

    receipt = papers.a_receipt()
    words = rules.printed(receipt, symbol="", sample=True, at=papers.AT)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sources.current("receipt").files.items():
            Path(folder, name).write_text(text)
        compiler = typst.Compiler(
            f"{folder}/receipt.typ", root=folder, font_paths=[str(ours.FONTS)], ignore_system_fonts=True
        )
        mark = Path(folder, "mark.pdf")
        mark.write_bytes(typst.compile(b"#set page(width: 62mm, height: 13mm, margin: 1mm)\nAgency"))
        signer = signers.SimpleSigner.load_pkcs12(
            str(settings.MOTCUA_KEYS / "agency.p12"), passphrase=b"motcua-demo"
        )
        done, started = 0, time.monotonic()
        while time.monotonic() - started < seconds:
            inputs = {"data": json.dumps(words | {"sets": done}), "qr": ours._qr_svg(f"{words['qr']}{done}")}
            pdf = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["a-2b"])
            assert isinstance(pdf, bytes)
            signers.PdfSigner(
                signers.PdfSignatureMetadata(field_name="agency", subfilter=fields.SigSeedSubFilter.PADES),
                signer=signer,
                stamp_style=StaticStampStyle.from_pdf_file(str(mark)),
                new_field_spec=fields.SigFieldSpec("agency", box=(200, 60, 376, 97)),
            ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
            done += 1
        return done / (time.monotonic() - started)


def make(seconds: float) -> float:
    """The job of the worker, one letter after the other; other processes take others."""
    from django.db import transaction

    from motcua.foundation.kernel import clock
    from motcua.records.letters import operations
    from motcua.records.letters.enums import LetterState
    from motcua.records.letters.models import Letter

    waiting = Letter.objects.filter(state=LetterState.FIXED).order_by("pk")
    done, started = 0, time.monotonic()
    while time.monotonic() - started < seconds:
        with transaction.atomic():
            letter = waiting.select_for_update(skip_locked=True, of=("self",)).first()
            assert letter is not None, "too few letters were fixed"
            operations.make(letter_code=letter.code, at=clock.now())
        done += 1
    return done / (time.monotonic() - started)


def forget_open_jobs() -> None:
    """The queue is emptied, so that the next measure begins with an idle worker."""
    from django.db import connection

    from motcua.records.letters.models import Letter

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    Letter.objects.filter(document=None).update(state="failed")


def latency(seconds: float) -> dict[str, float]:
    """How long after its act each receipt was made, with the product's worker and an even stream of acts."""
    from motcua.foundation.kernel import clock
    from motcua.ops import data
    from motcua.records.letters.models import Letter

    worker = subprocess.Popen(data.command("worker"), stderr=subprocess.DEVNULL)
    try:
        fix_now()
        wait_until_made(60)
        begun = clock.now()
        fixed_at: dict[str, float] = {}
        for number in range(int(seconds * PER_SECOND)):
            time.sleep(max(0, begun.timestamp() + number / PER_SECOND - time.time()))
            fixed_at[fix_now()] = time.time()
        wait_until_made(60)
        made = Letter.objects.filter(code__in=fixed_at).values_list("code", "made_at")
        # made_at is read when the job begins; the paper is there when its transaction has ended
        waits = sorted(at.timestamp() - fixed_at[code] for code, at in made if at)
    finally:
        worker.terminate()
        worker.wait()
    return {
        "acts_per_second": PER_SECOND,
        "papers": len(waits),
        "median_s": round(statistics.median(waits), 3),
        "p95_s": round(waits[int(len(waits) * 0.95) - 1], 3),
        "slowest_s": round(waits[-1], 3),
    }


def fix_now() -> str:
    from tests.factories import papers

    from motcua.foundation.kernel import clock
    from motcua.records.letters import operations

    letter = operations.fix(
        kind=papers.a_receipt().kind,
        subject=papers.SUBJECT,
        agency_code=papers.AGENCY,
        data=papers.a_receipt(received_at=clock.now(), returns_at=clock.now() + timedelta(days=25)),
        by=papers.BY,
        at=clock.now(),
        sample=True,
    )
    return letter.code


def wait_until_made(seconds: float) -> None:
    from motcua.records.letters.models import Letter

    deadline = time.monotonic() + seconds
    while Letter.objects.filter(state="fixed").exists():
        if time.monotonic() > deadline:
            sys.exit("The worker did not make the papers in time.")
        time.sleep(0.02)


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {system}"


if __name__ == "__main__":
    sys.exit(main())
