"""Papers from the command line."""

from argparse import Namespace
from dataclasses import asdict

from django.conf import settings

from motcua.adapters.storage.local import LocalStore
from motcua.adapters.storage.s3 import S3Store
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Missing, Refused
from motcua.ops import moving
from motcua.ops.output import NO, YES, answer, note
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as document_queries
from motcua.records.documents.jobs import CHECKED_BYTES_A_SECOND, Pace
from motcua.records.signing import operations as signing_operations
from motcua.records.signing import queries as signing
from motcua.records.signing.rules import Report


def verify(args: Namespace) -> int:
    roots = []
    for file in args.trust:
        if not file.is_file():
            raise Missing(f"There is no file {file}.")
        roots.append(file.read_bytes())
    return _told(args, signing.verify(file=args.file, at=clock.now(), trust=roots))


def verify_kept(args: Namespace) -> int:
    kept = signing_operations.check_document(document_code=args.code, by=SYSTEM, at=clock.now())
    document = document_queries.find(code=args.code)
    newest = next(row for row in signing.reports_of(document=document) if row.code == kept.code)
    return _told(args, newest.report)


def _told(args: Namespace, report: Report) -> int:
    found = signing.as_json(report)
    lines = [
        f"{each['signer']}: {each['signed_at'] or '–'}"
        + "".join(f"\n  {said}" for said in [*each["problems"], *each["changes"]])
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


def check(args: Namespace) -> int:
    """Goes on with the round of the night; with `--all` a new one to its end. 1 for damage."""
    pace = (lambda _bytes: True) if args.all else Pace(args.minutes * 60, CHECKED_BYTES_A_SECOND)
    found = documents.check_files(at=clock.now(), go_on=pace, anew=args.all)
    damaged = document_queries.damaged()
    said = "every file was looked at" if found.ended_at else "the next run goes on here"
    facts = {
        "begun_at": found.begun_at,
        "ended_at": found.ended_at,
        "files": found.files,
        "bytes": found.size_bytes,
        "damaged": [asdict(row) for row in damaged],
    }
    lines = [f"{found.files} files, {found.size_bytes:,} bytes; {said}."]
    lines += [f"{row.damage}: {row.sha256}" for row in damaged] or ["Nothing is missing or damaged."]
    answer(args, facts, *lines)
    return NO if damaged else YES
