"""What the second QR code of a result says: a short signed claim that a phone checks without us. Pure.

The code holds `<address>#<claim>.<key>.<signature>`: the claim is the text of its parts, one after another
with bars between them; claim and signature are base64url without padding. What stands behind `#` is never
sent to a server. Standard: RFC 8032 (Ed25519), RFC 4648.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any, Final

VERSION: Final = "1"
_MOST_TITLE: Final = 120
_MOST_VALIDITY: Final = 80
_SHOWN_OF_IDENTIFIER: Final = 4
_MOST_TEXT: Final = 4_000
"""A QR code holds less; whoever pastes more pastes something else."""


@dataclass(frozen=True)
class Claim:
    """What a result says of itself, to be held against the paper. `owner`: the last digits of the number."""

    version: str
    letter: str
    number: str
    issued_on: str
    agency: str
    title: str
    owner: str
    validity: str
    dossier: str


@dataclass(frozen=True)
class Signed:
    """A claim as it was read, with the very text that was signed."""

    claim: Claim
    text: str
    key_id: str
    signature: bytes


def claim_of(data: Mapping[str, Any], *, letter: str, issued_on: date, name: str) -> Claim:
    """From the words of a numbered result; `name` is what its kind of paper is called."""
    head = data["head"]
    identifier = head.get("owner_identifier", "")
    title = " ".join(f"{data.get('type_name') or name}: {data['title']}".split())
    return Claim(
        version=VERSION,
        letter=letter,
        number=data["number_text"],
        issued_on=issued_on.isoformat(),
        agency=head["agency"],
        title=_cut(title, _MOST_TITLE),
        owner=f"…{identifier[-_SHOWN_OF_IDENTIFIER:]}" if identifier else "",
        validity=_cut(data.get("validity", ""), _MOST_VALIDITY),
        dossier=head["dossier_code"],
    )


def text_of(claim: Claim) -> str:
    """What is signed."""
    return "|".join(part.replace("|", "/") for part in astuple(claim))


def written(text: str, *, key_id: str, signature: bytes) -> str:
    """What stands behind `#`."""
    return f"{_encoded(text.encode())}.{key_id}.{_encoded(signature)}"


def read(given: str) -> Signed | None:
    """What somebody scanned or pasted, the whole address or what stands behind `#`; None for no claim."""
    given = "".join(given.split())
    if len(given) > _MOST_TEXT:
        return None
    claim, dot, rest = given.rpartition("#")[2].partition(".")
    key_id, second, signature = rest.partition(".")
    if not (dot and second and key_id.isalnum()):
        return None
    try:
        text = _decoded(claim).decode()
        signed = _decoded(signature)
    except (ValueError, binascii.Error):
        return None
    parts = text.split("|")
    if len(parts) != len(fields(Claim)) or parts[0] != VERSION:
        return None
    return Signed(Claim(*parts), text, key_id, signed)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
