"""One writer at a time: the second waits or is told for whom, and a process that is killed leaves no lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tregua.model.errors import TreguaError
from tregua.model.messages import Message
from tregua.store.lock import Lock
from tregua.wiring import found_centre, write_lock

HOLD = """
import sys, time
from pathlib import Path
from tregua.wiring import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """Another process that holds the lock, once it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found_centre(tmp_path / "centre", None)
    return tmp_path / "centre"


def tregua(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tregua", *words], capture_output=True, text=True, check=False
    )


def test_the_second_is_told_for_whom(folder: Path) -> None:
    other = holder(folder, 60)
    try:
        done = tregua("--wait", "0", "day", "2020-11-10", "--centre", str(folder))
    finally:
        other.kill()
        other.communicate()
    assert done.returncode == 2
    assert "centre.busy" in done.stderr
    assert f"process {other.pid} on {os.uname().nodename}, since " in done.stderr


def test_the_second_waits_and_says_so(folder: Path) -> None:
    other = holder(folder, 5)
    done = tregua("--wait", "30", "day", "2020-11-10", "--centre", str(folder))
    other.communicate()
    assert done.returncode == 0, done.stderr
    assert f"Process {other.pid} on" in done.stderr
    assert "at most 30 s" in done.stderr


def test_a_killed_writer_leaves_no_lock(folder: Path) -> None:
    other = holder(folder, 60)
    other.kill()
    other.communicate()
    begun = time.monotonic()
    with write_lock(folder, patience=5):
        pass
    assert time.monotonic() - begun < 4


def test_two_of_one_process_are_two(folder: Path) -> None:
    told: list[Message] = []
    second = Lock(folder / "centre.lock", patience=0.2, tell=told.append)
    with write_lock(folder), pytest.raises(TreguaError) as caught, second:
        pytest.fail("both hold it")
    assert caught.value.code == "centre.busy"
    assert [one.code for one in told] == ["centre.waiting"]
    with write_lock(folder, patience=0):
        pass


def test_a_holder_that_says_nothing_is_told_as_unknown(folder: Path) -> None:
    with write_lock(folder):
        (folder / "centre.lock").write_text(json.dumps(["1"]) + "{")
        with pytest.raises(TreguaError) as caught, Lock(folder / "centre.lock", patience=0):
            pass
    assert caught.value.message.args["pid"] == "?"


@pytest.mark.parametrize("said", ["soon", "-1", "nan", "inf"])
def test_a_wait_that_is_no_number(folder: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREGUA_WAIT", said)
    with pytest.raises(TreguaError) as caught:
        write_lock(folder)
    assert caught.value.code == "cli.bad_wait"
