"""How well the fields of scanned documents are read: made pages through the adapters of the line.

`.venv/bin/python -m benchmarks.digitisation_accuracy [--papers N] [--seed N] [--write] [--wrong]` looks at
each page, puts it right and binds it, recognises it, reads its values, and compares them with what was
written. It prints a table by field; `--write` puts it into docs/reference/digitisation.md, `--wrong` prints
each mistake.
Seeds below 100,000 are those that rules are tuned on; the published table is measured on others.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

from tests.factories import made_pages
from tests.factories.made_pages import SEEDS_FOR_RULES, Scan

from motcua.adapters.recognition.recogniser import OcrmypdfRecogniser
from motcua.adapters.scanning.binder import ChildPageBinder
from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.records.digitisation.ports import PagePart
from motcua.records.digitisation.rules import Reading, Value, read

PAGE = Path("docs/reference/digitisation.md")
BEGINS, ENDS = "<!-- fields: begin -->", "<!-- fields: end -->"
CONDITIONS = ("clean 300 dpi", "noisy 200 dpi")
FIELDS = (
    "number", "symbol", "issued_on", "type", "place", "superior_agency", "issuing_agency", "abstract",
    "signing_power", "signer_title", "signer", "recipients",
)  # fmt: skip
OF_LICENCES = ("owner", "owner_number", "subject", "valid_until")
AIMED = ("number", "symbol", "issued_on")
SURE = 0.9


@dataclass(frozen=True)
class Answer:
    """What was read of one field of one page."""

    field: str
    condition: str
    seed: int
    truth: Any
    value: Any
    confidence: float

    @property
    def is_right(self) -> bool:
        return bool(self.value == self.truth)

    @property
    def is_surely_wrong(self) -> bool:
        return not self.is_right and self.value is not None and self.confidence > SURE


def main() -> None:
    """Measure, print, and write where asked."""
    options = argparse.ArgumentParser()
    options.add_argument("--papers", type=int, default=120)
    options.add_argument("--seed", type=int, default=200_000)
    options.add_argument("--write", action="store_true")
    options.add_argument("--wrong", action="store_true")
    options = options.parse_args()
    answers = list(measured(options.seed, options.papers))
    if options.wrong:
        for answer in answers:
            if not answer.is_right:
                print(f"{answer.seed} {answer.condition}: {answer.field} {answer.confidence:.2f}")
                print(f"    {answer.truth!r}\n    {answer.value!r}")
    table = table_of(answers, options.papers, options.seed)
    print(table)
    if options.write:
        if options.seed in SEEDS_FOR_RULES:
            raise SystemExit("These seeds are for tuning the rules; what is published is measured on others.")
        before, _, rest = PAGE.read_text().partition(BEGINS)
        PAGE.write_text(f"{before}{BEGINS}\n{table}\n{ENDS}{rest.partition(ENDS)[2]}")


def measured(seed: int, papers: int) -> Iterator[Answer]:
    """Two pages at a time."""
    looker, binder, recogniser = ChildPageLooker(), ChildPageBinder(), OcrmypdfRecogniser()

    def of(place: int) -> list[Answer]:
        answers = []
        for scan in made_pages.scans_of(seed + place, place):
            with tempfile.TemporaryDirectory() as name:
                answers += _answers(
                    scan, seed + place, _through_the_line(scan, Path(name), looker, binder, recogniser)
                )
        return answers

    with ThreadPoolExecutor(2) as pool:
        for answers in pool.map(of, range(papers)):
            yield from answers


def _through_the_line(
    scan: Scan, folder: Path, looker: ChildPageLooker, binder: ChildPageBinder, recogniser: OcrmypdfRecogniser
) -> Reading:
    source, bound = folder / "scan.png", folder / "bound.pdf"
    source.write_bytes(scan.png)
    (seen,) = looker.look(source)
    assert seen.look is not None
    binder.bind([PagePart(source, 1, seen.look.turn_degrees, seen.look.skew_degrees)], bound)
    return read(recogniser.recognise(bound, folder / "made.pdf", text_to=folder / "made.txt").pages)


def _answers(scan: Scan, seed: int, reading: Reading) -> Iterator[Answer]:
    for field, truth in scan.paper.truth.items():
        home = reading.licence if field in OF_LICENCES else reading
        value: Value | None = getattr(home, field) if home else None
        yield Answer(
            field=field,
            condition=scan.condition.name,
            seed=seed,
            truth=tuple(truth) if isinstance(truth, list) else truth,
            value=value.value if value else None,
            confidence=value.confidence if value else 0.0,
        )


def table_of(answers: list[Answer], papers: int, seed: int) -> str:
    """By field and condition: pages read right, and pages where a wrong value was surer than 0.9."""
    rows = [
        f"{papers} papers, each scanned in both ways; seeds {seed} to {seed + papers - 1}.",
        "",
        "| field | pages each | right, clean 300 dpi | right, noisy 200 dpi "
        "| sure and wrong, clean | sure and wrong, noisy |",
        "|---|---|---|---|---|---|",
    ]
    for field in FIELDS + OF_LICENCES:
        cells = []
        for share in (_right, _surely_wrong):
            cells += [
                share([a for a in answers if (a.field, a.condition) == (field, name)]) for name in CONDITIONS
            ]
        count = sum(a.field == field for a in answers) // len(CONDITIONS)
        rows.append(f"| `{field}` | {count} | " + " | ".join(cells) + " |")
    all_right = [_all_aimed(answers, name) for name in CONDITIONS]
    rows.append(f"| number, symbol and date together | {papers} | " + " | ".join(all_right) + " | | |")
    return "\n".join(rows)


def _right(answers: list[Answer]) -> str:
    return f"{sum(a.is_right for a in answers) / max(1, len(answers)):.1%}".replace("%", " %")


def _surely_wrong(answers: list[Answer]) -> str:
    return f"{sum(a.is_surely_wrong for a in answers) / max(1, len(answers)):.1%}".replace("%", " %")


def _all_aimed(answers: list[Answer], condition: str) -> str:
    wanted = [a for a in answers if a.condition == condition and a.field in AIMED]
    seeds = {a.seed for a in wanted}
    wrong = {a.seed for a in wanted if not a.is_right}
    return f"{(len(seeds) - len(wrong)) / max(1, len(seeds)):.1%}".replace("%", " %")


if __name__ == "__main__":
    main()
