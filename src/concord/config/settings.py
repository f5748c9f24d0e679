"""Every setting of the platform, from the environment only, with defaults that run."""

import os
from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from concord.config.environment import database_from, decimal_list, field_keys, flag, papers_storage, secret_key
from concord.config.messages import compile_messages

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("CONCORD_VAR", "var")).resolve()
PRODUCTION = flag("CONCORD_PRODUCTION")
DEBUG = flag("CONCORD_DEBUG")
DEMO = flag("CONCORD_DEMO", default=not PRODUCTION)

SECRET_KEY = secret_key(VAR, production=PRODUCTION)
CONCORD_FIELD_KEYS = field_keys(VAR, production=PRODUCTION)
ALLOWED_HOSTS = os.environ.get("CONCORD_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CONCORD_TRUSTED_ORIGINS", "").split(",") if o]
PUBLIC_URL = os.environ.get("CONCORD_PUBLIC_URL", "http://127.0.0.1:8000")
LIVE_URL = os.environ.get("CONCORD_LIVE_URL", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "concord.web",
    "django_htmx",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "ninja",
    "concord.core.people",
    "concord.core.acts",
    "concord.core.matters",
    "concord.core.staffing",
    "concord.core.papers",
    "concord.core.agenda",
    "concord.core.studio",
    "concord.core.notices",
    "concord.core.rooms",
    "concord.core.exchange",
    "concord.core.crosswalks",
    "concord.core.search",
    "concord.core.linking",
    "concord.core.api",
    "concord.apps.disputes",
    "concord.apps.grassroots.sensing",
    "concord.apps.grassroots.evaluation",
    "concord.apps.grassroots.consultation",
    "concord.apps.grassroots.supervision",
    "concord.apps.insight.warnings",
    "concord.apps.contracts",
    "concord.apps.insight.classes",
    "concord.apps.insight.figures",
    "concord.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "concord.core.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "concord.core.people.one_time.OneTimePasswordMiddleware",
    "concord.core.people.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "concord.config.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "concord.config.urls"
WSGI_APPLICATION = "concord.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

DATABASES = {"default": database_from(VAR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "concord.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "concord.web.templatetags.look"],
        },
    }
]
FORM_RENDERER = "concord.web.forms.LookRenderer"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
compile_messages(LOCALE_PATHS[0])
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = None
STORAGES = {
    "default": papers_storage(VAR),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "media-src": ["'self'", "blob:"],
        "connect-src": ["'self'", *([LIVE_URL] if LIVE_URL else [])],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "concord.core.papers.uploads.SizedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CONCORD_PAPER_MAX_BYTES = int(os.environ.get("CONCORD_PAPER_MAX_BYTES", str(30 * 1024 * 1024)))

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "concord.config.accounts.ClosedSignup"
ACCOUNT_FORMS = {
    "login": "concord.config.accounts.StaffLogin",
    "change_password": "concord.config.accounts.OwnPassword",
}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,8/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "concord.config.accounts.SealedSecrets"
MFA_TOTP_ISSUER = "Concord"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
CONCORD_SECOND_FACTOR_ROLES = decimal_list(
    "CONCORD_SECOND_FACTOR_ROLES", default="operator,coordinator,supervisor" if PRODUCTION else ""
)
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("CONCORD_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("CONCORD_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("CONCORD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CONCORD_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("CONCORD_SMTP_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("CONCORD_MAIL_FROM", "concord@localhost")
CONCORD_SMS_URL = os.environ.get("CONCORD_SMS_URL", "")
CONCORD_SMS_KEY = os.environ.get("CONCORD_SMS_KEY", "")
CONCORD_REGISTER_URL = os.environ.get("CONCORD_REGISTER_URL", "")
CONCORD_REGISTER_KEY = os.environ.get("CONCORD_REGISTER_KEY", "")
CONCORD_WEBHOOK_KEY = os.environ.get("CONCORD_WEBHOOK_KEY", "")
CONCORD_WEBHOOK_PRIVATE = flag("CONCORD_WEBHOOK_PRIVATE")

CONCORD_EXCHANGE_PRIVATE = flag("CONCORD_EXCHANGE_PRIVATE")
CONCORD_SOURCES = os.environ.get("CONCORD_SOURCES", "")
CONCORD_VIEWS = {name: told for name, told in os.environ.items() if name.startswith("CONCORD_VIEW_")}
CONCORD_EXCHANGE_STAND_IN = os.environ.get("CONCORD_EXCHANGE_STAND_IN", "")

CONCORD_OUTLINES = os.environ.get("CONCORD_OUTLINES", "")

CONCORD_REPORTS_PER_PHONE_A_DAY = int(os.environ.get("CONCORD_REPORTS_PER_PHONE_A_DAY", "10"))
NINJA_NUM_PROXIES = int(os.environ.get("CONCORD_PROXIES", "0"))
CONCORD_API_RATES = decimal_list("CONCORD_API_RATES", default="60/m,600/m")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 4, "listen_notify": True, "shutdown_graceful_timeout": 4}
SERVICE_NAME = _("Concord")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("CONCORD_LOG_LEVEL", "WARNING")},
}
