"""What can be typed: every noun, verb and argument, and what each needs before it runs."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path


class Needs(Enum):
    NOTHING = "nothing"  # neither Django nor a database
    CODE = "code"  # Django, but no database
    KNOWN = "known"  # a database if one is made; else what is shipped answers
    SERVER = "server"  # a database that answers, whatever is in it
    DATABASE = "database"  # a database made and fit for this code


def _none(parser: ArgumentParser) -> None:
    pass


@dataclass(frozen=True)
class Verb:
    help: str
    target: str  # module of ops.commands : function
    needs: Needs
    arguments: Callable[[ArgumentParser], None] = _none
    as_owner: bool = False
    alone: str = ""  # the argument that makes a KNOWN verb answer without any database


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON alone on standard output")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a moment such as 2026-11-20T14:30") from None


def _web(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--threads", type=int, default=4, help="threads in each")


def _run(parser: ArgumentParser) -> None:
    _web(parser)
    parser.add_argument("--demo", action="store_true", help="with the sample authority, marked as a demo")


def _worker(parser: ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=4, help="jobs at once")
    parser.add_argument("--long", type=int, default=0, help="long jobs at once; else all cores but one")
    parser.add_argument("--once", action="store_true", help="do what waits, then end")


def _backup(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("file", type=Path)


def _migrate(parser: ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")


def _verify_trail(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--since", metavar="SEAL", help="only what came after this seal (number or hash)")


def _due(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--received", type=_moment, required=True, metavar="MOMENT")
    parser.add_argument("--amount", type=int, required=True)
    parser.add_argument("--unit", default="working_day", help="hour, day, working_day or month")
    parser.add_argument("--cutoff", metavar="HH:MM", help="received later counts as the next working day")
    parser.add_argument("--explain", action="store_true", help="why, line by line")
    parser.add_argument("--agency", default="", metavar="CODE", help="the agency whose calendar counts")
    parser.add_argument("--calendar", type=Path, metavar="FILE", help="this calendar, without a database")
    parser.add_argument("--language", choices=("vi", "en"), help="default: that of the terminal")


def _search(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--limit", type=int, default=20)


def _find(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("words", nargs="+", help="as people type them, or a code")
    parser.add_argument("--limit", type=int, default=10, help="at most 200")
    parser.add_argument("--shipped", action="store_true", help="from what is shipped, not from the database")


def _catalogue_check(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("folder", type=Path, nargs="?", help="default: the shipped ones")


def _read_list(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("file", type=Path, help="text with tab tables, CSV, XLSX, DOCX or PDF with text")


def _what_if(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("draft", metavar="DRAFT", help="its code, as D-…, or the full code of its procedure")
    parser.add_argument("--last", type=int, default=100, help="how many dossiers, at most 500")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-11-20") from None


def _package(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("path", type=Path, help="a folder, a zip, or a folder of folders")


def _hold(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--most", type=int, default=0, help="how many at most; the next run goes on there")


def _archive(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument(
        "path", type=Path, help="where the package goes: a file or a folder; or the word verify"
    )
    parser.add_argument("file", type=Path, nargs="?", help="after verify: the package whose sums are counted")
    parser.add_argument("--as", dest="officer", metavar="OFFICER", default="", help="who hands over, by code")
    parser.add_argument("--year", type=int, default=None, help="of the end, of papers that of their issue")
    parser.add_argument("--papers", action="store_true", help="digitised papers that belong to no dossier")
    parser.add_argument(
        "--period",
        default="",
        help="code of the kind of record, its years, or permanent; default: of any other",
    )
    parser.add_argument("--unit", default="", metavar="CODE", help="only what this unit worked")
    parser.add_argument("--agency", default="", metavar="CODE", help="if the officer keeps several")
    parser.add_argument("--transfer", default="", metavar="CODE", help="a transfer that is there, as NL-…")


def _import(parser: ArgumentParser) -> None:
    _package(parser)
    parser.add_argument("--agency", default="", help="code of the agency that will publish it")


def _export(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("path", type=Path, help="a folder, or a zip if it ends in .zip")
    parser.add_argument("--code", action="append", default=[], help="this procedure; default: all")
    parser.add_argument("--agency", default="", help="as this agency publishes it")
    parser.add_argument("--draft", default="", help="this draft instead")


def _procedure(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("code", help="2.000086, or with the authority")
    parser.add_argument("--agency", default="", help="as this agency publishes it")


def _fee(parser: ArgumentParser) -> None:
    _procedure(parser)
    parser.add_argument("--answers", type=Path, required=True, metavar="FILE", help="JSON: field → value")
    parser.add_argument("--case", default="", help="the case, where the fee goes by it")
    parser.add_argument("--channel", default="online", choices=("online", "counter", "post"))
    parser.add_argument("--on", type=_day, metavar="DAY", help="default: today")


def _campaign(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("campaign", help="its code, as DC-…")
    parser.add_argument("--watch", action="store_true", help="every five seconds until all is stored")


def _take_folder(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("folder", type=Path, help="its PDF, TIFF, JPEG and PNG files")
    parser.add_argument("--box", required=True, metavar="CODE", help="as DB-…")
    parser.add_argument(
        "--as", dest="officer", required=True, metavar="OFFICER", help="code of the officer who scanned them"
    )


def _read_paper(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("file", type=Path, help="a PDF, a picture or a plain text")
    parser.add_argument(
        "--pages", type=int, default=200, help="at most so many pages, if no signature ends it"
    )


def _verify_file(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("file", type=Path)
    parser.add_argument("--trust", type=Path, action="append", default=[], metavar="FILE")


def _verify_kept(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("code", help="the document's code, such as D-7K3Q9XW2MD4T")


def _check_files(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--all", action="store_true", help="from the first file to the last, without pauses")
    parser.add_argument("--minutes", type=int, default=60, help="without --all: go on for so long")


def _move(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--back", action="store_true", help="out of the bucket into the local folder")


def _create_admin(parser: ArgumentParser) -> None:
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True, help="full name")
    parser.add_argument("--agency", required=True, help="code of the top agency, made if there is none")
    parser.add_argument("--agency-name", default="", help="its name, when it is made")
    parser.add_argument("--place", default="", help="where its papers are dated, when it is made")
    parser.add_argument("--symbol", default="", help="its letters in a document's symbol, when it is made")


def _on(parser: ArgumentParser) -> None:
    parser.add_argument("--note", default="", help="a sentence for the visitors")


def _print_states(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="1 when the page in docs/ says something else")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write the page")


def _recount(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--check", action="store_true", help="only look: 1 when a count is wrong")


def _load_demo(parser: ArgumentParser) -> None:
    parser.add_argument("--dossiers", type=int, default=None, help="how many sample dossiers")


def _demo(name: str) -> Callable[[ArgumentParser], None]:
    """The arguments of a module of ops.demo, which keeps them itself."""

    def add(parser: ArgumentParser) -> None:
        parser.set_defaults(demo_=name)
        if name == "check":
            parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the papers here")
            parser.add_argument("--on", type=Path, metavar="DIR", help="use this fresh sample up")
            parser.add_argument("--json", action="store_true")
        elif name == "fill":
            parser.add_argument("--dossiers", type=int, required=True)
            parser.add_argument("--seed", type=int, default=1)

    return add


NOUNS: dict[str, tuple[str, Verb | dict[str, Verb]]] = {
    "run": (
        "everything",
        Verb("database, web server and worker, until Ctrl-C", "run:run", Needs.NOTHING, _run),
    ),
    "web": ("web", Verb("the web server alone", "run:web", Needs.DATABASE, _web)),
    "worker": ("worker", Verb("the job worker alone", "worker:worker", Needs.DATABASE, _worker)),
    "health": ("health", Verb("whether all is well: 0 or 1", "health:health", Needs.SERVER, _json)),
    "db": (
        "the database",
        {
            "start": Verb("start the embedded cluster, to stay", "cluster:start", Needs.NOTHING),
            "stop": Verb("stop the embedded cluster", "cluster:stop", Needs.NOTHING),
            "status": Verb("0 when it runs", "cluster:status", Needs.NOTHING, _json),
            "migrate": Verb("bring the tables up to this code", "db:migrate", Needs.SERVER, _migrate, True),
            "backup": Verb("database and files into one file", "db:backup", Needs.DATABASE, _backup, True),
            "restore": Verb("a backup into an empty database", "db:restore", Needs.SERVER, _backup, True),
            "load": Verb("a pg_dump file into an empty database", "db:load", Needs.SERVER, _backup, True),
            "upgrade": Verb("move the data of an older PostgreSQL", "cluster:upgrade", Needs.NOTHING),
        },
    ),
    "audit": (
        "the audit trail",
        {
            "verify": Verb("0 when chain and seals hold", "audit:verify", Needs.DATABASE, _verify_trail),
            "seal": Verb("seal what was committed, now", "audit:seal", Needs.DATABASE, _json),
            "new-era": Verb("after a restore made by hand", "audit:new_era", Needs.DATABASE, _none, True),
        },
    ),
    "calendar": (
        "working time",
        {"due": Verb("count a due date", "calendar:due", Needs.KNOWN, _due, alone="calendar")},
    ),
    "catalogue": (
        "the procedures",
        {
            "search": Verb("find procedures", "catalogue:search", Needs.CODE, _search),
            "lists": Verb("the published lists", "catalogue:lists", Needs.CODE, _json),
            "check": Verb("check procedure folders", "catalogue:check", Needs.CODE, _catalogue_check),
        },
    ),
    "procedures": (
        "procedures as data",
        {
            "search": Verb(
                "find procedures, in the order of the page",
                "finding:search",
                Needs.KNOWN,
                _find,
                alone="shipped",
            ),
            "check": Verb("what is wrong in a package", "procedures:check", Needs.CODE, _package),
            "import": Verb("packages into drafts", "procedures:bring_in", Needs.DATABASE, _import),
            "export": Verb("what is live into packages", "procedures:take_out", Needs.DATABASE, _export),
            "level": Verb("the level really offered", "procedures:level", Needs.DATABASE, _procedure),
            "fee": Verb("what answers owe", "procedures:fee", Needs.DATABASE, _fee),
            "what-if": Verb("past dossiers against a draft", "what_if:show", Needs.DATABASE, _what_if),
            "read-list": Verb("read a published list", "lists:read_list", Needs.CODE, _read_list),
        },
    ),
    "queues": (
        "the officers' queues",
        {"recount": Verb("count anew what lies in each", "queues:recount", Needs.DATABASE, _recount)},
    ),
    "documents": (
        "papers",
        {
            "verify": Verb("who signed a PDF", "documents:verify", Needs.CODE, _verify_file),
            "verify-kept": Verb(
                "who signed a kept document; the report is kept",
                "documents:verify_kept",
                Needs.DATABASE,
                _verify_kept,
            ),
            "check": Verb(
                "whether every kept file is there and whole", "documents:check", Needs.DATABASE, _check_files
            ),
            "move-store": Verb("the local folder into the bucket", "documents:move_store", Needs.CODE, _move),
        },
    ),
    "repository": (
        "papers kept for their owners",
        {
            "hold-issued": Verb(
                "keep the results that were issued before", "repository:hold_issued", Needs.DATABASE, _hold
            ),
            "export": Verb(
                "hand dossiers or papers over to the archives as a package; export verify FILE checks one",
                "archives:export",
                Needs.KNOWN,
                _archive,
                alone="file",
            ),
        },
    ),
    "digitisation": (
        "paper into data",
        {
            "read": Verb("what a document says about itself", "digitisation:read", Needs.CODE, _read_paper),
            "progress": Verb(
                "how far a campaign is, at what rate, how long the rest takes: 0 when all is stored",
                "line:progress",
                Needs.DATABASE,
                _campaign,
            ),
            "take": Verb("the files of a folder into a box", "line:take", Needs.DATABASE, _take_folder),
        },
    ),
    "accounts": (
        "people",
        {
            "create-admin": Verb(
                "the first administrator", "accounts:create_admin", Needs.DATABASE, _create_admin
            )
        },
    ),
    "demo": (
        "the sample authority",
        {
            "load": Verb("make the sample authority", "demo:load", Needs.SERVER, _load_demo),
            "fill": Verb("make volume", "demo:played", Needs.DATABASE, _demo("fill"), True),
            "check": Verb("play the whole journey", "demo:played", Needs.CODE, _demo("check")),
        },
    ),
    "states": ("states", {"print": Verb("the state tables", "states:show", Needs.CODE, _print_states)}),
    "maintenance": (
        "closing for maintenance",
        {
            "on": Verb("every page says so", "maintenance:on", Needs.CODE, _on),
            "off": Verb("open again", "maintenance:off", Needs.CODE),
        },
    ),
}
