"""The door for pages and the API."""

import os

from django.core.wsgi import get_wsgi_application

from concord.config.supervise.parent_death import die_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")
if os.environ.get("CONCORD_DIE_WITH_PARENT"):
    die_with(os.getppid())
application = get_wsgi_application()
