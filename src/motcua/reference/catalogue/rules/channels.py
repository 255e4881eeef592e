"""Whose published terms hold for a channel: its papers, its fee, its time."""

from typing import Final

from motcua.reference.catalogue.enums import Channel

_AS: Final = {"kiosk": Channel.ONLINE}
"""What is filed at a kiosk is filed by the person, electronically: no text that we read gives it terms of its
own (docs/adr/0113). Law: ND-309-2026/kiosk."""


def terms_of(channel: str) -> str:
    """The channel under which a procedure publishes what holds for this one."""
    return _AS.get(channel, channel)
