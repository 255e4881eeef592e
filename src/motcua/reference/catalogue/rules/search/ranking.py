"""Weighing: which procedures cover the question, the plain case first, one line for each procedure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import OSA

from .asking import Meaning, Question, Slot, read
from .index import Document, Index

MOST_WEIGHED = 100
LEAST_COVERED = 0.4
NEAREST_COVERED = 0.2
SCATTERED, IN_KEYWORDS, IN_FIELD, OTHER_MARKS = 0.7, 0.97, 0.45, 0.85
BESIDE, IN_ORDER = 0.25, 0.06
UNSAID, OTHER_ACT, ELSEWHERE = 0.10, 0.045, 0.25
PLAIN_ACT, HAS_CONTENT, WIDESPREAD, ENDED = 0.03, 0.01, 0.012, 0.05
NOTHING = (0.0, "", -1)
_CODE = re.compile(
    r"([0-9][0-9.\s]{2,}[0-9]|[0-9]\.[0-9]{2,})[.\s]*(?:000\.00\.00)?[.\s]*([A-Z][0-9]{2})?\.?"
)
_LOCAL = re.compile(r"[A-Z][0-9]{2}-[0-9A-Z-]+")


@dataclass(frozen=True)
class Wish:
    """What is looked for; `facets` such as "field:radiation-safety" must all hold of a publication.

    What has ended by the day `on` stands behind its like; without a day nothing has.
    """

    words: str
    facets: frozenset[str] = frozenset()
    limit: int = 20
    on: date | None = None


@dataclass(frozen=True)
class Found:
    """A publication and how well it fits, up to 1; `others` counts the same procedure elsewhere."""

    key: int
    score: float
    others: int = 0


@dataclass(frozen=True)
class Answer:
    """What fits; when nothing does, `nearest` names what comes closest. `mended`: typed → read as."""

    found: list[Found]
    total: int = 0
    nearest: list[Found] = field(default_factory=list)
    mended: list[tuple[str, str]] = field(default_factory=list)


def find(index: Index, wish: Wish) -> Answer:
    """The publications that fit, best first, one for each procedure."""
    code = _CODE.fullmatch(wish.words.strip().strip("()").upper().replace(",", "."))
    if code or _LOCAL.fullmatch(wish.words.strip().upper()):
        return _by_code(index, wish, code)
    question = read(index, wish.words)
    if not question.slots and not question.agencies:
        return Answer([]) if wish.words.strip() else _everything(index, wish)
    weighed = _weighed(index, wish, question)
    good = [one for one in weighed if one[1] >= LEAST_COVERED]
    if good:
        found = [_line(index, document, score, wish, question) for score, _, document in good[: wish.limit]]
        return Answer(found, len(good), mended=question.mended)
    near = [one for one in weighed if one[1] >= NEAREST_COVERED][:5]
    lines = [_line(index, document, score, wish, question) for score, _, document in near]
    return Answer([], 0, lines, question.mended)


def _weighed(index: Index, wish: Wish, question: Question) -> list[tuple[float, float, Document]]:
    """Score, part covered and document of the likeliest, best first."""
    allowed = (1 << len(index.documents)) - 1
    for facet in wish.facets:
        allowed &= index.facets.get(facet, 0)
    whole = sum(slot.weight for slot in question.slots)
    weighed = []
    here = 0
    for agency in question.agencies:
        here |= index.agency_masks.get(agency, 0)
    for number in _likeliest(index, question, allowed, here):
        document = index.documents[number]
        covered, score = _score(document, question, whole)
        if question.agencies and not here >> number & 1:
            score -= ELSEWHERE
        if index.entries[document.entries[0]].has_content:
            score += HAS_CONTENT
        score += WIDESPREAD * min(5, len(document.entries).bit_length() - 1)
        score -= ENDED if _has_ended(index, document, wish.on) else 0
        weighed.append((score, covered, document))
    return sorted(
        weighed, key=lambda one: (-one[0], one[2].name_ends, index.entries[one[2].entries[0]].full_code)
    )


def _has_ended(index: Index, document: Document, on: date | None) -> bool:
    """Whether the rules of the procedure have ended wherever it is published."""
    if on is None:
        return False
    ends = [index.entries[number].ends for number in document.entries]
    return all(day is not None and day < on for day in ends)


def _likeliest(index: Index, question: Question, allowed: int, here: int) -> Iterator[int]:
    """Documents by how much of the question they have, summed over all of them at once, bit by bit."""
    planes: list[int] = []
    for slot in question.slots:
        _add_weight(planes, slot.mask & allowed, max(1, min(31, round(slot.weight * 2))))
    if question.agencies:
        _add_weight(planes, here & allowed, 8)
    left = MOST_WEIGHED
    for group in _descending(planes, allowed, len(planes) - 1):
        while group and left:
            lowest = group & -group
            yield lowest.bit_length() - 1
            group ^= lowest
            left -= 1
        if not left:
            return


def _add_weight(planes: list[int], mask: int, weight: int) -> None:
    """Adds the weight to the sums of all documents of the mask; plane n holds bit n of every sum."""
    for bit in range(weight.bit_length()):
        if not weight >> bit & 1:
            continue
        carry, place = mask, bit
        while carry:
            while len(planes) <= place:
                planes.append(0)
            planes[place], carry = planes[place] ^ carry, planes[place] & carry
            place += 1


def _descending(planes: Sequence[int], group: int, place: int, has: bool = False) -> Iterator[int]:
    """Groups of documents with equal sums, the greatest sum first, none of those with sum 0."""
    if not group:
        return
    if place < 0:
        if has:
            yield group
        return
    yield from _descending(planes, group & planes[place], place - 1, True)
    yield from _descending(planes, group & ~planes[place], place - 1, has)


def _score(document: Document, question: Question, whole: float) -> tuple[float, float]:
    """The part of the question covered, and the score: covered, in order, nothing unsaid, no other act."""
    if not question.slots:
        return 1.0, 1.0
    covered = bonus = 0.0
    matched: list[str] = []
    before, before_at, before_weight = "", -1, 0.0
    for slot in question.slots:
        quality, chars, at = _best(document, slot)
        covered += slot.weight * quality
        if quality:
            matched.append(chars)
            if before:
                pair = min(slot.weight, before_weight)
                if before[-1] + chars[0] in document.text:
                    bonus += BESIDE * pair
                elif at > before_at:
                    bonus += IN_ORDER * pair
        before, before_at, before_weight = (chars, at, slot.weight) if quality else ("", -1, 0.0)
    said = set("".join(matched))
    name = document.text[: document.name_ends]
    unsaid = (len(name) - sum(map(said.__contains__, name))) / (len(name) + 4) if matched else 0.0
    acts = sum(1 for act in document.acts if not set(act) <= said)
    plain = PLAIN_ACT if document.is_plain and not acts else 0.0
    score = (covered + bonus) / (whole * (1 + BESIDE)) - UNSAID * unsaid - OTHER_ACT * min(acts, 2) + plain
    return covered / whole, score


def _best(document: Document, slot: Slot) -> tuple[float, str, int]:
    """The best meaning of the slot in this document: how good, which characters, where."""
    best = NOTHING
    for meaning in slot.meanings:
        if meaning.quality > best[0]:
            at = document.text.find(meaning.chars)
            found = _look(document, meaning) if at < 0 else _whole(document, meaning, at)
            if found[0] > best[0]:
                best = found
    return best


def _whole(document: Document, meaning: Meaning, at: int) -> tuple[float, str, int]:
    quality = _zone(document, at, meaning.quality)
    if meaning.accents and meaning.accents not in document.accents:
        quality *= OTHER_MARKS
    return quality, meaning.chars, at


def _look(document: Document, meaning: Meaning) -> tuple[float, str, int]:
    """The syllables of a phrase apart from one another, or any word that was begun."""
    text, chars = document.text, meaning.chars
    if len(chars) == 1:
        return NOTHING
    if meaning.is_begun:
        at = next((place for place, char in enumerate(text) if char in chars), -1)
        return (_zone(document, at, meaning.quality), text[at], at) if at >= 0 else NOTHING
    places = [text.find(char) for char in chars]
    if min(places) < 0:
        return NOTHING
    return _zone(document, max(places), meaning.quality * SCATTERED), chars, min(places)


def _zone(document: Document, at: int, quality: float) -> float:
    """Words of the name count most, the editors' keywords nearly so, the field's name least."""
    if at < document.name_ends:
        return quality
    return quality * (IN_KEYWORDS if at < document.keywords_end else IN_FIELD)


def _line(index: Index, document: Document, score: float, wish: Wish, question: Question) -> Found:
    """The publication that stands for the procedure: of an agency named, else the first that is allowed."""
    allowed = [one for one in document.entries if wish.facets <= index.entries[one].facets]
    chosen = allowed or list(document.entries)
    named = [one for one in chosen if index.agency_of[one] in question.agencies]
    number = (named or chosen)[0]
    return Found(index.entries[number].key, round(max(0.0, min(1.0, score)), 3), len(chosen) - 1)


def _everything(index: Index, wish: Wish) -> Answer:
    """Without words: whatever the facets allow, by name, each publication a line."""
    fitting = [one for one in index.entries if wish.facets <= one.facets]
    in_order = sorted(fitting, key=lambda one: (one.name.lower(), one.full_code))
    return Answer([Found(one.key, 1.0) for one in in_order[: wish.limit]], len(in_order))


def _by_code(index: Index, wish: Wish, code: re.Match[str] | None) -> Answer:
    """By code, the beginning or a fragment of one, and at last by one digit that is wrong."""
    entries = index.entries
    if code is None:
        typed = wish.words.strip().upper()
        numbers = [n for n, one in enumerate(entries) if one.full_code.upper().startswith(typed)]
        return _lines(index, wish, numbers, 1.0)
    digits, authority = "".join(c for c in code[1] if c.isdigit())[:7], code[2] or ""
    for fits, score in (
        (lambda known: known.startswith(digits), 1.0),
        (lambda known: len(digits) >= 4 and digits in known, 0.9),
        (lambda known: len(digits) >= 6 and OSA.distance(digits, known, score_cutoff=1) <= 1, 0.7),
    ):
        numbers = sorted(number for known, some in index.digits.items() if fits(known) for number in some)
        here = [one for one in numbers if entries[one].full_code.endswith(f".{authority}")]
        if numbers and (here or not authority):
            return _lines(index, wish, here if authority else numbers, score)
    return Answer([])


def _lines(index: Index, wish: Wish, numbers: Sequence[int], score: float) -> Answer:
    by_procedure: dict[str, list[int]] = {}
    for number in numbers:
        entry = index.entries[number]
        if wish.facets <= entry.facets:
            by_procedure.setdefault(entry.procedure, []).append(number)
    found = [Found(index.entries[some[0]].key, score, len(some) - 1) for some in by_procedure.values()]
    return Answer(found[: wish.limit], len(found))
