"""Vietnamese as it is typed: syllables with and without diacritics, sounds that are confused, raw Telex."""

import re
import unicodedata
from collections.abc import Sequence

from motcua.foundation.kernel.text import normalise

MOST_TYPED = 300
_JOINED = re.compile(r"(?<=[^\W\d_])['`^~?*(.]+(?=\s|$)")
_TONE_LETTER = re.compile(r"(?<=[aeiouywd])[sfrxj]")
_DOUBLED = re.compile(r"([aeod])\1+")
_SOUNDS: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ngh", "ng"),
        (r"^gh", "g"),
        (r"^(tr|ch)", "c1"),
        (r"^(x|s)", "s"),
        (r"^(gi(?=[aeou])|d|r|v(?=[aeou]))", "z"),
        (r"^(ph|f)", "f"),
        (r"^(qu|w)", "qu"),
        (r"^(k|c|q)(?!1)", "k"),
        (r"^(l|n)(?!g)", "l"),
        (r"y", "i"),
        (r"(ng|nh)$", "n"),
        (r"(c|ch)$", "t"),
    )
]


def syllables(text: str) -> list[tuple[str, str]]:
    """Each syllable of the text as typed (lower case) and without diacritics; letters and digits only."""
    typed = _JOINED.sub("", unicodedata.normalize("NFC", text[:MOST_TYPED]).lower())
    parts = "".join(c if c.isalnum() else " " for c in typed).split()
    return [(part, normalise(part)) for part in parts if normalise(part)]


def sound(word: str) -> str:
    """How a bare syllable sounds to an ear that hears s and x, ch and tr, n and ng, c and t alike."""
    for pattern, replaced in _SOUNDS:
        word = pattern.sub(replaced, word)
    return word


def without_telex(word: str) -> str:
    """A syllable typed as Telex or VNI keys with no input method listening: `giaasy` is giay."""
    bare = _TONE_LETTER.sub("", word).replace("w", "") if word[:1] != "w" else word
    bare = re.sub(r"(?<=[a-z])[1-9]", "", bare)
    bare = _DOUBLED.sub(r"\1", bare)
    return re.sub(r"(?<=[a-z]{2})[sfrxj]$", "", bare)
