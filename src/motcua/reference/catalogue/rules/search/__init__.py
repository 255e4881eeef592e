"""Finding procedures by what people type: pure, in memory, for ten thousand of them.

`Index.of(entries, synonyms)` is built once per process and catalogue; `find(index, Wish(words=…))` answers.
A query is read (`reading`: fillers, abbreviations, everyday words, slips of the pen) into slots, each with
the words that may be meant; documents are weighed slot by slot (`ranking`).
"""

from .index import Entry, Index
from .ranking import Answer, Found, Wish, find
from .synonyms import Synonym, SynonymKind, Synonyms

__all__ = ["Answer", "Entry", "Found", "Index", "Synonym", "SynonymKind", "Synonyms", "Wish", "find"]
