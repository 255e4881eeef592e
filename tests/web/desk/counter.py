"""The counter in a browser: its pages opened, filled in and sent, and what its scanner drops."""

import os
import re
import time
from pathlib import Path
from typing import Any

from django.test import Client

from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import a_publication, an_authority

WHOLE = {
    "_do": "accept",
    "_channel": "counter",
    "_filer_identity_number": "045088000777",
    "_filer_full_name": "Võ Thanh Bình",
    "_filer_phone": "0912 000 777",
    "_ground": "self",
    "_paper": ["don", "giay-cu"],
    "_originals-don": "1",
    "_originals-giay-cu": "",
    "_certified-giay-cu": "1",
    "_plain-giay-cu": "2",
    "purpose": "Chẩn đoán y tế",
    "_result_way": "counter",
}


def browser(role: str = "receptionist") -> Client:
    return signed_in_client(an_authority()[role])


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def address(**kinds: Any) -> str:
    return f"/desk/counter/register/{a_publication(**kinds).full_code}/"


def token_of(client: Client, place: str) -> str:
    return token_in(client.get(place))


def token_in(page: Any) -> str:
    found = re.search(r'name="_token" value="(Q-[0-9A-Z]+)"', page.content.decode())
    assert found is not None
    return found[1]


def send(client: Client, place: str, **changes: Any) -> Any:
    return client.post(place, WHOLE | {"_token": token_of(client, place)} | changes)


def dropped(settings: Any, tmp_path: Path, name: str, content: bytes, *, seconds_ago: int = 60) -> Path:
    """A file in the folder of the counter's scanner."""
    settings.MOTCUA_SCANS = tmp_path
    file = tmp_path / "qt-mot-cua" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    moment = time.time() - seconds_ago
    os.utime(file, (moment, moment))
    return file
