"""A mail as it stands on the wire; the same bytes' meaning at every try."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from motcua.foundation.notifications.ports import Mail


def as_message(mail: Mail, *, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.written_at)
    message["From"] = sender
    message["To"] = mail.address
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message
