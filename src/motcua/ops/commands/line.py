"""The digitisation line from the command line: how far a campaign is, and files of a folder into a box."""

import time
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from motcua.foundation.accounts.models import Account
from motcua.foundation.accounts.queries import OfficerView, officer_of
from motcua.foundation.kernel.clock import local, local_date, now
from motcua.foundation.kernel.errors import Missing, OutsideFailure, Refused
from motcua.ops.output import NO, YES, answer, note
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.queries import progress as queries
from motcua.records.digitisation.queries.progress import Progress

SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"})
EVERY_SECONDS = 5.0


def progress(args: Namespace) -> int:
    """0 when everything of the campaign is stored; with `--watch` says it anew until then."""
    while True:
        at = now()
        found = queries.progress(code=args.campaign, at=at)
        left = None if found.left is None else round(found.left.total_seconds() / 60)
        facts = asdict(found) | {"at": at, "left_minutes": left}
        del facts["left"]
        answer(args, facts, f"{local(at):%H:%M:%S}  {_head(found)}", *_stations(found))
        is_done = not found.tally.left and not found.looking
        if is_done or not args.watch:
            return YES if is_done else NO
        time.sleep(EVERY_SECONDS)


def _head(found: Progress) -> str:
    whole = max(found.tally.planned, found.tally.counted, found.tally.scanned)
    faulty = f", {found.tally.faulty} lỗi" if found.tally.faulty else ""
    return (
        f"{found.name}: lưu kho {found.tally.stored}/{whole}{faulty}, "
        f"{found.rate:g} văn bản/giờ, {found.left_words}"
    )


def _stations(found: Progress) -> list[str]:
    return [f"  {one.name:<28}{one.standing:>8} chờ {one.rate:>9g}/giờ" for one in found.stations]


def take(args: Namespace) -> int:
    """1 when a file was refused; the others are in. What was taken before is refused as the same file."""
    if not args.folder.is_dir():
        raise Missing(f"There is no folder {args.folder}.")
    by = officer_named(args.officer)
    files = sorted(one for one in args.folder.iterdir() if one.is_file() and one.suffix.lower() in SUFFIXES)
    refused: dict[str, str] = {}
    begun = time.monotonic()
    for number, path in enumerate(files, 1):
        why = _take(by, args.box, path)
        if why:
            refused[path.name] = why
        speed = number / max(time.monotonic() - begun, 0.001)
        left = round((len(files) - number) / speed)
        note(f"{number}/{len(files)}  {path.name}{f': {why}' if why else ''}  (còn {left} giây)")
    facts = {"files": len(files), "taken": len(files) - len(refused), "refused": refused}
    answer(args, facts, f"Đã nhận {facts['taken']}/{len(files)} tệp; không nhận {len(refused)}.")
    return NO if refused else YES


def _take(by: OfficerView, box: str, path: Path) -> str:
    """Why a file was not taken; empty when it was."""
    try:
        with path.open("rb") as file:
            line.take_scan(by=by, box_code=box, stream=file, name=path.name, at=now())
    except (Refused, OutsideFailure) as refusal:  # a door: one file refused holds up none
        return refusal.sentence
    return ""


def officer_named(code: str) -> OfficerView:
    account = Account.objects.filter(officer__code=code).first()
    found = officer_of(account=account, on=local_date(now())) if account else None
    if found is None:
        raise Missing(f"Nobody in post has the code {code}.")
    return found
