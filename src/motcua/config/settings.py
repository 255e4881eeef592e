"""The one settings module, read from the environment: see .env.example for every variable."""

import os
from pathlib import Path

from motcua.config import database
from motcua.config.environment import Environment, WrongSetting, read_secret_files

read_secret_files(os.environ)
env = Environment(os.environ)

# Paths
PACKAGE_DIR = Path(__file__).resolve().parents[1]
MOTCUA_DATA = database.data_dir(os.environ)
MOTCUA_FILES = env.path("MOTCUA_FILES", MOTCUA_DATA / "files")

# Security
SECRET_KEY = env.secret("MOTCUA_SECRET_KEY", kept_in=MOTCUA_DATA)
DEBUG = False
ALLOWED_HOSTS = env.words("MOTCUA_HOSTS", ["127.0.0.1", "localhost", "testserver"])
MOTCUA_DEMO = env.flag("MOTCUA_DEMO", database.is_demo(os.environ))
MOTCUA_PUBLIC_URL = env.text("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [MOTCUA_PUBLIC_URL]
_https = MOTCUA_PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "motcua_session"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.number("MOTCUA_SESSION_HOURS", 8) * 3600
MOTCUA_KIOSK_IDLE_SECONDS = env.number("MOTCUA_KIOSK_IDLE_SECONDS", 120)
if MOTCUA_KIOSK_IDLE_SECONDS < 60:
    raise WrongSetting("MOTCUA_KIOSK_IDLE_SECONDS must be 60 or more: people read before they touch.")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Apps
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "motcua.foundation.audit",
    "motcua.foundation.calendar",
    "motcua.foundation.notifications",
    "motcua.foundation.accounts",
    "motcua.reference.forms",
    "motcua.reference.workflow",
    "motcua.reference.catalogue",
    "motcua.records.documents",
    "motcua.records.digitisation",
    "motcua.records.repository",
    "motcua.records.signing",
    "motcua.records.letters",
    "motcua.casework.payments",
    "motcua.casework.dossiers",
    "motcua.casework.archives",
    "motcua.web.ui",
    "motcua.web.portal",
    "motcua.web.desk",
    "motcua.ops",
]
AUTH_USER_MODEL = "accounts.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Middleware
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.web.security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.web.guards.Doors",
    "motcua.web.kiosk.KioskMode",
    "motcua.web.errors.Refusals",
]
CSRF_FAILURE_VIEW = "motcua.web.errors.stale_form"
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.ui.context.site",
            ],
        },
    }
]
LOGIN_URL = "portal:sign_in"

# Language and time: moments are kept in UTC and shown in Vietnam's time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["motcua.config.formats"]

# Database
DATABASES = {
    "default": database.django_settings(os.environ, as_owner=env.flag("MOTCUA_DB_AS_OWNER", False))
    | {"TEST": {"NAME": os.environ.get("MOTCUA_TEST_DB") or None}}
}

# Passwords: the first hasher makes new ones
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600

# Files and static
STATIC_URL = "/static/"
STATIC_ROOT = env.path("MOTCUA_STATIC", MOTCUA_DATA / "static")
WHITENOISE_USE_FINDERS = env.flag("MOTCUA_STATIC_FROM_SOURCE", False)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MOTCUA_FILES},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Files in an S3-compatible store, where a bucket is named
MOTCUA_FILES_S3 = {
    "bucket": env.text("MOTCUA_FILES_S3_BUCKET", ""),
    "url": env.text("MOTCUA_FILES_S3_URL", ""),
    "region": env.text("MOTCUA_FILES_S3_REGION", ""),
    "prefix": env.text("MOTCUA_FILES_S3_PREFIX", ""),
    "key_id": env.text("MOTCUA_FILES_S3_KEY_ID", ""),
    "secret": env.text("MOTCUA_FILES_S3_SECRET", ""),
    "ca": env.text("MOTCUA_FILES_S3_CA", ""),
}
if MOTCUA_FILES_S3["url"] and not MOTCUA_FILES_S3["bucket"]:
    raise WrongSetting("MOTCUA_FILES_S3_BUCKET is needed beside MOTCUA_FILES_S3_URL.")

