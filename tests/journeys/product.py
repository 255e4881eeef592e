"""The real product on this machine, as people start it, and people at real HTTP clients in front of it."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import psycopg
from psycopg import sql

from motcua.config import database
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.clock import local_date
from motcua.ops.demo import answers, authority
from motcua.ops.demo.browser import Browser, Form, Page
from motcua.ops.demo.journey import mail_text
from motcua.ops.demo.papers import sample_pdf, sample_png
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.rules.content import papers_of
from motcua.reference.forms.rules import parse_form
from tests.ops import made_once
from tests.ops.installation import Installation

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var" / "test"
SAMPLE_DOSSIERS = 4
START_SECONDS = 240
PATIENCE_SECONDS = 90

PROCEDURE = "2.002254"  # filed by a person for themselves
CODE = f"{PROCEDURE}.000.00.00.H50"
DOSSIER_CODE = re.compile(r"000\.00\.15\.H50-\d{6}-\d{4,5}")
NEXT = ("_go", "next")
Found = TypeVar("Found")


def eventually(
    ask: Callable[[], Found | None], *, seconds: float = PATIENCE_SECONDS, what: str = ""
) -> Found:
    """The first answer that says something; fails when none comes in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(what or f"{ask} had no answer in {seconds} s")


class Product(Installation):
    """An installation with the sample authority and a few dossiers, running."""

    process: "subprocess.Popen[bytes]"
    address: str

    def __init__(self, data: Path, **environ: str) -> None:
        super().__init__(data)
        self.environ |= {"MOTCUA_DEMO": "1", "MOTCUA_MAIL_FOLDER": str(data / "mail"), **environ}
        self.mail = data / "mail"
        self.log = data / "run.log"

    def load(self) -> None:
        """The sample of this hour, copied if somebody made it before."""
        hour = f"{clock.now():%Y%m%d%H}-"
        made_once.copy_of("sample", self.data, make=lambda data: Product(data).make_sample(), made_in=hour)

    def make_sample(self) -> None:
        self.did("db", "migrate")
        (self.data / "demo").touch()
        self.did("demo", "load", "--dossiers", str(SAMPLE_DOSSIERS))
        (self.data / "made").touch()

    def start(self) -> None:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                self.command("run", "--demo", "--port", "0"),
                env=self.environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.address = eventually(self._ready, seconds=START_SECONDS)

    def _ready(self) -> str | None:
        assert self.process.poll() is None, self.log.read_text()
        found = re.search(r"^READY (\S+)", self.log.read_text(), re.M)
        return found[1] if found else None

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    # Its processes

    def children(self) -> dict[str, int]:
        """The web server and the worker that run now, by the number of their process and group."""
        told = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        found = {}
        for pid in told.stdout.split():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if "gunicorn" in words or "worker" in words.split("\0"):
                found["web" if "gunicorn" in words else "worker"] = int(pid)
        return found

    def kill(self, name: str) -> None:
        """SIGKILL to the child and to everything that it started."""
        pid = eventually(lambda: self.children().get(name))
        os.killpg(pid, signal.SIGKILL)

    def wait_for_web(self) -> None:
        """Until it answers again."""
        visitor = Browser(self.address)
        try:
            eventually(lambda: _answers(visitor), what="the web server did not come back")
        finally:
            visitor.close()

    # Its data

    @contextmanager
    def as_owner(self) -> Iterator["psycopg.Connection[Any]"]:
        """A connection that reads every table."""
        known = database.django_settings(self.environ, as_owner=True)
        with psycopg.connect(
            host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"],
            dbname=known["NAME"], autocommit=True,
        ) as link:  # fmt: skip
            yield link

    def rows(self, statement: str, *facts: Any) -> list[tuple[Any, ...]]:
        with self.as_owner() as link:
            return link.execute(statement, facts).fetchall()

    def one(self, statement: str, *facts: Any) -> Any:
        """The single value that the statement finds."""
        ((value,),) = self.rows(statement, *facts)
        return value

    def counts(self) -> dict[str, int]:
        """How many rows each table has; sessions, tries, seals and jobs come and go by themselves."""
        with self.as_owner() as link:
            tables = link.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
                "AND table_name NOT LIKE 'procrastinate%%' AND table_name <> ALL (%s)",
                [list(COMES_AND_GOES)],
            ).fetchall()
            counted = sql.SQL(" UNION ALL ").join(
                sql.SQL("SELECT {}, count(*) FROM {} {}").format(
                    sql.Literal(name), sql.Identifier(name), sql.SQL(SAVE_THESE.get(name, ""))
                )
                for (name,) in tables
            )
            return dict(link.execute(counted).fetchall())

    def settle(self) -> None:
        """Wait until the worker has done what it was given: nothing changes by itself any more."""
        eventually(
            lambda: self.one("SELECT count(*) FROM procrastinate_jobs WHERE queue_name <> 'schedule'") == 0,
            what="the worker does not come to an end",
        )

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Whatever happens in the block, no row comes or goes and no file is kept."""
        self.settle()
        before, files = self.counts(), self.files()
        yield
        after = self.counts()
        grown = {name: (before.get(name), rows) for name, rows in after.items() if before.get(name) != rows}
        assert grown == {}, grown
        assert self.files() == files

    def files(self) -> list[str]:
        return sorted(path.name for path in (self.data / "files").rglob("*") if path.is_file())

    def mails_about(self, code: str) -> list[Path]:
        return [path for path in sorted(self.mail.glob("*.eml")) if code in mail_text(path)]


COMES_AND_GOES = (
    "accounts_access", "accounts_attempt", "accounts_loginsession", "audit_refusalburst", "audit_seal",
    "django_session", "dossiers_queuecount", "dossiers_seen", "signing_keptreport",
)  # fmt: skip
SAVE_THESE = {"audit_auditevent": "WHERE kind NOT IN ('ActRefused', 'SignaturesChecked')"}
"""That an act was refused is kept on purpose; signatures are checked by the clock."""


def _answers(visitor: Browser) -> bool:
    try:
        return visitor.get("/lookup/").status == 200
    except httpx.TransportError:
        return False


class Visitor(Browser):
    """A person at a browser of their own. `place` is where they sit: tries are counted for each place.

    `language`: what stands before the addresses they begin at, nothing or `/en`.
    """

    def __init__(self, product: Product, place: str, *, language: str = "") -> None:
        super().__init__(product.address)
        self.product, self.language = product, language
        self.client = self._client
        self.client.headers["X-Forwarded-For"] = place

    def sign_in(self, email: str) -> "Visitor":
        page = self.get(f"{self.language}/account/sign-in/")
        known = {"email": email, "password": authority.definition()["password"]}
        page = self.send(page, page.form("email", "password"), known)
        assert page.status == 200, page.text[:300]
        assert "sign-in" not in page.path, page.text[:300]
        return self

    def begin(self) -> Page:
        """A new draft; the page of its first step."""
        page = self.get(f"{self.language}/filing/{CODE}/")
        return self.send(page, last_form(page))

    def say_for_whom(self, page: Page) -> Page:
        page = self.send(page, with_control(page, "ground"), {"ground": "self"}, button=NEXT)
        assert page.path.endswith("/form/"), page.text[:600]
        return page

    def fill_in(self, page: Page, **wrong: str) -> Page:
        return self.send(
            page, with_control(page, "csrfmiddlewaretoken"), right_answers() | wrong, button=NEXT
        )

    def lay_papers(self, page: Page) -> Page:
        form = next(form for form in page.forms if form.files)
        return self.send(page, form, files=[(name, right_file(name)) for name in form.files], button=NEXT)

    def prepare(self) -> Page:
        """A whole draft; the page that is left by submitting it."""
        page = self.lay_papers(self.fill_in(self.say_for_whom(self.begin())))
        assert page.path.endswith("/delivery/"), page.text[:600]
        page = self.send(page, with_control(page, "result_way"), {"result_way": "online"}, button=NEXT)
        assert page.path.endswith("/review/"), page.text[:600]
        return page

    def submit(self, review: Page) -> Page:
        return self.send(review, review.form(action="/submit/"))

    def file(self) -> str:
        """A dossier from nothing; its code."""
        return code_on(self.submit(self.prepare()))

    def act(self, code: str, act: str, **values: str) -> Page:
        """An officer's act on a dossier, through its page."""
        page = self.get(f"/desk/dossiers/{code}/{act}/")
        assert page.status == 200, page.text[:300]
        return self.send(page, act_form(page), values)


