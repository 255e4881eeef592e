"""What a form may say and what its answers must be. Pure: values in, values out."""

from .api_schema import api_schema
from .checking import Checked, Defect, check_answers
from .conditions import WrongCondition, check_logic, names_read, parse_logic
from .definition import Field, Form, Option, Page, Section, parse_form
from .logic import CannotCompute, compute, holds
from .posting import field_at, is_blank, parse_post
from .problems import FormProblem, form_problems, logic_problems
from .retyping import as_typed, lookups_of
from .showing import Shown, ShownTable, display_rows, show
from .text import EMPTY, Text
from .values import is_bound, show_date
from .visible import Visible, for_browser, known_values, visible_values

__all__ = [
    "EMPTY",
    "CannotCompute",
    "Checked",
    "Defect",
    "Field",
    "Form",
    "FormProblem",
    "Option",
    "Page",
    "Section",
    "Shown",
    "ShownTable",
    "Text",
    "Visible",
    "WrongCondition",
    "api_schema",
    "as_typed",
    "check_answers",
    "check_logic",
    "compute",
    "display_rows",
    "field_at",
    "for_browser",
    "form_problems",
    "holds",
    "is_blank",
    "is_bound",
    "known_values",
    "logic_problems",
    "lookups_of",
    "names_read",
    "parse_form",
    "parse_logic",
    "parse_post",
    "show",
    "show_date",
    "visible_values",
]
