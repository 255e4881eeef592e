"""Opaque public codes: they identify without telling anything about whom or what."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH = 12


def new_code(prefix: str) -> str:
    """A random code such as `P-7K3Q9XW2MD4T`: 60 random bits after the prefix."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
