"""The page of a procedure as the reader sees it: facts, papers with their conditions, the fee added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from motcua.casework.dossiers.queries.forecasts import ForecastRow
from motcua.foundation.kernel.money import format_vnd
from motcua.reference.catalogue.enums import LevelKind, StatusKind
from motcua.reference.catalogue.queries import LevelLine, ProcedurePage
from motcua.reference.catalogue.rules.content import Paper
from motcua.reference.catalogue.rules.fees import Price
from motcua.reference.forms.rules import Text
from motcua.web.portal import forecast_words, linked_data
from motcua.web.portal.procedure_lists import search_address
from motcua.web.ui import parts

MOST_COUNTED = 9999


@dataclass(frozen=True)
class PriceLine:
    """A line of the fee table; `count` is what the reader asked the calculator for."""

    name: str
    label: str
    price_vnd: int
    count: int

    @property
    def sum_vnd(self) -> int:
        return self.price_vnd * self.count


@dataclass(frozen=True)
class CaseLine:
    """One case with what its level means; `words` is empty where nobody states a level for it."""

    label: str
    note: str
    words: str
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True)
class LevelRow:
    """A row of the table of levels: who says it, for which case (empty for all), what it means."""

    said: str
    label: str
    case: str
    meaning: str


def shown(
    page: ProcedurePage, *, counts: Mapping[str, str], forecasts: Sequence[ForecastRow]
) -> dict[str, Any]:
    """The context of procedure.html."""
    prices = _prices(page.prices, counts)
    start = _start_address(page)
    return {
        "page": page,
        "address": linked_data.address(page),
        "address_en": linked_data.address(page, "en"),
        "record": linked_data.record_address(page),
        "form_schema": linked_data.form_address(page, (get_language() or "vi")[:2]),
        "schema_org": linked_data.as_script(linked_data.schema_org(page, start=start)),
        "crumbs": [
            parts.Crumb(_("Procedures"), search_address()),
            parts.Crumb(str(page.field_name), reverse("portal:field", args=[page.field_code])),
            parts.Crumb(page.full_code),
        ],
        "start": start,
        "is_specimen": page.has_content and page.status is not StatusKind.IN_FORCE,
        "filed": page.filed if page.filed and not page.filed.is_shown else None,
        "usual": page.usual if page.usual and not page.usual.is_shown else None,
        "shown_number": page.version_number if page.usual and not page.usual.is_shown else "",
        "level": _one_level(page),
        "cases": _cases(page),
        "levels": _levels(page),
        "facts": _facts(page, forecasts),
        "papers": [_paper(page, paper) for paper in page.papers],
        "prices": prices,
        "fee_sum_vnd": sum(price.sum_vnd for price in prices),
    }


def _start_address(page: ProcedurePage) -> str:
    """Where filing begins; empty on the page of a version that nobody files under, and where it cannot."""
    is_usual = page.usual is not None and page.usual.is_shown
    if page.filed is None or not page.filed.has_form or not (is_usual or page.filed.is_shown):
        return ""
    try:
        return reverse("portal:filing_start", args=[page.full_code])
    except NoReverseMatch:
        return ""


def _claimed(page: ProcedurePage) -> list[LevelLine]:
    return [line for line in page.levels if line.kind == LevelKind.CLAIMED]


def _one_level(page: ProcedurePage) -> LevelLine | None:
    """The claimed level when it is the same for every case."""
    claimed = _claimed(page)
    return claimed[0] if len({line.words for line in claimed}) == 1 else None


def _cases(page: ProcedurePage) -> list[CaseLine]:
    words = {line.case: line.words for line in _claimed(page)}
    return [
        CaseLine(str(case.label), str(case.note), words.get(case.slug, words.get("", "")), case.steps)
        for case in page.cases
    ]


def _levels(page: ProcedurePage) -> list[LevelRow]:
    labels = {case.slug: str(case.label) for case in page.cases}
    return [
        LevelRow(
            said=f"{line.kind_label} {line.year or ''}".strip(),
            label=line.label,
            case=labels.get(line.case, line.case),
            meaning=line.meaning,
        )
        for line in page.levels
    ] + [
        LevelRow(
            said=str(LevelKind.MEASURED.label),
            label=case.level_label,
            case=case.label,
            meaning=" ".join([f"{case.full_or_partial_label}.", *case.missing, case.difference]).strip(),
        )
        for case in page.measured
    ]


def _facts(page: ProcedurePage, forecasts: Sequence[ForecastRow]) -> list[parts.Fact]:
    if not page.has_content or page.time is None or page.result is None:
        return []
    result_note = page.result_form or str(page.validity)
    at_once = _("At once, without an appointment") if page.time.at_once else ""
    return [
        parts.Fact(_("Time by law"), str(page.time.text), at_once, icon="clock"),
        forecast_words.fact(forecasts),
        parts.Fact(_("Fee"), *_fee(page), icon="cash-coin"),
        parts.Fact(_("The result"), str(page.result.text), result_note, icon="file-earmark-check"),
    ]


def _fee(page: ProcedurePage) -> tuple[str, str]:
    """The figure and what explains it."""
    if not page.is_fee_known:
        return _("Nothing published"), _("The agency tells you the fee, if there is one, before you pay.")
    if page.is_free:
        return _("No fee"), ""
    if not page.prices:
        return _("By a rate"), page.fee_terms[0]
    lowest = min(price.price_vnd for price in page.prices)
    highest = max(price.price_vnd for price in page.prices)
    if lowest == highest:
        return format_vnd(lowest), page.prices[0].label
    span = _("%(lowest)s to %(highest)s") % {"lowest": format_vnd(lowest), "highest": format_vnd(highest)}
    return span, str(page.fee_title)


def _prices(prices: tuple[Price, ...], counts: Mapping[str, str]) -> list[PriceLine]:
    """Lines that are counted per row start at none, the others are owed once."""
    return [
        PriceLine(
            f"n{place}", price.label, price.price_vnd, _count(counts.get(f"n{place}"), 0 if price.per else 1)
        )
        for place, price in enumerate(prices)
    ]


def _count(typed: str | None, usual: int) -> int:
    if typed is None or not typed.strip().isdecimal():
        return usual
    return min(int(typed.strip()[:6]), MOST_COUNTED)


def _paper(page: ProcedurePage, paper: Paper) -> parts.Paper:
    labels = {case.slug: str(case.label) for case in page.cases}
    return parts.Paper(
        name=str(paper.name),
        anchor=f"paper-{paper.slug}",
        form=paper.form_number,
        count=_pieces(page, paper),
        note=str(paper.note),
        condition=", ".join(labels.get(slug, slug) for slug in paper.cases),
        verdict=_way(paper),
        tone="attention" if paper.original_required else "neutral",
    )


def _pieces(page: ProcedurePage, paper: Paper) -> str:
    """How many of which kind: `1 original, 2 copies, for each of: Devices`."""
    said = []
    if paper.originals:
        said.append(ngettext("%(n)s original", "%(n)s originals", paper.originals) % {"n": paper.originals})
    if paper.copies:
        said.append(ngettext("%(n)s copy", "%(n)s copies", paper.copies) % {"n": paper.copies})
    table = page.form.field(paper.per_row) if page.form and paper.per_row else None
    if table:
        said.append(_("for each of: %(rows)s") % {"rows": table.label})
    if not paper.is_required:
        said.append(_("if there is one"))
    return ", ".join(said)


def _way(paper: Paper) -> str:
    if paper.original_required:
        return _("the original must be handed in")
    return _("filled in online") if paper.by_form else ""
