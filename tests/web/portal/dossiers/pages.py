"""The pages of one's own dossiers as they are read, and what is asked for on them."""

from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import operations
from motcua.casework.dossiers.models import Dossier
from tests.factories import dossiers as made
from tests.factories.accounts import officer_view


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def page_of(client: Client, dossier: Dossier, name: str = "dossier") -> str:
    answer = client.get(reverse(f"portal:{name}", args=[dossier.code]))
    assert answer.status_code == 200, answer.content.decode()
    return text(answer)


def ask(dossier: Dossier, *defects: tuple[str, str, str]) -> None:
    operations.request_supplement(
        by=officer_view(made.an_authority()["receptionist"]),
        code=dossier.code,
        defects=[operations.AskedDefect(*defect) for defect in defects],
        at=made.later(dossier.submitted_at),
    )