# Ports: one adapter for each need
MOTCUA_ADAPTERS = {
    "store": env.text(
        "MOTCUA_STORE",
        "motcua.adapters.storage.s3.S3Store"
        if MOTCUA_FILES_S3["bucket"]
        else "motcua.adapters.storage.local.LocalStore",
    ),
    "parts": "motcua.adapters.storage.parts.LocalParts",
    "inspector": "motcua.adapters.inspection.inspector.ChildInspector",
    "page_drawer": "motcua.adapters.inspection.drawer.ChildPageDrawer",
    "page_reader": "motcua.adapters.recognition.reader.Reader",
    "page_looker": "motcua.adapters.scanning.looker.ChildPageLooker",
    "page_binder": "motcua.adapters.scanning.binder.ChildPageBinder",
    "recogniser": "motcua.adapters.recognition.recogniser.OcrmypdfRecogniser",
    "pdfa_maker": "motcua.adapters.recognition.pdfa.OcrmypdfPdfaMaker",
    "separator_printer": "motcua.adapters.scanning.separators.TypstSeparatorPrinter",
    "drawings": "motcua.adapters.storage.drawings.LocalDrawings",
    "list_reader": "motcua.adapters.reading.reader.ChildListReader",
    "process_tables": "motcua.adapters.reading.process_tables.ProcessTables",
    "published_procedures": "motcua.reference.catalogue.queries.processes.PublishedProcedures",
    "scanner": "motcua.adapters.malware.configured.ConfiguredScanner",
    "paper_holders": "motcua.casework.dossiers.operations.blocking.Holders",
    "typesetter": "motcua.adapters.typesetting.typst.TypstTypesetter",
    "binder": "motcua.adapters.typesetting.binder.PikepdfBinder",
    "signer": "motcua.adapters.signing.keys.Keys",
    "mark_drawer": "motcua.records.letters.making.Marks",
    "pages": "motcua.adapters.signing.seen.SeenPages",
    "dossier_codes": env.text("MOTCUA_DOSSIER_CODES", "motcua.casework.dossiers.operations.codes.LocalCodes"),
    "revocation_lists": "motcua.adapters.signing.lists.FetchedLists",
    "verifier": "motcua.adapters.signing.verify.ChildVerifier",
    "signature_reader": "motcua.records.signing.operations.reports.SignatureReader",
    "claim_signer": "motcua.adapters.seals.claims.ClaimKeys",
    "sealer": env.text("MOTCUA_SEALER", "motcua.adapters.seals.sealer.Sealer"),
    "scan_folder": "motcua.adapters.storage.scan_folder.LocalScanFolder",
    "watched_folders": "motcua.adapters.storage.watched_folders.LocalWatchedFolders",
    "open_dossiers": "motcua.casework.dossiers.queries.underway.OpenDossiers",
    "issued_papers": "motcua.casework.dossiers.operations.holding.IssuedPapers",
    "owners_dealt_with": "motcua.casework.dossiers.queries.dealt_with.OwnersDealtWith",
    "issuing_units": "motcua.casework.dossiers.queries.dealt_with.IssuingUnits",
    "digitised_codes": "motcua.records.digitisation.operations.codes.DigitisedCodes",
    "promised_days": "motcua.casework.dossiers.operations.recounting.PromisedDays",
    "dossiers_under_way": "motcua.casework.dossiers.operations.transitions.Followers",
    "mailer": env.text(
        "MOTCUA_MAILER",
        "motcua.adapters.messages.smtp.SmtpMailer"
        if env.text("MOTCUA_SMTP_URL", "")
        else "motcua.adapters.messages.folder.FolderMailer",
    ),
}
MOTCUA_SMTP_URL = env.text("MOTCUA_SMTP_URL", "")
MOTCUA_MAIL_FROM = env.text("MOTCUA_MAIL_FROM", "khong-tra-loi@motcua.example")
MOTCUA_MAIL_FOLDER = env.path("MOTCUA_MAIL_FOLDER", MOTCUA_DATA / "mail")
MOTCUA_SCANS = env.path("MOTCUA_SCANS", MOTCUA_DATA / "scans")
MOTCUA_CLAMD = env.text("MOTCUA_CLAMD", "")
MOTCUA_SEALING_AGENCY = env.text("MOTCUA_SEALING_AGENCY", "")
MOTCUA_KEYS = env.path("MOTCUA_KEYS", MOTCUA_DATA / "keys")
MOTCUA_PKCS11_MODULE = env.text("MOTCUA_PKCS11_MODULE", "")
MOTCUA_PKCS11_TOKEN = env.text("MOTCUA_PKCS11_TOKEN", "")
MOTCUA_PKCS11_PIN_FILE = env.path("MOTCUA_PKCS11_PIN_FILE", MOTCUA_KEYS / "pkcs11.pin")
MOTCUA_SIGNATURE_LEVEL = env.one_of("MOTCUA_SIGNATURE_LEVEL", ("B-B", "B-T", "B-LT", "B-LTA"))
MOTCUA_TIME_STAMP_URL = env.text("MOTCUA_TIME_STAMP_URL", "")
MOTCUA_CRL_URLS = env.words("MOTCUA_CRL_URLS", [])
if MOTCUA_SIGNATURE_LEVEL != "B-B" and not MOTCUA_TIME_STAMP_URL:
    raise WrongSetting(f"MOTCUA_TIME_STAMP_URL is needed for signatures {MOTCUA_SIGNATURE_LEVEL}.")

# Jobs: every room's jobs.py, and the schedule
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "motcua.ops.schedule.register"

# Logging
LOGGING_CONFIG = None
