"""Procedures as data: brought in, taken out, checked, measured, and what they cost."""

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.foundation.kernel import clock
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import MotcuaError
from motcua.ops.data import DataFailure
from motcua.ops.output import FAILURE, NO, YES, answer, note
from motcua.reference.catalogue import operations as catalogue
from motcua.reference.catalogue import packages, queries
from motcua.reference.catalogue.packages import Package
from motcua.reference.catalogue.yaml_source import MAX_BYTES


def check(args: Namespace) -> int:
    """1 when something is wrong, 2 when there is nothing to read."""
    if not args.path.exists():
        return _nothing_there(args.path)
    found = packages.read_all(args.path)
    problems = [problem for package in found for problem in package.problems]
    answer(
        args,
        {
            "valid": not problems,
            "packages": [{"name": one.name, "code": one.code} for one in found],
            "problems": [asdict(problem) for problem in problems],
        },
        *map(str, problems),
        *([] if problems else [f"No problem in {len(found)} package(s)."]),
    )
    return NO if problems else YES


def bring_in(args: Namespace) -> int:
    """Each package becomes a draft that people look at and publish; 1 when one is faulty or refused."""
    if not args.path.exists():
        return _nothing_there(args.path)
    found = packages.read_all(args.path)
    problems = [problem for package in found for problem in package.problems]
    if problems:
        answer(
            args,
            {"drafts": [], "problems": [asdict(problem) for problem in problems]},
            *map(str, problems),
            "Nothing was imported.",
        )
        return NO
    drafts, refused = [], []
    for package in found:
        try:
            drafts.append(_draft(package, args))
        except MotcuaError as error:
            refused.append({"package": package.name, "sentence": str(error)})
    answer(
        args,
        {"drafts": drafts, "problems": [], "refused": refused},
        *(f"{one['procedure']}: draft {one['draft']} in {one['agency']}" for one in drafts),
        *(f"{one['package']}: {one['sentence']}" for one in refused),
    )
    return NO if refused else YES


def _draft(package: Package, args: Namespace) -> dict[str, str]:
    agency = args.agency or queries.agency_for(procedure_code=package.code)
    if not agency:
        raise DataFailure(f"Say with --agency which agency publishes {package.code}.")
    draft = catalogue.open_draft(by=SYSTEM, agency=agency, content=package.content, at=clock.now())
    return {"draft": draft.code, "procedure": package.code, "agency": agency}


def take_out(args: Namespace) -> int:
    """1 when there is no such procedure or draft."""
    on = clock.local_date(clock.now())
    found = queries.contents(codes=args.code, agency=args.agency, draft=args.draft, on=on)
    if not found:
        note("There is nothing of that to export.")
        return NO
    named = [(packages.name_of(content), content) for content in found]
    if len(named) == 1:
        packages.write(named[0][1], args.path)
    else:
        packages.write_all(named, args.path)
    answer(
        args,
        {"path": str(args.path), "packages": [name for name, _ in named]},
        *(f"{name} → {args.path}" for name, _ in named),
    )
    return YES


def fee(args: Namespace) -> int:
    """What answers owe: the amount and how it came about. 2 when the answers cannot be read."""
    given = _answers(args.answers)
    if given is None:
        return FAILURE
    day = clock.local_date(clock.now()) if args.on is None else args.on
    owed = queries.fee_of(
        code=args.code,
        answers=given,
        case=args.case,
        channel=args.channel,
        agency=args.agency,
        on=day,
        demo=settings.MOTCUA_DEMO,
    )
    total = f"{owed.amount_vnd:>15,}  đồng" if owed.is_known else "Nothing is published about the fee."
    answer(
        args,
        {
            "amount": owed.amount_vnd if owed.is_known else None,
            "lines": [asdict(line) | {"amount": line.amount_vnd} for line in owed.lines],
            "collected": owed.collected,
        },
        *(f"{line.amount_vnd:>15,}  {line.label}  {line.explanation}".rstrip() for line in owed.lines),
        total,
    )
    return YES


def _answers(path: Path) -> dict[str, Any] | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("too large")
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        note(f"{path}: no answers that can be read ({error}).")
        return None
    if not isinstance(given, dict):
        note(f"{path}: the answers are an object of fields and values.")
        return None
    return given


def level(args: Namespace) -> int:
    """What each case really offers, what is missing for the next level, and where the claim differs."""
    on = clock.local_date(clock.now())
    found = queries.level_of(code=args.code, agency=args.agency, on=on, demo=settings.MOTCUA_DEMO)
    lines = [line for case in found.cases for line in _level_lines(case)]
    answer(args, asdict(found), f"{found.code} {found.name}", *lines)
    return YES


def _level_lines(case: queries.CaseLevel) -> list[str]:
    lines = [f"{case.case or '*'}: ND43 {case.level}, {case.full_or_partial}"]
    lines += [f"    next: {sentence}" for sentence in case.missing]
    lines += [f"    reason: {reason.label}" for reason in case.reasons]
    return lines + ([f"    {case.difference}"] if case.difference else [])


def _nothing_there(path: Path) -> int:
    note(f"{path}: there is no such folder or zip.")
    return FAILURE
