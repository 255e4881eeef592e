"""Vietnamese text for searching and for ordering; the database needs no collation for it."""

import unicodedata

_D = str.maketrans("đĐ", "dD")
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def normalise(text: str) -> str:
    """Lower case, no diacritics, đ as d, single spaces: what a person types who does not type diacritics."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.translate(_D).lower().split())


def search_words(text: str) -> list[str]:
    """The words of `text`, normalised, letters and digits only."""
    return "".join(c if c.isalnum() else " " for c in normalise(text)).split()


def _word_key(word: str) -> tuple[str, str]:
    tone, letters = "0", []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    plain = unicodedata.normalize("NFC", "".join(letters))
    return "".join(_PLACE.get(c, c) for c in plain), tone


def sort_key_vi(text: str) -> str:
    """A key whose plain byte order is the Vietnamese dictionary order: letters first, then tones."""
    keys = [_word_key(word) for word in unicodedata.normalize("NFC", text).split()]
    return "!".join(letters for letters, _ in keys) + " " + "".join(tone for _, tone in keys)
