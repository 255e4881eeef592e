"""Our verdict beside those of other programs: on all that we sign, and on all that was altered since.

The table of docs/reference/signatures.md is what these tests found; `MOTCUA_GOLDEN=write` writes it anew.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from asn1crypto import crl
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from motcua.adapters.signing import demo_ca
from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.adapters.signing.seen import SeenPages
from motcua.adapters.signing.trust_services import Level
from motcua.records.letters.making import Marks
from motcua.records.signing import queries, rules
from motcua.records.signing.enums import MarkKind
from motcua.records.signing.ports import Mark, Rectangle
from tests.adapters.signing import altered, second_opinion
from tests.adapters.signing.dated import Dated, day, with_lists
from tests.adapters.signing.test_levels import Outside
from tests.factories.papers import AT, a_key

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "docs/reference/signatures.md"
DEMO_ROOT = x509.load_pem_x509_certificate(demo_ca.ROOT.read_bytes()).public_bytes(Encoding.DER)
LATER = AT + timedelta(days=30)


@dataclass(frozen=True)
class Verdicts:
    """Of one file: ours and why, pyHanko's, pdfsig's and OpenSSL's objections."""

    ours: bool
    why: tuple[str, ...]
    pyhanko: bool
    pdfsig: str
    openssl: str

    @property
    def second(self) -> bool:
        """What the programs without our code say together: a file must hold before both."""
        return not (self.pdfsig or self.openssl)


def judged(
    pdf: bytes, folder: Path, *, root: bytes = DEMO_ROOT, at: datetime = LATER, revoked: bytes = b""
) -> Verdicts:
    path = folder / "judged.pdf"
    path.write_bytes(pdf)
    report = queries.verify(file=pdf, at=at, demo=False, trust=(root,))
    flaws = [*report.problems, *(flaw for one in report.signatures for flaw in one.problems)]
    return Verdicts(
        ours=report.valid,
        why=tuple(dict.fromkeys(flaws)),
        pyhanko=second_opinion.pyhanko(pdf, root=root, at=at),
        pdfsig=second_opinion.pdfsig(path),
        openssl=second_opinion.openssl(pdf, folder, root=root, at=at, crl=revoked),
    )


def drawn(pdf: bytes, kind: MarkKind) -> Mark:
    """The mark as an operation draws it."""
    words = {
        "name": "Nguyễn Thị Lan", "form_of_copy": "SAO Y", "agency": "Sở Khoa học và Công nghệ",
        "leader": "Trần Thanh Trường", "signed_at": rules.moment_words(AT), "has_picture": "", "height_mm": "",
    }  # fmt: skip
    size = SeenPages().size(pdf=pdf, page=1)
    if kind in {MarkKind.SCAN, MarkKind.COPY}:
        mark = Marks().draw(kind=kind, words=words, width_mm=70, at=AT)
        place = rules.scan_rectangle if kind is MarkKind.SCAN else rules.copy_rectangle
        return Mark(kind, place(size, mark), mark.pdf)
    words["form_of_copy"] = ""
    mark = Marks().draw(kind=MarkKind.COPY, words=words, width_mm=70, at=AT)
    return Mark(kind, Rectangle(1, 100, 200, 70, 12), mark.pdf)


