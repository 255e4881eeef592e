"""The public side is whole in Vietnamese, and what is compiled is what is written."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_every_sentence_is_translated_and_compiled() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "scripts/translations", "check"], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
