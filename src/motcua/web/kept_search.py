"""What people search for, kept in their session: an address has a short code in its place (ADR 108)."""

import secrets
from collections.abc import MutableMapping
from typing import Any, Final

MOST: Final = 60
"""Searches that a session keeps; the oldest is forgotten for the next."""


class KeptSearches:
    """The searches of one session under one key, by their codes."""

    def __init__(self, session: MutableMapping[str, Any], key: str) -> None:
        self._session, self._key = session, key

    def words_of(self, code: str) -> str:
        """Empty for a code that this session does not keep: another's, or one that was forgotten."""
        found: str = self._session.get(self._key, {}).get(code, "")
        return found

    def code_of(self, words: str) -> str:
        """The same words have the same code, so that a page shown again writes nothing."""
        kept: dict[str, str] = self._session.get(self._key, {})
        found = next((code for code, one in kept.items() if one == words), "")
        if found:
            return found
        code = secrets.token_urlsafe(6)
        last = list(kept.items())[1 - MOST :]
        self._session[self._key] = {**dict(last), code: words}
        return code
