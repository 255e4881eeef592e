"""Finds the adapter that stands behind a port: settings.MOTCUA_ADAPTERS maps a need to a dotted path."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def adapter(need: str) -> Any:
    """The one adapter of this process for `need` ("mailer", "store", "typesetter", …); made at first use.

    Raises KeyError for an unknown need: that is a bug, not a refusal.
    """
    return import_string(settings.MOTCUA_ADAPTERS[need])()
