"""What happened, when, by whom: append-only, chained per subject, sealed every minute.

Event: one act on one subject. Chain: each event holds the hash of the subject's event before it. Seal: the
signed Merkle root of everything that was committed since the seal before it.
What this proves and what it cannot is told in docs/explanation/audit.md.
"""
