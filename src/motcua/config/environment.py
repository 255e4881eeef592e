"""A typed reader of environment variables: a missing or wrong one stops the start with a sentence."""

import os
import secrets
from collections.abc import Mapping, MutableMapping
from pathlib import Path


class WrongSetting(SystemExit):
    """A setting cannot be used; the sentence says which and what to write."""


SECRETS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "MOTCUA_SECRET_KEY",
    "MOTCUA_SMTP_URL",
    "MOTCUA_FILES_S3_KEY_ID",
    "MOTCUA_FILES_S3_SECRET",
)


def read_secret_files(environ: MutableMapping[str, str]) -> None:
    """NAME_FILE names a file that holds the secret NAME."""
    for name in SECRETS:
        file = environ.get(f"{name}_FILE")
        if file and not environ.get(name):
            try:
                environ[name] = Path(file).read_text().strip()
            except OSError as error:
                raise WrongSetting(f"{name}_FILE names {file}, which cannot be read.") from error


class Environment:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str) -> str:
        return self._environ.get(name, default)

    def words(self, name: str, default: list[str]) -> list[str]:
        """A list separated by commas."""
        value = self._environ.get(name)
        return [word.strip() for word in value.split(",") if word.strip()] if value else default

    def number(self, name: str, default: int) -> int:
        value = self._environ.get(name)
        if value is None:
            return default
        if not value.isdigit():
            raise WrongSetting(f"{name} must be a whole number, not {value!r}.")
        return int(value)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """One of these words; the first by default."""
        value = self._environ.get(name) or choices[0]
        if value not in choices:
            raise WrongSetting(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self._environ.get(name, "").lower()
        if value in {"", "1", "true", "yes", "0", "false", "no"}:
            return default if not value else value in {"1", "true", "yes"}
        raise WrongSetting(f"{name} must be 1 or 0, not {value!r}.")

    def path(self, name: str, default: Path) -> Path:
        value = self._environ.get(name)
        return Path(value).expanduser().resolve() if value else default

    def secret(self, name: str, *, kept_in: Path) -> str:
        """NAME, or a secret made once and kept in the data folder, 0600."""
        if self._environ.get(name):
            return self._environ[name]
        kept = kept_in / "secret.key"
        if not kept.exists():
            kept_in.mkdir(parents=True, exist_ok=True)
            try:
                descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                return kept.read_text()
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
        return kept.read_text()
