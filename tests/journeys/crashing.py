"""Real adapters that end their process group with SIGKILL at a chosen moment, once.

A file `crash/<moment>` in the data folder chooses it; the file is renamed `<moment>.met` just before the end.
"""

import os
import signal
import sys
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.adapters.messages.folder import FolderMailer
from motcua.adapters.storage.local import LocalStore
from motcua.casework.dossiers.operations.codes import LocalCode, LocalCodes
from motcua.foundation.notifications.ports import Mail
from motcua.records.documents.ports import Staged

MOMENTS = frozenset(
    {
        "code-taken",  # inside the filing, before it is committed
        "filing-committed",  # after it, before any answer
        "mail-in-hand",  # before the mail goes out
        "mail-sent",  # after it went out, before that is marked
        "mail-marked",  # after the mark, before the job is off the queue
        "paper-in-hand",  # the worker has a signed paper and has not kept it
        "paper-kept",  # its file is kept, no row says so
        "paper-made",  # all is committed, the job is still on the queue
    }
)


def folder() -> Path:
    return Path(settings.MOTCUA_DATA) / "crash"


def choose(data: Path, moment: str) -> Path:
    """Let the next process that comes to this moment end there; the file that tells that it did."""
    assert moment in MOMENTS
    (data / "crash").mkdir(exist_ok=True)
    (data / "crash" / f"{moment}.met").unlink(missing_ok=True)
    (data / "crash" / moment).touch()
    return data / "crash" / f"{moment}.met"


def perhaps(moment: str) -> None:
    try:
        os.rename(folder() / moment, folder() / f"{moment}.met")
    except FileNotFoundError:
        return
    os.killpg(os.getpgid(0), signal.SIGKILL)


class Mailer(FolderMailer):
    """Also keeps a list of what it was given, crash or not."""

    def send(self, mail: Mail) -> None:
        folder().mkdir(exist_ok=True)
        perhaps("mail-in-hand")
        super().send(mail)
        with (folder() / "sent").open("a") as file:
            file.write(f"{mail.message_id}\n")
        perhaps("mail-sent")
        transaction.on_commit(lambda: perhaps("mail-marked"))


class Store(LocalStore):
    """Crashes in the worker alone: what it keeps are the papers that it made."""

    def keep(self, staged: Staged) -> None:
        is_worker = "worker" in sys.argv
        if is_worker:
            perhaps("paper-in-hand")
        super().keep(staged)
        if is_worker:
            perhaps("paper-kept")
            transaction.on_commit(lambda: perhaps("paper-made"))


class Codes(LocalCodes):
    def next_codes(self, *, unit_id: int, long_id: str, short_id: str, on: date) -> LocalCode:
        codes = super().next_codes(unit_id=unit_id, long_id=long_id, short_id=short_id, on=on)
        perhaps("code-taken")
        transaction.on_commit(lambda: perhaps("filing-committed"))
        return codes
