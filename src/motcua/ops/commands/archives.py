"""Packages for the archives from the command line: made, written to a path, checked."""

import os
import shutil
import time
from argparse import Namespace
from pathlib import Path

from motcua.casework.archives import bags
from motcua.casework.archives import operations as archives
from motcua.casework.archives.models import Transfer
from motcua.casework.archives.permissions import KEEPS
from motcua.casework.archives.queries import retention
from motcua.casework.archives.queries import transfers as queries
from motcua.casework.archives.queries.transfers import TransferRow
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.errors import Missing, Refused
from motcua.ops import schema
from motcua.ops.output import NO, YES, answer, note
from motcua.records.documents import queries as documents

from .line import officer_named

VERIFY = "verify"
EVERY_SECONDS = 2.0
PERMANENT = "permanent"


def export(args: Namespace) -> int:
    """0 when every dossier or paper is in the package, or every sum of it holds; else 1."""
    if args.path == Path(VERIFY) and args.file is not None:
        return _verify(args)
    schema.check()
    by = officer_named(args.officer)
    code = args.transfer or _made(args, by).code
    found = _packed(by, code)
    if not found.sha256:
        raise Missing(f"The transfer {code} has no package: {found.why}")
    to = _written(by, code, args.path, found.file_name)
    faults = queries.faults(viewer=by, code=code)
    facts = {
        "transfer": code, "number": found.number, "file": str(to), "sha256": found.sha256,
        "size_bytes": found.size_bytes, found.carries.value: found.packed, "files": found.files,
        "without_pdfa": found.without_pdfa, "left_out": {one.code: one.why for one in faults},
    }  # fmt: skip
    said = f"{to}: {found.packed} {found.carries.value}, {found.files} files, {found.size_bytes} bytes"
    left = [f"left out: {one.code}: {one.why}" for one in faults]
    answer(args, facts, said, f"sha256 {found.sha256}", *left)
    return NO if faults else YES


def _verify(args: Namespace) -> int:
    found = bags.check(args.file)
    facts = {"files": found.files, "size_bytes": found.size_bytes, "wrong": found.wrong}
    said = [f"! {one}" for one in found.wrong] or [f"whole: {found.files} files, {found.size_bytes} bytes"]
    answer(args, facts, *said)
    return NO if found.wrong else YES


def _made(args: Namespace, by: OfficerView) -> Transfer:
    """Raises Missing for a period, an agency or a year that is not said clearly."""
    if args.papers and args.unit:
        raise Missing("Papers without a dossier have no unit: leave --unit or --papers out.")
    if args.year is None:
        raise Missing("Say of which year with --year, or which transfer with --transfer.")
    kept = sorted(Agency.objects.filter(pk__in=by.reach(KEEPS).agency_ids).values_list("code", flat=True))
    agency = args.agency or (kept[0] if len(kept) == 1 else "")
    if not agency:
        raise Missing(f"Say which agency with --agency: {', '.join(kept) or 'this officer keeps none'}.")
    kind = _kind(args.period)
    if args.papers:
        return archives.make_paper_transfer(by=by, agency=agency, kind=kind, year=args.year, at=now())
    return archives.make_transfer(by=by, agency=agency, kind=kind, year=args.year, unit=args.unit, at=now())


def _kind(period: str) -> str:
    """By code, by years or `permanent`; without any, the kind of any other dossier."""
    kinds = retention.kinds()
    years = None if period == PERMANENT else period
    found = [
        one.code
        for one in kinds
        if (one.is_default if not period else period == one.code or str(one.years) == str(years))
    ]
    if len(found) != 1:
        known = "; ".join(f"{one.code} {one.title} ({one.period})" for one in kinds)
        raise Refused(f"--period {period or '(none)'} names {len(found)} kinds of record. There are: {known}")
    return found[0]


def _packed(by: OfficerView, code: str) -> TransferRow:
    """The transfer with its package; packs itself, beside whatever worker runs, and says how far it is."""
    begun, said = time.monotonic(), 0.0

    def go_on() -> bool:
        nonlocal said
        if time.monotonic() - said > EVERY_SECONDS:
            said = time.monotonic()
            note(_progress(queries.transfer(viewer=by, code=code), said - begun))
        return True

    archives.pack(code=code, at=now(), go_on=go_on)
    return queries.transfer(viewer=by, code=code)


def _progress(found: TransferRow, seconds: float) -> str:
    left = seconds / found.done * (found.total - found.done) if found.done else 0
    return (
        f"{found.number}: {found.done}/{found.total}, {found.faulty} left out, {left / 60:.0f} minutes left"
    )


def _written(by: OfficerView, code: str, path: Path, name: str) -> Path:
    """The package at the path, or in the folder, whole or not at all."""
    to = path / name if path.is_dir() else path
    if not to.parent.is_dir():
        raise Missing(f"There is no folder {to.parent}.")
    draft = to.with_name(f".{to.name}.part")
    document = archives.take_package(by=by, code=code, at=now())
    with documents.stream_of(document) as source, draft.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(to)
    return to
