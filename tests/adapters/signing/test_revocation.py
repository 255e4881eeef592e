"""What a file proves of its signature, by the days that claim, stamp, lists and revocation bear.

The work is done here, not in a bounded child: test_agreement asks the whole way.
"""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.adapters.signing import validation
from tests.adapters.signing.dated import DAY, Dated, day, with_lists

Found = dict[str, object]
ASKED = datetime(2025, 1, 1, tzinfo=UTC)


def judged(pdf: bytes, authority: Dated, *, at: datetime = ASKED) -> Found:
    roots = [b64encode(authority.root.public_bytes(Encoding.DER)).decode()]
    answer = validation.work({"roots": roots, "at": at.isoformat()}, BytesIO(pdf))
    assert answer["problems"] == []
    (one,) = answer["signatures"]
    return dict(one)


def verdict(found: Found) -> tuple[object, ...]:
    return found["problems"], found["level"], found["revocation"]


@pytest.fixture(scope="module")
def authority() -> Dated:
    return Dated()


@pytest.fixture(scope="module")
def stamped(authority: Dated) -> bytes:
    return authority.signed(claimed=day(5), stamped=day(5))


@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=3), 2 * DAY])
def test_proofs_that_were_gathered_after_the_signature_count(
    authority: Dated, stamped: bytes, later: timedelta
) -> None:
    found = judged(with_lists(stamped, authority.crl(on=day(5) + later)), authority)

    assert verdict(found) == ([], "B-LT", "good")


@pytest.mark.parametrize("on", [day(4), day(6)])
def test_who_was_revoked_before_the_stamp_is_told_so(authority: Dated, stamped: bytes, on: datetime) -> None:
    found = judged(with_lists(stamped, authority.crl(on=on, revoked=day(3))), authority)

    assert verdict(found) == (["revoked"], "B-T", "revoked")
    assert not found["trusted"]


def test_who_was_revoked_after_the_stamp_had_signed_well(authority: Dated, stamped: bytes) -> None:
    found = judged(with_lists(stamped, authority.crl(on=day(7), revoked=day(6))), authority)

    assert verdict(found) == ([], "B-LT", "good")


def test_a_list_that_had_lapsed_by_then_proves_nothing_and_breaks_nothing(
    authority: Dated, stamped: bytes
) -> None:
    old = authority.crl(on=day(1), until=day(2))

    assert verdict(judged(with_lists(stamped, old), authority)) == ([], "B-T", "unknown")


def test_a_list_made_after_the_certificate_ran_out_proves_nothing() -> None:
    authority = Dated(until=day(6))
    pdf = authority.signed(claimed=day(5), stamped=day(5))

    found = judged(with_lists(pdf, authority.crl(on=day(8))), authority)

    assert verdict(found) == ([], "B-T", "unknown")


def test_a_list_of_another_authority_proves_nothing(authority: Dated, stamped: bytes) -> None:
    strange = Dated()
    strange.signer = authority.signer

    found = judged(with_lists(stamped, strange.crl(on=day(6), revoked=day(3))), authority)

    assert verdict(found) == ([], "B-T", "unknown")


# Certificates that do not say where to ask


@pytest.fixture(scope="module")
def silent() -> Dated:
    return Dated(says_where=False)


@pytest.fixture(scope="module")
def silently_stamped(silent: Dated) -> bytes:
    return silent.signed(claimed=day(5), stamped=day(5))


def test_of_what_names_no_address_nothing_is_proven_without_a_list(
    silent: Dated, silently_stamped: bytes
) -> None:
    strange = Dated().crl(on=day(5))

    found = judged(with_lists(silently_stamped, strange), silent)

    assert verdict(found) == ([], "B-T", "unknown")


def test_a_list_in_the_file_counts_for_what_names_no_address(silent: Dated, silently_stamped: bytes) -> None:
    good = judged(with_lists(silently_stamped, silent.crl(on=day(6))), silent)
    gone = judged(with_lists(silently_stamped, silent.crl(on=day(6), revoked=day(3))), silent)

    assert verdict(good) == ([], "B-LT", "good")
    assert verdict(gone) == (["revoked"], "B-T", "revoked")


# A claim is the signer's word


def test_who_signs_with_an_expired_key_cannot_date_it_back() -> None:
    authority = Dated(until=day(1, 2020))
    pdf = authority.signed(claimed=day(1, 2019), stamped=day(5))

    found = judged(pdf, authority)

    assert verdict(found) == (["not_valid_then"], "B-T", "unknown")
    assert not found["trusted"]
    assert found["signed_at"] == day(5).isoformat()


def test_who_signs_with_a_revoked_key_cannot_date_it_back(authority: Dated) -> None:
    listed = authority.crl(on=day(6), revoked=day(3))
    stamped = with_lists(authority.signed(claimed=day(1), stamped=day(5)), listed)
    unstamped = with_lists(authority.signed(claimed=day(1)), listed)

    assert verdict(judged(stamped, authority)) == (["revoked"], "B-T", "revoked")
    assert verdict(judged(unstamped, authority)) == (["revoked"], "B-B", "revoked")
