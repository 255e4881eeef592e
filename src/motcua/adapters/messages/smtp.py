"""E-mails through an SMTP server.

MOTCUA_SMTP_URL: `smtp://user:password@host:587` (STARTTLS required; `?starttls=0` turns it off, for a
relay on
the same machine), or `smtps://…:465`. `?ca=FILE` trusts a private authority instead of the system's.
"""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.notifications.ports import Mail

from .wire import as_message

TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    user: str
    password: str
    implicit_tls: bool
    starttls: bool
    ca: str | None

    @classmethod
    def from_url(cls, url: str) -> "Server":
        """Raises ValueError for an address that is not one."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("MOTCUA_SMTP_URL must look like smtp://user:password@host:587.")
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        implicit = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if implicit else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            implicit_tls=implicit,
            starttls=not implicit and query.get("starttls") != "0",
            ca=query.get("ca"),
        )


class SmtpMailer:
    """One connection for each mail: a job sends one."""

    def send(self, mail: Mail) -> None:
        message = as_message(mail, sender=settings.MOTCUA_MAIL_FROM)
        try:
            with self._connect() as link:
                link.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            # The server knows the address and will not have it (5xx), or asks to come back later (4xx).
            codes = [code for code, _ in error.recipients.values()]
            raise OutsideFailure(
                "The mail server refused the address.", permanent=all(code >= 500 for code in codes)
            ) from error
        except smtplib.SMTPDataError as error:
            # 5xx after the text: this very message will never be taken.
            raise OutsideFailure(
                "The mail server refused the message.", permanent=error.smtp_code >= 500
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            # No connection, no TLS, wrong password, sender refused: the operator can mend it, so it is
            # tried again.
            raise OutsideFailure("The mail server did not take the message.") from error

    def check(self) -> None:
        try:
            with self._connect() as link:
                link.noop()
        except (smtplib.SMTPException, OSError) as error:
            raise OutsideFailure("The mail server does not answer.") from error

    def _connect(self) -> smtplib.SMTP:
        server = Server.from_url(settings.MOTCUA_SMTP_URL)
        context = ssl.create_default_context(cafile=server.ca)
        if server.implicit_tls:
            link: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            link = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        try:
            if server.starttls:
                link.starttls(context=context)
            if server.user:
                link.login(server.user, server.password)
        except BaseException:
            link.close()
            raise
        return link
