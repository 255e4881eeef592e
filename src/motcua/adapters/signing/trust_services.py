"""What a signature fetches to be provable later: a time stamp (RFC 3161), OCSP answers, revocation lists.

B-T proves when it was signed, B-LT carries what says that the certificates were good then, B-LTA seals all of
it with one more time stamp, so that it outlives the certificates (ETSI EN 319 142-1).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import aiohttp
from asn1crypto import x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, Signer
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

from motcua.foundation.kernel.errors import OutsideFailure

SECONDS = 15
_NO_STAMP = "Dịch vụ cấp dấu thời gian không trả lời: {}"
_NO_PROOF = "Chưa lấy được bằng chứng còn hiệu lực của chứng thư số: {}"


class Level(StrEnum):
    """How much a signature proves by itself."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"


@dataclass(frozen=True)
class TrustServices:
    """`roots` (DER) are those up to which a chain must be proved, from B-LT on."""

    level: Level = Level.B
    time_stamp_url: str = ""
    roots: tuple[bytes, ...] = ()

    @asynccontextmanager
    async def asked(
        self, metadata: PdfSignatureMetadata, signer: Signer
    ) -> AsyncIterator[tuple[PdfSignatureMetadata, HTTPTimeStamper | None]]:
        """The wishes for a signature of this level, and who stamps it; connections close at the end."""
        if self.level is Level.B:
            yield metadata, None
            return
        try:
            async with aiohttp.ClientSession() as session:
                stamper = HTTPTimeStamper(self.time_stamp_url, timeout=SECONDS, session=session)
                yield self._wanted(metadata, signer, session), stamper
        except (TimestampRequestError, aiohttp.ClientError, TimeoutError) as away:
            raise OutsideFailure(_NO_STAMP.format(away)) from away
        except (PathError, ValidationError, SigningError) as unproved:
            raise OutsideFailure(_NO_PROOF.format(unproved)) from unproved

    def _wanted(self, metadata: PdfSignatureMetadata, signer: Signer, session: Any) -> PdfSignatureMetadata:
        if self.level is Level.T:
            return metadata
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(root) for root in self.roots],
            other_certs=list(signer.cert_registry),
            fetcher_backend=AIOHttpFetcherBackend(session, per_request_timeout=SECONDS),
            allow_fetching=True,
            revocation_mode="hard-fail",
            retroactive_revinfo=True,  # who answers slowly dates the answer after this moment
        )
        return replace(
            metadata,
            embed_validation_info=True,
            use_pades_lta=self.level is Level.LTA,
            validation_context=context,
        )


NO_SERVICES = TrustServices()
