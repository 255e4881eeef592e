"""Scanned files: their pages looked at, put right, bound, and separator sheets to lay between them.

`looker.py` and `binder.py` ask; everything that opens a stranger's file runs in grandchildren
(`adapters/inspection/zygote.py`): `looking.py` and `binding.py`, which share `sheets.py`.
"""
