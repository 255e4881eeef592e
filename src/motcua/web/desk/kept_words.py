"""What officers search for, kept in their session: an address has a short code in its place.

Addresses stay in the history of browsers and in the logs of servers, so names and numbers of people never
stand in one. The code of a dossier may.
"""

from collections.abc import Mapping
from typing import Final

from django.http import QueryDict

from motcua.casework.dossiers.rules import is_dossier_code
from motcua.web.desk.requests import DeskRequest
from motcua.web.kept_search import KeptSearches

NAME: Final = "tim"
KEY: Final = "desk_words"


class KeptWords(KeptSearches):
    """The searches of one session, by their codes."""

    def __init__(self, request: DeskRequest) -> None:
        super().__init__(request.session, KEY)

    def in_address(self, name: str, words: str) -> dict[str, str]:
        """What stands in an address for these words: nothing, the code of a dossier, or a code for them."""
        words = words.strip()
        if not words:
            return {}
        return {name: words} if is_dossier_code(words.upper()) else {NAME: self.code_of(words)}

    def read(self, asked: QueryDict, name: str) -> QueryDict:
        """What an address asks, with the words in the place of their code."""
        found = asked.copy()
        if code := asked.get(NAME, ""):
            found[name] = self.words_of(code)
        return found


def stands_open(asked: Mapping[str, str], name: str) -> bool:
    """Whether an address that was typed or kept from before says the words themselves."""
    words = asked.get(name, "").strip()
    return bool(words) and NAME not in asked and not is_dossier_code(words.upper())


def is_forgotten(asked: Mapping[str, str], words: str) -> bool:
    """Whether the address has a code whose words are not kept any more."""
    return bool(asked.get(NAME)) and not words
