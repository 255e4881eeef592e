"""Where a request comes from, for counting tries; never kept in the clear."""

import hashlib

from django.conf import settings
from django.http import HttpRequest

_OUR_PROXY = frozenset({"", "127.0.0.1", "::1"})


def of(request: HttpRequest) -> str:
    """A short keyed digest of the caller's address: tells callers apart, tells nobody who they are.

    Only our own proxy on this machine is believed when it says for whom it asks.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if address in _OUR_PROXY:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return hashlib.blake2b(
        address.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12
    ).hexdigest()
