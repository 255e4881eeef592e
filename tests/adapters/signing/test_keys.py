"""Keys in files and keys on a token: the same contract, and what happens when a token is pulled."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_public_key, pkcs12
from PIL import Image

from motcua.adapters.signing import demo_ca
from motcua.adapters.signing.keys import Keys
from motcua.adapters.signing.pins import REFUSED
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.kernel.ports import adapter
from motcua.records.letters import jobs
from motcua.records.letters.enums import LetterState
from motcua.records.signing import operations, queries
from motcua.records.signing.enums import CertificateKind
from tests.factories import files
from tests.factories.papers import AGENCY, AT, BY
from tests.records.letters.test_operations import fix
from tests.stand_ins.tokens import LABEL, MODULE, PIN, Token

PASSWORD = b"secret"
LATER = AT + timedelta(days=1)
PRIVATE = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "elliptic": lambda: ec.generate_private_key(ec.SECP256R1()),
}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A key of each kind in a file of its own, issued by the test CA."""
    folder = tmp_path_factory.mktemp("packs")
    return {name: a_pack(folder, name, make()) for name, make in PRIVATE.items()}


def a_pack(folder: Path, name: str, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> Path:
    demo_ca.issue(folder=folder, key_ref=name, common_name=f"Khóa {name}", organisation="Sở")
    given = pkcs12.load_pkcs12((folder / f"{name}.p12").read_bytes(), demo_ca.PASSWORD)
    assert given.cert is not None
    root_key = demo_ca.serialization.load_pem_private_key(demo_ca.ROOT_KEY.read_bytes(), password=None)
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    like = given.cert.certificate
    builder = x509.CertificateBuilder(
        issuer_name=like.issuer,
        subject_name=like.subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=like.not_valid_before_utc,
        not_valid_after=like.not_valid_after_utc,
        extensions=[e for e in like.extensions if isinstance(e.value, x509.BasicConstraints | x509.KeyUsage)],
    )
    certificate = builder.sign(root_key, hashes.SHA256())
    root = x509.load_pem_x509_certificate(demo_ca.ROOT.read_bytes())
    packed = pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, [root], BestAvailableEncryption(PASSWORD)
    )
    (folder / f"{name}.p12").write_bytes(packed)
    return folder / f"{name}.p12"


@pytest.fixture
def token(tmp_path: Path, packs: dict[str, Path], settings: object) -> Token:
    """A token with a key of each kind, and an installation that was told of it."""
    made = Token(tmp_path / "token")
    for name, pack in packs.items():
        made.take_over(pack, PASSWORD, label=name)
    pin = tmp_path / "pin"
    pin.write_text(f"{PIN}\n")
    settings.MOTCUA_PKCS11_MODULE = MODULE  # type: ignore[attr-defined]
    settings.MOTCUA_PKCS11_TOKEN = LABEL  # type: ignore[attr-defined]
    settings.MOTCUA_PKCS11_PIN_FILE = pin  # type: ignore[attr-defined]
    settings.MOTCUA_KEYS = tmp_path  # type: ignore[attr-defined]
    return made


@pytest.fixture
def in_files(tmp_path: Path, packs: dict[str, Path], settings: object) -> None:
    settings.MOTCUA_KEYS = tmp_path  # type: ignore[attr-defined]
    for name, pack in packs.items():
        (tmp_path / f"{name}.p12").write_bytes(pack.read_bytes())
        (tmp_path / f"{name}.password").write_bytes(PASSWORD)


@pytest.fixture(params=["in_files", "token"])
def named(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """How a key is referred to where it is."""
    request.getfixturevalue(request.param)
    return lambda name: name if request.param == "in_files" else f"p11:{name}"


def sign(keys: Keys, key_ref: str, pdf: bytes | None = None) -> bytes:
    return keys.sign(
        pdf=pdf or files.a_pdf(), key_ref=key_ref, field="agency", mark=None, at=AT, reason="Kết quả"
    )


# The contract


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_paper_is_signed_and_valid(named: Callable[[str], str], kind: str) -> None:
    signed = sign(Keys(), named(kind))

    report = queries.verify(file=signed, at=LATER, demo=True)
    assert report.valid
    assert report.signatures[0].signer == f"Khóa {kind}"
    assert signed.startswith(files.a_pdf())


@pytest.mark.parametrize("kind", PRIVATE)
def test_bytes_are_signed_for_the_public_key(named: Callable[[str], str], kind: str) -> None:
    keys = Keys()

    signature = keys.sign_bytes(b"seal", key_ref=named(kind))

    public = load_pem_public_key(keys.public_key(key_ref=named(kind)))
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, b"seal", padding.PKCS1v15(), hashes.SHA256())
    else:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(signature, b"seal", ec.ECDSA(hashes.SHA256()))


def test_a_certificate_says_what_it_is(named: Callable[[str], str], packs: dict[str, Path]) -> None:
    given = pkcs12.load_pkcs12(packs["rsa"].read_bytes(), PASSWORD).cert
    assert given is not None

    found = Keys().certificate(key_ref=named("rsa"))

    assert found.fingerprint == given.certificate.fingerprint(hashes.SHA256()).hex()
    assert found.serial == f"{given.certificate.serial_number:X}"
    assert "CN=Khóa rsa" in found.subject
    assert found.not_after == given.certificate.not_valid_after_utc


