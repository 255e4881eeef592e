"""What people type for what the law says: abbreviations, everyday words, spellings, fillers."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.reference.catalogue.enums import SynonymKind

from .syllables import syllables

__all__ = ["Synonym", "SynonymKind", "Synonyms"]

LONGEST = 6


@dataclass(frozen=True)
class Synonym:
    """`typed` stands for any of `meant`; a filler means nothing and is passed over."""

    typed: str
    meant: tuple[str, ...]
    kind: SynonymKind


Words = tuple[str, ...]


class Synonyms:
    """The list, by bare syllables; longer ones are read before shorter."""

    def __init__(self, listed: Iterable[Synonym] = ()) -> None:
        self._by_words: dict[Words, list[Synonym]] = {}
        for one in listed:
            self._by_words.setdefault(bare_words(one.typed), []).append(one)
        self._by_words.pop((), None)
        self.longest = min(LONGEST, max((len(words) for words in self._by_words), default=0))

    def standing_at(self, words: Words, start: int) -> tuple[int, list[Synonym]]:
        """The longest synonym that begins here and how many words it takes; (0, []) without one."""
        for length in range(min(self.longest, len(words) - start), 0, -1):
            found = self._by_words.get(words[start : start + length])
            if found:
                return length, found
        return 0, []

    def written_out(self, words: Words) -> Words:
        """The words with every abbreviation written out, as names in the catalogue are indexed."""
        out: list[str] = []
        place = 0
        while place < len(words):
            length, found = self.standing_at(words, place)
            short = next((one for one in found if one.kind is SynonymKind.ABBREVIATION), None)
            out += bare_words(short.meant[0]) if short else words[place : place + (length or 1)]
            place += length or 1
        return tuple(out)


def bare_words(text: str) -> Words:
    return tuple(bare for _, bare in syllables(text))
