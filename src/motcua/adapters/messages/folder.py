"""E-mails as files in a folder, one for each Message-ID: for the demo, for tests, for a laptop."""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.notifications.ports import Mail

from .wire import as_message


class FolderMailer:
    """Writes `<id>.eml`, whole or not at all; the same id written twice is one file."""

    def send(self, mail: Mail) -> None:
        name = re.sub(r"[^A-Za-z0-9.@-]", "", mail.message_id)
        content = as_message(mail, sender=settings.MOTCUA_MAIL_FROM).as_bytes()
        try:
            folder = self._folder()
            descriptor, draft = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, folder / f"{name}.eml")
        except OSError as error:
            raise OutsideFailure("The mail folder cannot be written.") from error

    def check(self) -> None:
        try:
            usable = os.access(self._folder(), os.W_OK)
        except OSError as error:
            raise OutsideFailure("The mail folder cannot be made.") from error
        if not usable:
            raise OutsideFailure("The mail folder cannot be written.")

    def _folder(self) -> Path:
        folder = Path(settings.MOTCUA_MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder
