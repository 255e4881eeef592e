"""The digitisation line played by a running product: three papers from the scan to the repository."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from motcua.config import embedded

ROOT = Path(__file__).resolve().parents[2]
PAPERS = 3
BEGIN = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
SCAN = """
import io
from tests.factories import line as made
from tests.factories.papers import AT, BY, a_key
from tests.factories.scans import a_page, scanned
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as line
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
for kind, holder in ((CertificateKind.PERSONAL, "quet"), (CertificateKind.AGENCY, made.AGENCY)):
    a_key(holder, holder)
    signing.register_certificate(kind=kind, holder_code=holder, key_ref=holder, by=BY, at=AT)
box = made.a_box(made.a_campaign(cut_by="count", pages_each=1))
pages = [a_page(200, text=f"Trang số {number} của tập. ") for number in range(1, 4)]
content = scanned(*pages, dpi=200)
line.count_box(by=made.scanner(), code=box.code, papers=len(pages), at=now())
scan = line.take_scan(by=made.scanner(), box_code=box.code, stream=io.BytesIO(content), name="a.pdf", at=now())
"""
SIGN = """
from tests.factories import line as made
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.models import Box
print(line.order_signatures(by=made.scanner(), box_code=Box.objects.get().code, at=now()))
"""
CHECK = """
from tests.factories import line as made
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.models import Lot, Paper
for paper in Paper.objects.order_by("pk"):
    for who in ("nhap-1", "nhap-2"):
        line.take_next(by=made.keyer(who), at=now())
        line.keep_entry(by=made.keyer(who), paper_code=paper.code, values=made.VALUES, at=now())
lot = Lot.objects.get()
for row in lot.papers.filter(is_chosen=True):
    line.look_at_sample(by=made.checker(), lot_code=lot.code, paper_code=row.paper.code, values={}, at=now())
line.order_seals(by=made.sealer(), box_code=lot.box.code, at=now())
"""
FOUND = """
import hashlib
from collections import Counter
from motcua.records.digitisation.models import Paper, Passing, Scan, ScannedPage, Box, Fault
from motcua.records.documents import queries as documents
from motcua.records.repository.models import Holding
scan = Scan.objects.get()
with documents.stream_of(scan.document) as stream:
    assert hashlib.sha256(stream.read()).hexdigest() == scan.sha256
assert [*ScannedPage.objects.order_by("number").values_list("number", flat=True)] == [1, 2, 3]
assert Paper.objects.count() == 3, Paper.objects.count()
assert {p.standing for p in Paper.objects.all()} == {"stored"}
times = Counter(Passing.objects.values_list("paper_id", "station"))
assert len(times) == 18 and set(times.values()) == {1}, times
assert sorted(p.ordinal for p in Paper.objects.all()) == [1, 2, 3]
assert Holding.objects.count() == 3
assert not Fault.objects.exists()
assert Box.objects.get().state == "done"
print("whole")
"""


class Database:
    """The queue and the rows of the line, as the owner of the database has them in hand."""

    def __init__(self, data: Path) -> None:
        known = embedded.connection(data, as_owner=True)
        self._place = {
            "host": known["HOST"], "port": known["PORT"], "dbname": known["NAME"], "user": known["USER"],
            "password": known["PASSWORD"],
        }  # fmt: skip
        self.link = psycopg.connect(**self._place, autocommit=True)

    def hold_back(self, *jobs: str) -> None:
        """What is deferred of these jobs from now on waits until it is let go."""
        self.link.execute(
            "CREATE FUNCTION held_back() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN NEW.scheduled_at := now() + interval '1 day'; RETURN NEW; END$$"
        )
        for job in jobs:
            self.link.execute(
                f"CREATE TRIGGER hold_{job} BEFORE INSERT ON procrastinate_jobs FOR EACH ROW "
                f"WHEN (NEW.task_name = 'digitisation.{job}') EXECUTE FUNCTION held_back()"
            )

    def let_go(self, job: str) -> None:
        self.link.execute(f"DROP TRIGGER hold_{job} ON procrastinate_jobs")
        self.link.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo' AND task_name = %s",
            [f"digitisation.{job}"],
        )

    @contextmanager
    def nothing_ends(self) -> Iterator[None]:
        """No station can write down that it is done: the rows of the line are locked."""
        with psycopg.connect(**self._place) as link:
            for rows in ("box", "scan", "paper"):
                link.execute(f"SELECT FROM digitisation_{rows} FOR UPDATE")
            yield

    def in_hand(self, job: str) -> bool:
        asked = "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing' AND task_name = %s"
        return self.link.execute(asked, [f"digitisation.{job}"]).fetchone() is not None

    def failed(self, job: str) -> bool:
        """Whether such a job waits for another try."""
        asked = "SELECT 1 FROM procrastinate_jobs WHERE attempts > 0 AND task_name = %s"
        return self.link.execute(asked, [f"digitisation.{job}"]).fetchone() is not None

    def waits_for(self, job: str) -> bool:
        """Whether such a job waits for its hour."""
        asked = (
            "SELECT 1 FROM procrastinate_jobs "
            "WHERE status = 'todo' AND scheduled_at IS NOT NULL AND task_name = %s"
        )
        return self.link.execute(asked, [f"digitisation.{job}"]).fetchone() is not None

    def passed(self, station: str) -> int:
        asked = "SELECT count(*) FROM digitisation_passing WHERE station = %s"
        found = self.link.execute(asked, [station]).fetchone()
        return int(found[0]) if found else 0

    def looked_at(self) -> bool:
        found = self.link.execute("SELECT count(*) FROM digitisation_paper").fetchone()
        return bool(found and found[0])
