"""Typesetting of official papers."""
