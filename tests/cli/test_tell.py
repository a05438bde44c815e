"""Words of others, wherever a command writes them, show the characters that are not seen."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tregua.cli
from tregua.cli.app import app

HOSTILE = "\x1b[31m\u202e\u2066\x9b"
PAGE = f"""Peace {HOSTILE} talks

YEREVAN, November 20, 2020. /TASS/. Russian peacekeepers entered Agdam {HOSTILE} on November 20, the defence
ministry of Russia said on Friday.
"""


def unseen(text: str) -> set[str]:
    return {char for char in text if char != "\n" and char in HOSTILE.replace("[31m", "")}


@pytest.fixture
def accord(tmp_path: Path) -> Path:
    """The bundled accord with those in its titles that an accord may hold: they turn the direction."""
    folder = tmp_path / "accord"
    shutil.copytree(str(files("tregua") / "data/accords/karabakh-2020"), folder)
    path = folder / "accord.yaml"
    text = path.read_text("utf-8")
    shown = "\\u202e\\u2066"
    text = re.sub(r"(?m)^( *)title: .*$", lambda found: f'{found[1]}title: "Words {shown}"', text)
    path.write_text(text, "utf-8")
    return path


def said(*command: str) -> str:
    done = CliRunner().invoke(app, list(command))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.stdout + done.stderr


def test_a_page_that_is_read_or_compared_moves_no_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    told = said("read", str(page)), said("agreement", "compare", str(page), "--accord", "karabakh-2020")
    for text in told:
        assert unseen(text) == set()
        assert "⟨U+001B⟩" in text


@pytest.mark.parametrize(
    "command",
    [("check",), ("show",), ("calendar",), ("diff", "karabakh-2020"), ("explain", "--accord")],
)
def test_an_accord_moves_no_terminal(accord: Path, command: tuple[str, ...]) -> None:
    name, *more = command
    duty = ("deploy-servicemen",) if name == "explain" else ()
    text = said("agreement", name, *duty, *more, str(accord))
    assert unseen(text) == set()
    if name in ("diff", "show", "check"):
        assert "⟨U+" in text


def test_no_command_writes_to_the_terminal_past_the_one_place() -> None:
    folder = Path(str(tregua.cli.__file__)).parent
    found = {
        path.name: line.strip()
        for path in folder.glob("*.py")
        for line in path.read_text().splitlines()
        if "typer.echo(" in line and path.name != "show.py"
    }
    assert set(found) <= {"app.py", "drafting.py"}, found  # the version, and the packaged schema
