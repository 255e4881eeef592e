"""What lists kept here say of a signature whose file proves nothing, and how they are fetched."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.adapters.signing import lists
from motcua.adapters.signing.lists import FetchedLists, standing
from motcua.records.signing import queries
from motcua.records.signing.ports import SignatureReport
from tests.adapters.signing.dated import Dated, day


@pytest.fixture(scope="module")
def authority() -> Dated:
    return Dated()


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.MOTCUA_KEYS = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "crl").mkdir()
    return tmp_path / "crl"


def chain(authority: Dated) -> list[bytes]:
    return [one.public_bytes(Encoding.DER) for one in (authority.signer[1], authority.root)]


@pytest.mark.parametrize(
    ("listed", "by", "said"),
    [
        ({"on": day(4)}, day(5), "good"),
        ({"on": day(6)}, day(5), "good"),
        ({"on": day(1), "until": day(3)}, day(5), "unknown"),
        ({"on": day(4), "revoked": day(3)}, day(5), "revoked"),
        ({"on": day(1), "until": day(3), "revoked": day(1)}, day(5), "revoked"),
        ({"on": day(6), "revoked": day(6)}, day(5), "good"),
        ({"on": datetime(2026, 2, 1, tzinfo=UTC)}, day(5), "unknown"),
    ],
)
def test_a_list_says_who_was_revoked_by_then(
    authority: Dated, folder: Path, listed: dict[str, datetime], by: datetime, said: str
) -> None:
    (folder / "ca.crl").write_bytes(authority.crl(**listed))

    assert standing(chain(authority), by=by) == said


def test_what_is_no_list_or_of_another_authority_says_nothing(authority: Dated, folder: Path) -> None:
    strange = Dated()
    strange.signer = authority.signer
    (folder / "strange.crl").write_bytes(strange.crl(on=day(4), revoked=day(1)))
    (folder / "broken.crl").write_bytes(b"no list")

    assert standing(chain(authority), by=day(5)) == "unknown"


def verified(pdf: bytes, authority: Dated, at: datetime) -> SignatureReport:
    report = queries.verify(file=pdf, at=at, demo=False, trust=(authority.root.public_bytes(Encoding.DER),))
    (one,) = report.signatures
    assert report.valid == one.trusted
    return one


def test_a_signature_without_proofs_is_judged_by_the_lists_kept_here(authority: Dated, folder: Path) -> None:
    pdf = authority.signed(claimed=day(4))
    assert verified(pdf, authority, day(5)).revocation == "unknown"

    (folder / "ca.crl").write_bytes(authority.crl(on=day(5)))
    assert verified(pdf, authority, day(6)).revocation == "good"

    (folder / "ca.crl").write_bytes(authority.crl(on=day(7), revoked=day(6)))
    found = verified(pdf, authority, day(7))
    assert (found.revocation, found.trusted, found.problems) == ("revoked", False, ("revoked",))
    assert found.level == "B-B"


# Fetching


@contextmanager
def served(answers: dict[str, bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = answers.get(self.path)
            self.send_response(200 if content else 503)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_lists_are_fetched_and_one_that_is_away_stops_no_other(
    authority: Dated, folder: Path, settings: object
) -> None:
    answers = {"/ca.crl": authority.crl(on=day(4))}
    with served(answers) as address:
        urls = [f"{address}/away.crl", f"{address}/ca.crl"]
        settings.MOTCUA_CRL_URLS = urls  # type: ignore[attr-defined]

        assert [FetchedLists().refresh(), FetchedLists().refresh()] == [1, 0]
        assert standing(chain(authority), by=day(5)) == "good"
        assert FetchedLists().lapsed(at=day(5)) == urls[:1]
        assert FetchedLists().lapsed(at=day(25)) == urls

        answers["/ca.crl"] = authority.crl(on=day(5), revoked=day(3))
        assert FetchedLists().refresh() == 1
        assert standing(chain(authority), by=day(5)) == "revoked"


@pytest.mark.parametrize("instead", ["an older one", "another authority's", "no list", "too large"])
def test_what_is_fetched_instead_of_a_list_leaves_the_one_before(
    authority: Dated, folder: Path, settings: object, instead: str
) -> None:
    answers = {"/ca.crl": authority.crl(on=day(4), revoked=day(3))}
    strange = Dated(name="STRANGE ROOT")
    with served(answers) as address:
        settings.MOTCUA_CRL_URLS = [f"{address}/ca.crl"]  # type: ignore[attr-defined]
        FetchedLists().refresh()
        answers["/ca.crl"] = {
            "an older one": authority.crl(on=day(2)),
            "another authority's": strange.crl(on=day(6)),
            "no list": b"<html>",
            "too large": authority.crl(on=day(6)),
        }[instead]
        most_bytes = 100 if instead == "too large" else lists.MOST_BYTES

        assert FetchedLists(most_bytes).refresh() == 0

    assert standing(chain(authority), by=day(5)) == "revoked"
    assert len(list(folder.iterdir())) == 1
