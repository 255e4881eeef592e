"""The kinds of field a form can have."""

from django.db.models import TextChoices


class FieldKind(TextChoices):
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY_NUMBER = "identity_number"
    TAX_CODE = "tax_code"
    ORGANISATION_ID = "organisation_id"
    ADDRESS = "address"
    PERSON = "person"
    ORGANISATION = "organisation"
    TABLE = "table"
    GROUP = "group"
    ATTACHMENTS = "attachments"
    RESULT_NUMBER = "result_number"
    CALCULATED = "calculated"
    CONFIRMATION = "confirmation"
    SIGNATURE = "signature"
    HEADING = "heading"
    NOTE = "note"


SILENT_KINDS = frozenset({FieldKind.HEADING, FieldKind.NOTE})
"""Kinds that only speak to the reader: they take no answer."""

REPEATED_KINDS = frozenset({FieldKind.TABLE, FieldKind.GROUP})
"""Kinds that hold rows, each with the fields of `Field.columns`."""

NUMBER_KINDS = frozenset({FieldKind.WHOLE_NUMBER, FieldKind.DECIMAL, FieldKind.MONEY})

MOST_SAFE = 2**53
"""The largest whole number that every browser and every JSON reader keeps exactly."""
