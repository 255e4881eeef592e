"""Runs in a grandchild only: what a file brings along to prove its certificates (its security store).

A chain is judged first, by its dates and purposes alone. Whether one of its certificates was revoked is
judged apart, by each list and each answer of the store: a store that proves nothing takes nothing away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response
from pyhanko_certvalidator.validate import async_validate_path

BROKEN = (
    PdfError,
    CMSExtractionError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    NotImplementedError,
    RecursionError,
)
CHAIN_ALONE = CertRevTrustPolicy(NO_REVOCATION)
EVERY_LINK = CertRevTrustPolicy(REQUIRE_REVINFO, retroactive_revinfo=True)
"""Each certificate below the root needs a proof; one that is dated after the signature counts: proofs are
gathered once there is a signature, and name the day of a revocation."""


@dataclass(frozen=True)
class Proofs:
    """What is trusted, and what the file brings along to prove it; empty below B-LT."""

    roots: list[x509.Certificate]
    certificates: list[x509.Certificate] = field(default_factory=list)
    lists: list[crl.CertificateList] = field(default_factory=list)
    answers: list[ocsp.OCSPResponse] = field(default_factory=list)

    def chain(self, moment: datetime) -> ValidationContext:
        """For a chain that must lead to a trusted root at that moment."""
        return self._context(moment, CHAIN_ALONE, [], [])

    async def good(self, path: ValidationPath, moment: datetime) -> bool:
        """Whether the store proves of every certificate of a chain that it was not revoked at that moment.

        What was said after a certificate ran out proves nothing: lists leave such certificates out.
        """
        leaf = path.last
        lists = [one for one in self.lists if _dated(one) <= leaf.not_valid_after]
        answers = [one for one in self.answers if _answered(one) <= leaf.not_valid_after]
        try:
            await async_validate_path(self._context(moment, EVERY_LINK, lists, answers), path)
        except (ValidationError, PathError, *BROKEN):
            return False
        return True

    async def revoked(self, path: ValidationPath, moment: datetime) -> bool:
        """Whether the store names a certificate of a chain as revoked at that moment, whether or not the
        certificate says where to ask. Each proof is judged at its own time."""
        for certificate in path.iter_certs(include_root=False):
            for context in self._one_by_one():
                revoked_at = await _revoked_at(certificate, path, context)
                if revoked_at is not None and revoked_at <= moment:
                    return True
        return False

    def _one_by_one(self) -> Iterator[ValidationContext]:
        for listed in self.lists:
            yield self._context(_dated(listed), CHAIN_ALONE, [listed], [])
        for answer in self.answers:
            yield self._context(_answered(answer), CHAIN_ALONE, [], [answer])

    def _context(
        self, moment: datetime, policy: CertRevTrustPolicy, lists: list[Any], answers: list[Any]
    ) -> ValidationContext:
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.certificates,
            allow_fetching=False,
            moment=moment,
            best_signature_time=moment,
            crls=lists,
            ocsps=answers,
            revinfo_policy=policy,
        )


def proofs_in(reader: PdfFileReader, roots: list[x509.Certificate]) -> Proofs:
    """What can be read of the store; one that is broken proves nothing."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        read = store.as_validation_context({"trust_roots": roots, "revinfo_policy": CHAIN_ALONE})
        return Proofs(
            roots,
            list(store.load_certs()),
            [one for one in read.crls if _is_dated(_dated, one)],
            [one for one in read.ocsps if _is_dated(_answered, one)],
        )
    except BROKEN:
        return Proofs(roots)


async def _revoked_at(
    certificate: x509.Certificate, path: ValidationPath, context: ValidationContext
) -> datetime | None:
    ask = verify_crl if context.crls else verify_ocsp_response
    try:
        await ask(certificate, path, context)
    except RevokedError as revoked:
        return revoked.revocation_dt
    except (CRLValidationError, OCSPValidationError, ValidationError, PathError, *BROKEN):
        return None
    return None


def _is_dated(dated: Any, proof: Any) -> bool:
    try:
        return isinstance(dated(proof), datetime)
    except BROKEN:
        return False


def _dated(listed: crl.CertificateList) -> datetime:
    moment: datetime = listed["tbs_cert_list"]["this_update"].native
    return moment


def _answered(answer: ocsp.OCSPResponse) -> datetime:
    """When the oldest of its answers was given: most give one."""
    given = answer.response_data["responses"]
    moment: datetime = min(one["this_update"].native for one in given)
    return moment
