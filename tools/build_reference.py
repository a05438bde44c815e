"""Writes ``docs/reference/``: commands from their own help, error codes and acts from their data."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

import polib
import typer
from typer.main import get_command

from tregua.cli.app import app
from tregua.vocabulary.acts import ACTS

FOLDER = Path(__file__).parent.parent / "docs/reference"
HEAD = "<!-- written by tools/build_reference.py -->\n\n"


def commands() -> str:
    """Every command's help, as the command prints it."""
    parts = ["# Commands\n"]
    root = get_command(app)

    def add(command: typer.core.TyperCommand | typer.core.TyperGroup, name: str) -> None:
        context = typer.Context(command, info_name=name, terminal_width=96, max_content_width=96)
        parts.append(f"## {name}\n\n```\n{command.get_help(context).strip()}\n```\n")
        for child, below in sorted(getattr(command, "commands", {}).items()):
            add(below, f"{name} {child}")

    add(root, "tregua")
    return HEAD + "\n".join(parts)


def errors() -> str:
    """Every error code: what it says and what to do."""
    found: dict[str, str] = {}
    for entry in sorted((files("tregua") / "data/messages/en").iterdir(), key=lambda one: one.name):
        for message in polib.pofile(entry.read_text("utf-8")):
            found[message.msgid] = message.msgstr
    rows = [
        f"| `{code}` | {found[code]} | {advice} |"
        for code, advice in sorted(
            (key.removesuffix(".do"), value) for key, value in found.items() if key.endswith(".do")
        )
    ]
    head = (
        "# Errors\n\nExit 2 for bad input, 1 for a check that fails.\n\n"
        "| code | what it says | what to do |\n|---|---|---|\n"
    )
    return HEAD + head + "\n".join(rows) + "\n"


def acts() -> str:
    """The acts that reading tells apart."""
    rows = [f"| `{name}` | {act.gloss} |" for name, act in sorted(ACTS.items())]
    return HEAD + "# Acts\n\n| act | what it is |\n|---|---|\n" + "\n".join(rows) + "\n"


PAGES = {"commands.md": commands, "errors.md": errors, "acts.md": acts}


def main() -> int:
    """Writes the pages; with ``--check``, only says whether they are up to date."""
    stale = []
    for name, build in PAGES.items():
        path, text = FOLDER / name, build()
        if "--check" in sys.argv:
            if not path.is_file() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
