"""The command line: `motcua <noun> <verb>`.

Exit status: 0 yes, 1 the answer is no, 2 misuse or failure. A command that fails says one sentence on
standard
error; MOTCUA_DEBUG=1 adds the trace. Django is set up only for the commands that need it, and only then
does a command's module get imported: reading settings too early would fix the wrong database.
"""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from motcua.config import logging
from motcua.config.database import is_embedded, is_made
from motcua.config.embedded import EmbeddedFailure
from motcua.config.environment import read_secret_files
from motcua.config.grants import GrantFailure
from motcua.foundation.kernel.errors import MotcuaError

from . import data
from .grammar import NOUNS, Needs, Verb
from .output import FAILURE
from .schema import SchemaDiffers

FAILURES = (MotcuaError, EmbeddedFailure, GrantFailure, SchemaDiffers, data.DataFailure)
Run = Callable[[argparse.Namespace], int | None]


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    return _guarded(lambda: _main(words))


def _main(words: list[str]) -> int:
    read_secret_files(os.environ)
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    args = _parser().parse_args(words)
    verb: Verb = args.verb_
    return _run(verb, args)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua", description="One door for online public services.")
    nouns = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for noun, (help_, verbs) in NOUNS.items():
        if isinstance(verbs, Verb):
            _add(nouns, noun, verbs)
            continue
        sub = nouns.add_parser(noun, help=help_, description=help_)
        subverbs = sub.add_subparsers(title="verbs", metavar="VERB", required=True)
        for name, verb in verbs.items():
            _add(subverbs, name, verb)
    nouns.add_parser("manage", help="Django's own commands, on the same data")
    return parser


def _add(parsers: Any, name: str, verb: Verb) -> None:
    parser = parsers.add_parser(name, help=verb.help, description=verb.help)
    verb.arguments(parser)
    parser.set_defaults(verb_=verb)


def _run(verb: Verb, args: argparse.Namespace) -> int:
    if verb.needs is Needs.NOTHING:
        return _function(verb)(args) or 0
    if verb.as_owner:
        os.environ["MOTCUA_DB_AS_OWNER"] = "1"
    with _data_for(verb, args):
        _set_up_django()
        if verb.needs is Needs.DATABASE:
            importlib.import_module("motcua.ops.schema").check()
        return _function(verb)(args) or 0


def _data_for(verb: Verb, args: argparse.Namespace) -> AbstractContextManager[None]:
    if verb.needs is Needs.CODE:
        return nullcontext()
    if verb.needs is Needs.KNOWN and (getattr(args, verb.alone, None) or not is_made(os.environ)):
        return nullcontext()
    if verb.needs is Needs.SERVER:
        return data.server(os.environ)
    return data.filled(os.environ)


def _set_up_django() -> None:
    logging.configure({"MOTCUA_LOG_LEVEL": "warning", "MOTCUA_LOG": "console"} | dict(os.environ))
    importlib.import_module("django").setup()
    tongue = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    importlib.import_module("django.utils.translation").activate("vi" if tongue.startswith("vi") else "en")


def _function(verb: Verb) -> Run:
    module, _, name = verb.target.partition(":")
    found: Run = getattr(importlib.import_module(f"motcua.ops.commands.{module}"), name)
    return found


def _manage(words: list[str]) -> int:
    """Django's own commands; those that change tables run as the owner."""
    if words[:1] in (["migrate"], ["flush"], ["sqlflush"], ["dbshell"]):
        os.environ["MOTCUA_DB_AS_OWNER"] = "1"
    with data.server(os.environ):
        importlib.import_module("django.core.management").execute_from_command_line(["motcua manage", *words])
    return 0


def _guarded(run: Callable[[], int]) -> int:
    """One sentence for whatever goes wrong."""
    try:
        return run()
    except KeyboardInterrupt:
        return _fail("Stopped.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except SystemExit as left:
        if isinstance(left.code, str):
            return _fail(left.code)
        raise
    except FAILURES as error:
        return _fail(str(error))
    except Exception as error:  # the outermost door: a bug must not show a traceback to whoever typed
        if type(error).__module__.startswith(("django.db", "psycopg")):
            return _fail(_database_sentence(error))
        return _fail(f"Something went wrong ({type(error).__name__}: {str(error).splitlines()[0:1]}).")


def _database_sentence(error: Exception) -> str:
    if type(error).__name__ == "OperationalError":
        where = "The embedded database" if is_embedded(os.environ) else "The database of DATABASE_URL"
        return f"{where} does not answer: {str(error).splitlines()[0]}"
    return f"The database refused: {str(error).splitlines()[0]}"


def _fail(sentence: str) -> int:
    if os.environ.get("MOTCUA_DEBUG") and sys.exc_info()[0]:
        traceback.print_exc()
    print(sentence, file=sys.stderr)
    return FAILURE


if __name__ == "__main__":
    sys.exit(main())
