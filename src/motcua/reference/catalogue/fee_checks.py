"""What a fee rule must fit: the cases of its procedure, the fields of its form, its own lines."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms.rules import Form, logic_problems

from .yaml_source import Place, Source

COUNTED = frozenset({"whole_number", "calculated"})
VALUED = frozenset({"money", "whole_number", "calculated"})


def check_fee(procedure: Source, fee: Source | None, form: Form | None) -> None:
    """Report every place where fee.yaml does not fit the rest of the package."""
    if (procedure.data["fee"] is None) != (fee is None):
        procedure.report(("fee",), _("“fee” is null exactly when there is no fee.yaml."))
    if fee is None:
        _check_channels(procedure, set())
        if procedure.data.get("time", {}).get("starts") == "valid_papers_and_fee":
            procedure.report(("time", "starts"), _("The time starts by a fee that nobody knows."))
        return
    cases = {case["slug"] for case in procedure.data["cases"]}
    before: set[str] = set()
    for number, line in enumerate(fee.data["lines"]):
        place: Place = ("lines", number)
        if line["slug"] in before:
            fee.report((*place, "slug"), _("“%(slug)s” stands twice.") % line)
        for case in sorted(set(line.get("cases", ())) - cases):
            fee.report((*place, "cases"), _("There is no case “%(case)s”.") % {"case": case})
        for sentence in logic_problems(line.get("when"), form):
            fee.report((*place, "when"), sentence)
        _check_method(fee, place, line, before, form)
        _check_bounds(fee, place, line)
        before.add(line["slug"])
    _check_exempt(fee, before, form)
    _check_channels(procedure, before)


def _check_method(
    fee: Source, place: Place, line: Mapping[str, Any], before: set[str], form: Form | None
) -> None:
    match line["method"]:
        case "per_row":
            _check_prices(fee, place, line, form)
        case "per_unit" if ("table" in line) == ("field" in line):
            fee.report((*place, "field"), _("Either a field or a table says how many."))
        case "per_unit" if "table" in line:
            table = form.field(line["table"]) if form else None
            if table is None or not table.columns:
                fee.report((*place, "table"), _("The form has no such table."))
        case "per_unit":
            _check_field(fee, place, line, form, COUNTED)
        case "percentage":
            _check_field(fee, place, line, form, VALUED)
        case "share" if line["of"] not in before:
            fee.report((*place, "of"), _("There is no line “%(of)s” before this one.") % line)


def _check_field(
    fee: Source, place: Place, line: Mapping[str, Any], form: Form | None, kinds: frozenset[str]
) -> None:
    field = form.field(line["field"]) if form else None
    if field is None or field.kind not in kinds:
        fee.report((*place, "field"), _("The form has no such field that is a number."))


def _check_prices(fee: Source, place: Place, line: Mapping[str, Any], form: Form | None) -> None:
    table = form.field(line["table"]) if form else None
    column = next((c for c in table.columns if c.name == line["by"]), None) if table else None
    if column is None:
        fee.report((*place, "table"), _("The form has no such table and column."))
        return
    kinds = {option.value for option in column.options}
    for kind in sorted(kinds - set(line["prices_vnd"])):
        fee.report((*place, "prices_vnd"), _("There is no price for “%(kind)s”.") % {"kind": kind})
    for kind in sorted(set(line["prices_vnd"]) - kinds):
        fee.report((*place, "prices_vnd", kind), _("The form has no choice “%(kind)s”.") % {"kind": kind})


def _check_bounds(fee: Source, place: Place, line: Mapping[str, Any]) -> None:
    if line.get("min_vnd", 0) > line.get("max_vnd", line.get("min_vnd", 0)):
        fee.report((*place, "max_vnd"), _("The ceiling is below the floor."))
    if line.get("valid_from", "") > line.get("valid_to", "9999"):
        fee.report((*place, "valid_to"), _("The last day is before the first."))
    steps = [step["from"] for step in line.get("discounts", ())]
    if len(set(steps)) != len(steps):
        fee.report((*place, "discounts"), _("Something stands twice here."))


def _check_exempt(fee: Source, lines: set[str], form: Form | None) -> None:
    seen: set[str] = set()
    for number, group in enumerate(fee.data.get("exempt", ())):
        place: Place = ("exempt", number)
        if group["slug"] in seen | lines:
            fee.report((*place, "slug"), _("“%(slug)s” stands twice.") % group)
        for slug in sorted(set(group.get("lines", ())) - lines):
            fee.report((*place, "lines"), _("There is no line “%(slug)s”.") % {"slug": slug})
        for sentence in logic_problems(group["when"], form):
            fee.report((*place, "when"), sentence)
        seen.add(group["slug"])


def _check_channels(procedure: Source, lines: set[str]) -> None:
    for number, channel in enumerate(procedure.data["channels"]):
        for slug in sorted(set(channel.get("fee", {}).get("lines", ())) - lines):
            place: Place = ("channels", number, "fee", "lines")
            procedure.report(place, _("There is no line “%(slug)s”.") % {"slug": slug})
