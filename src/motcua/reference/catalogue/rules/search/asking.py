"""Reading what was typed: into slots, each with the words that may be meant by it, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .index import GAP, LINKING, Index
from .syllables import sound, syllables, without_telex
from .synonyms import Synonym, SynonymKind, bare_words

MOST_WORDS = 14
MOST_MEANINGS = 6
EXACT, SPELLED, MEANT, JOINED, SOUNDS, ONE_SLIP, TWO_SLIPS, BEGUN = (
    1.0,
    0.97,
    0.93,
    0.93,
    0.86,
    0.8,
    0.62,
    0.8,
)
UNKNOWN, ONE_LETTER = 0.5, 0.5
"""How much a word that nothing is like weighs against the rarest word, and a single letter against itself."""
WRITINGS = {SynonymKind.ABBREVIATION, SynonymKind.SPELLING}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A way to read a slot: characters of the index; `is_begun` when any one of them will do."""

    chars: str
    quality: float
    mask: int
    is_begun: bool = False
    accents: str = ""
    said: str = ""


@dataclass(slots=True)
class Slot:
    """One word or phrase of the query. Without meanings nothing in the catalogue is like it."""

    typed: str
    meanings: list[Meaning] = field(default_factory=list)
    mask: int = 0
    weight: float = 0.0


@dataclass(slots=True)
class Question:
    """What was asked: slots, agencies named, and what was put right (typed → read as)."""

    slots: list[Slot]
    agencies: frozenset[int] = frozenset()
    mended: list[tuple[str, str]] = field(default_factory=list)


Typed = Sequence[tuple[str, str]]


def read(index: Index, words: str) -> Question:
    """The question behind the words; at most fourteen of them are read."""
    agencies, typed = _without_agencies(index, syllables(words)[:MOST_WORDS])
    question = Question([], agencies)
    place = 0
    while place < len(typed):
        place += _slot_at(index, typed, place, question)
    if not question.slots and typed and not agencies:
        question.slots = [slot for one in range(len(typed)) if (slot := _plain(index, typed, one)).meanings]
    for slot in question.slots:
        for meaning in slot.meanings:
            slot.mask |= meaning.mask
        slot.weight = max(0.3, index.rarity(slot.mask)) if slot.meanings else UNKNOWN * index.rarity(1)
        if len(slot.typed) == 1:
            slot.weight *= ONE_LETTER
    return question


def _without_agencies(index: Index, typed: Typed) -> tuple[frozenset[int], Typed]:
    """The agencies named, and the words without them."""
    named: frozenset[int] | None = None
    left: list[tuple[str, str]] = []
    bare = tuple(one for _, one in typed)
    place = 0
    while place < len(typed):
        length, agencies = _agency_at(index, bare, place)
        if length:
            named = agencies if named is None or not named & agencies else named & agencies
            place += length
        else:
            left.append(typed[place])
            place += 1
    return (named or frozenset()), left


def _agency_at(index: Index, bare: tuple[str, ...], place: int) -> tuple[int, frozenset[int]]:
    for length in range(min(9, len(bare) - place), 0, -1):
        span = bare[place : place + length]
        for written in _ways_to_write(index, span):
            found = index.places.get(tuple(word for word in written if word not in LINKING))
            if found and (length > 1 or span[0] not in index.chars):
                return length, found
    span = bare[place : place + 2]
    if len(span) == 2 and any(word not in index.chars for word in span):
        near = process.extractOne(
            " ".join(span), [" ".join(one) for one in index.places], scorer=OSA.distance, score_cutoff=1
        )
        if near:
            return 2, index.places[tuple(near[0].split())]
    return 0, frozenset()