def act_form(page: Page) -> Form:
    return next(form for form in reversed(page.forms) if form.has("seen"))


def last_form(page: Page) -> Form:
    return [form for form in page.forms if form.method == "post"][-1]


def with_control(page: Page, name: str) -> Form:
    return next(form for form in reversed(page.forms) if name in form.names and form.method == "post")


def right_answers() -> dict[str, str]:
    definition = parse_form(shipped.folders()[PROCEDURE].form or {})
    sent = answers.posted(definition, today=local_date(clock.now()))
    return {name: values[0] for name, values in sent.items()}


def right_file(control: str) -> tuple[str, bytes, str]:
    """A file of a type that the paper of this control takes."""
    slug = control.removeprefix("paper-")
    papers = papers_of(shipped.folders()[PROCEDURE].version_content())
    types = next(paper.types for paper in papers if paper.slug == slug)
    if not types or "pdf" in types:
        return f"{slug}.pdf", sample_pdf(slug), "application/pdf"
    return f"{slug}.png", sample_png(), "image/png"


def code_on(page: Page) -> str:
    """The dossier's code that the page says."""
    found = DOSSIER_CODE.search(page.text)
    assert found, page.text[:600]
    return found[0]


@contextmanager
def a_product(**environ: str) -> Iterator[Product]:
    """Loaded, running, and gone afterwards."""
    VAR.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="journey-", dir=VAR))
    folder.chmod(0o755)  # the database's system user must be able to enter
    product = Product(folder / "data", **environ)
    try:
        product.load()
        product.start()
        try:
            yield product
        finally:
            product.end()
    finally:
        product.stop()
        made_once.forget(folder)


def says(page: Page, language: str, *, vi: str, en: str) -> None:
    assert (en if language else vi) in page.text, page.text[:2500]
    assert "Traceback" not in page.text


def draft_code(page: Page) -> str:
    return page.path.rstrip("/").split("/")[-2]
