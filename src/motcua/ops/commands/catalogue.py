"""The shipped catalogue from the command line; needs no database."""

from argparse import Namespace
from dataclasses import asdict

from motcua.ops.output import NO, YES, answer
from motcua.reference.catalogue import shipped


def search(args: Namespace) -> int:
    """1 when nothing fits."""
    found = shipped.search(" ".join(args.words), limit=args.limit)
    lines = [f"{hit.code or '(không có mã)':<22} {hit.name}" for hit in found]
    answer(args, [asdict(hit) for hit in found], *lines)
    return YES if found else NO


def lists(args: Namespace) -> None:
    facts, lines = [], []
    for one in shipped.published_lists():
        odd = [asdict(oddity) for oddity in one.oddities]
        facts.append(
            {
                "slug": one.slug,
                "authority": one.authority,
                "title": asdict(one.title),
                "document": one.document,
                "dated": one.dated,
                "rows": [asdict(row) for row in one.rows],
                "oddities": odd,
            }
        )
        lines.append(f"{one.slug}: {len(one.rows)} rows, {len(odd)} oddities ({one.document})")
        lines += [f"  {oddity}" for oddity in one.oddities]
    answer(args, facts, *lines)


def check(args: Namespace) -> int:
    """1 when a procedure folder has a problem."""
    problems = shipped.check_all(args.folder or shipped.DATA / "procedures")
    answer(
        args, {"valid": not problems, "problems": [asdict(problem) for problem in problems]},
        *(str(problem) for problem in problems), *([] if problems else ["No problem."]),
    )  # fmt: skip
    return NO if problems else YES
