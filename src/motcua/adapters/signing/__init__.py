"""Signing with keys from files, and verification in a bounded child process.

`pkcs12.py` finds keys; `pades.py` and `validation.py` know pyHanko and are never imported by a web process;
`verify.py` is the asking side of a verification; `demo_ca/` is the test CA that only demos trust.
"""
