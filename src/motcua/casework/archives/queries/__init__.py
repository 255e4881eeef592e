"""Reads of this room, each for a viewer."""
