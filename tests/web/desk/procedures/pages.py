"""The controls of a page as a browser would send them."""

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    """Every control of the page's own form: those with a name, whatever form they stand in but the menu's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.values: dict[str, Any] = {}
        self._select: str | None = None
        self._textarea: str | None = None
        self._in_main = 0
        self._inert = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._in_main += tag == "main"
        if tag == "div" and (self._inert or "inert" in named):
            self._inert += 1
        name = named.get("name")
        if tag == "option" and self._select and ("selected" in named or self._select not in self.values):
            self.values[self._select] = named.get("value") or ""
        if not name or not self._in_main or self._inert or tag == "button":
            return
        self.found.append((name, named))
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._textarea, self.values[name] = name, ""
        elif named.get("type") == "checkbox":
            if "checked" in named:
                self.values.setdefault(name, []).append(named.get("value") or "on")
        elif named.get("type") != "radio" or "checked" in named:
            self.values[name] = named.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main -= 1
        elif tag == "div" and self._inert:
            self._inert -= 1
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self.values[self._textarea] += data


def _read(response: Any) -> _Form:
    form = _Form()
    form.feed(response.content.decode())
    return form


def posted(response: Any) -> dict[str, Any]:
    """What the browser would send if nobody typed anything."""
    return _read(response).values


def controls(response: Any) -> dict[str, dict[str, str | None]]:
    """The attributes of each control by its name."""
    return dict(_read(response).found)
