"""The kinds of field a form can have."""

from django.db.models import TextChoices


class FieldKind(TextChoices):
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY_NUMBER = "identity_number"
    TAX_CODE = "tax_code"
    ADDRESS = "address"
    TABLE = "table"
    HEADING = "heading"
    NOTE = "note"


SILENT_KINDS = frozenset({FieldKind.HEADING, FieldKind.NOTE})
"""Kinds that only speak to the reader: they take no answer."""
