"""How a message is named. Pure."""

import hashlib


def message_id(event_id: str, recipient: str, *, domain: str) -> str:
    """The Message-ID of what this recipient is told about this event: always the same, and tells nothing."""
    name = hashlib.sha256(f"{event_id}\n{recipient}".encode()).hexdigest()[:40]
    return f"<{name}@{domain}>"


def one_line(text: str) -> str:
    """A subject that cannot smuggle in another header."""
    return " ".join(text.split())
