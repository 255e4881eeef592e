"""The index: every procedure as a string with one character for each syllable, and who has which syllable."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from .syllables import sound, syllables
from .synonyms import Synonyms, bare_words

LINKING = frozenset({"va", "cua", "cac"})
"""Passed over in names and queries; no word of another meaning is written so without diacritics."""
OPENINGS = (("thu", "tuc"), ("tiep", "nhan", "ho", "so"))
PLACE_MARKS = ["tinh", "thanh pho", "huyen", "quan", "xa", "phuong", "dac khu"]
GAP, FIRST_CHAR = "\x00", 0x100
POWER = 1.3
"""How much more a rare word says than a common one; found on the half of the queries that is for tuning."""
ACTS = (
    *("cấp lại", "cấp đổi", "gia hạn", "sửa đổi", "bổ sung", "thay đổi", "điều chỉnh", "thu hồi", "chấm dứt"),
    *("xóa", "hủy", "tạm ngừng", "đăng ký lại", "cải chính", "bản sao", "nghiệm thu", "miễn giảm", "bị mất"),
    *("bị rách", "không"),
)
"""Acts that are not the plain case; a name that has one stands behind one that has none."""
PLAIN_ACTS = ("cấp", "đăng ký")


@dataclass(frozen=True)
class Entry:
    """A publication to be found: `procedure` is what all agencies' publications of it share.

    `ends` is the last day of its rules, where one is known and nothing follows.
    """

    key: int
    procedure: str
    full_code: str
    name: str
    keywords: str = ""
    field: str = ""
    agency: str = ""
    has_content: bool = False
    facets: frozenset[str] = frozenset()
    name_en: str = ""
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A procedure. `text` is name, keywords and field, one character per syllable, a gap between them."""

    text: str
    accents: str
    name_ends: int
    keywords_end: int
    acts: tuple[str, ...]
    is_plain: bool
    entries: tuple[int, ...]


