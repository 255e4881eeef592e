"""What a form may say and what its answers must be. Pure: values in, values out."""

from .checking import Checked, Defect, check_answers
from .conditions import WrongCondition, check_logic, names_read, parse_logic
from .definition import Field, Form, Option, Section, parse_form
from .logic import CannotCompute, compute, holds
from .posting import parse_post
from .showing import Shown, ShownTable, display_rows
from .text import EMPTY, Text
from .values import is_bound, show_date

check_condition = check_logic

__all__ = [
    "EMPTY",
    "CannotCompute",
    "Checked",
    "Defect",
    "Field",
    "Form",
    "Option",
    "Section",
    "Shown",
    "ShownTable",
    "Text",
    "WrongCondition",
    "check_answers",
    "check_condition",
    "check_logic",
    "compute",
    "display_rows",
    "holds",
    "is_bound",
    "names_read",
    "parse_form",
    "parse_logic",
    "parse_post",
    "show_date",
]
