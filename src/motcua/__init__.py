"""Motcua (một cửa, "one door"): Vietnamese online public services, from procedure to signed result."""

__version__ = "0.1.0"
