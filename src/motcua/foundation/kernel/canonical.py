"""One way to write JSON, so that equal content has an equal hash."""

import hashlib
import json
from typing import Any


def canonical_json(content: Any) -> bytes:
    """Sorted keys, no white space, UTF-8; refuses NaN and infinities (ValueError)."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def content_hash(content: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(content)).hexdigest()
