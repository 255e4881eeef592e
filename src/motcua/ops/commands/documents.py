"""Papers from the command line; needs no database."""

from argparse import Namespace

from motcua.foundation.kernel import clock
from motcua.foundation.kernel.errors import Missing
from motcua.ops.output import NO, YES, answer
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
