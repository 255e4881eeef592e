import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

import pytest

from motcua.foundation.audit import rules


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"null"),
        (True, b"true"),
        (10**18, b"1000000000000000000"),
        ("Quảng Trị", '"Quảng Trị"'.encode()),
        ('"', b'"\\""'),
        (Colour.RED, b'"red"'),
        (UUID(int=1), b'"00000000-0000-0000-0000-000000000001"'),
        (date(2026, 11, 20), b'"2026-11-20"'),
        (datetime(2026, 11, 20, 2, 30, tzinfo=UTC), b'"2026-11-20T02:30:00.000000+00:00"'),
        (
            datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=7))),
            b'"2026-11-20T02:30:00.000000+00:00"',
        ),
        ([1, (2, 3)], b"[1,[2,3]]"),
        ({"b": 1, "a": {"d": 1, "c": 2}}, b'{"a":{"c":2,"d":1},"b":1}'),
    ],
)
def test_content_is_written_in_one_way(value, written):
    assert rules.canonical({"x": value}) == b'{"x":' + written + b"}"


@pytest.mark.parametrize("value", [1.5, datetime(2026, 1, 1), {1, 2}, b"bytes", [0.1]])
def test_what_has_no_one_way_of_being_written_is_refused(value):
    with pytest.raises(ValueError, match=r"."):
        rules.canonical({"x": value})


def leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, written as it stands there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node(plain_root(leaves[:split]), plain_root(leaves[split:]))


@pytest.mark.parametrize("count", range(34))
def test_the_streamed_root_is_the_root_of_rfc_6962(count):
    leaves = [bytes([n]) * 32 for n in range(count)]

    tree = rules.MerkleTree()
    for each in leaves:
        tree.add(each)

    assert (tree.root(), tree.count) == (plain_root(leaves), count)


def test_a_node_cannot_pass_for_a_leaf():
    left, right = bytes(32), bytes([1]) * 32
    pair, forged = rules.MerkleTree(), rules.MerkleTree()
    pair.add(left)
    pair.add(right)

    forged.add(leaf(left) + leaf(right))

    assert pair.root() != forged.root()
