"""Texts of data in one or two languages: `{vi, en?}`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """A text in Vietnamese, with an English twin if somebody wrote one; `str()` speaks the reader's."""

    vi: str
    en: str = ""

    def __str__(self) -> str:
        return self.en if self.en and (get_language() or "vi").startswith("en") else self.vi

    def __bool__(self) -> bool:
        return bool(self.vi)

    @classmethod
    def of(cls, content: Mapping[str, Any] | str | None) -> Self:
        """From data: a mapping, a plain string (the same in both languages), or nothing."""
        if content is None:
            return cls("")
        if isinstance(content, str):
            return cls(content)
        return cls(str(content["vi"]), str(content.get("en") or ""))


EMPTY = Text("")
