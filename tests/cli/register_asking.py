"""The commands of registers, asked as people ask them: in a process of its own, answered in words or JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def run(*command: str) -> str:
    """What the command prints; fails with what it complains of."""
    done = subprocess.run(
        [sys.executable, "-m", "tregua", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask(centre: Path, *asked: str) -> str:
    """``tregua register`` in words."""
    return run("register", *asked, "--centre", str(centre))


def answer(centre: Path, *asked: str) -> Any:
    """``tregua register`` as programs read it."""
    return json.loads(ask(centre, *asked, "--json"))


def enter(centre: Path, **sheets: str) -> None:
    """Takes in these sheets, by the name of their file."""
    for name, sheet in sheets.items():
        file = centre.parent / f"{name}.csv"
        file.write_text(sheet, encoding="utf-8")
        run("enter", str(file), "--centre", str(centre))
