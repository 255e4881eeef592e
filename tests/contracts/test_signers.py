"""What every keeper of keys must do."""

import pytest

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing.ports import Signers
from tests.factories import files
from tests.factories.papers import AT, a_key


@pytest.fixture(params=[Pkcs12Signers])
def signers(request: pytest.FixtureRequest) -> Signers:
    a_key("agency", "Sở Khoa học và Công nghệ tỉnh Quảng Trị")
    made: Signers = request.param()
    return made


def test_signing_only_adds_to_the_file(signers: Signers) -> None:
    pdf = files.a_pdf()

    signed = signers.sign(pdf=pdf, key_ref="agency", field="agency", mark=None, at=AT, reason="Kết quả")

    assert signed.startswith(pdf)
    assert b"ETSI.CAdES.detached" in signed


def test_a_certificate_says_whose_it_is_and_how_long(signers: Signers) -> None:
    facts = signers.certificate(key_ref="agency")

    assert "Sở Khoa học và Công nghệ tỉnh Quảng Trị" in facts.subject
    assert facts.not_before < AT < facts.not_after


def test_an_unknown_key_is_an_outside_failure(signers: Signers) -> None:
    with pytest.raises(OutsideFailure):
        signers.sign(pdf=files.a_pdf(), key_ref="nobody", field="x", mark=None, at=AT, reason="")
    with pytest.raises(OutsideFailure):
        signers.certificate(key_ref="../agency")


def test_a_key_without_a_picture_has_none(signers: Signers) -> None:
    assert signers.picture(key_ref="agency") is None
