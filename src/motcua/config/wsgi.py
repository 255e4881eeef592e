"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from motcua.config import logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
logging.configure()
application = get_wsgi_application()
