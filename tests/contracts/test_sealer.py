"""What the sealer must do, with the agency's key and with the installation's own."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import LazySettings

from motcua.adapters.seals.own import OwnKey
from motcua.adapters.seals.sealer import Sealer
from motcua.adapters.signing import demo_ca
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit import queries
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing import operations as signing
from motcua.records.signing import queries as certificates
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.models import Certificate
from tests.factories.papers import AT, BY, a_key
from tests.foundation.audit.stories import show

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MOTCUA_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def register(key_ref: str, *, of: str = "so", later: timedelta = timedelta()) -> Certificate:
    return signing.register_certificate(
        kind=CertificateKind.AGENCY, holder_code=of, key_ref=key_ref, by=BY, at=AT + later
    )


@pytest.fixture
def agency(keys: Path) -> Certificate:
    a_key("first", "Sở Khoa học và Công nghệ")
    return register("first")


@pytest.mark.parametrize("has_certificate", [True, False])
def test_what_it_signed_it_knows(keys, has_certificate):
    if has_certificate:
        a_key("first", "Sở Khoa học và Công nghệ")
        register("first")
    key = Sealer().key(at=AT)
    signed = key.sign(b"root")

    known = Sealer()
    assert isinstance(key, OwnKey) is not has_certificate
    assert known.is_signed(b"root", signature=signed, key_id=key.id)
    assert not known.is_signed(b"another", signature=signed, key_id=key.id)
    assert not known.is_signed(b"root", signature=b"x" * 64, key_id=key.id)
    assert "BEGIN PUBLIC KEY" in known.public_key(key.id)


# The agency's key


@pytest.mark.django_db(transaction=True)
def test_a_trail_sealed_by_the_agency_holds_and_says_so_after_the_key_is_gone(agency, keys):
    show("dossier:1")
    sealed_by = Sealer().key(at=AT).id
    made = audit.seal(at=AT, signer=Sealer())
    (keys / "first.p12").unlink()

    assert made.key_id == sealed_by
    assert queries.verify(signer=Sealer()).holds


@pytest.mark.django_db(transaction=True)
def test_a_renewed_certificate_seals_from_then_on_and_the_old_seals_hold(agency):
    show("dossier:1")
    first = audit.seal(at=AT, signer=Sealer())
    signing.retire_certificate(code=agency.code, by=BY, at=AT)
    a_key("second", "Sở Khoa học và Công nghệ")
    register("second")
    show("dossier:1")

    second = audit.seal(at=AT, signer=Sealer())

    assert first.key_id != second.key_id
    assert queries.verify(signer=Sealer()).holds


def test_another_agency_seals_only_when_it_is_named(agency, settings: LazySettings):
    a_key("other", "Chi cục Tiêu chuẩn")
    register("other", of="chi-cuc", later=timedelta(minutes=1))
    first = Sealer().key(at=AT)
    settings.MOTCUA_SEALING_AGENCY = "chi-cuc"

    assert Sealer().key(at=AT).id != first.id


def test_a_certificate_that_is_no_longer_in_force_leaves_no_act_unsealed(agency):
    assert isinstance(Sealer().key(at=demo_ca.VALID_TO), OwnKey)


def test_an_rsa_key_seals_too(keys):
    a_key("rsa", "Sở Khoa học và Công nghệ")
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sở Khoa học và Công nghệ")])
    certificate = (
        x509.CertificateBuilder(name, name, private.public_key(), 1, AT, AT + timedelta(days=365))
        .sign(private, hashes.SHA256())
    )  # fmt: skip
    protection = BestAvailableEncryption(demo_ca.PASSWORD)
    packed = pkcs12.serialize_key_and_certificates(b"rsa", private, certificate, None, protection)
    (keys / "rsa.p12").write_bytes(packed)
    register("rsa")
    key = Sealer().key(at=AT)

    assert Sealer().is_signed(b"root", signature=key.sign(b"root"), key_id=key.id)


@pytest.mark.django_db(transaction=True)
def test_a_key_file_that_is_away_leaves_no_act_unsealed_and_is_told(agency, keys):
    show("dossier:1")
    (keys / "first.p12").unlink()

    audit.seal(at=AT, signer=Sealer())

    assert queries.verify(signer=Sealer()).unsealed == 0
    assert [one.code for one in certificates.without_key(at=AT)] == [agency.code]


# The installation's own key


def test_the_private_key_is_for_its_owner_alone(keys):
    OwnKey()

    assert stat.S_IMODE((keys / "seal.key").stat().st_mode) == 0o600
    assert len(list(keys.iterdir())) == 2


def test_seals_of_an_older_key_are_still_known(keys):
    old = OwnKey()
    signed = old.sign(b"root")
    (keys / "seal.key").unlink()

    assert OwnKey().id != old.id
    assert Sealer().is_signed(b"root", signature=signed, key_id=old.id)


def test_a_broken_key_is_an_outside_failure(keys):
    keys.mkdir()
    (keys / "seal.key").write_text("nothing")

    with pytest.raises(OutsideFailure):
        OwnKey()


# Keys that are not known


@pytest.mark.parametrize("key_id", ["", "0" * 16, "../seal", "x/y"])
def test_an_unknown_key_signed_nothing(keys, key_id):
    signed = OwnKey().sign(b"root")

    assert not Sealer().is_signed(b"root", signature=signed, key_id=key_id)
    assert Sealer().public_key(key_id) is None


def test_a_public_key_put_in_under_another_name_is_not_believed(keys):
    key = OwnKey()
    (keys / f"seal-{key.id}.pub").rename(keys / f"seal-{'0' * 16}.pub")

    assert not Sealer().is_signed(b"root", signature=key.sign(b"root"), key_id="0" * 16)
