"""People and organisations that own volume dossiers. Nobody can sign in as them and nobody writes to them.

Each has an account, since an applicant's acts name it, but a closed one. Identity numbers begin with 000 and
tax numbers with 00, which no province gives out.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from motcua.foundation.kernel.codes import ALPHABET
from motcua.foundation.kernel.text import normalise

from .contents import definition

PEOPLE_PER_DOSSIER = 0.1
ORGANISATIONS_PER_DOSSIER = 0.025
_THREE = [a + b + c for a in ALPHABET for b in ALPHABET for c in ALPHABET]


def code_of(prefix: str, bits: int) -> str:
    """A public code of the product's own shape from 60 bits."""
    return (
        f"{prefix}-{_THREE[bits & 32767]}{_THREE[bits >> 15 & 32767]}"
        f"{_THREE[bits >> 30 & 32767]}{_THREE[bits >> 45 & 32767]}"
    )


@dataclass(frozen=True)
class Crowd:
    """Who owns: so many people and organisations, with the first numbers of their rows."""

    key: str
    people: int
    organisations: int
    first_number: int
    first_account: int
    first_person: int
    first_organisation: int
    first_membership: int

    def _bits(self, kind: str, place: int) -> int:
        digest = hashlib.blake2b(f"{self.key}/{kind}/{place}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 4

    def person(self, place: int) -> dict[str, str]:
        """What rows, events and papers say of a person, by token."""
        return _person(self, place)

    def organisation(self, place: int) -> dict[str, str]:
        """The same of an organisation; its legal representative is the person of the same place."""
        return _organisation(self, place)


def crowd_size(dossiers: int) -> tuple[int, int]:
    organisations = int(dossiers * ORGANISATIONS_PER_DOSSIER) + 20
    return max(int(dossiers * PEOPLE_PER_DOSSIER) + 20, organisations), organisations


@lru_cache(maxsize=20_000)
def _person(crowd: Crowd, place: int) -> dict[str, str]:
    names, bits = definition()["names"], crowd._bits("person", place)
    family = names["family"][bits % len(names["family"])]
    middle = names["middle"][(bits >> 8) % len(names["middle"])]
    given = names["given"][(bits >> 16) % len(names["given"])]
    number = crowd.first_number + place
    return {
        "person.id": str(crowd.first_person + place),
        "person.code": code_of("P", bits),
        "person.name": f"{family} {middle} {given}",
        "person.identity": f"000{number:09d}",
        "person.phone": f"0900 {number // 1000 % 1000:03d} {number % 1000:03d}",
        "person.email": f"kl-{number}@motcua.example",
        "person.address": _address(bits >> 24),
        "account.code": code_of("A", crowd._bits("account", place)),
        "account.id": str(crowd.first_account + place),
    }


@lru_cache(maxsize=20_000)
def _organisation(crowd: Crowd, place: int) -> dict[str, str]:
    names, bits = definition()["names"], crowd._bits("organisation", place)
    number = crowd.first_number + place
    business = names["business"][bits % len(names["business"])]
    return {
        "org.id": str(crowd.first_organisation + place),
        "org.code": code_of("O", bits),
        "org.name": f"Công ty TNHH {business} số {number} (mẫu)",
        "org.tax": f"00{number:08d}",
        "org.phone": f"0200 {number // 1000 % 1000:03d} {number % 1000:03d}",
        "org.email": f"kl-to-chuc-{number}@motcua.example",
        "org.address": _address(bits >> 24),
    }


def _address(bits: int) -> str:
    places = definition()["names"]["place"]
    return f"Số {bits % 300 + 1}, {places[(bits >> 12) % len(places)]}, tỉnh Quảng Trị"


def rows(crowd: Crowd, *, made_at: str, since: str) -> Iterator[tuple[str, str]]:
    """Table and line of every row, as COPY takes them; columns as in COLUMNS."""
    for place in range(crowd.people):
        one = crowd.person(place)
        yield (
            "accounts_account",
            f"{one['account.id']}\t!\t{one['account.code']}\t{one['person.email']}\tvi\t{made_at}\t0"
            f"\t{made_at}\tf",
        )
        yield (
            "accounts_person",
            f"{one['person.id']}\t{one['person.code']}\t{one['account.id']}\t{one['person.identity']}"
            f"\t{one['person.name']}\t{normalise(one['person.name'])}\t\t{one['person.phone']}"
            f"\t{one['person.email']}\t{one['person.address']}",
        )
    for place in range(crowd.organisations):
        one, head = crowd.organisation(place), crowd.person(place)
        yield (
            "accounts_organisation",
            f"{one['org.id']}\t{one['org.code']}\t{one['org.tax']}"
            f"\t{one['org.name']}\t{normalise(one['org.name'])}"
            f"\t{one['org.address']}\t{one['org.phone']}\t{one['org.email']}",
        )
        yield (
            "accounts_membership",
            f"{crowd.first_membership + place}\t{code_of('M', crowd._bits('membership', place))}"
            f"\t{head['person.id']}\t{one['org.id']}\tGiám đốc\tt\tDữ liệu khối lượng (mẫu)\t{since}",
        )


COLUMNS = {
    "accounts_account": "id, password, code, email, language, created_at, failed_sign_ins, closed_at,"
    " is_active",
    "accounts_person": "id, code, account_id, identity_number, full_name, name_norm, sex, phone, email,"
    " address",
    "accounts_organisation": "id, code, tax_number, name, name_norm, address, phone, email",
    "accounts_membership": "id, code, person_id, organisation_id, position, is_legal_representative, ground,"
    " valid_from",
}
