"""What this room asks of the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """One e-mail, ready to go. `message_id` is its header with the angle brackets, the same at every try."""

    message_id: str
    address: str
    subject: str
    body: str
    written_at: datetime


class Mailer(Protocol):
    """Takes e-mails out of the house."""

    def send(self, mail: Mail) -> None:
        """Hand the mail over. Called again with the same message_id when it is not known whether it went.

        Raises OutsideFailure; permanent when the address will never take it.
        """

    def check(self) -> None:
        """Whether mail could go out now. Raises OutsideFailure."""
