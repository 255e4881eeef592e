"""The door for the web server."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from motcua.config import logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
logging.configure()

_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.I)
_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Every request is read as UTF-8: a stranger does not choose the codec that decodes what they send."""
    if "CONTENT_TYPE" in environ:
        environ["CONTENT_TYPE"] = _CHARSET.sub("", environ["CONTENT_TYPE"])
    return _django(environ, start_response)
