"""What the giver of a signed file is told when it arrives: through the real verifier, before it is kept."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, operations
from motcua.records.documents.enums import Look
from motcua.records.documents.models import Document
from motcua.records.signing import rules
from motcua.records.signing.enums import Flaw
from motcua.records.signing.ports import FileReport, SignatureReport
from tests.factories import files
from tests.factories.papers import AT, a_key

MINH = Actor(ActorKind.APPLICANT, "minh")


def signed() -> bytes:
    a_key("looked-at", "Người ký")
    return Pkcs12Signers().sign(
        pdf=files.a_pdf(), key_ref="looked-at", field="looked-at", mark=None, at=AT, reason="Cấp"
    )


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = adapter("store")
    monkeypatch.setattr(store, "_root", tmp_path)
    monkeypatch.setattr(store, "_incoming", tmp_path / "incoming")


def codes(content: bytes, at: datetime = AT) -> set[str]:
    document = operations.receive(stream=io.BytesIO(content), name="giay.pdf", by=MINH, at=at)
    return {one["code"] for one in document.findings} - {Look.BLANK_PAGES}


@pytest.mark.django_db
def test_of_a_sound_signature_it_is_said_that_its_revocation_is_not_known(settings: object) -> None:
    settings.MOTCUA_DEMO = True  # type: ignore[attr-defined]

    assert codes(signed()) == {Look.REVOCATION_UNKNOWN}


@pytest.mark.django_db
def test_a_signer_nobody_here_knows_is_told_and_stops_nothing(settings: object) -> None:
    settings.MOTCUA_DEMO = False  # type: ignore[attr-defined]

    assert codes(signed()) == {Look.SIGNATURE_UNTRUSTED}


@pytest.mark.django_db
def test_a_certificate_that_has_expired_since_is_told(settings: object) -> None:
    settings.MOTCUA_DEMO = True  # type: ignore[attr-defined]

    assert codes(signed(), at=datetime(2096, 1, 1, tzinfo=UTC)) == {Look.SIGNATURE_EXPIRED}


@pytest.mark.django_db
def test_what_was_added_after_the_signature_is_told(settings: object) -> None:
    settings.MOTCUA_DEMO = True  # type: ignore[attr-defined]

    assert codes(files.with_a_line_more(signed())) == {Look.CHANGED_AFTER_SIGNING}


@pytest.mark.django_db
def test_a_file_whose_signed_bytes_were_changed_is_refused_and_leaves_no_trace(tmp_path: Path) -> None:
    content = signed()
    bent = content.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 841 ]")
    assert bent != content

    with pytest.raises(errors.SignedContentChanged):
        codes(bent)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not Document.objects.exists()


@pytest.mark.parametrize("flaw", [f for f in Flaw if f not in {Flaw.CONTENT_CHANGED}])
def test_each_flaw_is_a_warning_or_nothing_of_the_signature(flaw: Flaw) -> None:
    silent = {Flaw.NOT_A_PDF, Flaw.ENCRYPTED, Flaw.UNSIGNED}

    looks = rules.looks_of(FileReport(problems=(flaw.value,)))

    assert looks == (() if flaw in silent else (rules.LOOKS[flaw],))


def test_a_signature_that_is_not_of_its_certificate_is_told_as_such() -> None:
    assert rules.looks_of(FileReport(problems=("signature_broken",))) == (Look.SIGNATURE_BROKEN,)


@pytest.mark.parametrize(
    ("revocation", "problems", "said"),
    [
        ("good", (), ()),
        ("unknown", (), (Look.REVOCATION_UNKNOWN,)),
        ("unknown", ("changed_after",), (Look.CHANGED_AFTER_SIGNING,)),
    ],
)
def test_a_signature_that_holds_is_told_when_its_revocation_is_not_known(
    revocation: str, problems: tuple[str, ...], said: tuple[Look, ...]
) -> None:
    one = SignatureReport("A", None, False, True, True, True, revocation=revocation, problems=problems)

    assert rules.looks_of(FileReport(signatures=(one,))) == said


def test_the_same_flaw_of_two_signatures_is_told_once() -> None:
    one = SignatureReport("A", None, False, True, True, False, problems=("untrusted", "weak"))

    assert rules.looks_of(FileReport(signatures=(one, one))) == (Look.SIGNATURE_UNTRUSTED,)
