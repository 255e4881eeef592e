"""The pages of one's own papers as they are read, and what is written down of it."""

import re

from django.test import Client
from django.urls import reverse

from motcua.foundation.audit.models import AuditEvent
from motcua.records.repository.models import Holding


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def page_of(browser: Client, holding: Holding) -> str:
    answer = browser.get(reverse("portal:paper", args=[holding.code]))
    assert answer.status_code == 200, text(answer)
    return text(answer)


def opened(holding: Holding) -> list[dict[str, str]]:
    chain = AuditEvent.objects.filter(subject=f"opened:{holding.code}").order_by("sequence")
    return [event.payload for event in chain]


def share(browser: Client, holding: Holding, **said: str) -> str:
    """The address of a new link."""
    facts = {"purpose": "Mở tài khoản ngân hàng", "lasts": "7d"} | said
    answer = browser.post(reverse("portal:paper_share", args=[holding.code]), facts)
    assert answer.status_code == 302, text(answer)
    found = re.search(r'value="http://testserver([^"]+)"', page_of(browser, holding))
    assert found
    return found[1]
