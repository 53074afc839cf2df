"""The settings of `bilet preview`: one test on its author's own machine, for nobody else.

The pages of the preview exist only here: `ROOT_URLCONF` and the middleware name them, and the
settings of the site do not.
"""

import os
from pathlib import Path

# A preview never touches the data of an installation: its database is its own, beside its content.
os.environ.pop("DATABASE_URL", None)

from bilet.config import settings as site
from bilet.config.settings import *  # noqa: F403
from bilet.config.settings import MIDDLEWARE, VAR_DIR

SITE_CONTENT = site.CONTENT_DIR
PREVIEW = os.environ["BILET_PREVIEW"]  # the code of the test
# Where the author writes, and where the site reads: one test amid the other kinds of content.
PREVIEW_SOURCE = Path(os.environ.get("BILET_PREVIEW_CONTENT") or SITE_CONTENT).resolve()
CONTENT_DIR = VAR_DIR / "content" / PREVIEW

DEMO = DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "bilet.config.urls_preview"
MIDDLEWARE = [*MIDDLEWARE, "bilet.assessments.preview.FreshContent"]
# Files are served as they lie: nothing is collected.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
