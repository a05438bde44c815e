"""How long a register takes to open where a million entries are kept: any register on any day, and a
year of one. ``--write`` keeps the tables in ``benchmarks/REGISTERS.md``; :mod:`spoken` makes the entries.

*First* is the first time that a fresh process asks of a register on that day, with the database open;
*again* the same once more. Nothing is remembered between questions. Files may be in the system's cache.
*As known then* is at the day's own end; *long before*, when half of the days till then had passed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from spoken import FIRST, Scale, days_of

from tregua.agreement.load import load_accord
from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.centre.registers import mark_of, postings_of, register_on, register_points, register_series
from tregua.record.act import Act
from tregua.registers.accounts import load_accounts
from tregua.store.state import SqliteState

ROOT = Path(__file__).parent.parent
ACCORD = ROOT / "src/tregua/data/accords/karabakh-2020"
REGISTERS = tuple(account.name for account in load_accounts())
DAYS = 12
SIZES = {
    "a million entries": Scale(),
    "every speaker speaks of every line": Scale(speakers=(8, 8)),
}


def open_at(folder: Path) -> Centre:
    """A centre that has an accord and a database, and nothing else."""
    nothing = cast("None", None)
    state = SqliteState(folder / "state.db")
    return Centre(nothing, load_accord(ACCORD), nothing, nothing, state, *[nothing] * 5)  # type: ignore[arg-type]


Answers = tuple[dict[str, list[tuple[float, float]]], dict[str, list[int]]]
"""Wall and processor milliseconds of each question by what was asked, and what there was of each register."""


def fill(folder: Path, scale: Scale) -> dict[str, float]:
    """Makes the claims and takes them in, an act a day."""
    centre = open_at(folder)
    mark = mark_of(centre)
    centre.state.enter_anew(mark, list)
    found = {
        "claims": 0.0,
        "entries": 0.0,
        "corrections": 0.0,
        "making": 0.0,
        "entering": 0.0,
        "keeping": 0.0,
    }
    clock = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        found[name] += now - clock
        clock = now

    for number, claims in enumerate(days_of(scale)):
        lap("making")
        postings = postings_of(claims, centre.agreement)
        lap("entering")
        act = Act(type="derivation", at=_at(number), body={})
        centre.state.project(number, act, claims, postings, mark)
        lap("keeping")
        found["claims"] += len(claims)
        found["entries"] += len(postings)
        found["corrections"] += sum(claim.supersedes is not None for claim in claims)
    found["voices"] = _count(folder, "voices")
    found["MB"] = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    return found


def _at(number: int) -> str:
    return datetime.combine(FIRST + timedelta(days=number), datetime.min.time(), UTC).isoformat()


def _count(folder: Path, table: str) -> float:
    import sqlite3

    with sqlite3.connect(folder / "state.db") as connection:
        return float(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor milliseconds of one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def ask(folder: Path, scale: Scale) -> Answers:
    """Every question, in this process."""
    centre = open_at(folder)
    latest = centre.state.snapshot()
    assert latest is not None
    assert centre.state.mark == mark_of(centre), "the entries are of another accord: fill it anew"
    found: dict[str, list[tuple[float, float]]] = {}
    sizes: dict[str, list[int]] = {}

    def note(name: str, work: Callable[[], object]) -> None:
        found.setdefault(f"{name}, first", []).append(milliseconds(work))
        found.setdefault(f"{name}, again", []).append(milliseconds(work))

    whole = scale.days
    for part in range(1, DAYS + 1):
        on = FIRST + timedelta(days=whole * part // DAYS - 1)
        known = centre.state.snapshot(size=whole * part // DAYS)
        early = cast("Snapshot", centre.state.snapshot(size=whole * part // DAYS // 2 + 1))
        for name in REGISTERS:
            note("a day, as known now", lambda: register_on(centre, latest, name, on))  # noqa: B023
            note("a day, as known then", lambda: register_on(centre, cast("Snapshot", known), name, on))  # noqa: B023
            note("a day, as known long before", lambda: register_on(centre, early, name, on))  # noqa: B023
    for name in REGISTERS:
        for year in range(whole // 365):
            first = FIRST + timedelta(days=year * 365)
            last = first + timedelta(days=364)
            note("a year, every measure", lambda: register_series(centre, latest, name, first, last))  # noqa: B023
    for name, measure in (("forces", "serviceman"), ("returns", "person"), ("losses", "killed")):
        for year in range(whole // 365):
            first = FIRST + timedelta(days=year * 365)
            last = first + timedelta(days=364)
            note(
                "a year, the points of a measure",
                lambda: register_points(centre, latest, name, measure, first, last),  # type: ignore[arg-type] # noqa: B023
            )
    pages = [register_on(centre, latest, name, scale.last) for name in REGISTERS]
    sizes["lines on the last day"] = [len(page.lines) for page in pages]
    sizes["words on the last day"] = [sum(len(line.words) for line in page.lines) for page in pages]
    sizes["flags on the last day"] = [len(page.flags) for page in pages]
    first = scale.last - timedelta(days=364)
    sizes["entries of the last year"] = [
        len(register_series(centre, latest, name, first, scale.last)) for name in REGISTERS
    ]
    return found, sizes


def tell(answers: Answers) -> Iterable[str]:
    """Lines of Markdown."""
    found, sizes = answers
    yield "| what | wall ms: median | worst | processor ms: median | worst | asked |"
    yield "|---|---|---|---|---|---|"
    for name, runs in found.items():
        cells = [f"{pick(one[n] for one in runs):.0f}" for n in (0, 1) for pick in (statistics.median, max)]
        yield f"| {name} | {' | '.join(cells)} | {len(runs)} |"
    yield ""
    yield from ("| of each register | least | median | most |", "|---|---|---|---|")
    for name, counts in sizes.items():
        yield f"| {name} | {min(counts):,.0f} | {statistics.median(counts):,.0f} | {max(counts):,.0f} |"
    yield ""


def measure(name: str, folder: Path) -> list[str]:
    """Fills a database where there is none, and asks it in a fresh process."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = folder / "sizes.json"
    if not sizes.is_file():
        sizes.write_text(json.dumps(fill(folder, SIZES[name])), "utf-8")
    command = [sys.executable, __file__, "--only", name, "--ask", str(folder)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return [*head(name, json.loads(sizes.read_text("utf-8"))), *tell(json.loads(run.stdout))]


def main() -> None:
    """Measures the sizes asked for and prints their tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", help="one of the sizes, by name")
    options.add_argument("--keep", type=Path, help="a folder for the databases; those in it are asked again")
    options.add_argument("--write", action="store_true")
    options.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.ask:
        gc.set_threshold(50_000, 20, 20)  # as the command does, see tregua.cli.app
        print(json.dumps(ask(given.ask, SIZES[given.only])))
        return
    lines = list(title())
    with tempfile.TemporaryDirectory() as temporary:
        for number, name in enumerate(SIZES):
            if given.only in (None, name):
                lines += measure(name, (given.keep or Path(temporary)) / str(number))
                print("\n".join(lines), flush=True)
    if given.write:
        (ROOT / "benchmarks/REGISTERS.md").write_text("\n".join(lines), "utf-8")


def title() -> Iterable[str]:
    """On what was measured."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    yield "# Registers at scale\n"
    yield "Written by `python benchmarks/registers.py --write`, which says what each row is.\n"
    yield (
        "Wanted: any register on any day within 100 ms, a year of one within 300 ms. The machine is shared, "
        "so the wall's milliseconds grow with what else it does; the processor's are the better measure of "
        "the work. Figures are random, so that far more of them cannot both be so than would be in earnest; "
        "telling so takes a good part of the time where the flags are most.\n"
    )
    yield (
        f"Commit {commit or 'unknown'}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, of which one is used; load {os.getloadavg()[0]:.1f} at the start.\n"
    )


def head(name: str, sizes: dict[str, float]) -> Iterable[str]:
    """What was measured."""
    scale = SIZES[name]
    yield f"## {name}\n"
    yield (
        f"{sizes['entries']:,.0f} entries in {len(REGISTERS)} registers by {sizes['voices']:,.0f} voices "
        f"(one speaker on one line, what is told apart from what is meant), from {sizes['claims']:,.0f} "
        f"claims, {sizes['corrections']:,.0f} of them corrections; {scale.days:,} acts, "
        f"{sizes['MB']:,.0f} MB with the claims themselves. Making the claims took {sizes['making']:.0f} s, "
        f"the entries {sizes['entering']:.0f} s, writing both {sizes['keeping']:.0f} s.\n"
    )


if __name__ == "__main__":
    main()
