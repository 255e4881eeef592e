"""The words of notices as data: a text with placeholders, what it must not lack, and how it is filled. Pure.

A placeholder stands in braces under its Vietnamese name, in both languages. Paragraphs are apart by an empty
line; one whose placeholders all say nothing this time is left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from motcua.casework.dossiers.errors.wordings import WordingUnusable

LONGEST: Final = 6000
LONGEST_SUBJECT: Final = 120
LEAST: Final = ("agency", "filed", "reception", "hands", "result")
"""What every notice about the state of a dossier says. Law: ND-224-2026/15."""
NOT_NEEDED: Final = frozenset({"code", "procedure"})
"""What the default may say and an agency's own text need not: the code stands in every subject."""
IN_SUBJECT: Final = frozenset({"agency", "until", "due"})
"""The only placeholders of a subject: it is read on locked screens and kept by mail servers."""
OF_THE_NOTICE: Final = "%(subject)s"
"""The subject of the short mail: that of the notice in whose place it goes."""
STANDS: Final = ("standing", "filed", "reception", "hands", "result", "link")
_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_APART: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Placeholder:
    """`is_sentence`: it brings its own words, so that nothing reads wrong when it is empty. `tells`: the
    facts that a reader learns from it, where these are others than itself.
    """

    key: str
    name: str
    says: str
    sample_vi: str
    sample_en: str
    is_sentence: bool = False
    tells: tuple[str, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.tells or (self.key,))

    @property
    def written(self) -> str:
        return f"{{{self.name}}}"

    def sample(self, language: str) -> str:
        return self.sample_en if language == "en" else self.sample_vi


@dataclass(frozen=True)
class Paragraph:
    """A sentence as translators know it; `names` says which placeholder each of its `%(…)s` is."""

    sentence: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NoticeKind:
    """One notice: what causes it, in the product's words. `optional` are placeholders that may be empty.

    A framed one ends with where the dossier stands, where to see it, and who writes.
    """

    key: str
    group: str
    title: str
    cause: str
    subject: str
    paragraphs: tuple[Paragraph, ...]
    optional: frozenset[str] = frozenset()
    least: tuple[str, ...] = LEAST
    is_framed: bool = True
    languages: tuple[str, ...] = ("vi", "en")

    @property
    def has_own_subject(self) -> bool:
        return self.subject != OF_THE_NOTICE


Known = Mapping[str, Placeholder]
"""The placeholders of the house by their key."""


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translators; here nobody translates."""
    return sentence


def para(sentence: str, **names: str) -> Paragraph:
    return Paragraph(sentence, names)


_FRAME: Final = (
    para("%(standing)s"),
    para(gettext_noop("See the dossier: %(link)s")),
    para("%(agency)s"),
)


def paragraphs_of(kind: NoticeKind) -> tuple[Paragraph, ...]:
    """All that the default says, in its order."""
    return (*kind.paragraphs, *_FRAME) if kind.is_framed else kind.paragraphs


def in_braces(paragraph: Paragraph, sentence: str, known: Known) -> str:
    """A translated sentence with the placeholders as an agency writes them."""
    words = re.sub(
        r"%\((\w+)\)s", lambda hole: known[paragraph.names.get(hole[1], hole[1])].written, sentence
    )
    return words.replace("%%", "%")


def keys_of(kind: NoticeKind) -> frozenset[str]:
    """The placeholders that fill something in this notice."""
    own = {
        paragraph.names.get(hole, hole)
        for paragraph in paragraphs_of(kind)
        for hole in re.findall(r"%\((\w+)\)s", paragraph.sentence)
    }
    return frozenset(own | {"code", "agency"} | set(STANDS if kind.least else ()))


def subject_keys(kind: NoticeKind) -> frozenset[str]:
    """The placeholders that may stand in its subject: never one that can be empty."""
    return keys_of(kind) & IN_SUBJECT - kind.optional


def needs_of(kind: NoticeKind, default_body: str, known: Known) -> frozenset[str]:
    """The facts that no text of this notice may lack: what the law names, and what the default tells."""
    told = _facts_in(default_body, known)
    return (told | frozenset(kind.least)) - NOT_NEEDED


def named_in(text: str) -> list[str]:
    """The names of the placeholders of a text, as they are written."""
    return [_plain(name) for name in _HOLE.findall(text)]


def tidied(text: str) -> str:
    """As it is kept: one empty line between paragraphs, none around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return _APART.sub("\n\n", "\n".join(line.rstrip() for line in lines))


