"""Reads of the digitisation room. Needs no database."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation.ports import PageReader
from motcua.records.digitisation.rules import Page, Reading, Value, read

MOST_PAGES = 200
"""A document whose signature has not come by then is read without its end."""

KEYS = (
    "superior_agency", "issuing_agency", "number", "symbol", "type", "place", "issued_on", "abstract",
    "signing_power", "signer_title", "signer", "recipients",
)  # fmt: skip
_OF_LICENCES = ("owner", "owner_number", "subject", "valid_from", "valid_until", "valid_for")


def read_file(path: Path, *, most_pages: int = MOST_PAGES) -> Reading:
    """What one document says about itself: its pages up to the signature, since annexes may follow it.

    About a second for each page that is a picture. Raises Unreadable, OutsideFailure.
    """
    reader: PageReader = adapter("page_reader")
    pages: list[Page] = []
    reading = Reading()
    for page in reader.read(path):
        pages.append(page)
        reading = read(pages)
        if (reading.signer and reading.recipients) or len(pages) >= most_pages:
            break
    return reading


def as_json(reading: Reading) -> dict[str, Any]:
    """Every value as `{value, raw, confidence, page, box}`, null where the paper has none."""
    found: dict[str, Any] = {key: _plain(getattr(reading, key)) for key in KEYS}
    if reading.licence is not None:
        found |= {key: _plain(getattr(reading.licence, key)) for key in _OF_LICENCES}
    found["doubts"] = [asdict(doubt) for doubt in reading.doubts]
    return found


def _plain(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    box = value.box
    plain: dict[str, Any] = {
        "value": list(value.value) if isinstance(value.value, tuple) else value.value,
        "raw": value.raw,
        "confidence": value.confidence,
        "page": value.page,
        "box": [round(edge, 4) for edge in (box.left, box.top, box.right, box.bottom)] if box else None,
    }
    if value.precision:
        plain["precision"] = value.precision
    return plain
