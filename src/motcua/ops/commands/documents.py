"""Papers from the command line."""

from argparse import Namespace
from dataclasses import asdict

from django.conf import settings

from motcua.adapters.storage.local import LocalStore
from motcua.adapters.storage.s3 import S3Store
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.errors import Missing, Refused
from motcua.ops import moving
from motcua.ops.output import NO, YES, answer, note
from motcua.records.signing import queries as signing


def verify(args: Namespace) -> int:
    roots = []
    for file in args.trust:
        if not file.is_file():
            raise Missing(f"There is no file {file}.")
        roots.append(file.read_bytes())
    report = signing.verify(file=args.file, at=clock.now(), trust=roots)
    found = signing.as_json(report)
    lines = [
        f"{each['signer']}: {each['signed_at'] or '–'}" + "".join(f"\n  {p}" for p in each["problems"])
        for each in found["signatures"]
    ]
    answer(args, found, *found["problems"], *lines, "valid" if report.valid else "NOT valid")
    return YES if report.valid else NO


def move_store(args: Namespace) -> int:
    """0 when every file is there afterwards; files that are damaged where they are make it 1."""
    if not settings.MOTCUA_FILES_S3["bucket"]:
        raise Refused(
            "MOTCUA_FILES_S3_BUCKET names no bucket: say where to, for this command alone if you like."
        )
    local, bucket = LocalStore(), S3Store()
    source, target = (bucket, local) if args.back else (local, bucket)
    found = moving.move(source, target, told=_progress)
    lines = [f"{found.copied} files copied, {found.there_already} were there already."]
    lines += [f"damaged, left where it is: {name}" for name in found.broken]
    answer(args, asdict(found), *lines)
    return NO if found.broken else YES


def _progress(moved: moving.Moved) -> None:
    note(f"{moved.copied} copied, {moved.there_already} there already …")
