"""What the sealer must do."""

import stat
from pathlib import Path

import pytest
from django.test import override_settings

from motcua.adapters.seals.ed25519 import Ed25519Sealer
from motcua.foundation.kernel.errors import OutsideFailure


@pytest.fixture
def keys(tmp_path: Path):
    with override_settings(MOTCUA_KEYS=tmp_path / "keys"):
        yield tmp_path / "keys"


def test_what_it_signed_it_knows(keys):
    signed = Ed25519Sealer().sign(b"root")

    known = Ed25519Sealer()
    assert known.is_signed(b"root", signature=signed, key_id=known.key_id())
    assert not known.is_signed(b"another", signature=signed, key_id=known.key_id())
    assert not known.is_signed(b"root", signature=b"x" * 64, key_id=known.key_id())


def test_the_private_key_is_for_its_owner_alone(keys):
    Ed25519Sealer().key_id()

    assert stat.S_IMODE((keys / "seal.key").stat().st_mode) == 0o600
    assert len(list(keys.iterdir())) == 2


def test_seals_of_an_older_key_are_still_known(keys):
    old = Ed25519Sealer()
    key_id, signed = old.key_id(), old.sign(b"root")
    (keys / "seal.key").unlink()

    assert Ed25519Sealer().key_id() != key_id
    assert Ed25519Sealer().is_signed(b"root", signature=signed, key_id=key_id)


@pytest.mark.parametrize("key_id", ["", "0" * 16, "../seal", "x/y"])
def test_an_unknown_key_signed_nothing(keys, key_id):
    signed = Ed25519Sealer().sign(b"root")

    assert not Ed25519Sealer().is_signed(b"root", signature=signed, key_id=key_id)


def test_a_public_key_put_in_under_another_name_is_not_believed(keys):
    sealer = Ed25519Sealer()
    key_id, signed = sealer.key_id(), sealer.sign(b"root")
    (keys / f"seal-{key_id}.pub").rename(keys / f"seal-{'0' * 16}.pub")

    assert not sealer.is_signed(b"root", signature=signed, key_id="0" * 16)


def test_a_broken_key_is_an_outside_failure(keys):
    keys.mkdir()
    (keys / "seal.key").write_text("nothing")

    with pytest.raises(OutsideFailure):
        Ed25519Sealer().sign(b"root")
