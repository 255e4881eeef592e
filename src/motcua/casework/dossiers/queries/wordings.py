"""The words of notices: the product's, an agency's own, what is in force, and how it reads with samples."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext, override

from motcua.casework.dossiers.errors.wordings import NoticeMissing
from motcua.casework.dossiers.models import Wording
from motcua.casework.dossiers.rules import wordings as rules
from motcua.casework.dossiers.rules.notice_words import ALL, BY_KEY, KNOWN
from motcua.casework.dossiers.rules.wordings import NoticeKind, Placeholder
from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency, Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries.administration import administered_ids

LANGUAGES: Final = {"vi": "Tiếng Việt", "en": "Tiếng Anh"}


@dataclass(frozen=True)
class Words:
    """Subject and body, with their placeholders."""

    subject: str
    body: str


@dataclass(frozen=True)
class VersionRow:
    """One version as the page shows it. `state`: in_force, planned, past, cancelled."""

    number: int
    words: Words
    is_default: bool
    note: str
    starts_on: date
    made_at: datetime
    made_by: str
    state: str


@dataclass(frozen=True)
class LanguageState:
    """How a notice stands in one language: whose words, what is planned, what is wrong with them."""

    language: str
    label: str
    is_own: bool
    since: date | None
    planned: date | None
    default_changed: bool
    problem: str


@dataclass(frozen=True)
class NoticeRow:
    """A notice in the list."""

    key: str
    group: str
    title: str
    cause: str
    states: tuple[LanguageState, ...]


@dataclass(frozen=True)
class NoticePage:
    """All about one notice in one language."""

    row: NoticeRow
    state: LanguageState
    has_own_subject: bool
    default: Words
    now: Words
    placeholders: tuple[Placeholder, ...]
    needed: tuple[str, ...]
    subject_placeholders: tuple[Placeholder, ...]
    versions: list[VersionRow]
    default_lines: list[tuple[str, str]]


def notice_kind(key: str, language: str) -> NoticeKind:
    """Raises NoticeMissing."""
    kind = BY_KEY.get(key)
    if kind is None or language not in kind.languages:
        raise NoticeMissing()
    return kind


@lru_cache(maxsize=256)
def default_words(key: str, language: str) -> Words:
    """What the product says, with the placeholders as an agency writes them."""
    kind = BY_KEY[key]
    with override(language):
        body = "\n\n".join(
            rules.in_braces(one, gettext(one.sentence), KNOWN) for one in rules.paragraphs_of(kind)
        )
        return Words(rules.in_braces(rules.para(kind.subject), gettext(kind.subject), KNOWN), body)


def words_in_force(*, agency_id: int, keys: Iterable[str], language: str, on: date) -> Mapping[str, Words]:
    """What is sent that day: the agency's own words, else the product's; one query."""
    wanted = list(keys)
    rows = Wording.objects.begun(on=on).filter(agency_id=agency_id, notice__in=wanted, language=language)
    newest: dict[str, Wording] = {}
    for row in rows:
        newest.setdefault(row.notice, row)
    return {key: _words(newest.get(key)) or default_words(key, language) for key in wanted}


def _words(row: Wording | None) -> Words | None:
    """An agency's words as they may be sent."""
    if row is None or row.is_default or _problem(row):
        return None
    return Words(row.subject, row.body)


def _problem(row: Wording) -> str:
    """Why words that were kept once may not be sent any more; empty if they may."""
    kind = BY_KEY[row.notice]
    if rules.is_usable(kind, subject=row.subject, body=row.body, known=KNOWN):
        return ""
    usable = {KNOWN[key].name for key in rules.keys_of(kind)}
    gone = [name for name in rules.named_in(row.subject + row.body) if name not in usable]
    if gone:
        return f"chỗ trống {{{gone[0]}}} không còn nữa"
    return "còn thiếu " + "; ".join(rules.lacking(row.body, kind.least, KNOWN))


def agency_notices(*, viewer: OfficerView, agency_code: str, on: date) -> list[NoticeRow]:
    """Every notice with how it stands at an agency; two queries.

    Raises: NoSuchAgency, for one that the officer does not administer too.
    """
    versions = _versions(_agency(viewer, agency_code))
    return [_row(kind, versions, on) for kind in ALL]


