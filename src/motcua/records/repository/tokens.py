"""The tokens of links: made from the installation's secret, so that only their hashes are kept.

Whoever made a link sees it again; a copy of the database opens nothing.
"""

import hashlib
from base64 import urlsafe_b64encode

from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "motcua.repository.share"


def token_of(share_code: str) -> str:
    """43 characters that stand for 256 bits."""
    made = salted_hmac(_SALT, share_code, algorithm="sha256").digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def shown_again(share_code: str, token_hash: str) -> str:
    """The token of a link, for whoever made it; empty once the installation has another secret."""
    token = token_of(share_code)
    return token if constant_time_compare(hash_of(token), token_hash) else ""
