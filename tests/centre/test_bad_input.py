"""Bad input: one clear error with its code and place, exit 2, nothing half-written, the rest processed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = "2020-11-20-tass-az-mod-agdam.txt"


def tregua(*command: str, centre: Path | None = None) -> subprocess.CompletedProcess[str]:
    where = ["--centre", str(centre)] if centre else []
    return subprocess.run(
        [sys.executable, "-m", "tregua", *command, *where], capture_output=True, text=True, check=False
    )


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A new centre whose inbox holds one good page."""
    folder = tmp_path / "centre"
    assert tregua("init", str(folder), "--example", "karabakh-2020").returncode == 0
    for path in (folder / "inbox").iterdir():
        if path.name != GOOD:
            path.unlink()
    return folder


def write(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(200_000_000)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


PAGE = "Outlet: TASS\nPublished: {}\n\nUnits enter\n\nAzerbaijan's defence ministry said units entered.\n"
BAD = [
    ("dangling.txt", dangling, "file.unreadable", "inbox/dangling.txt"),
    ("empty.txt", write(b""), "file.empty", "inbox/empty.txt"),
    ("photo.txt", write(b"\x89PNG\r\n\x1a\n\x00\x00"), "file.binary", "inbox/photo.txt"),
    ("huge.txt", huge, "file.too_large", "inbox/huge.txt"),
    (
        "turkish.txt",
        write("Tarih: 1\nA\u011fdam'a girdi".encode("cp1254")),
        "file.wrong_encoding",
        "inbox/turkish.txt:2:2",
    ),
    (
        "menu.txt",
        write(b"Home\nWorld\nSports\nLogin\nSubscribe\nTerms of use\n"),
        "page.no_article",
        "inbox/menu.txt",
    ),
    (
        "never.txt",
        write(PAGE.format("31 November 2020").encode()),
        "page.impossible_date",
        "inbox/never.txt:2",
    ),
    ("undated.txt", write(PAGE.replace("Published: {}\n", "").encode()), "page.no_date", "inbox/undated.txt"),
    (
        "series.csv",
        write(b"# Outlet: TASS\n# Published: 20 November 2020\ndate,returned,total\n2020-11-31,10,20\n"),
        "table.impossible_date",
        "inbox/series.csv:4",
    ),
    (
        "places.csv",
        write(
            b"# Outlet: TASS\n# Published: 20 November 2020\ndate,place,returned\n2020-11-19,Brigadoon,10\n"
        ),
        "table.unknown_place",
        "inbox/places.csv:4",
    ),
    (
        "words.csv",
        write(
            b"# Outlet: TASS\n# Published: 20 November 2020\ndate,returned\n2020-11-19,plenty of trouble\n"
        ),
        "table.not_a_number",
        "inbox/words.csv:4",
    ),
]


@pytest.mark.parametrize(("name", "make", "code", "where"), BAD, ids=[one[0] for one in BAD])
def test_one_error_and_the_rest_is_processed(
    centre: Path, name: str, make: Callable[[Path], None], code: str, where: str
) -> None:
    make(centre / "inbox" / name)
    done = tregua("day", "2020-11-20", centre=centre)
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith(f"{code}: ")
    assert where in lines[0]
    assert lines[0].count(" — ") >= 2, "it says what to do"
    items = json.loads(tregua("items", "--json", centre=centre).stdout)
    assert [one["name"] for one in items] == [GOOD]
    assert (centre / "reports/2020-11-20/report.html").is_file()
    assert tregua("record", "verify", centre=centre).returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read(centre: Path) -> None:
    path = centre / "inbox" / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    done = tregua("day", "2020-11-20", centre=centre)
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "file.unreadable")


def test_a_fault_over_many_days_is_told_once(centre: Path) -> None:
    (centre / "inbox/empty.txt").touch()
    done = tregua("day", "2020-11-18..2020-11-22", centre=centre)
    assert (done.returncode, done.stderr.count("file.empty")) == (2, 1)
    assert len(list((centre / "reports").iterdir())) == 5


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def crossed(folder: Path) -> None:
    zones = json.loads((folder / "zones.geojson").read_text("utf-8"))
    for feature in zones["features"]:
        if feature["geometry"]["type"] == "Polygon":
            feature["geometry"]["coordinates"] = [[[46, 39], [47, 40], [47, 39], [46, 40], [46, 39]]]
            break
    (folder / "zones.geojson").write_text(json.dumps(zones), "utf-8")


ACCORD = [
    (lambda f: edit(f / "accord.yaml", "signed_on:", "singed_on:"), "accord.unknown_key", "accord.yaml:"),
    (lambda f: edit(f / "accord.yaml", "2020-12-01", "2020-12-41"), "accord.impossible_date", "accord.yaml:"),
    (
        lambda f: edit(f / "accord.yaml", "area: [agdam]", "area: [brigadoon]"),
        "accord.unknown_place",
        "accord.yaml:",
    ),
    (crossed, "accord.polygon_crosses_itself", "zones.geojson"),
]


@pytest.mark.parametrize(("harm", "code", "where"), ACCORD, ids=[one[1] for one in ACCORD])
def test_a_wrong_accord_is_named_and_nothing_is_written(
    centre: Path, harm: Callable[[Path], None], code: str, where: str
) -> None:
    harm(centre / "accord")
    before = sorted(str(p) for p in centre.rglob("*"))
    for command in (("agreement", "check"), ("day", "2020-11-20")):
        done = tregua(*command, centre=centre)
        assert done.returncode == 2
        assert done.stderr.startswith(f"{code}: "), done.stderr
        assert where in done.stderr
    assert sorted(str(p) for p in centre.rglob("*")) == before


def test_a_folder_in_use_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    done = tregua("init", str(tmp_path))
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "centre.folder_in_use")
    assert [p.name for p in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("status", "--on", "2020-13-01"), "moment.no_such_day"),
        (("status", "--as-of", "yesterday"), "moment.no_such_instant"),
        (("status", "--as-of", "@999"), "moment.no_such_index"),
        (("day", "2020-11-22..2020-11-20"), "moment.backwards"),
        (("register", "gossip"), "register.unknown"),
    ],
)
def test_a_wrong_argument_is_named(centre: Path, command: tuple[str, ...], code: str) -> None:
    done = tregua(*command, centre=centre)
    assert (done.returncode, done.stderr.split(":")[0]) == (2, code)


def test_nowhere_is_no_centre(tmp_path: Path) -> None:
    done = tregua("status", centre=tmp_path)
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "centre.not_one")
