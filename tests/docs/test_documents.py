"""What the documents say is so: commands run, links lead somewhere, generated pages are fresh."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITH_COMMANDS = [
    "README.md",
    "docs/tutorial.md",
    "docs/how-to/write-an-accord.md",
    "docs/how-to/bring-in-bulletins.md",
    "docs/how-to/compare-a-page.md",
    "docs/how-to/ask-a-register.md",
    "docs/how-to/enter-into-a-register.md",
    "docs/how-to/follow-ground-and-links.md",
    "docs/how-to/keep-names-of-persons.md",
    "docs/how-to/who-sees-what.md",
    "docs/how-to/keep-evidence-under-keys.md",
    "docs/how-to/let-people-sign-in.md",
]
# Set-up and servers: the first is how this test came to run, the second has tests of its own.
LEFT_OUT = re.compile(r"^make |tregua serve")


def commands(document: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / document).read_text("utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def files_shown(document: str) -> list[tuple[str, str]]:
    """Files that a document shows: blocks that begin with ```` ```csv NAME ````."""
    return re.findall(r"^```csv (\S+)\n(.*?)^```", (ROOT / document).read_text("utf-8"), re.M | re.S)


@pytest.mark.slow
@pytest.mark.parametrize("document", WITH_COMMANDS)
def test_every_command_in_it_runs(document: str, tmp_path: Path) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/tregua").symlink_to(Path(sys.executable).parent / "tregua")
    (tmp_path / "src").symlink_to(ROOT / "src")
    (tmp_path / "bulletin.txt").write_text(
        "Bulletin\n\n1 December 2020\n\nAzerbaijan's defence ministry said that units had entered Lachin.\n"
    )
    for name, text in files_shown(document):
        (tmp_path / name).write_text(text)
    ran = 0
    for line in commands(document):
        if LEFT_OUT.search(line):
            continue
        done = subprocess.run(shlex.split(line), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        ran += 1
    assert ran


@pytest.mark.parametrize(
    "document", sorted(str(p.relative_to(ROOT)) for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
)
def test_every_link_leads_somewhere(document: str) -> None:
    here = ROOT / document
    for target in re.findall(r"\]\(([^)#\s]+)\)", here.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (here.parent / target).exists(), target


def test_the_generated_reference_is_fresh() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools/build_reference.py"), "--check"], check=False)
    assert done.returncode == 0, "run tools/build_reference.py"


def test_the_project_speaks_only_of_itself() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    wrong = re.compile(r"files\.pythonhosted|pypi\.org|registry\.npmjs|/root/|/home/[a-z]", re.I)
    found = []
    for name in tracked:
        path = ROOT / name
        if (
            path.suffix in {".woff2", ".png", ".parquet", ".pmtiles"}
            or not path.is_file()
            or "vendor" in name
        ):
            continue
        text = path.read_text("utf-8", errors="replace")
        if wrong.search(text) and not name.startswith("tests/docs/"):
            found.append(name)
    assert not found