def test_a_picture_lies_in_the_key_folder(named: Callable[[str], str], tmp_path: Path) -> None:
    keys = Keys()
    assert keys.picture(key_ref=named("rsa")) is None
    drawn = io.BytesIO()
    Image.new("RGBA", (3, 3)).save(drawn, "PNG")

    (tmp_path / "rsa.png").write_bytes(drawn.getvalue())

    assert keys.picture(key_ref=named("rsa")) == drawn.getvalue()


def test_a_key_that_is_not_there_may_come_later(named: Callable[[str], str]) -> None:
    keys = Keys()
    for ask in (
        lambda: keys.certificate(key_ref=named("nothing")),
        lambda: keys.public_key(key_ref=named("nothing")),
        lambda: keys.sign_bytes(b"", key_ref=named("nothing")),
        lambda: sign(keys, named("nothing")),
    ):
        with pytest.raises(OutsideFailure) as failure:
            ask()
        assert not failure.value.permanent

    assert queries.verify(file=sign(keys, named("rsa")), at=LATER, demo=True).valid


@pytest.mark.parametrize("name", ["", "../rsa", "a/b", "rsa\x00", "x" * 200])
def test_a_name_that_names_nothing_is_refused_for_good(named: Callable[[str], str], name: str) -> None:
    for ask in (Keys().certificate, Keys().picture):
        with pytest.raises(OutsideFailure) as failure:
            ask(key_ref=named(name))
        assert failure.value.permanent


# Tokens


def test_a_token_that_is_pulled_waits_and_goes_on_when_it_is_back(token: Token) -> None:
    keys = Keys()
    sign(keys, "p11:rsa")

    token.pull_out()
    for _ in range(2):
        with pytest.raises(OutsideFailure, match="Thiết bị ký số") as failure:
            sign(keys, "p11:rsa")
        assert not failure.value.permanent
    token.put_back()

    assert queries.verify(file=sign(keys, "p11:rsa"), at=LATER, demo=True).valid


def test_a_pin_that_was_refused_is_not_tried_again(token: Token, settings: object, tmp_path: Path) -> None:
    """Three wrong ones lock a real token."""
    wrong = tmp_path / "wrong"
    wrong.write_text("000000")
    settings.MOTCUA_PKCS11_PIN_FILE = wrong  # type: ignore[attr-defined]
    keys = Keys()
    with pytest.raises(OutsideFailure, match="PIN") as failure:
        sign(keys, "p11:rsa")
    assert failure.value.permanent

    token.pull_out()  # whoever asks it now hears that it is away
    with pytest.raises(OutsideFailure, match="PIN"):
        sign(keys, "p11:rsa")
    token.put_back()

    with pytest.raises(OutsideFailure, match="PIN"):  # nor by another process, or after a new start
        Keys().certificate(key_ref="p11:rsa")

    wrong.write_text(PIN)
    assert queries.verify(file=sign(keys, "p11:rsa"), at=LATER, demo=True).valid


def test_what_remembers_a_refused_pin_does_not_hold_it(
    token: Token, settings: object, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("000000")
    settings.MOTCUA_PKCS11_PIN_FILE = wrong  # type: ignore[attr-defined]

    with pytest.raises(OutsideFailure, match="PIN"):
        Keys().certificate(key_ref="p11:rsa")

    assert (tmp_path / REFUSED).read_text() == f"{LABEL} {wrong.stat().st_mtime_ns}"


@pytest.mark.parametrize("name", ["MOTCUA_PKCS11_MODULE", "MOTCUA_PKCS11_TOKEN", "MOTCUA_PKCS11_PIN_FILE"])
def test_what_is_not_set_is_said(token: Token, settings: object, name: str) -> None:
    setattr(settings, name, "")

    with pytest.raises(OutsideFailure, match="MOTCUA_PKCS11_MODULE"):
        Keys().certificate(key_ref="p11:rsa")


def test_a_module_that_is_not_there_is_said(token: Token, settings: object) -> None:
    settings.MOTCUA_PKCS11_MODULE = "/nowhere/token.so"  # type: ignore[attr-defined]

    with pytest.raises(OutsideFailure, match="Thiết bị ký số"):
        Keys().certificate(key_ref="p11:rsa")


@pytest.mark.django_db
def test_a_letter_waits_while_the_token_is_away_and_is_made_after(token: Token, settings: object) -> None:
    settings.MOTCUA_DEMO = True  # type: ignore[attr-defined]
    operations.register_certificate(
        kind=CertificateKind.AGENCY, holder_code=AGENCY, key_ref="p11:rsa", by=BY, at=AT
    )
    letter = fix()
    token.pull_out()
    adapter("signer")._token._close()  # the session of the registration goes with the token

    with pytest.raises(OutsideFailure):
        jobs.make_letter(letter_code=letter.code)
    letter.refresh_from_db()
    assert letter.state == LetterState.FIXED
    token.put_back()
    jobs.make_letter(letter_code=letter.code)

    letter.refresh_from_db()
    assert letter.state == LetterState.MADE
    assert queries.signatures_on(document=letter.document)[0].signer == "Khóa rsa"
