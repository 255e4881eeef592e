"""Every form that is shipped, and one made to hold every kind of condition."""

from pathlib import Path

from motcua.reference import catalogue
from motcua.reference.catalogue import yaml_source
from motcua.reference.forms.rules import Form, parse_form

from .examples import a_form

PROCEDURES = Path(catalogue.__file__).parent / "data" / "procedures"


def _shipped() -> list[Form]:
    paths = sorted(PROCEDURES.glob("*/form.yaml"))
    return [parse_form(yaml_source.read(path, path.parent.name).data) for path in paths]


FORMS = _shipped()


def a_rich_form() -> Form:
    """Chains, tables, days, money, calculations of calculations, and divisions by what may be zero."""
    return a_form(
        {"name": "who", "kind": "one_of", "options": ["person", "body"]},
        {
            "name": "body_kind",
            "kind": "one_of",
            "options": ["a", "b", "c"],
            "when": {"==": [{"var": "who"}, "body"]},
        },
        {"name": "why", "kind": "short_text", "when": {"in": [{"var": "body_kind"}, ["b", "c"]]}},
        {"name": "born", "kind": "date", "when": {"!=": [{"var": "who"}, "body"]}},
        {
            "name": "age",
            "kind": "calculated",
            "result": "whole_number",
            "calculate": {"age_on": [{"var": "born"}, {"var": "today"}]},
        },
        {"name": "parent", "kind": "short_text", "when": {"<": [{"var": "age"}, 18]}},
        {"name": "adult", "kind": "note", "when": {">=": [{"var": "age"}, 18]}},
        {"name": "needs", "kind": "many_of", "options": ["x", "y", "z"]},
        {"name": "n", "kind": "whole_number", "when": {"in": ["x", {"var": "needs"}]}},
        {"name": "kv", "kind": "decimal", "when": {"or": [{"var": "n"}, {"in": ["y", {"var": "needs"}]}]}},
        {
            "name": "ratio",
            "kind": "calculated",
            "result": "decimal",
            "calculate": {"/": [{"var": "kv"}, {"var": "n"}]},
        },
        {"name": "odd", "kind": "short_text", "when": {"==": [{"%": [{"var": "n"}, 2]}, 1]}},
        {
            "name": "devices",
            "kind": "table",
            "columns": [
                {"name": "kind", "kind": "one_of", "options": ["ct", "xr"]},
                {"name": "old", "kind": "yes_no"},
                {"name": "year", "kind": "whole_number", "when": {"var": "row.old"}},
                {
                    "name": "vnd",
                    "kind": "money",
                    "when": {"and": [{"var": "needs"}, {"==": [{"var": "row.kind"}, "ct"]}]},
                },
                {
                    "name": "fee",
                    "kind": "calculated",
                    "result": "money",
                    "calculate": {
                        "share": [{"var": ["row.vnd", 0]}, {"if": [{"var": "row.old"}, 150_000, 100_000]}]
                    },
                },
            ],
            "when": {"!": [{"==": [{"var": "who"}, "person"]}]},
        },
        {
            "name": "total",
            "kind": "calculated",
            "result": "money",
            "calculate": {"sum": [{"map": [{"var": "devices"}, {"var": "fee"}]}]},
        },
        {
            "name": "label",
            "kind": "calculated",
            "result": "short_text",
            "calculate": {
                "cat": [{"var": "who"}, "/", {"var": "n"}, "/", {"substr": [{"var": "why"}, 0, 2]}]
            },
        },
        {
            "name": "expires",
            "kind": "calculated",
            "result": "date",
            "calculate": {"add_months": [{"var": "born"}, {"var": ["n", 12]}]},
        },
        {
            "name": "any_old",
            "kind": "calculated",
            "result": "yes_no",
            "calculate": {
                "some": [{"var": "devices"}, {"and": [{"var": "old"}, {"<": [{"var": "year"}, 45]}]}]
            },
        },
        {"name": "old_note", "kind": "long_text", "when": {"var": "any_old"}},
        {"name": "where", "kind": "address", "levels": 2},
        {
            "name": "boss",
            "kind": "person",
            "parts": {"name": "required", "sex": "optional", "address": "optional"},
        },
        {"name": "here", "kind": "short_text", "when": {"==": [{"var": "where.province"}, "44"]}},
        {
            "name": "near",
            "kind": "short_text",
            "when": {"in": [{"var": "where.commune"}, ["19702", "19741"]]},
        },
        {
            "name": "home",
            "kind": "note",
            "when": {
                "and": [
                    {"!=": [{"var": "boss.address.commune"}, "19702"]},
                    {"or": [{"==": [{"var": "boss.sex"}, "female"]}, {"var": "boss.address.street"}]},
                ]
            },
        },
        {
            "name": "last",
            "kind": "short_text",
            "when": {"and": [{"!": {"var": "old_note"}}, {">": [{"var": "total"}, 0]}]},
        },
    )
