"""How long a page takes where a million incidents are kept, on SQLite and on PostgreSQL, in one run.

    python benchmarks/incidents.py --keep FOLDER [--days 3650] [--a-day 274] [--postgresql URL] [--write]

Each database is filled through the record, an evening at a time; ``--keep`` fills on where an earlier run
ended. *First* is the first time that a process asks, with the database open; *again* the same once more.
Files may be in the system's cache. *Past* asks as of half of all acts, about the day that was then the last.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from front import FIRST, Front, days_of

import tregua
from tregua.centre.centre import Centre
from tregua.centre.happened import ask_incidents, come_up
from tregua.centre.intake import append, open_files, take_in
from tregua.centre.ports import Snapshot
from tregua.fusion.sought import Sought
from tregua.model.ids import digest_bytes
from tregua.record.act import Act
from tregua.wiring import found_centre, open_centre

EXAMPLE = "karabakh-2020"
TIMES = 9
A_PAGE = 30


def fill(folder: Path, front: Front) -> dict[str, float]:
    """Brings the centre in ``folder`` to the front's last day; returns seconds and counts of this run."""
    if not (folder / "centre.toml").is_file():
        found_centre(folder, EXAMPLE)
        shutil.rmtree(folder / "inbox")
        (folder / "inbox").mkdir()
    centre = open_centre(folder)
    done = sum(1 for _ in centre.state.acts_of("day_closed"))
    found = {"days": 0.0, "claims": 0.0, "seconds": 0.0}
    for number, (items, claims) in enumerate(days_of(front, done), done):
        at = _at(number)
        received = [
            Act(
                type="item_received",
                at=at,
                body={**one.model_dump(mode="json"), "text_sha256": digest_bytes(b"")},
            )
            for one in items
        ]
        clock = time.perf_counter()
        body = {
            "step": "reading",
            "version": tregua.__version__,
            "inputs": [one.item_id for one in items],
            "output": centre.bulk.put_claims(claims),
        }
        day = str(FIRST + timedelta(days=number))
        closed = Act(type="day_closed", at=at, body={"day": day, "cut_off": at})
        append(centre, [*received, Act(type="derivation", at=at, body=body), closed])
        found["seconds"] += time.perf_counter() - clock
        found["days"] += 1
        found["claims"] += len(claims)
        if number % 50 == 49:
            print(f"{folder.name}: {number + 1} days, {found['seconds']:.0f} s", file=sys.stderr, flush=True)
    return found


def _at(number: int) -> str:
    return datetime.combine(FIRST + timedelta(days=number), time_of_day(20, 59, 59), UTC).isoformat()


Times = dict[str, list[float]]


