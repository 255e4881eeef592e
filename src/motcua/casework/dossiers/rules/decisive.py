"""Which answers decide something: the fee, or which papers must come. Pure: contents in, names out.

The paper form that lies in a dossier says the rest; an officer at the counter need not type it again.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_WORD = re.compile(r"[a-z][a-z0-9_]*")


def decisive(form: Mapping[str, Any], papers: Any, fee: Any) -> frozenset[str]:
    """The fields that fee and papers read, and those that these depend on in turn."""
    definitions = {str(one["name"]): one for one in _fields(form)}
    found: set[str] = set()
    waiting = list({*_words(papers), *_words(fee)} & definitions.keys())
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting += {*_words(definitions[name])} & definitions.keys()
    return frozenset(found)


def _fields(form: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for section in form.get("sections", ()):
        yield from section.get("fields", ())


def _words(node: Any) -> Iterator[str]:
    """Every word that may be a field's name, wherever it stands."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key not in ("label", "help", "text", "title", "name", "note", "source"):
                yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)
    elif isinstance(node, str):
        yield from _WORD.findall(node)
