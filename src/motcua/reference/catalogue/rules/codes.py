"""Codes of procedures: the national part, the long and the short form.

`2.000086.000.00.00.H50` = national part + identifier of the publishing authority; `2.000086.H50` since 2025.
"""

import re

NATIONAL = re.compile(r"[123]\.[0-9]{6}")
_FULL = re.compile(
    r"(?P<national>[123]\.[0-9]{6})(?:\.[0-9]{3}\.[0-9]{2}\.[0-9]{2})?\.(?P<authority>[A-Z][0-9]{2})(?:\.[0-9]{2})?"
)


def national_part(code: str) -> str:
    """The part that all authorities share, or "" if this is no national code."""
    match = _FULL.fullmatch(code.strip())
    if match:
        return match["national"]
    return code.strip() if NATIONAL.fullmatch(code.strip()) else ""


def full_code(national: str, authority: str) -> str:
    return f"{national}.000.00.00.{authority}"


def short_code(national: str, authority: str) -> str:
    return f"{national}.{authority}"


def looks_like_code(words: str) -> str:
    """What was typed, in capitals, if it can be the beginning of a code; else ""."""
    typed = words.strip().upper().removeprefix("(").removesuffix(")")
    return typed if re.fullmatch(r"[123]\.[0-9]{2,6}(\.[0-9A-Z.]*)?|[A-Z][0-9]{2}-[0-9A-Z-]+", typed) else ""


_PRINTED = re.compile(
    r"(?<![0-9.])[0-9]\s?\.\s?[0-9]{4,8}(?:\s?\.\s?[0-9]{2,3}){0,3}(?:\s?\.\s?[A-Z][0-9]{2})?(?:\.[0-9]{2})?(?![0-9])"
)


def printed_in(name: str) -> tuple[str, str] | None:
    """A code that stands in a name, well formed or nearly, and the name without it."""
    match = _PRINTED.search(name)
    if match is None:
        return None
    before = name[: match.start()].rstrip().removesuffix("(").rstrip(" -–—:")
    after = name[match.end() :].lstrip().removeprefix(")").strip()
    return re.sub(r"\s", "", match[0]), f"{before} {after}".strip()


def authority_of(code: str) -> str:
    """The identifier of the publishing authority, such as H50; "" where the code has none."""
    match = _FULL.fullmatch(code.strip())
    return match["authority"] if match else ""
