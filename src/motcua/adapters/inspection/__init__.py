"""Strangers' files are parsed in child processes, bounded in memory and time.

web process ──socket──▶ zygote (has imported the parsers, idle) ──fork──▶ one grandchild per file

`zygote.py` is the web process's side and imports no parser; `child.py` is the zygote; `files.py` runs in
the grandchild. Other adapters name a work module of their own, such as `motcua.adapters.signing.validation`.
"""
