"""The settings of the test run: the same, but quick where quickness changes nothing."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("BILET_DEMO", "1")
os.environ.setdefault("ALLOWED_HOSTS", "*")

from bilet.config.settings import *  # noqa: F403
from bilet.config.settings import DATABASES, TEMPLATES

# Names of test databases differ when several people test on one machine.
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("BILET_TEST_DB", "test_bilet")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="bilet-media-"))
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]
