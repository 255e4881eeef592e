"""Signatures on PDFs: certificates, making signatures and telling what a signature proves.

Words: a *key reference* names a key in the key folder, never the key itself; a *mark* is what the eye sees
of a signature; a *report* says, for each signature of a file, who, when, whether intact, whether trusted.
"""
