"""One hash for what a calendar says, whoever published it and whenever."""

import json
from collections.abc import Iterable
from hashlib import sha256

from .days import Day, Week, openings_text


def _own(day: Day) -> list[str]:
    """Only where a day has hours of its own, so that hashes made before there were any hold."""
    return [openings_text(day.openings)] if day.openings else []


def content_hash(
    *, days: Iterable[Day], hours: Week, years: Iterable[int], official_years: Iterable[int]
) -> str:
    """SHA-256 (hex) of the days in order, the hours of the week, the years given and the official ones."""
    content = {
        "days": [
            [day.on.isoformat(), str(day.kind), day.name, day.name_en, day.source, day.verified, *_own(day)]
            for day in sorted(days, key=lambda day: day.on)
        ],
        "hours": [
            [[f"{opening.opens:%H:%M}", f"{opening.closes:%H:%M}"] for opening in openings]
            for openings in hours
        ],
        "years": sorted(years),
        "official_years": sorted(official_years),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(text.encode()).hexdigest()
