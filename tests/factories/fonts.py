"""The fonts that papers are made with, named: a machine may have older ones without Vietnamese letters."""

from functools import cache
from pathlib import Path

import typst

from motcua.adapters.typesetting.typst import FONTS

ROOT = Path("/usr/share/fonts/truetype")
LIBERATION = (ROOT / "liberation2", ROOT / "liberation")
"""Version 2 first; a machine with one package has only one of the folders."""


@cache
def fonts() -> typst.Fonts:
    """Liberation Serif and Sans, DejaVu Serif; every Vietnamese letter is in each."""
    liberation = next(folder for folder in LIBERATION if folder.exists())
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONTS), str(liberation), str(ROOT / "dejavu")],
    )
