"""How long standings take on a large accord, measured in fresh processes. ``--write`` keeps the table in
``benchmarks/STANDINGS.md``.

Making the records is the generator's cost and told apart. A day is *cold* where the evidence is sorted
for it first, *warm* where that was done. Memory is the most that the process held, its children's
included, with the records themselves (:mod:`large` says what they are).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from large import FIRST, Size, make_accord, make_evidence

ROOT = Path(__file__).parent.parent
SIZES = {
    "target: 578 obligations, 3,650 days, 100,000 events": Size(),
    "all events on ten obligations": Size(few=10),
    "ten times the events": Size(events=1_000_000),
    "ten times the obligations": Size(obligations=5_780),
    "a tenth of the events": Size(events=10_000),
}
DIAGONAL_DAYS = 3


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def peak_mb() -> float:
    """The most this process and its children have held, in megabytes."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in whose) / 1024


def measure(size: Size) -> dict[str, float]:
    """One size, in this process."""
    from tregua.compliance import Evidence, evaluate
    from tregua.compliance.judging.history import history

    accord = make_accord(size)
    found: dict[str, float] = {}
    wall, cpu = time.perf_counter(), time.process_time()
    evidence = make_evidence(size, accord)
    found["records, wall"] = time.perf_counter() - wall
    found["records, cpu"] = time.process_time() - cpu
    found["records, MB"] = peak_mb()

    def note(name: str, work: Callable[[], object]) -> None:
        found[f"{name}, wall"], found[f"{name}, cpu"] = seconds(work)
        found[f"{name}, MB"] = peak_mb()

    def day(number: int) -> Callable[[], object]:
        return lambda: evaluate(accord, evidence, FIRST + timedelta(days=number), size.last)

    note("history", lambda: history(accord, evidence, FIRST, size.last, size.last))
    warm = [seconds(day(size.days * part // 12)) for part in range(2, 12, 2)]
    found["warm day, wall"] = statistics.median(one for one, _ in warm)
    found["warm day, cpu"] = statistics.median(one for _, one in warm)
    statuses = evaluate(accord, evidence, FIRST + timedelta(days=size.days - 10), size.last)
    note("reasons of one obligation", partial(list, statuses[len(statuses) // 2].reasons))
    del statuses
    evidence = Evidence(
        evidence.claims, evidence.entries, evidence.incidents, evidence.findings, evidence.watches
    )  # the same records, nothing sorted yet
    note("cold day", day(size.days // 2))
    return found


def measure_reasons(size: Size) -> dict[str, float]:
    """Every reason of every obligation on one day, read."""
    from tregua.compliance import evaluate

    accord = make_accord(size)
    evidence = make_evidence(size, accord)
    statuses = evaluate(accord, evidence, FIRST + timedelta(days=size.days - 10), size.last)
    wall, cpu = seconds(lambda: [list(one.reasons) for one in statuses])
    number = sum(len(one.reasons) for one in statuses)
    return {
        "every reason, wall": wall,
        "every reason, cpu": cpu,
        "every reason, MB": peak_mb(),
        "reasons": number,
    }


def measure_diagonal(size: Size) -> dict[str, float]:
    """The last days of a history as known on each day: every day sorts what was known then anew."""
    from tregua.compliance import Evidence, evaluate

    accord = make_accord(size)
    whole = make_evidence(size, accord)

    def as_known(number: int) -> None:
        on = FIRST + timedelta(days=number)
        claims = tuple(one for one in whole.claims if (one.published_at or "")[:10] <= str(on))
        ids = {one.claim_id for one in claims}
        known = Evidence(
            claims,
            tuple(one for one in whole.entries if one.claim_id in ids),
            tuple(one for one in whole.incidents if one.positions[0].claim_id in ids),
            (),
            tuple(one for one in whole.watches if one.latest <= str(on)),
        )
        evaluate(accord, known, on, on)

    runs = [seconds(lambda at=at: as_known(size.days - 30 + at * 10)) for at in range(DIAGONAL_DAYS)]
    return {
        "a day as known then, wall": statistics.median(one for one, _ in runs),
        "a day as known then, cpu": statistics.median(one for _, one in runs),
        "a day as known then, MB": peak_mb(),
    }


MEASURES = {"main": measure, "reasons": measure_reasons, "diagonal": measure_diagonal}


def in_fresh_process(what: str, size: Size) -> dict[str, float]:
    """One measurement, alone."""
    given = json.dumps([what, size.obligations, size.days, size.events, size.few, size.seed])
    run = subprocess.run(
        [sys.executable, __file__, "--one", given], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def table(name: str, size: Size, runs: int, whats: tuple[str, ...]) -> list[str]:
    """Lines of Markdown for one size: medians over ``runs``."""
    told: dict[str, list[float]] = {}
    for what in whats:
        for _ in range(runs if what == "main" else 1):
            for key, value in in_fresh_process(what, size).items():
                told.setdefault(key, []).append(value)
    names = dict.fromkeys(key.rpartition(", ")[0] for key in told if ", " in key)
    lines = [
        f"## {name}",
        "",
        f"{size}, {runs} runs",
        "",
        "| what | wall s | processor s | peak MB |",
        "|---|---|---|---|",
    ]
    for one in names:
        cells = [
            f"{statistics.median(told[f'{one}, {unit}']):.3g}" if f"{one}, {unit}" in told else ""
            for unit in ("wall", "cpu")
        ]
        peak = f"{statistics.median(told[f'{one}, MB']):.0f}" if f"{one}, MB" in told else ""
        lines.append(f"| {one} | {cells[0]} | {cells[1]} | {peak} |")
    if "reasons" in told:
        lines += ["", f"{told['reasons'][0]:.0f} reasons in all."]
    return [*lines, ""]


def main() -> None:
    """Measures the sizes asked for and prints their tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--only", action="append", help="part of a size's name; several may be given")
    options.add_argument("--write", action="store_true")
    options.add_argument("--one", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        gc.set_threshold(50_000, 20, 20)  # as the command does, see tregua.cli.app
        what, obligations, days, events, few, seed = json.loads(given.one)
        print(json.dumps(MEASURES[what](Size(obligations, days, events, few, seed))))
        return
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    lines = [
        "# Standings at scale",
        "",
        "Written by `python benchmarks/standings.py --write`: medians of fresh processes, on a shared "
        "machine.",
        "",
        f"Commit {commit or 'unknown'}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, of which one is used; load {os.getloadavg()[0]:.1f} at the start.",
        "",
    ]
    for name, size in SIZES.items():
        if given.only and not any(part in name for part in given.only):
            continue
        large = size.events > 100_000 or size.obligations > 578
        whats = ("main", "reasons", "diagonal") if name.startswith("target") else ("main",)
        lines += table(name, size, 1 if large else given.runs, whats)
        print("\n".join(lines), flush=True)
    if given.write:
        (ROOT / "benchmarks/STANDINGS.md").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
