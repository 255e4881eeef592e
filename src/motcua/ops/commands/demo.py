"""The sample authority from the command line: each verb is a module of ops.demo."""

import importlib
from argparse import Namespace

from motcua.foundation.kernel import clock
from motcua.ops.output import note


def load(args: Namespace) -> None:
    module = importlib.import_module("motcua.ops.demo.load")
    count = {} if args.dossiers is None else {"dossier_count": args.dossiers}
    module.load(at=clock.now(), say=note, **count)


def played(args: Namespace) -> int:
    """`fill` and `check`: their modules have `main(args)`, which gives the exit status."""
    status: int | None = importlib.import_module(f"motcua.ops.demo.{args.demo_}").main(args)
    return status or 0
