"""Whom the words of a note name: `@` and the whole name of a colleague. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from motcua.casework.dossiers.errors.mentions import NobodyOfThatName, OutOfTheirSight, TooManyNamed

MOST: Final = 10
_AT: Final = re.compile(r"(?:^|(?<=[\s(,;“\"]))@(?=\w)")
_SAID: Final = re.compile(r"\w+(?: \w+){0,3}")


def handles(people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """How each of these (code, name) is written behind @: the name, with the code where two share it."""
    named = [(code, " ".join(unicodedata.normalize("NFC", name).split())) for code, name in people]
    names = [_folded(name) for _code, name in named]
    return {code: name if names.count(_folded(name)) == 1 else f"{name} ({code})" for code, name in named}


def named_in(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """Code of each who is named, with what stands behind the @. `known` are the handles by code.

    An @ inside of a word, as in an address of mail, names nobody. Raises: NobodyOfThatName.
    """
    text = unicodedata.normalize("NFC", text)
    longest_first = sorted(known.items(), key=lambda one: -len(one[1]))
    found: dict[str, str] = {}
    for at in _AT.finditer(text):
        rest = text[at.end() :]
        match = next((one for one in longest_first if _begins(rest, one[1])), None)
        if match is None:
            said = _SAID.match(rest)
            raise NobodyOfThatName(said[0] if said else rest[:40])
        code, handle = match
        found.setdefault(code, rest[: len(handle)])
    return found


def all_named(text: str, *, told: Sequence[str], known: Mapping[str, str], writer: str) -> dict[str, str]:
    """Those of the words and those chosen beside them, without the writer.

    Raises: NobodyOfThatName, OutOfTheirSight, TooManyNamed.
    """
    found = named_in(text, known)
    if not set(told) <= set(known):
        raise OutOfTheirSight()
    found = dict.fromkeys(told, "") | found
    found.pop(writer, None)
    if len(found) > MOST:
        raise TooManyNamed(MOST)
    return found


def _begins(text: str, handle: str) -> bool:
    behind = text[len(handle) : len(handle) + 1]
    return _folded(text[: len(handle)]) == _folded(handle) and not (behind and behind.isalnum())


def _folded(name: str) -> str:
    return name.casefold()


def pieces(text: str, said: Iterable[str]) -> list[tuple[str, bool]]:
    """The words of a note cut at the names that are kept with it; True for `@` and a name."""
    names = sorted({one for one in said if one}, key=len, reverse=True)
    if not names:
        return [(text, False)]
    cut = re.split("(" + "|".join(re.escape(f"@{one}") for one in names) + ")", text)
    return [(piece, place % 2 == 1) for place, piece in enumerate(cut) if piece]
