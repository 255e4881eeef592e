"""A procedure is a folder of data; this reads one and says everything that is wrong in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.kernel.canonical import content_hash
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import (
    Field,
    Form,
    form_problems,
    is_bound,
    logic_problems,
    parse_form,
)
from motcua.reference.workflow.rules import HOURS_PER_DAY, longest_hours, parse_steps

from . import schemas, yaml_source
from .fee_checks import check_fee
from .rules.levels import is_level
from .yaml_source import Place, Problem, Source

WITHIN_THE_DAY = ("day", "working_day")


@dataclass
class Folder:
    """One complete procedure as read: the content of its version, form, fee and internal process."""

    path: Path
    procedure: dict[str, Any]
    form: dict[str, Any] | None = None
    fee: dict[str, Any] | None = None
    process: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def code(self) -> str:
        return str(self.procedure["code"])

    @property
    def is_incomplete(self) -> bool:
        """Whether only a part of it is known, so that nobody files under it."""
        return bool(self.procedure.get("incomplete"))

    @property
    def valid_from(self) -> date:
        return date.fromisoformat(self.procedure["valid_from"]["day"])

    @property
    def valid_to(self) -> date | None:
        ends = self.procedure["valid_to"]
        return date.fromisoformat(ends["day"]) if ends else None

    def version_content(self) -> dict[str, Any]:
        """What a version keeps: the procedure, and by their hashes the form and the fee that it pins."""
        pins = {
            kind: {"code": content["code"], "hash": content_hash(content)}
            for kind, content in (("form", self.form), ("fee", self.fee))
            if content is not None
        }
        return {**self.procedure, "pins": pins}


def load_folder(path: Path, *, known_fields: Collection[str]) -> Folder:
    """Read and check a folder; its `problems` are empty when it may be published.

    The folder is named by the code; another version of the same procedure `<code>@<label>`. `known_fields`
    are the codes of fields.yaml. A folder without form.yaml or process.yaml is not wrong.
    """
    sources = {
        kind: yaml_source.read(path / f"{kind}.yaml", f"{path.name}/{kind}.yaml") for kind in _present(path)
    }
    folder = check_sources(path, sources, known_fields=known_fields)
    procedure = sources["procedure"]
    if isinstance(procedure.data, dict) and procedure.data.get("code") != path.name.partition("@")[0]:
        said = _("The folder is named “%(name)s”.") % {"name": path.name}
        folder.problems.insert(0, Problem(procedure.file, procedure.line_of(("code",)), "code", said))
    return folder


def load_content(content: Mapping[str, Any], *, known_fields: Collection[str]) -> Folder:
    """The same check for the parts of a draft, which have no lines: {procedure, form, fee, process}."""
    sources = {
        kind: Source(f"{kind}.yaml", content.get(kind))
        for kind in schemas.KINDS
        if kind == "procedure" or content.get(kind) is not None
    }
    if sources["procedure"].data is None:
        sources["procedure"].report((), _("The file is empty."))
    return check_sources(Path("draft"), sources, known_fields=known_fields)


def check_sources(path: Path, sources: dict[str, Source], *, known_fields: Collection[str]) -> Folder:
    """Check each part by its schema and, where all of them fit, the parts together.

    What can be said of a part whatever is wrong elsewhere is said at once.
    """
    for kind, source in sources.items():
        schemas.validate(source, kind)
    is_sound = not any(source.problems for source in sources.values())
    _check_empty(sources["procedure"])
    if is_sound:
        _check_together(sources, known_fields)
    elif "form" in sources and not sources["form"].problems:
        _check_form(sources["form"])
    return Folder(
        path=path,
        **{kind: source.data for kind, source in sources.items()},
        problems=[problem for source in sources.values() for problem in source.problems],
    )


def _present(path: Path) -> list[str]:
    return [kind for kind in schemas.KINDS if kind == "procedure" or (path / f"{kind}.yaml").exists()]


def _check_together(sources: dict[str, Source], known_fields: Collection[str]) -> None:
    procedure = sources["procedure"]
    if procedure.data["field"] not in known_fields:
        procedure.report(("field",), _("There is no such field of services."))
    _check_days(procedure)
    _check_sources(procedure)
    _check_slugs(procedure)
    _check_cases(procedure)
    _check_levels(procedure)
    _check_times(procedure)
    if procedure.data.get("incomplete") and "form" in sources:
        procedure.report(("incomplete",), _("Nobody files under incomplete content: leave form.yaml out."))
    form = None
    if "form" in sources:
        form = _check_form(sources["form"])
    _check_papers(procedure, form)
    check_fee(procedure, sources.get("fee"), form)
    if "process" in sources:
        _check_process(procedure, sources["process"])


def _check_days(procedure: Source) -> None:
    days: dict[str, date] = {}
    for name in ("valid_from", "valid_to"):
        if procedure.data[name]:
            try:
                days[name] = date.fromisoformat(procedure.data[name]["day"])
            except ValueError:
                procedure.report((name, "day"), _("There is no such day."))
    if len(days) == 2 and days["valid_to"] < days["valid_from"]:
        procedure.report(("valid_to", "day"), _("The last day is before the first."))


def _check_sources(procedure: Source) -> None:
    keys = {source["key"] for source in procedure.data["sources"]}
    for place, value in _walk(procedure.data, ()):
        if place and place[-1] == "source" and value not in keys:
            procedure.report(place, _("“%(key)s” is not among the sources.") % {"key": value})


def _walk(node: Any, place: Place) -> list[tuple[Place, Any]]:
    found: list[tuple[Place, Any]] = [(place, node)]
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        found += _walk(child, (*place, key))
    return found


def _check_slugs(procedure: Source) -> None:
    for group in ("cases", "papers", "channels"):
        seen: set[str] = set()
        for place, one in [*_of_group(procedure, group)]:
            if one["slug"] in seen:
                procedure.report((*place, "slug"), _("“%(slug)s” stands twice.") % one)
            seen.add(one["slug"])


def _of_group(procedure: Source, group: str) -> list[tuple[Place, dict[str, Any]]]:
    """The rows of a group with their places; papers may stand with their case too."""
    rows: list[tuple[Place, dict[str, Any]]] = [
        ((group, number), one) for number, one in enumerate(procedure.data[group])
    ]
    if group == "papers":
        for number, case in enumerate(procedure.data["cases"]):
            own = enumerate(case.get("papers", ()))
            rows += [(("cases", number, "papers", position), one) for position, one in own]
    return rows


def _check_empty(procedure: Source) -> None:
    """Steps and papers stand with the procedure or with every case, unless the content is incomplete."""
    data = procedure.data if isinstance(procedure.data, dict) else {}
    cases = data.get("cases")
    listed = cases if isinstance(cases, list) else []
    for group in () if data.get("incomplete") else ("steps", "papers"):
        bare = [case for case in listed if not (isinstance(case, dict) and case.get(group))]
        if data.get(group) == [] and (bare or not listed):
            procedure.report((group,), _("This is empty."))


def _check_cases(procedure: Source) -> None:
    """What names a case names one that there is; a paper of a case names none."""
    known = {case["slug"] for case in procedure.data["cases"]}
    for number, reason in enumerate(procedure.data.get("partial", ())):
        for case in sorted(set(reason.get("cases", ())) - known):
            procedure.report(("partial", number, "cases"), _("There is no case “%(case)s”.") % {"case": case})
    for number, case in enumerate(procedure.data["cases"]):
        for position, paper in enumerate(case.get("papers", ())):
            if "cases" in paper:
                place: Place = ("cases", number, "papers", position, "cases")
                procedure.report(place, _("A paper that stands with its case names none."))


def _check_levels(procedure: Source) -> None:
    cases = {"", *(case["slug"] for case in procedure.data["cases"])}
    for number, level in enumerate(procedure.data["levels"]):
        if level["case"] not in cases:
            procedure.report(("levels", number, "case"), _("There is no case “%(case)s”.") % level)
        if not is_level(level["scheme"], level["value"]):
            procedure.report(("levels", number, "value"), _("%(scheme)s has no level “%(value)s”.") % level)


def _check_times(procedure: Source) -> None:
    """0 is within the day, so nothing but days; what is settled at once has no other time."""
    times: list[tuple[Place, Any]] = [(("time",), procedure.data.get("time"))]
    times += [
        (("channels", number, "time"), channel.get("time"))
        for number, channel in enumerate(procedure.data.get("channels", ()))
    ]
    for place, time in times:
        if time and time["amount"] == 0 and time["unit"] not in WITHIN_THE_DAY:
            procedure.report((*place, "amount"), _("0 is within the day: choose days or working days."))
        if time and time.get("at_once") and time["amount"] != 0:
            procedure.report((*place, "at_once"), _("What is settled at once has an amount of 0 days."))


def _check_papers(procedure: Source, form: Form | None) -> None:
    cases = {case["slug"] for case in procedure.data["cases"]}
    channels = {channel["slug"] for channel in procedure.data["channels"]}
    tables = {field.name for field in form.fields if field.columns} if form else set()
    for place, paper in _of_group(procedure, "papers"):
        for case in set(paper.get("cases", ())) - cases:
            procedure.report((*place, "cases"), _("There is no case “%(case)s”.") % {"case": case})
        for channel in set(paper.get("channels", ())) - channels:
            procedure.report((*place, "channels"), _("There is no channel “%(slug)s”.") % {"slug": channel})
        if paper.get("per_row", "") and paper["per_row"] not in tables:
            procedure.report((*place, "per_row"), _("The form has no such table."))
        if paper.get("by_form") and form is None:
            procedure.report((*place, "by_form"), _("There is no form.yaml."))
        for sentence in logic_problems(paper.get("when"), form):
            procedure.report((*place, "when"), sentence)
        _check_paper_days(procedure, place, paper, form)


def _check_paper_days(procedure: Source, place: Place, paper: dict[str, Any], form: Form | None) -> None:
    """The fields that say a paper's days are dates, of the form or of the table that the paper goes by."""
    fields = list(form.fields) if form else []
    if paper.get("per_row"):
        fields = [column for one in fields if one.name == paper["per_row"] for column in one.columns]
    dates = {one.name for one in fields if one.kind is FieldKind.DATE}
    for key, rule in (("expires_from", "valid_days"), ("issued_from", "max_age_months")):
        if key in paper and paper[key] not in dates:
            procedure.report((*place, key), _("The form has no such date."))
        if key in paper and rule not in paper:
            procedure.report((*place, key), _("Without “%(rule)s” this says nothing.") % {"rule": rule})


