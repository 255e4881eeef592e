"""Signing with keys from files and on tokens, and verification in a bounded child process.

`keys.py` tells by a reference where a key is: `pkcs12.py` finds files, `pkcs11.py` tokens. `pades.py` and
`validation.py` know pyHanko and are never imported by a web process; `verify.py` is the asking side of a
verification, with the revocation lists kept here (`lists.py`); `demo_ca/` is the test CA that only demos
trust.
"""
