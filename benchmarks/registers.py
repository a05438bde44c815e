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
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from itertools import islice
from pathlib import Path
from typing import cast

from spoken import FIRST, Scale, days_of

from tregua.agreement.load import load_accord
from tregua.centre.centre import Centre
from tregua.centre.charter import Charter
from tregua.centre.desk import CentreDesk
from tregua.centre.earlier import EarlierClaims
from tregua.centre.ports import Snapshot
from tregua.centre.registers import (
    mark_of,
    postings_of,
    register_balances,
    register_intervals,
    register_on,
    register_series,
    stream_entries,
)
from tregua.centre.rights import may
from tregua.model.ids import content_id
from tregua.model.records import Item
from tregua.model.standing import Register
from tregua.model.tiers import INTERNAL
from tregua.reading.sheets import read_sheet
from tregua.record.act import Act
from tregua.record.checkpoint import Checkpoint
from tregua.registers.accounts import load_accounts
from tregua.registers.courses.series import series
from tregua.registers.entries.parts import Part
from tregua.store.database import open_database
from tregua.store.state import DatabaseState
from tregua.vocabulary.lexicon import load_vocabulary
from tregua.web.app import create_app
from tregua.web.doorkeeper import Alone

ROOT = Path(__file__).parent.parent
ACCORD = ROOT / "src/tregua/data/accords/karabakh-2020"
REGISTERS = tuple(account.name for account in load_accounts())
DAYS = 12
TIMES = 7
SIZES = {
    "a million entries": Scale(),
    "every speaker speaks of every line": Scale(speakers=(8, 8)),
}


def open_at(folder: Path) -> Centre:
    """A centre that has a charter, an accord with its vocabulary and a database, and nothing else."""
    agreement = load_accord(ACCORD)
    given: dict[str, object] = {
        "charter": Charter(name="large", title="A large centre", accord="karabakh-2020", demonstration=True),
        "agreement": agreement,
        "vocabulary": load_vocabulary().extended(agreement.places, agreement.actors),
        "ledger": _Unwritten(),
        "state": DatabaseState(open_database(folder / "state.db")),
        "memory": {},
    }
    return Centre(**{one.name: given.get(one.name) for one in fields(Centre)})  # type: ignore[arg-type]


class _Unwritten:
    """A record that is not kept: what the dashboard asks of one."""

    def checkpoint(self, size: int) -> Checkpoint:
        """Of that size."""
        return Checkpoint("large", size, bytes(32))


Answers = tuple[dict[str, list[tuple[float, float]]], dict[str, list[int]]]
"""Wall and processor milliseconds of each question by what was asked, and what there was of each register."""


def fill(folder: Path, scale: Scale) -> dict[str, float]:
    """Makes the claims and takes them in, an act a day."""
    centre = open_at(folder)
    mark = mark_of(centre)
    centre.state.enter_anew(mark, lambda _: [])
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
        for index, act in enumerate(_acts_of_day(number), 3 * number):
            derived = act.type == "derivation"
            centre.state.project(index, act, claims if derived else (), postings if derived else (), mark)
        lap("keeping")
        found["claims"] += len(claims)
        found["entries"] += len(postings)
        found["corrections"] += sum(claim.supersedes is not None for claim in claims)
    found["voices"] = _count(folder, "voices")
    found["MB"] = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    return found


def _acts_of_day(number: int) -> tuple[Act, ...]:
    """What comes in on a day, as the record has it: an item, what was read from it, the day's end."""
    day, at = FIRST + timedelta(days=number), _at(number)
    item = Item(
        item_id=f"item-{number:016x}", sha256="", name=f"{day}.txt", media_type="text/plain", size=1,
        published_at=str(day),
    )  # fmt: skip
    received = {**item.model_dump(mode="json"), "text_sha256": ""}
    return (
        Act(type="item_received", at=at, body=received),
        Act(type="derivation", at=at, body={}),
        Act(type="day_closed", at=at, body={"day": str(day)}),
    )