@dataclass
class Index:
    """Built by `of`; documents lie shortest name first, so that the lowest bits are the plainest names."""

    synonyms: Synonyms
    entries: list[Entry] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    chars: dict[str, str] = field(default_factory=dict)
    accents: dict[str, str] = field(default_factory=dict)
    masks: dict[str, int] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)
    sounds: dict[str, list[str]] = field(default_factory=dict)
    facets: dict[str, int] = field(default_factory=dict)
    places: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict)
    agency_masks: dict[int, int] = field(default_factory=dict)
    agencies: list[str] = field(default_factory=list)
    agency_of: list[int] = field(default_factory=list)
    digits: dict[str, list[int]] = field(default_factory=dict)
    written_as: dict[str, str] = field(default_factory=dict)
    by_key: dict[int, Entry] = field(default_factory=dict)
    _plain_acts: tuple[str, ...] = ()
    _marks: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, entries: Iterable[Entry], synonyms: Synonyms) -> "Index":
        """Ten thousand entries take about half a second."""
        index = cls(synonyms, entries=sorted(entries, key=lambda one: (not one.has_content, one.full_code)))
        index.by_key = {entry.key: entry for entry in index.entries}
        by_procedure: dict[str, list[int]] = {}
        for number, entry in enumerate(index.entries):
            by_procedure.setdefault(entry.procedure, []).append(number)
        read = {name: index._read_entry(numbers[0]) for name, numbers in by_procedure.items()}
        acts = [act for act in map(index.written, ACTS) if act]
        index._plain_acts = tuple(act for act in map(index.written, PLAIN_ACTS) if act)
        drawn = [index._document(read[name], acts, numbers) for name, numbers in by_procedure.items()]
        index.documents = sorted(drawn, key=lambda one: (one.name_ends, index.entries[one.entries[0]].name))
        index._keep_masks()
        index._keep_agencies()
        index._keep_codes()
        index.written_as = {word: mark for (word, mark), _ in reversed(index._marks.most_common())}
        return index

    def _read_entry(self, number: int) -> list[tuple[str, str]]:
        entry = self.entries[number]
        parts = [self._read(text) for text in (entry.name, entry.keywords, entry.field)]
        for text, _ in parts[:2]:
            self.pairs.update(text[place : place + 2] for place in range(len(text) - 1))
        return parts

    def _document(self, read: list[tuple[str, str]], acts: Sequence[str], numbers: Sequence[int]) -> Document:
        name, keywords = read[0][0], read[1][0]
        return Document(
            text=GAP.join(text for text, _ in read),
            accents=GAP.join(accents for _, accents in read),
            name_ends=len(name),
            keywords_end=len(name) + 1 + len(keywords),
            acts=tuple(act for act in acts if act in name),
            is_plain=name.startswith(self._plain_acts),
            entries=tuple(numbers),
        )

    def _read(self, text: str) -> tuple[str, str]:
        """The text in characters: by bare syllables, and by syllables with their diacritics."""
        typed = syllables(text)
        bare = tuple(one for _, one in typed)
        for opening in OPENINGS:
            if bare[: len(opening)] == opening:
                typed, bare = typed[len(opening) :], bare[len(opening) :]
        written = self.synonyms.written_out(bare)
        marks = [one for one, _ in typed] if written == bare else list(written)
        kept = [(word, mark) for word, mark in zip(written, marks, strict=True) if word not in LINKING]
        self._marks.update((word, mark) for word, mark in kept if mark != word)
        return (
            "".join(self.chars.setdefault(word, chr(FIRST_CHAR + len(self.chars))) for word, _ in kept),
            "".join(self.accents.setdefault(mark, chr(FIRST_CHAR + len(self.accents))) for _, mark in kept),
        )

    def _keep_masks(self) -> None:
        bits: dict[str, bytearray] = {}
        size = len(self.documents) // 8 + 1
        for number, document in enumerate(self.documents):
            for char in set(document.text):
                bits.setdefault(char, bytearray(size))[number >> 3] |= 1 << (number & 7)
            for facet in {facet for one in document.entries for facet in self.entries[one].facets}:
                self.facets[facet] = self.facets.get(facet, 0) | 1 << number
        self.masks = {char: int.from_bytes(one, "little") for char, one in bits.items()}
        for word in self.chars:
            self.sounds.setdefault(sound(word), []).append(word)

    def _keep_agencies(self) -> None:
        """Which agencies a place or a kind of agency names, and who has a publication of which."""
        numbers = {name: number for number, name in enumerate(sorted({one.agency for one in self.entries}))}
        self.agencies = list(numbers)
        self.agency_of = [numbers[entry.agency] for entry in self.entries]
        for number, document in enumerate(self.documents):
            for agency in {self.agency_of[one] for one in document.entries}:
                self.agency_masks[agency] = self.agency_masks.get(agency, 0) | 1 << number
        named: dict[tuple[str, ...], set[int]] = {}
        for name, agency in numbers.items():
            for phrase in _phrases_of_agency(name):
                named.setdefault(phrase, set()).add(agency)
        self.places = {phrase: frozenset(agencies) for phrase, agencies in named.items()}

    def _keep_codes(self) -> None:
        for number, entry in enumerate(self.entries):
            head = (
                "".join(c for c in entry.full_code[:8] if c.isdigit()) if entry.full_code[1:2] == "." else ""
            )
            self.digits.setdefault(head, []).append(number)
        self.digits.pop("", None)

    def written(self, text: str) -> str:
        """Known syllables of the text as characters; "" when one of them is not known."""
        words = [word for word in self.synonyms.written_out(bare_words(text)) if word not in LINKING]
        return "".join(self.chars[word] for word in words) if all(w in self.chars for w in words) else ""

    def mask_of(self, chars: str) -> int:
        """The documents that have all these syllables, anywhere."""
        mask = -1
        for char in chars:
            mask &= self.masks.get(char, 0)
        return mask if chars else 0

    def rarity(self, mask: int) -> float:
        """How much it says about a document to be among these: 0 for all of them."""
        return float(math.log2(1 + len(self.documents) / max(1, mask.bit_count())) ** POWER)


def _phrases_of_agency(name: str) -> list[tuple[str, ...]]:
    """What names an agency: its whole name, its place, its kind ("so cong thuong")."""
    words = " ".join(bare_words(name))
    phrases = [words]
    for mark in PLACE_MARKS:
        kind, found, place = words.partition(f" {mark} ")
        if found:
            phrases += [kind, place, f"{mark} {place}"]
            break
    return [tuple(word for word in phrase.split() if word not in LINKING) for phrase in phrases]