def notice_page(*, viewer: OfficerView, agency_code: str, notice: str, language: str, on: date) -> NoticePage:
    """Three queries. Raises: NoSuchAgency, NoticeMissing."""
    kind = notice_kind(notice, language)
    versions = _versions(_agency(viewer, agency_code), notice=notice)
    row, rows = _row(kind, versions, on), versions.get((notice, language), [])
    state = next(one for one in row.states if one.language == language)
    default, own = default_words(notice, language), _in_force(rows, on)
    needs = rules.needs_of(kind, default.body, KNOWN)
    return NoticePage(
        row=row,
        state=state,
        has_own_subject=kind.has_own_subject,
        default=default,
        now=_words(own) or default,
        placeholders=tuple(one for key, one in KNOWN.items() if key in rules.keys_of(kind)),
        needed=tuple(one.says for key, one in KNOWN.items() if key in needs),
        subject_placeholders=tuple(one for key, one in KNOWN.items() if key in rules.subject_keys(kind)),
        versions=_version_rows(rows, own, on),
        default_lines=_changed_lines(own, default) if state.default_changed else [],
    )


def preview(*, notice: str, language: str, words: Words) -> Words:
    """How words read with samples, which are nobody's."""

    def sample(key: str) -> str:
        return KNOWN[key].sample(language)

    kind = notice_kind(notice, language)
    if not kind.has_own_subject:
        words = Words(KNOWN["subject"].written, words.body)
    subject = rules.rendered(words.subject, sample, KNOWN)
    return Words(f"[{sample('code')}] {subject}", rules.rendered(words.body, sample, KNOWN))


def trial(*, notice: str, language: str, subject: str, body: str) -> Words:
    """How typed words would read, once they pass the checks. Raises NoticeMissing, WordingUnusable."""
    kind, default = notice_kind(notice, language), default_words(notice, language)
    kept = rules.checked(
        kind,
        subject=subject if kind.has_own_subject else default.subject,
        body=body,
        default_body=default.body,
        known=KNOWN,
    )
    return preview(notice=notice, language=language, words=Words(*kept))


def _agency(viewer: OfficerView, code: str) -> Agency:
    agency = Agency.objects.filter(pk__in=administered_ids(viewer), code=code).first()
    if agency is None:
        raise NoSuchAgency
    return agency


def _versions(agency: Agency, **more: str) -> dict[tuple[str, str], list[Wording]]:
    """By notice and language, the newest first."""
    found: dict[tuple[str, str], list[Wording]] = {}
    for one in Wording.objects.filter(agency=agency, **more).order_by("-starts_on", "-pk"):
        found.setdefault((one.notice, one.language), []).append(one)
    return found


def _in_force(rows: list[Wording], on: date) -> Wording | None:
    return next((one for one in rows if one.cancelled_at is None and one.starts_on <= on), None)


def _row(kind: NoticeKind, versions: dict[tuple[str, str], list[Wording]], on: date) -> NoticeRow:
    states = tuple(
        _state(kind, language, versions.get((kind.key, language), []), on) for language in kind.languages
    )
    return NoticeRow(kind.key, kind.group, kind.title, kind.cause, states)


def _state(kind: NoticeKind, language: str, rows: list[Wording], on: date) -> LanguageState:
    own, default = _in_force(rows, on), default_words(kind.key, language)
    later = [one.starts_on for one in rows if one.cancelled_at is None and one.starts_on > on]
    is_own = own is not None and not own.is_default
    return LanguageState(
        language=language,
        label=LANGUAGES[language],
        is_own=is_own,
        since=own.starts_on if own else None,
        planned=min(later, default=None),
        default_changed=own is not None
        and is_own
        and (own.base_subject, own.base_body) != (default.subject, default.body),
        problem=_problem(own) if own is not None and is_own else "",
    )


def _changed_lines(own: Wording | None, default: Words) -> list[tuple[str, str]]:
    """What the product said when the words were written, beside what it says now."""
    if own is None:
        return []
    before = [own.base_subject, *own.base_body.split("\n")]
    after = [default.subject, *default.body.split("\n")]
    marks = {"+": "new", "-": "old"}
    lines = [line for line in difflib.ndiff(before, after) if line[:1] != "?" and line[2:].strip()]
    return [(marks.get(line[:1], "same"), line[2:]) for line in lines]


def _version_rows(rows: list[Wording], own: Wording | None, on: date) -> list[VersionRow]:
    codes = {row.made_by for row in rows}
    names = dict(Officer.objects.filter(code__in=codes).values_list("code", "full_name"))
    return [
        VersionRow(
            number=row.pk,
            words=Words(row.subject, row.body),
            is_default=row.is_default,
            note=row.note,
            starts_on=row.starts_on,
            made_at=row.made_at,
            made_by=names.get(row.made_by, ""),
            state=_state_of(row, own, on),
        )
        for row in rows
    ]


def _state_of(row: Wording, own: Wording | None, on: date) -> str:
    if row.cancelled_at is not None:
        return "cancelled"
    if own is not None and row.pk == own.pk:
        return "in_force"
    return "planned" if row.starts_on > on else "past"
