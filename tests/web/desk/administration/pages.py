"""The administrator's pages: where they are and what they show."""

from django.urls import reverse

CODE = "skhcn-quang-tri"


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()
