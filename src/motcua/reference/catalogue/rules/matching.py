"""Search without a database and for slips of the pen: words of names, corrected by the words that exist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from motcua.foundation.kernel.text import search_words

MAX_WORDS = 12
LIKE_WORD = 72
LIKE_NAME = 80


@dataclass
class Vocabulary:
    """The texts that can be found (key → words), and every word that occurs in them."""

    texts: dict[str, str]
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = frozenset(word for text in self.texts.values() for word in text.split())

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> "Vocabulary":
        return cls({key: " ".join(search_words(text)) for key, text in named})


def query_words(typed: str) -> list[str]:
    """At most twelve clean words of what was typed, each once."""
    return list(dict.fromkeys(search_words(typed[:300])))[:MAX_WORDS]


def prefix_query(words: Sequence[str]) -> str:
    """All words as prefixes, for `to_tsquery('simple', …)`; words are letters and digits only."""
    return " & ".join(f"{word}:*" for word in words)


def find(vocabulary: Vocabulary, words: Sequence[str]) -> list[str]:
    """Keys of the texts in which every word begins some word; the shortest texts first."""
    hits = [key for key, text in vocabulary.texts.items() if _has_all(text, words)]
    return sorted(hits, key=lambda key: (len(vocabulary.texts[key]), key))


def _has_all(text: str, words: Sequence[str]) -> bool:
    padded = f" {text}"
    return all(f" {word}" in padded for word in words)


def corrected(vocabulary: Vocabulary, words: Sequence[str]) -> list[str]:
    """Each word as it was probably meant: itself if some word begins so, else the likest word there is."""
    return [_correct(vocabulary, word) for word in words]


def _correct(vocabulary: Vocabulary, word: str) -> str:
    if any(known.startswith(word) for known in vocabulary.words):
        return word
    best = process.extractOne(word, sorted(vocabulary.words), scorer=fuzz.ratio, score_cutoff=LIKE_WORD)
    return str(best[0]) if best else word


def alike(vocabulary: Vocabulary, words: Sequence[str], limit: int) -> list[str]:
    """Keys of the texts most like the words as a whole, best first; none when nothing is near."""
    found = process.extract(
        " ".join(words), vocabulary.texts, scorer=fuzz.token_set_ratio, score_cutoff=LIKE_NAME, limit=limit
    )
    return [str(key) for _, _, key in found]
