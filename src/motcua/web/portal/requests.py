"""The request as a view marked `signed_in` gets it. Only a type: the doors have let nobody else in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from motcua.foundation.accounts.models import Account


class SignedInRequest(HttpRequest):
    user: "Account"