def ask(folder: Path, front: Front) -> tuple[Times, dict[str, float]]:
    """Every question, in this process: milliseconds by what was asked, and what there was."""
    centre = open_centre(folder)
    found: Times = {}

    def note(name: str, work: Callable[[], object]) -> None:
        for turn in ("first", "again"):
            clock = time.perf_counter()
            work()
            found.setdefault(f"{name}, {turn}", []).append((time.perf_counter() - clock) * 1000)

    latest = centre.state.snapshot()
    assert latest is not None
    past = centre.state.snapshot(size=latest.size // 2)
    assert past is not None
    for when, snapshot, last in (
        ("now", latest, front.last),
        ("past", past, centre.charter.day_at(past.at)),
    ):
        for turn in range(TIMES):
            on = last - timedelta(days=turn * 7)
            _ask_at(centre, snapshot, on, when, note, turn)
    with ask_incidents(centre, latest) as kept:
        sizes = {"incidents": float(kept.count(Sought(), 10_000_000))}
    sizes["acts"] = latest.size
    sizes["claims"] = centre.state.claim_count(latest)
    for turn in range(3):
        name, data = _sheet(front, turn)
        arrivals, faults = open_files([(name, data)])
        assert not faults, faults
        clock = time.perf_counter()
        taken = take_in(centre, arrivals, datetime.fromisoformat(_at(front.days)))
        seconds = time.perf_counter() - clock
        assert not taken.faults, taken.faults
        found.setdefault("10,000 claims of a table are taken in", []).append(seconds * 1000)
        sizes["claims taken in"] = len(taken.claims)
    return found, sizes


def _ask_at(
    centre: Centre,
    snapshot: Snapshot,
    on: date,
    when: str,
    note: Callable[[str, Callable[[], object]], None],
    turn: int,
) -> None:
    place, weekday = f"place:village-{turn * 20}", on - timedelta(days=7)
    filters = {
        "an act": Sought(until=on, tags=frozenset({"act:hostile.drone"})),
        "a place": Sought(until=on, tags=frozenset({place})),
        "a place, an act, a side, with losses": Sought(
            until=on, tags=frozenset({place, "act:hostile.shelling", "accused:armenia", "lost"})
        ),
        "a week": Sought(until=on, since=weekday),
        "nothing": Sought(until=on),
    }

    def page(sought: Sought) -> None:
        with ask_incidents(centre, snapshot) as kept:
            kept.count(sought, 10_001)
            kept.newest(sought, 0, A_PAGE)

    for name, sought in filters.items():
        note(f"{when}: a list page filtered by {name}", lambda: page(sought))  # noqa: B023
    with ask_incidents(centre, snapshot) as kept:
        one = kept.newest(Sought(until=on), turn, 1)[0].incident_id

    def alone() -> None:
        with ask_incidents(centre, snapshot) as kept:
            incident = kept.find([one])[one]
            kept.find(doubt.other_id for doubt in kept.doubts([one])[one])
        for report in incident.reports:
            centre.state.claim(report.claim_id, snapshot)

    def overview() -> None:
        with ask_incidents(centre, snapshot) as kept:
            kept.newest(Sought(until=on), 0, 400)
            kept.count(Sought(until=on), 10_001)
            kept.days(on - timedelta(days=34), on)
        before = centre.state.snapshot(at=centre.charter.cut_off_of(on - timedelta(days=1)))
        come_up(centre, snapshot, before, on, 30)

    note(f"{when}: one incident with all its claims", alone)
    note(f"{when}: what the overview asks of incidents", overview)


def _sheet(front: Front, turn: int) -> tuple[str, bytes]:
    """A table of 10,000 events as a monitoring desk keeps one, of the days after the front's last."""
    day = front.last
    rows = "".join(
        f"{day}T{row // 60 % 24:02d}:{row % 60:02d},Agdam,shelling,,az,am,az/mod,{turn}-{row}\n"
        for row in range(10_000)
    )
    return f"events-{turn}.csv", f"time,place,act,count,target,actor,source,note\n{rows}".encode()


@contextmanager
def stored(url: str | None) -> Iterator[None]:
    """With the database at ``url``; in the centre's own folder where none is given."""
    before = os.environ.pop("TREGUA_STORE", None)
    if url:
        os.environ["TREGUA_STORE"] = url
    try:
        yield
    finally:
        os.environ.pop("TREGUA_STORE", None)
        if before is not None:
            os.environ["TREGUA_STORE"] = before


def main() -> None:
    """Fills and asks each database and prints a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keep", type=Path, required=True)
    options.add_argument("--days", type=int, default=Front.days)
    options.add_argument("--a-day", type=int, default=Front.a_day)
    options.add_argument("--postgresql", help="the URL of an empty database")
    options.add_argument("--ask", help=argparse.SUPPRESS)
    given = options.parse_args()
    front = Front(given.days, given.a_day)
    urls = {"sqlite": None, **({"postgresql": given.postgresql} if given.postgresql else {})}
    if given.ask:
        with stored(urls[given.ask]):
            print(json.dumps(ask(given.keep / given.ask, front)))
        return
    for name, url in urls.items():
        with stored(url):
            filled = fill(given.keep / name, front)
        command = [sys.executable, *sys.argv, "--ask", name]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        times, sizes = json.loads(run.stdout)
        print(f"\n## {name}, {platform.machine()}, {os.cpu_count()} cores\n")
        print(f"{json.dumps(filled)} {json.dumps(sizes)}\n")
        print("| what | median ms | worst ms | asked |\n|---|---|---|---|")
        for what, took in times.items():
            print(f"| {what} | {statistics.median(took):.0f} | {max(took):.0f} | {len(took)} |")


if __name__ == "__main__":
    main()
