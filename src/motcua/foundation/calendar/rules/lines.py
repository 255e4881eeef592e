"""One line of an explanation: a code and facts for machines, a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from .wording import sentence_of


@dataclass(frozen=True, slots=True)
class Line:
    """`facts` are plain values: moments, dates, times, numbers, texts, booleans."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the language that is active."""
        return sentence_of(self.code, self.facts)

    def as_json(self) -> dict[str, Any]:
        """`{"code", "facts", "sentence"}`; moments, dates and times in ISO 8601."""
        facts = {
            name: fact.isoformat() if isinstance(fact, (datetime, date, time)) else fact
            for name, fact in self.facts.items()
        }
        return {"code": self.code, "facts": facts, "sentence": self.sentence}