def signed(pdf: bytes, *kinds: MarkKind) -> bytes:
    for kind in kinds:
        holder = "leader" if kind is MarkKind.LEADER else "lan" if kind is MarkKind.SCAN else "agency"
        a_key(f"altered-{holder}", "Sở Khoa học và Công nghệ" if holder == "agency" else f"Người ký {holder}")
        pdf = Pkcs12Signers().sign(
            pdf=pdf,
            key_ref=f"altered-{holder}",
            field=f"{kind.value}-1",
            mark=drawn(pdf, kind),
            at=AT,
            reason="Ký",
        )
    return pdf


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    folder = tmp_path_factory.mktemp("services")
    command = [sys.executable, "-m", "tests.stand_ins.trust_services", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as served:
        try:
            assert served.stdout is not None
            yield Outside(folder, f"http://127.0.0.1:{served.stdout.readline().split()[1]}")
        finally:
            served.terminate()


OURS = {
    "a result, signed by leader and agency": (MarkKind.LEADER, MarkKind.SEAL),
    "a paper signed by the agency in words": (MarkKind.AGENCY_TEXT,),
    "a scan, signed by whoever scanned": (MarkKind.SCAN,),
    "a certified copy": (MarkKind.COPY,),
    "a scan that was certified": (MarkKind.SCAN, MarkKind.COPY),
}


@pytest.mark.parametrize("name", OURS)
def test_all_agree_that_what_we_sign_holds(tmp_path: Path, name: str) -> None:
    found = judged(signed(altered.a_paper(), *OURS[name]), tmp_path)

    assert found == Verdicts(ours=True, why=(), pyhanko=True, pdfsig="", openssl="")


@pytest.mark.parametrize("level", Level)
def test_all_agree_at_every_level(tmp_path: Path, services: Outside, level: Level) -> None:
    found = judged(services.sign(level), tmp_path, root=services.root, at=datetime.now(UTC))

    assert (found.ours, found.pyhanko, found.openssl) == (True, True, "")
    added = level in {Level.LT, Level.LTA}  # the proofs stand behind the signature, and pdfsig says so
    assert found.pdfsig == ("not total document signed" if added else "")


@pytest.mark.parametrize("name", altered.CASES)
def test_what_was_altered_is_caught(tmp_path: Path, name: str) -> None:
    paper = signed(altered.a_paper(), MarkKind.LEADER, MarkKind.SEAL)

    found = judged(altered.CASES[name](paper), tmp_path)

    assert not found.ours
    assert found.why
    assert not found.second or name in OURS_ALONE, found
    assert row(name, found) in TABLE.read_text(encoding="utf-8") or writing(), "run with MOTCUA_GOLDEN=write"
    if writing():
        write(name, found)


OURS_ALONE: frozenset[str] = frozenset()
"""Cases that the other programs pass: none."""


def test_a_stranger_is_not_trusted(tmp_path: Path, services: Outside) -> None:
    found = judged(services.sign(Level.B), tmp_path)

    assert (found.ours, found.why, found.pyhanko) == (False, ("untrusted",), False)
    assert found.openssl


def test_a_certificate_that_has_expired_is_told(tmp_path: Path) -> None:
    at = datetime(2096, 1, 1, tzinfo=UTC)

    found = judged(signed(altered.a_paper(), MarkKind.SEAL), tmp_path, at=at)

    assert (found.ours, found.why) == (False, ("expired_unproven",))
    assert "expired" in found.openssl


def test_a_revoked_certificate_is_told(tmp_path: Path, services: Outside) -> None:
    paper = services.sign(Level.T)
    (services.folder / "revoked").touch()
    try:
        der = httpx.get(f"{services.address}/crl").content
    finally:
        (services.folder / "revoked").unlink()
    writer = IncrementalPdfFileWriter(BytesIO(paper))
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, crls=[crl.CertificateList.load(der)], embed_roots=False
    )
    out = BytesIO()
    writer.write(out)
    listed = x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)

    found = judged(out.getvalue(), tmp_path, root=services.root, at=datetime.now(UTC), revoked=listed)

    assert (found.ours, found.pyhanko) == (False, False)
    assert "revoked" in found.why
    assert "revoked" in found.openssl


def test_a_key_that_had_run_out_dates_nothing_back(tmp_path: Path) -> None:
    authority = Dated(until=day(1, 2020))
    root = authority.root.public_bytes(Encoding.DER)
    paper = authority.signed(claimed=day(1, 2019), stamped=day(5))

    found = judged(paper, tmp_path, root=root, at=day(8))

    assert (found.ours, found.why, found.pyhanko) == (False, ("not_valid_then",), False)
    assert "expired" in found.openssl


def test_a_key_that_had_been_revoked_dates_nothing_back(tmp_path: Path) -> None:
    authority = Dated()
    root = authority.root.public_bytes(Encoding.DER)
    der = authority.crl(on=day(6), revoked=day(3))
    paper = with_lists(authority.signed(claimed=day(1), stamped=day(5)), der)
    listed = x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)

    found = judged(paper, tmp_path, root=root, at=day(8), revoked=listed)

    assert (found.ours, found.why, found.pyhanko) == (False, ("revoked",), False)
    assert "revoked" in found.openssl


# The table


def writing() -> bool:
    return os.environ.get("MOTCUA_GOLDEN") == "write"


def row(name: str, found: Verdicts) -> str:
    say = "holds"
    return (
        f"| {name} | {', '.join(f'`{flaw}`' for flaw in found.why)} | {say if found.pyhanko else 'objects'} "
        f"| {found.pdfsig or say} | {found.openssl or say} |"
    )


def write(name: str, found: Verdicts) -> None:
    """Its row in the place of the one before, in the order of the cases."""
    text = TABLE.read_text(encoding="utf-8")
    head, _, rest = text.partition("| altered how |")
    lines = rest.splitlines()
    rows = {line.split("|")[1].strip(): line for line in lines[2:] if line.startswith("|")}
    rows[name] = row(name, found)
    after = [line for line in lines[2:] if not line.startswith("|")]
    table = [rows[case] for case in altered.CASES if case in rows]
    TABLE.write_text(
        "\n".join([head + "| altered how |" + lines[0], lines[1], *table, *after]) + "\n", encoding="utf-8"
    )