def _check_form(source: Source) -> Form:
    form = parse_form(source.data)
    for problem in form_problems(form):
        source.report(problem.place, problem.sentence)
    for place, one in _form_places(form):
        _check_field(source, place, one)
        for number, column in enumerate(one.columns):
            _check_field(source, (*place, "fields" if one.kind == "group" else "columns", number), column)
    _check_pages(source, form)
    return form


def _check_pages(source: Source, form: Form) -> None:
    """Every section stands on one page, when there are pages."""
    left = [section.slug for section in form.sections]
    for number, page in enumerate(form.pages):
        for slug in page.sections:
            if slug in left:
                left.remove(slug)
            else:
                source.report(
                    ("pages", number, "sections"),
                    _("There is no section “%(slug)s”, or it stands on another page.") % {"slug": slug},
                )
    if form.pages and left:
        source.report(("pages",), _("The section “%(slug)s” stands on no page.") % {"slug": left[0]})


def _form_places(form: Form) -> list[tuple[Place, Field]]:
    return [
        (("sections", number, "fields", position), one)
        for number, section in enumerate(form.sections)
        for position, one in enumerate(section.fields)
    ]


def _check_field(source: Source, place: Place, one: Field) -> None:
    for name, bound in (("min", one.min), ("max", one.max)):
        if bound is not None and not is_bound(one, bound):
            source.report(
                (*place, name), _("“%(bound)s” does not fit this kind of field.") % {"bound": bound}
            )
    values = [option.value for option in one.options]
    if len(set(values)) != len(values):
        source.report((*place, "options"), _("A choice stands twice."))


def _check_process(procedure: Source, process: Source) -> None:
    if process.data["code"] != procedure.data["code"]:
        process.report(("code",), _("This is the process of another procedure."))
    time = procedure.data.get("time") or {"unit": ""}
    hours_per_unit = {"hour": 1, "day": HOURS_PER_DAY, "working_day": HOURS_PER_DAY}.get(time["unit"])
    if hours_per_unit is None:
        return
    allowed = (time["amount"] or 1) * hours_per_unit
    used = longest_hours(parse_steps(process.data["steps"]))
    if allowed != used:
        process.report(
            ("steps",),
            _("The steps take %(used)d hours; the published time is %(allowed)d.")
            % {"used": used, "allowed": allowed},
        )