def checked(kind: NoticeKind, *, subject: str, body: str, default_body: str, known: Known) -> tuple[str, str]:
    """Subject and body as they are kept. Raises WordingUnusable, which names what is wrong."""
    subject, body = " ".join(subject.split()), tidied(body)
    if not subject or not body:
        raise WordingUnusable("Ghi cả tiêu đề và nội dung.")
    if len(subject) > LONGEST_SUBJECT or len(body) > LONGEST:
        raise WordingUnusable(f"Tiêu đề dài nhất {LONGEST_SUBJECT} ký tự, nội dung dài nhất {LONGEST} ký tự.")
    allowed = keys_of(kind)
    if kind.has_own_subject:
        _check_holes(subject, [known[key] for key in known if key in subject_keys(kind)], "Tiêu đề")
    _check_holes(body, [known[key] for key in known if key in allowed], "Nội dung")
    _check_alone(kind, body, known)
    if lacks := lacking(body, needs_of(kind, default_body, known), known):
        raise WordingUnusable(f"Nội dung còn thiếu: {'; '.join(lacks)}. Thư gửi người nộp phải có đủ.")
    return subject, body


def lacking(body: str, needs: Iterable[str], known: Known) -> list[str]:
    """What a text does not tell, in words with the placeholder that would."""
    missing = set(needs) - _facts_in(body, known)
    return [f"{known[key].says} ({known[key].written})" for key in known if key in missing]


def is_usable(kind: NoticeKind, *, subject: str, body: str, known: Known) -> bool:
    """Whether a kept text may still be sent: everything is filled, and nothing is lacking that the law asks.

    An upgrade can take a placeholder away or give the law's list another line; what the default says beside
    that is not forced on an agency.
    """
    names = {known[key].name for key in keys_of(kind)}
    filled = all(name in names for name in named_in(subject + body))
    return filled and not set(kind.least) - _facts_in(body, known)


def rendered(text: str, value_of: Callable[[str], str], known: Known) -> str:
    """The text with its values, each asked for once and never read for placeholders itself."""
    by_name = {one.name: one.key for one in known.values()}
    values = {name: value_of(by_name[name]).strip() for name in dict.fromkeys(named_in(text))}
    kept = []
    for paragraph in _APART.split(text):
        holes = named_in(paragraph)
        if not holes or any(values[name] for name in holes):
            kept.append(_HOLE.sub(lambda hole: values[_plain(hole[1])], paragraph).strip())
    return "\n\n".join(kept)


def _check_holes(text: str, allowed: list[Placeholder], where: str) -> None:
    names = {one.name for one in allowed}
    usable = ", ".join(one.written for one in allowed)
    for name in named_in(text):
        if name not in names:
            raise WordingUnusable(f"{where} không có chỗ trống nào tên là “{name}”. Dùng được: {usable}.")
    if {"{", "}"} & set(_HOLE.sub("", text)):
        raise WordingUnusable(f"{where} có dấu {{ hoặc }} đứng lẻ. Chỗ trống viết đủ cả hai dấu: {usable}.")


def _check_alone(kind: NoticeKind, body: str, known: Known) -> None:
    """What may be empty stands in a paragraph of its own, else the rest of the sentence would hang."""
    optional = {known[key].name for key in kind.optional if not known[key].is_sentence}
    for paragraph in _APART.split(body):
        names = set(named_in(paragraph))
        if len(names) > 1 and (alone := sorted(names & optional)):
            raise WordingUnusable(
                f"Chỗ trống {{{alone[0]}}} không phải lúc nào cũng có: để nó ở một đoạn riêng, cách đoạn "
                "khác một dòng trống, không chung với chỗ trống khác."
            )


def _facts_in(text: str, known: Known) -> frozenset[str]:
    names = set(named_in(text))
    found = [one.facts for one in known.values() if one.name in names]
    return frozenset[str]().union(*found)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
