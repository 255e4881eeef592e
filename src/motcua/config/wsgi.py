"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from motcua.config import logging
from motcua.web.security import read_as_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
logging.configure()
application = read_as_utf8(get_wsgi_application())
