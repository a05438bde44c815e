"""Speed, measured as a user meets it. Prints a table; ``--write`` keeps it in ``benchmarks/RESULTS.md``.

Figures are medians over several runs, with the range beside; machines differ and are noisy, so
each run also times a fixed piece of work of Python's own and quotes the ratio to it.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Figure:
    """One measured figure: its unit and every run's value."""

    name: str
    unit: str
    runs: tuple[float, ...]

    def row(self) -> str:
        """A line of the table."""
        low, high = min(self.runs), max(self.runs)
        middle = statistics.median(self.runs)
        return f"| {self.name} | {middle:.3g} {self.unit} | {low:.3g} – {high:.3g} | {len(self.runs)} |"


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def yardstick() -> float:
    """Seconds for a fixed piece of pure Python: how fast this machine is just now."""
    return seconds(lambda: sum(hash(str(number)) & 1 for number in range(1_000_000)))


def time_demo(runs: int) -> Figure:
    """The bundled centre, founded and played through its 111 days, as the command does it."""

    def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tregua", "demo", "--dir", f"{folder}/demo", "--no-serve"]
            return seconds(lambda: subprocess.run(command, check=True, capture_output=True))

    return Figure("tregua demo --no-serve, 111 days", "s", tuple(once() for _ in range(runs)))


def time_help(runs: int) -> Figure:
    """``tregua --help`` against importing Typer, in pairs."""

    def once(*command: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True))

    pairs = [(once("-m", "tregua", "--help"), once("-c", "import typer")) for _ in range(runs)]
    return Figure("tregua --help / importing Typer", "×", tuple(ours / theirs for ours, theirs in pairs))


def time_reading(runs: int) -> list[Figure]:
    """Pages a second on one core: the example's inbox, and the founding page where it is at hand."""
    from tregua.reading import read_page
    from tregua.wiring import default_vocabulary

    vocabulary = default_vocabulary()
    inbox = files("tregua") / "data/examples/karabakh-2020/inbox"
    notes = [entry.read_text("utf-8") for entry in inbox.iterdir() if entry.name.endswith(".txt")]
    sets = {f"reading, {len(notes)} short bulletins": notes}
    founding = ROOT.parent / "shared/seed/article.txt"
    if founding.is_file():
        sets["reading, a news page of 9 KB with its navigation"] = [founding.read_text("utf-8")] * 5
    figures = []
    for name, texts in sets.items():
        read_page(texts[0], vocabulary)

        def all_of_them(texts: list[str] = texts) -> None:
            for text in texts:
                read_page(text, vocabulary)

        figures.append(Figure(name, "pages/s", tuple(len(texts) / seconds(all_of_them) for _ in range(runs))))
    return figures


def time_questions(runs: int) -> list[Figure]:
    """One question of a played centre: in the process, and as a command."""
    from datetime import date

    from tregua.centre.assess import stand
    from tregua.centre.moment import snapshot_as_of
    from tregua.wiring import open_centre

    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tregua"]
        subprocess.run(
            [*command, "demo", "--dir", f"{folder}/demo", "--no-serve"], check=True, capture_output=True
        )
        centre = open_centre(Path(folder) / "demo")
        snapshot = snapshot_as_of(centre, None)

        def ask() -> None:
            centre.memory.clear()
            stand(centre, snapshot, date(2020, 12, 13))

        status = [*command, "status", "--json", "--centre", f"{folder}/demo"]

        def ask_as_command() -> None:
            subprocess.run(status, check=True, capture_output=True)

        return [
            Figure(name, "s", tuple(seconds(work) for _ in range(runs)))
            for name, work in (
                ("every standing of one day, nothing remembered", ask),
                ("tregua status --json, as a command", ask_as_command),
            )
        ]


def main() -> None:
    """Measures everything and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    before = yardstick()
    figures = [time_help(given.runs), *time_reading(given.runs), time_demo(3), *time_questions(given.runs)]
    after = yardstick()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    lines = [
        "# Speed",
        "",
        "Written by `python benchmarks/run.py --write`: medians, on a shared machine.",
        "",
        f"Commit {commit or 'unknown'}, Python {platform.python_version()}, {platform.machine()}. "
        f"The yardstick (a million string hashes) took {before:.2f} s before and {after:.2f} s after.",
        "",
        "| what | median | range | runs |",
        "|---|---|---|---|",
        *(figure.row() for figure in figures),
        "",
    ]
    print("\n".join(lines))
    if given.write:
        (ROOT / "benchmarks/RESULTS.md").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
