"""The request as a desk view gets it: the doors have put the officer on it."""

from django.http import HttpRequest

from motcua.foundation.accounts.queries import OfficerView


class DeskRequest(HttpRequest):
    """Only a type: `officer` is set by `guards.officer_only`."""

    officer: OfficerView
