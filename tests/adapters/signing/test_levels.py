"""Signatures that prove themselves for years: a CA, OCSP, a revocation list and a time stamper on real sockets."""

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
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from motcua.adapters.signing import pades
from motcua.adapters.signing.trust_services import Level, TrustServices
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing import queries
from motcua.records.signing.ports import SignatureReport
from motcua.records.signing.rules import Report
from tests.factories import files

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Outside:
    """The services of an authority, and the officer's key that it issued."""

    folder: Path
    address: str

    @property
    def root(self) -> bytes:
        return (self.folder / "root.der").read_bytes()

    def sign(self, level: Level, *, pdf: bytes | None = None, field: str = "leader") -> bytes:
        pack = load_pkcs12(
            (self.folder / "officer.p12").read_bytes(), (self.folder / "officer.password").read_bytes()
        )
        return pades.sign(
            pdf or files.a_pdf(),
            signer=pades.signer_of(pack),
            field=field,
            mark=None,
            at=datetime.now(UTC),
            reason="Kết quả",
            services=TrustServices(level, f"{self.address}/stamp", (self.root,)),
        )

    def verified(self, pdf: bytes, *, at: datetime | None = None) -> Report:
        return queries.verify(file=pdf, at=at or datetime.now(UTC), trust=(self.root,))


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    command = [sys.executable, "-m", "tests.stand_ins.trust_services", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as served:
        try:
            assert served.stdout is not None
            port = served.stdout.readline().split()[1]
            yield Outside(tmp_path, f"http://127.0.0.1:{port}")
        finally:
            served.terminate()


def the_one(report: Report) -> SignatureReport:
    assert len(report.signatures) == 1
    return report.signatures[0]


@pytest.mark.parametrize(
    ("level", "timestamped", "revocation"),
    [
        (Level.B, False, "unknown"),
        (Level.T, True, "unknown"),
        (Level.LT, True, "good"),
        (Level.LTA, True, "good"),
    ],
)
def test_a_signature_says_which_level_it_has(
    outside: Outside, level: Level, timestamped: bool, revocation: str
) -> None:
    report = outside.verified(outside.sign(level))

    assert report.valid
    found = the_one(report)
    assert (found.level, found.timestamped, found.revocation) == (level.value, timestamped, revocation)


def test_a_stamped_signature_outlives_its_certificate(outside: Outside) -> None:
    later = datetime.now(UTC) + timedelta(days=400)

    assert not outside.verified(outside.sign(Level.B), at=later).valid
    assert the_one(outside.verified(outside.sign(Level.LTA), at=later)).timestamped


def test_a_signature_keeps_its_level_when_its_proofs_have_lapsed(outside: Outside) -> None:
    later = datetime.now(UTC) + timedelta(days=40)

    found = the_one(outside.verified(outside.sign(Level.LTA), at=later))

    assert (found.level, found.revocation, found.problems) == ("B-LTA", "good", ())


def test_a_second_signature_leaves_the_first_at_its_level(outside: Outside) -> None:
    once = outside.sign(Level.LT)

    report = outside.verified(outside.sign(Level.LT, pdf=once, field="agency"))

    assert report.valid
    assert [one.level for one in report.signatures] == ["B-LT", "B-LT"]


def test_a_revoked_certificate_signs_nothing(outside: Outside) -> None:
    (outside.folder / "revoked").touch()

    with pytest.raises(OutsideFailure, match="bằng chứng"):
        outside.sign(Level.LT)


@pytest.mark.parametrize(("level", "said"), [(Level.T, "dấu thời gian"), (Level.LT, "bằng chứng")])
def test_a_service_that_is_away_is_tried_again_later(outside: Outside, level: Level, said: str) -> None:
    (outside.folder / "silent").touch()

    with pytest.raises(OutsideFailure, match=said) as failure:
        outside.sign(level)

    assert not failure.value.permanent


def test_a_revocation_that_the_file_brings_along_is_told(outside: Outside) -> None:
    signed = outside.sign(Level.T)
    (outside.folder / "revoked").touch()
    listed = crl.CertificateList.load(httpx.get(f"{outside.address}/crl").content)
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=[listed], embed_roots=False)
    out = BytesIO()
    writer.write(out)

    found = the_one(outside.verified(out.getvalue()))

    assert found.revocation == "revoked"
    assert "revoked" in found.problems