def _at(number: int) -> str:
    return datetime.combine(FIRST + timedelta(days=number), time_of_day(20), UTC).isoformat()


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
        known = centre.state.snapshot(size=3 * (whole * part // DAYS))
        early = cast("Snapshot", centre.state.snapshot(size=3 * (whole * part // DAYS // 2 + 1)))
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
                lambda: series(
                    register_series(centre, latest, name, first, last, measure),  # noqa: B023
                    name,  # noqa: B023
                    measure,  # noqa: B023
                    date.max,
                ),
            )
    for part in range(1, TIMES + 1):
        on = FIRST + timedelta(days=whole * part // TIMES - 1)
        for name in REGISTERS:
            note("--entries, the first thousand", lambda: _first_entries(centre, latest, name))  # noqa: B023
        note("the balances of exchanges", lambda: register_balances(centre, latest, on))  # noqa: B023
        for name in ("control", "links"):
            since = on - timedelta(days=364)
            note(
                "a year, from when to when",
                lambda: register_intervals(centre, latest, name, since, on),  # noqa: B023
            )
    browser = Browser(centre)
    browser.open("forces", FIRST)
    for part in range(1, TIMES + 1):
        on = FIRST + timedelta(days=whole * part // TIMES - 1)
        for name in REGISTERS:
            note("a page of the dashboard", lambda: browser.open(name, on))  # noqa: B023
    for number in range(TIMES):
        found.setdefault("1,000 rows of a sheet are entered", []).append(
            milliseconds(lambda: enter_rows(centre, scale, number))  # noqa: B023
        )
        now = centre.state.snapshot()
        found.setdefault("a day, just after", []).append(
            milliseconds(lambda: register_on(centre, cast("Snapshot", now), "forces", scale.last))  # noqa: B023
        )
        found.setdefault("a page of the dashboard, just after", []).append(
            milliseconds(lambda: browser.open("forces", scale.last))
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


def _first_entries(centre: Centre, snapshot: Snapshot, name: Register) -> None:
    deque(islice(stream_entries(centre, snapshot, Part(name)), 1_000), maxlen=0)


class Browser:
    """Opens the registers' pages of the dashboard, in this process."""

    def __init__(self, centre: Centre) -> None:
        from starlette.testclient import TestClient

        app = create_app(lambda _: CentreDesk(centre, Path()), Alone(may, INTERNAL))
        self._client = TestClient(app, base_url="http://localhost")

    def open(self, name: str, on: date) -> None:
        """A register on a day, as known that evening."""
        answer = self._client.get("/registers", params={"name": name, "on": str(on), "as_of": str(on)})
        assert answer.status_code == 200, answer.text


def enter_rows(centre: Centre, scale: Scale, number: int) -> None:
    """Reads a sheet of a thousand rows, half of which the one before it brought already, holds each against
    all that was said before, and enters what is new."""
    rows = "".join(
        f"post,{20 + row % 7},servicemen,Lachin,post {row},ru/mil,{scale.last},ru/mod,{scale.last}\n"
        for row in range(500 * number, 500 * number + 1_000)
    )
    text = f"# register: forces\nwhat,figure,unit,place,name,whose,day,said by,published\n{rows}"
    item_id = content_id("item", text)
    earlier = EarlierClaims(centre.state)
    read = read_sheet(text, centre.vocabulary, "posts.csv", earlier, item_id).claims
    claims = [one for one in earlier.told("public", read, item_id) if one.item_id == item_id]
    item = Item(item_id=item_id, sha256="", name="posts.csv", media_type="text/csv", size=len(text))
    body = {**item.model_dump(mode="json"), "text_sha256": ""}
    index, mark = centre.state.size, mark_of(centre)
    postings = postings_of(claims, centre.agreement)
    at = _at(scale.days)
    centre.state.project(index, Act(type="item_received", at=at, body=body), (), (), mark)
    centre.state.project(index + 1, Act(type="derivation", at=at, body={}), claims, postings, mark)
    centre.state.project(
        index + 2, Act(type="day_closed", at=at, body={"day": str(scale.last)}), (), (), mark
    )


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
