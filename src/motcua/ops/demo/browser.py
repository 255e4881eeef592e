"""A small browser for playing the product: a real HTTP client that reads pages and posts whole forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

VOID_TYPES = {"submit", "button", "reset", "image", "file"}


@dataclass
class Form:
    """A form as a browser would send it: every control's present value, hidden ones and CSRF included."""

    action: str
    method: str = "get"
    values: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    options: dict[str, list[str]] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        return set(names) <= self.names


class _Reader(HTMLParser):
    """Collects the forms, links, headings and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._select_value: str | None = None
        self._select_first: str | None = None
        self._textarea: str | None = None
        self._textarea_text = ""
        self._skip = 0
        self._inert = 0
        self._link: str | None = None
        self._link_text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        present = {name for name, _ in attrs}
        if tag == "template" or self._inert:
            self._inert += tag == "template"  # what lies in a template is neither seen nor sent
        elif tag in {"script", "style"}:
            self._skip += 1
        elif tag == "form":
            self._form = Form(action=at.get("action", ""), method=at.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "a":
            self._link, self._link_text = at.get("href", ""), ""
        elif self._form is not None:
            self._control(tag, at, present)

    def _control(self, tag: str, at: dict[str, str], present: set[str]) -> None:
        form, name = self._form, at.get("name", "")
        if form is None or "disabled" in present:
            return
        if tag == "input":
            self._input(form, name, at, present)
        elif tag == "button" and at.get("type", "submit") == "submit" and name:
            form.buttons.append((name, at.get("value", "")))
        elif tag == "textarea" and name:
            form.names.add(name)
            self._textarea, self._textarea_text = name, ""
        elif tag == "select" and name:
            form.names.add(name)
            self._select, self._select_value, self._select_first = name, None, None
        elif tag == "option" and self._select:
            value = at.get("value", "")
            form.options.setdefault(self._select, []).append(value)
            self._select_first = value if self._select_first is None else self._select_first
            if "selected" in present:
                self._select_value = value

    @staticmethod
    def _input(form: Form, name: str, at: dict[str, str], present: set[str]) -> None:
        kind = at.get("type", "text").lower()
        if not name:
            return
        if kind == "file":
            form.files.append(name)
        elif kind == "submit":
            form.buttons.append((name, at.get("value", "")))
        elif kind in {"radio", "checkbox"}:
            form.names.add(name)
            form.options.setdefault(name, []).append(at.get("value", "on"))
            if "checked" in present:
                form.values.append((name, at.get("value", "on")))
        elif kind not in VOID_TYPES:
            form.names.add(name)
            form.values.append((name, at.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if self._inert:
            self._inert -= tag == "template"
            return
        if tag in {"script", "style"}:
            self._skip = max(0, self._skip - 1)
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._form and self._textarea:
            self._form.values.append((self._textarea, self._textarea_text.lstrip("\n")))
            self._textarea = None
        elif tag == "select" and self._form and self._select:
            value = self._select_value if self._select_value is not None else self._select_first
            if value is not None:
                self._form.values.append((self._select, value))
            self._select = None
        elif tag == "a" and self._link is not None:
            self.links.append((self._link, " ".join(self._link_text.split())))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea_text += data
        elif not (self._skip or self._inert):
            self.text.append(data)
        if self._link is not None:
            self._link_text += data


class Page:
    """One answer: status, address, text, forms and links."""

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        self.url = str(answer.url)
        self.path = answer.url.path
        self.content = answer.content
        self.headers = answer.headers
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.text = ""
        if "html" in answer.headers.get("content-type", ""):
            reader = _Reader()
            reader.feed(answer.text)
            self.forms, self.links = reader.forms, reader.links
            self.text = " ".join(" ".join(reader.text).split())

    def form(self, *names: str, action: str = "") -> Form:
        """The first POST form with these controls whose action ends with `action`. Raises LookupError."""
        for form in self.forms:
            if form.method == "post" and form.has(*names) and form.action.endswith(action):
                return form
        raise LookupError(f"the page {self.path} has no form with {names or 'any control'} {action}".strip())

    def link(self, part: str) -> str:
        """The first link whose address or words hold `part`. Raises LookupError."""
        for href, words in self.links:
            if part in href or part in words:
                return urljoin(self.url, href)
        raise LookupError(f"the page {self.path} has no link with {part!r}")


class Browser:
    """A person at a browser: cookies kept, redirects followed, forms posted with all their controls."""

    def __init__(self, base_url: str, *, timeout_seconds: float = 30) -> None:
        self._client = httpx.Client(
            base_url=base_url, follow_redirects=True, timeout=timeout_seconds, trust_env=False
        )

    def close(self) -> None:
        self._client.close()

    def get(self, path: str) -> Page:
        return Page(self._client.get(path))

    def send(
        self,
        page: Page,
        form: Form,
        values: Mapping[str, str | Sequence[str]] | None = None,
        *,
        files: Sequence[tuple[str, tuple[str, bytes, str]]] = (),
        button: tuple[str, str] | None = None,
    ) -> Page:
        """Post a form of `page` with some controls set; the others keep what the page gave them."""
        given = dict(values or {})
        sent = [(name, value) for name, value in form.values if name not in given]
        for name, value in given.items():
            sent += [(name, value)] if isinstance(value, str) else [(name, one) for one in value]
        if button:
            sent.append(button)
        data: dict[str, list[str]] = {}
        for name, value in sent:
            data.setdefault(name, []).append(value)
        target = urljoin(page.url, form.action or page.url)
        return Page(
            self._client.post(target, data=data, files=list(files) or None, headers={"Referer": page.url})
        )