def _ways_to_write(index: Index, span: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The span with abbreviations written out, and what it is another spelling of."""
    length, listed = index.synonyms.standing_at(span, 0)
    whole = [one for one in listed if length == len(span) and one.kind in WRITINGS]
    return [index.synonyms.written_out(span), *(bare_words(meant) for one in whole for meant in one.meant)]


def _slot_at(index: Index, typed: Typed, place: int, question: Question) -> int:
    """Adds the slot that begins here; how many words it takes."""
    length, listed = _listed_at(index, typed, place)
    if listed and all(one.kind is SynonymKind.FILLER for one in listed):
        return length
    if not listed:
        if typed[place][1] not in LINKING:
            _keep(index, _plain(index, typed, place), question)
        return 1
    slot = (
        _plain(index, typed, place)
        if length == 1
        else Slot(" ".join(one for one, _ in typed[place : place + length]))
    )
    if length > 1:
        _add(slot, index, index.written(slot.typed), EXACT)
    for one in listed:
        quality = MEANT if one.kind is SynonymKind.EVERYDAY else SPELLED
        for meant in one.meant:
            _add(slot, index, index.written(meant), quality, said=meant)
    _keep(index, slot, question)
    return length


def _listed_at(index: Index, typed: Typed, place: int) -> tuple[int, list[Synonym]]:
    """The longest of the editors' words that stands here, as far as its diacritics agree."""
    bare = tuple(one for _, one in typed)
    has_marks = any(shown != word for shown, word in typed)
    most = len(bare) - place
    while most > 0:
        length, listed = index.synonyms.standing_at(bare[: place + most], place)
        shown = [one for one, _ in typed[place : place + length]]
        agreed = [one for one in listed if _agrees(index, shown, one.typed, has_marks)]
        if agreed or not length:
            return (length, agreed) if agreed else (0, [])
        most = length - 1
    return 0, []


def _agrees(index: Index, shown: list[str], listed: str, has_marks: bool) -> bool:
    """Whether the diacritics typed are those of the listed word, or none were typed, or they make no word."""
    wanted = [one for one, _ in syllables(listed)]
    return all(
        one == other or (one.isascii() and not has_marks) or (not one.isascii() and one not in index.accents)
        for one, other in zip(shown, wanted, strict=True)
    )


def _keep(index: Index, slot: Slot, question: Question) -> None:
    question.slots.append(slot)
    _note(index, slot, question)


def _note(index: Index, slot: Slot, question: Question) -> None:
    """Tells what a word was read as, when it is not in the catalogue as typed."""
    best = max(slot.meanings, key=lambda one: one.quality, default=None)
    if best and best.quality < EXACT and not best.is_begun:
        names = {char: word for word, char in index.chars.items()}
        read_as = [index.written_as.get(names[char], names[char]) for char in best.chars]
        question.mended.append((slot.typed, best.said or " ".join(read_as)))


def _add(slot: Slot, index: Index, chars: str, quality: float, accents: str = "", said: str = "") -> None:
    known = any(one.chars == chars and not one.is_begun for one in slot.meanings)
    if chars and not known:
        mask = index.mask_of(chars)
        if mask:
            slot.meanings.append(Meaning(chars, quality, mask, accents=accents, said=said))


def _plain(index: Index, typed: Typed, place: int) -> Slot:
    """A slot of one word: itself, its slips, what it begins."""
    shown, word = typed[place]
    slot = Slot(shown)
    marks = index.accents.get(shown, "") if shown != word else ""
    _add(slot, index, index.chars.get(word, ""), EXACT, marks)
    around = _around(index, typed, place)
    is_known = bool(slot.meanings)
    if is_known and len(word) > 1 and _fits(index, index.chars[word], around):
        pass
    else:
        _add_slips(slot, index, word, around, is_known=is_known)
    if place == len(typed) - 1 and len(word) > 1:
        _add_begun(slot, index, word)
    return slot


def _around(index: Index, typed: Typed, place: int) -> tuple[str, str]:
    """The characters of the word before and of the word after, "" where there is none."""
    before = index.chars.get(typed[place - 1][1], "") if place else ""
    after = index.chars.get(typed[place + 1][1], "") if place + 1 < len(typed) else ""
    return before, after


def _fits(index: Index, char: str, around: tuple[str, str]) -> bool:
    """Whether the word stands beside one of its neighbours in some name, or has no neighbours."""
    before, after = around
    return not (before or after) or before + char in index.pairs or char + after in index.pairs


def _add_slips(slot: Slot, index: Index, word: str, around: tuple[str, str], *, is_known: bool) -> None:
    """What the word may be a slip for; a word that exists is doubted only for one that fits beside it."""
    found: dict[str, float] = {}
    if not is_known:
        _gather_joined(slot, index, word)
        plain = without_telex(word)
        if plain != word and plain in index.chars:
            found[plain] = JOINED
    for other in index.sounds.get(sound(word), ()):
        found.setdefault(other, SOUNDS)
    most = 2 if len(word) > 5 and not is_known else 1
    if len(word) > 2 or not is_known:
        near = process.extract(word, list(index.chars), scorer=OSA.distance, score_cutoff=most, limit=24)
        for other, distance, _ in near:
            found.setdefault(other, ONE_SLIP if distance <= 1 else TWO_SLIPS)
    found.pop(word, None)
    fitting = {other for other in found if _fits(index, index.chars[other], around)}
    has_neighbours = any(around)
    ranked = sorted(
        (
            (other, quality)
            for other, quality in found.items()
            if not is_known or (has_neighbours and other in fitting)
        ),
        key=lambda one: (one[0] not in fitting, -one[1], one[0]),
    )
    for other, quality in ranked[:MOST_MEANINGS]:
        _add(slot, index, index.chars[other], quality if other in fitting else quality - 0.15)


def _gather_joined(slot: Slot, index: Index, word: str) -> None:
    """Two words typed as one: `hopquy`."""
    for cut in range(1, len(word)):
        one, two = index.chars.get(word[:cut], ""), index.chars.get(word[cut:], "")
        if one and two and one + two in index.pairs:
            _add(slot, index, one + two, JOINED)


def _add_begun(slot: Slot, index: Index, word: str) -> None:
    """Words that the last word begins, while it is being typed."""
    chars = "".join(char for known, char in index.chars.items() if known.startswith(word) and known != word)
    mask = 0
    for char in chars:
        mask |= index.masks.get(char, 0)
    if mask and GAP not in chars:
        quality = BEGUN if not slot.meanings else BEGUN - 0.3
        slot.meanings.append(Meaning(chars, quality, mask, is_begun=True))
