"""Separator sheets, set by Typst: the mark as a QR code at head and foot, whichever way it is fed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from motcua.adapters.typesetting.typst import TypstTypesetter
from motcua.records.digitisation.rules.line.cutting import SEPARATOR

MAIN = "separator.typ"
SOURCE = Path(__file__).parent / MAIN


class TypstSeparatorPrinter:
    def __init__(self) -> None:
        self._typesetter = TypstTypesetter()

    def print(self, labels: Sequence[str], *, at: datetime) -> bytes:
        return self._typesetter.join([self._sheet(" ".join(label.split()), at) for label in labels])

    def _sheet(self, label: str, at: datetime) -> bytes:
        says = f"{SEPARATOR}:{label}" if label else SEPARATOR
        return self._typesetter.typeset(
            sources={MAIN: SOURCE.read_text()},
            main=MAIN,
            data={"label": label, "says": says},
            qr=says,
            at=at,
        ).pdf
